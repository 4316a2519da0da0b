import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createDeskActs } from '../../../src/desk-acts.ts';
import { ServiceError } from '../../../src/errors.ts';
import type { CorpusActs } from '../../../src/web/console/corpus/corpus-acts.ts';
import { guideText } from '../../fakes/corpus-folder.ts';
import { idleCorpus, liveIndex, stagedIndex } from '../../fakes/idle-corpus.ts';
import { type ConsoleBrowser, openConsoleRoom } from '../../fakes/open-console-room.ts';
import { preparedGuide, prepareReleaseRooms } from '../../fakes/open-release-room.ts';
import { admin, li, staff } from '../../fakes/open-review-room.ts';
import { createPassage } from '../../fakes/passages.ts';
import { xssPayloads } from '../../fakes/xss-payloads.ts';

const openReleaseRoom = prepareReleaseRooms();
const question = '老板不发加班费怎么办';
const overtime = preparedGuide('overtime', '加班费', question, '不发加班费，打12333投诉。');
const upload = '/console/corpus/upload';
const work = '/console/corpus/work';

async function openDesk(corpus: Partial<CorpusActs> = {}) {
  const room = await openConsoleRoom({ corpus: idleCorpus(corpus) });
  const browser = await room.enter(staff);
  return { ...room, browser };
}

/** The page of the work when it has ended. */
async function endOfWork(browser: ConsoleBrowser): Promise<string> {
  for (;;) {
    const html = await browser.read(work);
    if (!html.includes('aria-label="进度"')) return html;
    // Without a socket nothing else would have its turn.
    await setImmediate();
  }
}

test('staff hand in a file, see the difference, test, publish, and go back, and each is in the log', async () => {
  const { app, ask, dataDir } = await openReleaseRoom();
  const room = await openConsoleRoom({ corpus: createDeskActs(app) });
  const browser = await room.enter(staff);
  const file = new File([overtime], '../../加班费.md');
  const added = await browser.postFile(upload, { file });
  expect([added.status, added.headers.get('Location')]).toEqual([303, work]);
  const staged = await endOfWork(browser);
  expect(staged).toContain('已经存好：《加班费》，编号 overtime，1个段落');
  expect(staged).toContain('已经暂存');
  expect(await readdir(join(dataDir, 'uploads'))).toEqual([]);
  expect(await browser.read('/console/corpus/pending')).toMatch(
    /新增<\/span> 加班费.*<ins class="typed">不发加班费，打12333投诉。<\/ins>/s,
  );
  expect((await app.corpusStatus()).live?.manifest.documents).toBe(1);

  await browser.post('/console/corpus/test');
  expect(await endOfWork(browser)).toContain('可以发布');
  await browser.post('/console/corpus/publish');
  expect(await endOfWork(browser)).toContain('已经发布');
  expect((await ask(question)).citations).toEqual(['overtime#only']);

  const history = await browser.read('/console/corpus/history');
  expect(history).toMatch(/<strong>发布<\/strong> <span class="meta">赵办，/);
  const [, generation = ''] = /<option value="([^"]+)"/.exec(history) ?? [];
  const back = { generation, reason: '单位弄错了', confirmed: 'yes' };
  await browser.post('/console/corpus/roll-back', back);
  expect(await endOfWork(browser)).toContain('已经退回');
  expect((await ask(question)).citations).toEqual([]);
  expect(await browser.read('/console/corpus/history')).toContain('单位弄错了');
  expect(await browser.read('/console/corpus')).toContain('退回过这里面的内容');
});

test('staff take away what they added, once they have confirmed it', async () => {
  const { app, ask, write } = await openReleaseRoom();
  await app.addDocument({ file: await write('加班费.md', overtime) }, { by: '小李' });
  expect((await ask(question)).citations).toEqual(['overtime#only']);
  const room = await openConsoleRoom({ corpus: createDeskActs(app) });
  const browser = await room.enter(staff);
  expect(await browser.read(upload)).toContain('我确认：去掉《加班费》');
  const hasty = await browser.post('/console/corpus/remove', { id: 'overtime' });
  expect([hasty.status, await hasty.text()]).toEqual([
    422,
    expect.stringContaining('请先在“我确认”前面打勾'),
  ]);
  const shipped = { id: 'labor-arbitration', confirmed: 'yes' };
  const refused = await browser.post('/console/corpus/remove', shipped);
  expect(await refused.text()).toContain('随服务发布的文档');
  await browser.post('/console/corpus/remove', { id: 'overtime', confirmed: 'yes' });
  const html = await endOfWork(browser);
  expect(html).toContain('已经去掉：《加班费》，编号 overtime');
  expect(html).toContain('已经暂存');
  expect((await ask(question)).citations).toEqual(['overtime#only']);
  await browser.post('/console/corpus/publish');
  await endOfWork(browser);
  expect((await ask(question)).citations).toEqual([]);
  const { acts } = await app.corpusHistory();
  expect(acts[2]).toMatchObject({
    kind: 'document-removed',
    by: '赵办',
    documentIds: ['overtime'],
  });
});

test('what makes a golden question worse is published only with a reason', async () => {
  const { app, corpusDir, ask } = await openReleaseRoom();
  const room = await openConsoleRoom({ corpus: createDeskActs(app) });
  const browser = await room.enter(staff);
  const poison = guideText({ body: '劳动争议仲裁每件收300元。' });
  await writeFile(join(corpusDir, 'guides', 'labor-arbitration.md'), poison);
  expect(await browser.read('/console/corpus/pending')).toContain('<ins>每件收300元</ins>');
  await browser.post('/console/corpus/stage');
  await endOfWork(browser);
  for (const fields of [{}, { reason: ' ' }]) {
    await browser.post('/console/corpus/publish', fields);
    const refused = await endOfWork(browser);
    expect(refused).toContain('没有发布：有标准题变差');
    expect(refused).toContain('labor-cost');
  }
  expect((await ask('劳动仲裁收费吗')).text).toContain('不收费');
  await browser.post('/console/corpus/publish', { reason: '标准改了' });
  expect(await endOfWork(browser)).toContain('已经发布');
  expect(await browser.read('/console/corpus/history')).toMatch(
    /变差的标准题：labor-cost.*理由：标准改了/s,
  );
});

test('a form that lacks something says so in its own words and keeps what was typed', async () => {
  const { app, dataDir } = await openReleaseRoom();
  const room = await openConsoleRoom({ corpus: createDeskActs(app) });
  const browser = await room.enter(staff);
  await browser.read(upload);
  const file = new File(['清河街道认真落实上级要求。'], '报告.txt');
  const refused = await browser.postFile(upload, { file, title: '清河街道<b>' });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('上传的文件.txt 还要写明 “发布单位”、“发布日期”</p>');
  expect(html).toContain('value="清河街道&lt;b&gt;"');
  expect(html).not.toContain(dataDir);
  const none = await browser.postFile(upload, { file: new File([], 'a.md') });
  expect(await none.text()).toContain('请选一份文件');
});

test('running work is told with how far it is, goes on without the page, and keeps other work out', async () => {
  let finish = () => {};
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { browser, enter } = await openDesk({
    async testStage(operator, onStep) {
      onStep('golden-staged', 3, 90);
      await ended;
      return idleCorpus().testStage(operator, onStep);
    },
  });
  await browser.post('/console/corpus/test');
  const page = await browser.get(work);
  expect(page.headers.get('Refresh')).toBe('3');
  expect(await page.text()).toMatch(/用标准题试暂存的：3\/90.*value="3" max="90"/s);
  const other = await enter(admin);
  const refused = await other.post('/console/corpus/stage');
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('赵办正在测试，等做完再来');
  expect(await other.read('/console/corpus/pending')).not.toContain(
    'action="/console/corpus/stage"',
  );
  finish();
  expect(await endOfWork(other)).toContain('可以发布');
  expect((await other.get(work)).headers.has('Refresh')).toBe(false);
});

test('work that fails leaves a reason, in the words of the console, and lets the next begin', async () => {
  let error: Error = new ServiceError('没有暂存的索引，先运行 npm run corpus -- stage');
  const { browser, lines } = await openDesk({ testStage: () => Promise.reject(error) });
  await browser.post('/console/corpus/test');
  expect(await endOfWork(browser)).toContain('没有暂存的索引，先“暂存”');
  error = new Error('a fault of ours');
  await browser.post('/console/corpus/test');
  const failed = await endOfWork(browser);
  expect(failed).toContain('出了点问题，没有做完');
  expect(failed).not.toContain('a fault of ours');
  expect(lines.join('')).toContain('a fault of ours');
});

test('nothing is gone back from without a reason and without being confirmed', async () => {
  const asked: unknown[] = [];
  const { browser } = await openDesk({
    rollBack: async (request) => {
      asked.push(request);
      return { manifest: liveIndex };
    },
  });
  const generation = liveIndex.generation;
  const post = (fields: Readonly<Record<string, string>>) =>
    browser.post('/console/corpus/roll-back', { generation, ...fields });
  const hasty = await post({ reason: '弄错了' });
  expect([hasty.status, await hasty.text()]).toEqual([
    422,
    expect.stringMatching(/请先在“我确认”前面打勾.*弄错了/s),
  ]);
  expect(await (await post({ reason: ' ', confirmed: 'yes' })).text()).toContain(
    '请写明为什么退回',
  );
  expect(asked).toEqual([]);
  expect((await post({ reason: '弄错了', confirmed: 'yes' })).status).toBe(303);
  expect(asked).toEqual([{ by: '赵办', generation, reason: '弄错了' }]);
});

test('the stage is taken away, and a source is looked at now', async () => {
  const asked: unknown[] = [];
  const { browser } = await openDesk({
    discardStage: async (operator) => {
      asked.push(operator);
    },
    listFetches: async () => [
      { name: '热线网页', url: '', everyDays: 30, nextDue: '2026-03-01', isDue: true },
    ],
    fetchSources: async (request) => {
      asked.push(request);
      return [{ name: '热线网页', verdict: 'gone', detail: '请核对网址', warnings: [] }];
    },
  });
  await browser.post('/console/corpus/discard');
  expect(await endOfWork(browser)).toContain('已经撤下');
  expect(await browser.read('/console/corpus/sources')).toContain('还没有看过');
  await browser.post('/console/corpus/fetch', { name: '热线网页' });
  expect(await endOfWork(browser)).toContain('热线网页：没有了。请核对网址');
  expect(asked).toEqual([{ by: '赵办' }, { by: '赵办', names: ['热线网页'] }]);
});

test('a reviewer reads where the corpus stands and its history, and finds no button there', async () => {
  const room = await openConsoleRoom();
  const browser = await room.enter(li);
  for (const path of ['/console/corpus', '/console/corpus/history']) {
    const html = await browser.read(path);
    expect(html).toContain('资料');
    expect(html).not.toMatch(/action="\/console\/corpus/);
    expect(html).not.toContain('/console/corpus/upload');
  }
});

test('a body larger than the largest file is not taken, nor a large one for another form', async () => {
  const { browser } = await openDesk();
  const send = (path: string, bytes: number) =>
    browser.request(path, { method: 'POST', body: 'x'.repeat(bytes) });
  expect((await send(upload, 31_000_001)).status).toBe(413);
  expect((await send(upload, 70_000)).status).toBe(403);
  expect((await send('/console/corpus/stage', 70_000)).status).toBe(413);
});

test('no words of a file, a source or a person become mark-up', async () => {
  const words = xssPayloads.join(' ');
  const passage = createPassage('stored#a', words, { headings: [words, words] });
  const document = {
    id: words,
    title: words,
    kind: 'guide',
    topic: words,
    summary: words,
  } as const;
  const head = { publisher: words, published: words, url: words, checked: '', reviewBy: words };
  const header = { ...document, ...head };
  const wrong = { id: words, question: words, faults: [words] };
  const act = { ...stagedIndex, corpusDigest: '', worse: [words], reason: words, by: words };
  const golden = {
    ...(await idleCorpus().testStage({ by: '' }, () => {})).golden,
    worse: [wrong],
    better: [wrong],
  };
  const asked = { text: words, times: 1, questionId: words, status: 'answered' } as const;
  const stated = { passage, document: header, figure: words, sentence: words };
  const { browser } = await openDesk({
    corpusHistory: async () => ({
      acts: [
        { ...act, kind: 'corpus-published', at: liveIndex.madeAt },
        {
          kind: 'document-stored',
          at: liveIndex.madeAt,
          by: words,
          documentIds: [words],
          worse: [],
        },
      ],
      earlier: [],
    }),
    corpusStatus: async () => ({
      ...(await idleCorpus().corpusStatus()),
      workingCopy: { problem: words },
      held: { hold: { generation: '', by: words, at: liveIndex.madeAt }, documentIds: [words] },
    }),
    diffCorpus: async () => ({
      ...(await idleCorpus().diffCorpus()),
      to: { staged: words },
      differs: true,
      documents: [
        {
          document: header,
          kind: 'changed',
          isHeadChanged: true,
          added: [passage],
          changed: [
            {
              before: passage,
              after: passage,
              words: [{ kind: 'added', text: words }],
              parts: ['questions'],
              questions: { added: 1, removed: 0 },
            },
          ],
          removed: [passage],
        },
      ],
      conflicts: [{ staged: [stated], other: stated, higher: 'equal' }],
    }),
    addUpload: async () => ({
      document: { ...header, passages: [], file: words },
      outcome: 'added',
      replacedDigest: words,
      warnings: [words],
    }),
    testStage: async () => ({
      staged: stagedIndex,
      golden,
      asked: {
        days: 90,
        questions: 1,
        tried: 1,
        changes: [
          {
            asked: { ...asked, passageIds: [] },
            statusNow: 'answered',
            lost: [{ passageId: words, gone: true }],
            changed: [words],
          },
        ],
      },
    }),
    listFetches: async () => [
      { name: words, url: words, everyDays: 1, nextDue: words, isDue: false },
    ],
  });
  const pages = [];
  for (const path of ['', '/history', '/pending', '/sources']) {
    pages.push(await browser.read(`/console/corpus${path}`));
  }
  await browser.postFile(upload, {
    file: new File(['x'], `${words}.md`),
    title: words.slice(0, 400),
  });
  pages.push(await endOfWork(browser));
  await browser.post('/console/corpus/test');
  pages.push(await endOfWork(browser));
  for (const html of pages) {
    expect(html).toContain('&lt;script');
    for (const payload of xssPayloads.filter((one) => one.includes('<'))) {
      expect(html).not.toContain(payload);
    }
  }
});
