import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCorpus } from '../../../src/corpus/check-corpus.ts';
import {
  type FetchRequest,
  fetchSources,
  listFetches,
} from '../../../src/corpus/fetch/fetch-sources.ts';
import { loadCorpus } from '../../../src/corpus/load-corpus.ts';
import { readOfficialText } from '../../../src/corpus/read-official-text.ts';
import { corpusFolder, officialText, smallSources } from '../../fakes/corpus-folder.ts';
import { loopbackNetwork, startSite } from '../../fakes/official-site.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const document = 'document: { id: qinghe-2031, kind: report, topic: 街道法治, year: 2031 }';

/** The page as the site shows it: the text, and a frame that is never twice the same. */
const shown = (text: string, frame = '现在是1点') =>
  `<html><body><header>${frame}</header><main>${text}</main></body></html>`;

/** A site with pages by path, a corpus that registers them, and staff with a calendar. */
async function desk(fetch: Readonly<Record<string, string>>) {
  const pages = new Map<string, Reply>();
  const site = await startSite((request, response) => {
    const { status = 200, headers, body } = pages.get(request.url ?? '') ?? { status: 404 };
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(body);
  });
  const entries = Object.entries(fetch).map(
    ([name, block]) =>
      `- { name: ${name}, title: ${name}的网页, kind: page, publisher: 清河街道办事处, version: "2026-01-20", url: "${site.url}/${encodeURIComponent(name)}", link: confirmed, fetch: { ${block} } }`,
  );
  const corpusDir = await corpusFolder({
    'sources.yaml': `${smallSources}${entries.join('\n')}\n`,
  });
  const dataDir = await temporaryFolder();
  const folders = {
    corpusDir,
    addedDir: join(dataDir, 'corpus'),
    fetchedDir: join(dataDir, 'fetched'),
  };
  let today = '2026-03-01';
  const now = () => new Date(`${today}T08:00:00Z`);
  const progress: string[] = [];
  const parts = {
    ...folders,
    now,
    network: loopbackNetwork({ retries: 0 }),
    readMainText: async (path: string, { selector = 'main' }: { selector?: string }) => {
      const html = await readFile(path, 'utf8');
      const [, text = ''] = new RegExp(`<${selector}>([\\s\\S]*)</${selector}>`).exec(html) ?? [];
      return { ...readOfficialText(text), warnings: html.includes('hidden') ? ['有隐藏文字'] : [] };
    },
  };
  return {
    ...folders,
    site,
    publish: (name: string, reply: Reply) => pages.set(`/${encodeURIComponent(name)}`, reply),
    setDay: (day: string) => {
      today = day;
    },
    progress,
    fetch: (
      request: Partial<FetchRequest> = {},
      onProgress: (done: number, total: number) => void = (done, total) =>
        progress.push(`${done}/${total}`),
    ) => fetchSources({ names: [], ...request }, parts, onProgress),
    list: () => listFetches({ ...folders, now }),
    files: async (slug: string) => (await readdir(join(folders.fetchedDir, slug))).sort(),
  };
}

test('a registered page becomes a document, and its change a new text of it', async () => {
  const { fetch, publish, setDay, corpusDir, addedDir, list, site } = await desk({
    清河年报: `every-days: 30, ${document}`,
  });
  publish('清河年报', { body: shown(officialText), headers: { etag: '"1"' } });
  expect(await fetch()).toEqual([
    {
      name: '清河年报',
      verdict: 'changed',
      detail:
        '第一次取到。文档 qinghe-2031 已经存好，还没有启用。发布日期还是登记的 2026-01-20，变了就改 sources.yaml',
      warnings: [],
      documentId: 'qinghe-2031',
    },
  ]);
  const textOf = async () => {
    const { documents } = await loadCorpus(corpusDir, addedDir);
    return documents.find(({ id }) => id === 'qinghe-2031');
  };
  expect(await textOf()).toMatchObject({
    title: '清河年报的网页',
    kind: 'report',
    publisher: '清河街道办事处',
    published: '2026-01-20',
    year: 2031,
    url: `${site.url}/${encodeURIComponent('清河年报')}`,
    checked: '2026-03-01',
    reviewBy: '2026-09-01',
  });

  // Not due, nothing is asked; due, the site says that nothing is new.
  expect(await fetch()).toEqual([]);
  setDay('2026-03-31');
  publish('清河年报', { status: 304 });
  expect(await fetch()).toMatchObject([{ verdict: 'unchanged', detail: '' }]);
  expect(site.requests.at(-1)?.headers['if-none-match']).toBe('"1"');

  setDay('2026-04-30');
  publish('清河年报', { body: shown(officialText.replace('21件', '22件')) });
  expect(await fetch()).toMatchObject([{ verdict: 'changed', documentId: 'qinghe-2031' }]);
  const passages = (await textOf())?.passages ?? [];
  expect(passages.map(({ text }) => text).join()).toContain('调解纠纷22件');
  expect(await list()).toMatchObject([
    { checked: '2026-04-30', changed: '2026-04-30', nextDue: '2026-05-30', isDue: false },
  ]);
  expect((await checkCorpus(corpusDir, addedDir, '2026-04-30')).problems).toEqual([]);
});

test('a frame that changes is no change of the page', async () => {
  const { fetch, publish, files, site } = await desk({ 通知: 'every-days: 7' });
  const text = '清河街道通知\n请带身份证来办。';
  publish('通知', { body: shown(text, '现在是1点'), headers: { etag: '"1"' } });
  await fetch();
  publish('通知', { body: shown(`\n ${text} `, '现在是2点') });
  expect(await fetch({ force: true })).toMatchObject([{ verdict: 'unchanged' }]);
  expect(site.requests.at(-1)?.headers['if-none-match']).toBeUndefined();
  publish('通知', { body: shown(text.replace('身份证', '户口本'), '现在是2点') });
  expect(await fetch({ force: true })).toMatchObject([{ verdict: 'changed' }]);
  // Each of the three replies is kept, with its note.
  expect(await files('通知')).toHaveLength(6);
});

test('what came is kept as it came, with where it is from', async () => {
  const { fetch, publish, fetchedDir, files, site } = await desk({ 通知: 'every-days: 7' });
  const body = shown('清河街道通知\n请带身份证来办。');
  const headers = { 'last-modified': 'Sun, 01 Mar 2026 00:00:00 GMT', 'set-cookie': 'a=b' };
  publish('通知', { body, headers });
  const [report] = await fetch();
  const sha256 = createHash('sha256').update(body).digest('hex');
  const name = `2026-03-01-${sha256.slice(0, 12)}`;
  expect(await files('通知')).toEqual([`${name}.html`, `${name}.json`]);
  expect(await readFile(join(fetchedDir, '通知', `${name}.html`), 'utf8')).toBe(body);
  const note = JSON.parse(await readFile(join(fetchedDir, '通知', `${name}.json`), 'utf8'));
  const url = `${site.url}/${encodeURIComponent('通知')}`;
  expect(note).toMatchObject({
    url,
    finalUrl: url,
    status: 200,
    sha256,
    bytes: Buffer.byteLength(body),
  });
  expect(note.headers).toMatchObject({ 'last-modified': headers['last-modified'] });
  expect(note.headers).not.toHaveProperty('set-cookie');
  expect(report?.detail).toContain(`存在 ${join(fetchedDir, '通知', `${name}.html`)}`);

  await fetch({ names: ['通知'] });
  expect(site.requests.at(-1)?.headers['if-modified-since']).toBe(headers['last-modified']);
});

test.each([
  ['gone', { status: 404 }, '网站说没有这一页了（404）；已有的文档没有动'],
  ['moved', { status: 301, headers: { location: 'http://b.test/a' } }, '新地址 http://b.test/a'],
])('a page that is %s takes no document away', async (verdict, reply, detail) => {
  const { fetch, publish, corpusDir, addedDir, list } = await desk({
    清河年报: `every-days: 30, ${document}`,
  });
  publish('清河年报', { body: shown(officialText) });
  await fetch();
  const before = await loadCorpus(corpusDir, addedDir);
  publish('清河年报', reply);
  const [report] = await fetch({ force: true });
  expect(report).toMatchObject({ verdict, detail: expect.stringContaining(detail) });
  expect(report).not.toHaveProperty('documentId');
  expect((await loadCorpus(corpusDir, addedDir)).digest).toBe(before.digest);
  expect(await list()).toMatchObject([{ verdict, isDue: false, nextDue: '2026-03-31' }]);
});

test('what stands at a new address is kept, and taken in only when staff say so', async () => {
  const { fetch, publish, corpusDir, addedDir, files, site } = await desk({
    清河年报: `every-days: 30, ${document}`,
    别的: 'every-days: 30',
  });
  const location = `/${encodeURIComponent('别的')}`;
  publish('清河年报', { status: 301, headers: { location } });
  publish('别的', { body: shown('首页\n欢迎来到清河。') });
  const [report] = await fetch({ names: ['清河年报'] });
  expect(report).toMatchObject({ verdict: 'moved' });
  expect(report?.detail).toContain(`新地址 ${site.url}${location}，那里的内容存在 `);
  expect(await files('清河年报')).toHaveLength(2);
  const { documents } = await loadCorpus(corpusDir, addedDir);
  expect(documents.map(({ id }) => id)).not.toContain('qinghe-2031');
});

test('one source that fails costs the others nothing, and is due again at once', async () => {
  const { fetch, publish, list, progress } = await desk({
    甲: 'every-days: 7',
    乙: 'every-days: 7',
    丙: 'every-days: 7',
  });
  publish('甲', { body: shown('甲的通知\n请来办。') });
  publish('乙', { status: 500 });
  publish('丙', { body: shown('丙的通知\n请来办，有 hidden 的字。') });
  expect(await fetch()).toMatchObject([
    { name: '甲', verdict: 'changed' },
    { name: '乙', verdict: 'failed', detail: '网站出了错（500）；换个时候再取' },
    { name: '丙', verdict: 'changed', warnings: ['有隐藏文字'] },
  ]);
  expect(progress).toEqual(['0/3', '1/3', '2/3', '3/3']);
  expect((await list()).map(({ name, isDue }) => [name, isDue])).toEqual([
    ['甲', false],
    ['乙', true],
    ['丙', false],
  ]);
  publish('乙', { body: shown('乙的通知\n请来办。') });
  expect(await fetch()).toMatchObject([{ name: '乙', verdict: 'changed' }]);
});

test('a run that is broken off goes on where it was', async () => {
  const { fetch, publish, site } = await desk({ 甲: 'every-days: 7', 乙: 'every-days: 7' });
  publish('甲', { body: shown('甲的通知\n请来办。') });
  publish('乙', { body: shown('乙的通知\n请来办。') });
  const breakOff = (done: number) => {
    if (done === 1) throw new Error('broken off');
  };
  await expect(fetch({}, breakOff)).rejects.toThrow('broken off');
  site.requests.length = 0;
  expect(await fetch()).toMatchObject([{ name: '乙' }]);
  expect(site.paths()).toEqual([`/${encodeURIComponent('乙')}`]);
});

test('a text that could not become a document is asked for whole the next time', async () => {
  const { fetch, publish, addedDir, site } = await desk({
    清河年报: `every-days: 30, ${document}`,
  });
  publish('清河年报', { body: shown(officialText), headers: { etag: '"1"' } });
  await writeFile(addedDir, 'a file where the folder has to be');
  expect(await fetch()).toMatchObject([{ verdict: 'failed' }]);
  await rm(addedDir);
  expect(await fetch()).toMatchObject([{ verdict: 'changed', documentId: 'qinghe-2031' }]);
  expect(site.requests.at(-1)?.headers['if-none-match']).toBeUndefined();
});

test('another selector asks for the whole page again', async () => {
  const { fetch, publish, corpusDir, site } = await desk({ 通知: 'every-days: 7' });
  publish('通知', {
    body: shown('清河街道通知\n请带身份证来办。<div>只有这一句。</div>'),
    headers: { etag: '"1"' },
  });
  await fetch();
  const file = join(corpusDir, 'sources.yaml');
  const registry = await readFile(file, 'utf8');
  await writeFile(file, registry.replace('every-days: 7', 'every-days: 7, selector: div'));
  expect(await fetch({ names: ['通知'] })).toMatchObject([{ verdict: 'changed' }]);
  expect(site.requests.at(-1)?.headers['if-none-match']).toBeUndefined();
});

test('a page without sentences is no new text', async () => {
  const { fetch, publish } = await desk({ 通知: 'every-days: 7' });
  publish('通知', { body: shown('') });
  expect(await fetch()).toMatchObject([
    { verdict: 'failed', detail: expect.stringContaining('读不出成句的正文') },
  ]);
});

test('a source that fails keeps the date of its last check, and is due', async () => {
  const { fetch, publish, setDay, list } = await desk({ 通知: 'every-days: 7' });
  publish('通知', { body: shown('清河街道通知\n请来办。') });
  await fetch();
  setDay('2026-03-03');
  publish('通知', { status: 500 });
  await fetch({ names: ['通知'] });
  expect(await list()).toMatchObject([{ verdict: 'failed', checked: '2026-03-01', isDue: true }]);
});

test('what robots.txt forbids is told and not asked for every day', async () => {
  const site = await startSite((request, response) => {
    response.end(request.url === '/robots.txt' ? 'User-agent: *\nDisallow: /' : 'page');
  });
  const { corpusDir } = await desk({});
  const entry = `- { name: 甲, title: 甲, kind: page, publisher: p, url: "${site.url}/a", link: confirmed, fetch: { every-days: 7 } }\n`;
  await writeFile(join(corpusDir, 'sources.yaml'), smallSources + entry);
  const dataDir = await temporaryFolder();
  const parts = {
    corpusDir,
    addedDir: join(dataDir, 'corpus'),
    fetchedDir: join(dataDir, 'fetched'),
    now: () => new Date('2026-03-01T08:00:00Z'),
    network: loopbackNetwork(),
    readMainText: async () => ({ title: '', sections: [], warnings: [] }),
  };
  const reports = await fetchSources({ names: [] }, parts, () => {});
  expect(reports).toMatchObject([
    { verdict: 'disallowed', detail: expect.stringContaining('robots.txt 不让程序取') },
  ]);
  expect(await listFetches(parts)).toMatchObject([{ verdict: 'disallowed', isDue: false }]);
});

test('a document that staff took away comes back by force', async () => {
  const { fetch, publish, addedDir } = await desk({ 清河年报: `every-days: 30, ${document}` });
  publish('清河年报', { body: shown(officialText) });
  await fetch();
  expect(await fetch({ force: true })).toMatchObject([{ verdict: 'unchanged' }]);
  await rm(join(addedDir, 'reports/qinghe-2031.md'));
  expect(await fetch({ names: ['清河年报'] })).toMatchObject([{ verdict: 'unchanged' }]);
  expect(await fetch({ force: true })).toMatchObject([{ verdict: 'changed' }]);
});

test('a name that is not registered is refused; a damaged state says what to do', async () => {
  const { fetch, publish, fetchedDir } = await desk({ 通知: 'every-days: 7' });
  await expect(fetch({ names: ['没有的'] })).rejects.toThrow('没有名叫“没有的”又写了 fetch 的来源');
  publish('通知', { body: shown('清河街道通知\n请来办。') });
  await fetch();
  await writeFile(join(fetchedDir, 'state.json'), '{');
  await expect(fetch()).rejects.toThrow('文件坏了就删掉它');
});
