import { expect, test } from 'vitest';
import type { Citation, Document } from '../../src/domain.ts';
import { sourceAddress } from '../../src/web/source-links.ts';
import { openWebRoom } from '../fakes/open-web-room.ts';
import { arbitrationLaw, createDocument, createPassage } from '../fakes/passages.ts';
import { deadLinks } from '../fakes/xss-payloads.ts';
import { yearlyCorpus } from '../fakes/yearly-reports.ts';

const references = [{ source: arbitrationLaw, articles: ['第53条'] }];
const guide = (text: string): Document =>
  createDocument({ id: 'fees', title: '劳动仲裁费用', url: 'https://www.example.cn/fees' }, [
    createPassage('fees#cost', text, { references }),
  ]);
const citation = (quote: string): Citation => ({
  documentId: 'fees',
  passageId: 'fees#cost',
  title: '劳动仲裁费用',
  section: '要不要钱',
  url: '',
  quote,
  publisher: '本服务整理',
  published: '',
});
const old = '劳动仲裁每件交20元。';
const current = '劳动仲裁不收费。';

/** Somebody was answered from the old wording; then the corpus became `documents`. */
async function openAfterChange(documents: readonly Document[]) {
  const room = await openWebRoom({
    documents: [guide(old)],
    answer: () => ({
      citations: [citation(old)],
      statements: [{ text: old, citations: [0] }],
    }),
  });
  await room.visitor().ask('要多少钱');
  room.live.documents = documents;
  return room;
}

test('a document stands on its page whole, every passage at its anchor with its basis', async () => {
  const { visitor } = await openWebRoom({
    documents: [
      createDocument(
        {
          id: 'report',
          title: '报告',
          kind: 'report',
          year: 2031,
          url: 'https://www.example.cn/r',
        },
        [
          createPassage('report#a', '第一段。\n- 一项\n- 两项', {
            headings: ['报告', '一、机制', '（一）决策'],
            references,
          }),
          createPassage('report#b', '第二段。', { headings: ['报告', '一、机制', '（二）顾问'] }),
        ],
      ),
    ],
  });
  const html = await (await visitor().get('/sources/report')).text();
  expect(html).toContain('<h1>报告</h1>');
  expect(html).toMatch(/2031年.*2031-03-01.*href="https:\/\/www.example.cn\/r"/s);
  expect(html.match(/<h2[^>]*>一、机制<\/h2>/g)).toHaveLength(1);
  expect(html).toMatch(/<section class="passage" id="a"[^>]*><h3 id="a-heading">（一）决策<\/h3>/);
  expect(html).toContain('<p>第一段。</p><ul><li>一项</li><li>两项</li></ul>');
  expect(html).toMatch(
    /href="https:\/\/flk.example.cn\/arbitration"[^>]*>《中华人民共和国劳动争议调解仲裁法》<\/a>第53条/,
  );
  expect(html).toMatch(/id="b".*（二）顾问/s);
});

test('documents are listed by topic, what was not found apart, official sources last', async () => {
  const { visitor } = await openWebRoom();
  const html = await (await visitor().get('/sources')).text();
  const places = [
    '2023年报告要点',
    '讨要工资',
    '12348法律服务热线',
    '没有查到的地址',
    '中华人民共和国劳动争议调解仲裁法',
  ];
  const found = places.map((words) => html.lastIndexOf(words));
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(found).not.toContain(-1);
  expect(html).toContain('5份文档，25个段落，用到1个公开来源');
});

test('a gap, which an answer may cite, has a page; a list of off-topic examples has none', async () => {
  const { visitor } = await openWebRoom({
    documents: [
      createDocument({ id: 'gap-x', title: '没有查到地址', kind: 'gap' }, [
        createPassage('gap-x#a', '没有查到。', { references }),
      ]),
      createDocument({ id: 'off-topic', title: '不在服务范围', kind: 'off-topic' }, [
        createPassage('off-topic#a', '天气不在范围。'),
      ]),
    ],
  });
  expect((await visitor().get('/sources/gap-x')).status).toBe(200);
  expect((await visitor().get('/sources/off-topic')).status).toBe(404);
  expect(await (await visitor().get('/sources')).text()).not.toContain('不在服务范围');
});

test('a link to the wording that stands shows no notice', async () => {
  const { visitor } = await openAfterChange([guide(old)]);
  const html = await (await visitor().get(sourceAddress(citation(old)))).text();
  expect(html).toContain(old);
  expect(html).not.toContain('已经更新');
});

test('a link that does not say which wording it was made for has the old one at hand, below the new', async () => {
  const { visitor } = await openAfterChange([guide(current)]);
  const html = await (await visitor().get('/sources/fees')).text();
  expect(html).toMatch(/劳动仲裁不收费。.*<details>.*以前的回答引用.*劳动仲裁每件交20元。/s);
});

test('a link to a wording that has changed shows both, the old one with a notice', async () => {
  const { visitor } = await openAfterChange([guide(current)]);
  const html = await (await visitor().get(sourceAddress(citation(old)))).text();
  const section = html.slice(html.indexOf('id="cost"'));
  expect(section).toMatch(/已经更新.*劳动仲裁每件交20元。.*现在的内容.*劳动仲裁不收费。/s);
});

test('a passage that is gone keeps its address, with the words an answer quoted', async () => {
  const other = createPassage('fees#other', '别的内容。', { references });
  const { visitor } = await openAfterChange([
    createDocument({ id: 'fees', title: '费用' }, [other]),
  ]);
  const html = await (await visitor().get('/sources/fees')).text();
  expect(html).toMatch(
    /id="cost".*这段内容已经更新或撤下，下面是当时引用的原文.*劳动仲裁每件交20元。/s,
  );
  expect(html).toContain('别的内容。');
});

test('a document that is gone keeps its address as long as an answer quoted it', async () => {
  const { visitor } = await openAfterChange([]);
  const response = await visitor().get(sourceAddress(citation(old)));
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(/<h1>劳动仲裁费用<\/h1>.*id="cost".*劳动仲裁每件交20元。/s);
  expect((await visitor().get('/sources/fee')).status).toBe(404);
});

const superseded = { ...guide(old), supersededBy: 'fees-new' };
const successor = createDocument({ id: 'fees-new', title: '新的劳动仲裁费用' }, [
  createPassage('fees-new#cost', current),
]);
const link =
  /<p class="notice newer">这份资料有更新的版本：<a href="\/sources\/fees-new">新的劳动仲裁费用<\/a>/g;

test('a superseded document keeps its page and leads to its successor, beside each passage too', async () => {
  const { visitor } = await openAfterChange([superseded, successor]);
  const html = await (await visitor().get(sourceAddress(citation(old)))).text();
  expect(html).toContain(old);
  expect(html.match(link)).toHaveLength(2);
  expect(html.slice(html.indexOf('id="cost"'))).toMatch(link);
  expect(await (await visitor().get('/sources/fees-new')).text()).not.toContain('更新的版本');
  const list = await (await visitor().get('/sources')).text();
  expect(list).toContain('/sources/fees-new');
  expect(list).not.toContain('"/sources/fees"');
});

test('a passage of a superseded document that changed before shows the words an answer quoted', async () => {
  const { visitor } = await openAfterChange([
    { ...guide(current), supersededBy: 'fees-new' },
    successor,
  ]);
  const html = await (await visitor().get(sourceAddress(citation(old)))).text();
  expect(html.slice(html.indexOf('id="cost"'))).toMatch(
    /更新的版本.*已经更新.*劳动仲裁每件交20元。.*现在的内容.*劳动仲裁不收费。/s,
  );
});

test('a successor that is gone leaves the notice without a link', async () => {
  const { visitor } = await openAfterChange([superseded]);
  const html = await (await visitor().get('/sources/fees')).text();
  expect(html).toContain('这份资料已有更新的版本，新的回答不再用它。');
});

test('an older report leads to the newest of its series', async () => {
  const { visitor } = await openWebRoom({ documents: yearlyCorpus });
  const html = await (await visitor().get('/sources/street-2030')).text();
  expect(html).toContain('<a href="/sources/street-2031">小龙坎街道办2031年法治建设情况报告</a>');
  const others = ['street-2031', 'bureau-2030'].map(async (id) =>
    (await visitor().get(`/sources/${id}`)).text(),
  );
  for (const page of await Promise.all(others)) expect(page).not.toContain('更新的版本');
});

test('the basis of a passage names the law version that took its place, and a last day is shown', async () => {
  const { visitor } = await openWebRoom({ documents: yearlyCorpus });
  expect(await (await visitor().get('/sources/pigeons')).text()).toContain(
    '已有更新的版本：新规定',
  );
  expect(await (await visitor().get('/sources/kiosk')).text()).toContain('有效到2032-03-01');
});

test.each(deadLinks)('the address %j stays words', async (url) => {
  const law = { ...arbitrationLaw, url };
  const { visitor } = await openWebRoom({
    documents: [
      createDocument({ id: 'fees', title: '费用', url }, [
        createPassage('fees#cost', current, { references: [{ source: law, articles: [] }] }),
      ]),
    ],
    answer: () => ({ citations: [{ ...citation(current), passageId: 'fees#gone', url }] }),
  });
  const { html } = await visitor().ask('要多少钱');
  const pages = [html, await (await visitor().get('/sources/fees')).text()];
  pages.push(await (await visitor().get('/sources')).text());
  for (const page of pages) {
    const schemes = [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
    expect(schemes.filter((href) => !/^(\/|#|tel:)/.test(href))).toEqual([]);
  }
});
