import { describe, expect, test } from 'vitest';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import {
  admin,
  li,
  rightVerdict,
  staff,
  wang,
  wrongVerdict,
} from '../../fakes/open-review-room.ts';
import { sampleCorpus } from '../../fakes/sample-corpus.ts';

const march = 'from=2026-03-01&to=2026-03-31';

async function openWithAnswers() {
  const room = await openConsoleRoom();
  await room.review.setSampleRate(1, admin);
  const [cited] = sampleCorpus;
  await room.answer('q-1', { ms: 200, documentId: cited?.id ?? '' });
  await room.answer('q-2', { ms: 400 });
  await room.answer('q-3', { status: 'unanswerable-not-covered', text: '公园几点开门<b>？' });
  await room.answer('q-4', { status: 'smalltalk' });
  const reader = await room.enter(staff);
  return { ...room, reader, topic: cited?.topic ?? '' };
}

/** The page as one reads it. */
function wordsOf(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

test('the overview tells the figures of its period, each chart with a table of its numbers', async () => {
  const { reader, topic } = await openWithAnswers();
  const html = await reader.read(`/console/overview?${march}`);
  const words = wordsOf(html);
  expect(words).toContain('提问 4条 ');
  expect(words).toContain('回答率 66.7%');
  expect(words).toContain('错误率 还没有');
  expect(words).toMatch(/2026-03-01 4 2 1 0 1 0 /);
  expect(words).toMatch(new RegExp(`方面 回答 ${topic} 4 已撤下的资料 3 `));
  expect(html).toContain('<a href="/console/answers/q-3">公园几点开门&lt;b&gt;？</a>');
  for (const [picture] of html.matchAll(/<img[^>]+>/g)) expect(picture).toMatch(/ alt="[^"]{5,}"/);
  expect(html.match(/<table>/g)).toHaveLength(4);
});

test('the wrong-answer rate comes with its interval, the agreement with its pairs', async () => {
  const { reader, review } = await openWithAnswers();
  await review.verdicts.record('q-1', wrongVerdict, li);
  await review.verdicts.record('q-1', rightVerdict, wang);
  await review.verdicts.record('q-2', rightVerdict, wang);
  const words = wordsOf(await reader.read(`/console/overview?${march}`));
  expect(words).toContain('错误率 50% 真实的大约在9.5%到90.5%');
  expect(words).toContain('1条两人都评，0%相同');
  expect(words).toMatch(/评了 错误或有害 .* 随机 4 2 2 1 50% 9.5%到90.5%/);
});

test('a period without questions says so and asks for no chart', async () => {
  const { reader } = await openWithAnswers();
  const html = await reader.read('/console/overview?from=2026-01-01&to=2026-01-31');
  expect(html).toContain('这段时间没有人提问');
  expect(html).not.toContain('<img');
  const chart = '/console/charts/days.svg?from=2026-01-01&to=2026-01-31&theme=light&size=wide';
  expect((await reader.get(chart)).status).toBe(404);
});

test.each([
  ['from=2026-03-09&to=2026-03-01', '开始的日子要在结束的日子前面'],
  ['from=2024-01-01&to=2026-03-01', '一次最多看400天'],
  ['from=%27%3Cscript%3E&to=2026-03-01', '请填两个日子'],
  ['from=2026-03-01', '请填两个日子'],
])('a period that cannot be shown is named (%s)', async (query, problem) => {
  const { reader } = await openWithAnswers();
  const response = await reader.get(`/console/overview?${query}`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(problem);
});

describe('charts', () => {
  test.each(['days', 'topics', 'wrong', 'latency'])(
    '%s is a picture without styles and scripts, for every theme and size',
    async (chart) => {
      const { reader, review } = await openWithAnswers();
      await review.verdicts.record('q-1', wrongVerdict, li);
      const pictures = new Set<string>();
      for (const look of [
        'theme=light&size=wide',
        'theme=dark&size=wide',
        'theme=dark&size=narrow',
      ]) {
        const response = await reader.get(`/console/charts/${chart}.svg?${march}&${look}`);
        expect(response.headers.get('Content-Type')).toBe('image/svg+xml');
        const svg = await response.text();
        expect(svg).toMatch(/^<svg .*<\/svg>\s*$/s);
        expect(svg).not.toMatch(/style|<script|href/);
        expect(svg).toContain('font-family="PingFang SC');
        pictures.add(svg);
      }
      expect(pictures.size).toBe(3);
    },
  );

  test('a long period is drawn by weeks, and says so', async () => {
    const { reader } = await openWithAnswers();
    const barsOf = async (period: string) => {
      const chart = `/console/charts/days.svg?${period}&theme=light&size=wide`;
      const svg = await (await reader.get(chart)).text();
      return svg.match(/fill="#17508a"/g)?.length;
    };
    // One more is in the legend.
    expect(await barsOf('from=2026-01-01&to=2026-03-03')).toBe(62 + 1);
    expect(await barsOf('from=2026-01-01&to=2026-03-04')).toBe(9 + 1);
    const hint = '图上一根是一周';
    expect(await reader.read('/console/overview?from=2026-01-01&to=2026-03-04')).toContain(hint);
    expect(await reader.read('/console/overview?from=2026-01-01&to=2026-03-03')).not.toContain(
      hint,
    );
  });

  test.each([
    `days.png?${march}&theme=light&size=wide`,
    `toString.svg?${march}&theme=light&size=wide`,
    `days.svg?${march}&theme=pink&size=wide`,
    'days.svg?from=2026-03-09&to=2026-03-01&theme=light&size=wide',
  ])('there is no picture at %s', async (address) => {
    const { reader } = await openWithAnswers();
    expect((await reader.get(`/console/charts/${address}`)).status).toBe(404);
  });

  test('are of the reading that the page beside them shows, a minute long', async () => {
    const { reader, answer, passMinutes } = await openWithAnswers();
    const latency = () =>
      reader
        .get(`/console/charts/latency.svg?${march}&theme=light&size=wide`)
        .then((response) => response.text());
    await reader.read(`/console/overview?${march}`);
    const before = await latency();
    await answer('q-5', { ms: 9_000 });
    expect(await latency()).toBe(before);
    await reader.read(`/console/overview?${march}`);
    expect(await latency()).toContain('9秒');
    await answer('q-6', { ms: 60_000 });
    expect(await latency()).not.toContain('60秒');
    passMinutes(1);
    expect(await latency()).toContain('60秒');
  });
});

describe('the monthly report', () => {
  test('says what it is of, what AI made, and where its figures come from', async () => {
    const { reader, database } = await openWithAnswers();
    const end = await database.selectFrom('chain_head').selectAll().executeTakeFirst();
    const html = await reader.read('/console/report?month=2026-03');
    const words = wordsOf(html);
    expect(words).toContain('2026年3月 月报');
    expect(words).toContain('本文件含AI生成内容');
    expect(words).toContain('这个月还没过完');
    expect(words).toContain('2026-03-01到2026-03-31');
    expect(words).toContain('赵办，2026-03-01 16:00');
    expect(words).toContain(`第${end?.sequence}条 ${end?.digest}`);
    expect(words).toContain('提问 4条 ');
    expect(words).toContain('资料索引');
    // On paper nothing can be opened.
    expect(html.match(/<details(?! class="display")[^>]*>/g)).toEqual(
      Array.from({ length: 3 }, () => '<details open="">'),
    );
  });

  test('is of last month unless another is asked for, and shows who signed it', async () => {
    const { reader, review } = await openWithAnswers();
    const signed = { from: '2026-02-10', to: '2026-02-20', note: '', reason: '' };
    await review.signOffs.sign(signed, li);
    const words = wordsOf(await reader.read('/console/report'));
    expect(words).toContain('2026年2月 月报');
    expect(words).toContain('2026-02-10到2026-02-20 李评');
    expect(words).not.toContain('这个月还没过完');
    expect(wordsOf(await reader.read('/console/report?month=2026-01'))).toContain('还没有人签字');
    const wrong = await reader.get('/console/report?month=2026-13');
    expect(wrong.status).toBe(400);
  });
});
