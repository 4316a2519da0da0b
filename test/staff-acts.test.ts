import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createLogger } from '../src/logger.ts';
import { corpusFolder, officialText, smallSources } from './fakes/corpus-folder.ts';
import { loopbackNetwork, startSite } from './fakes/official-site.ts';
import { temporaryFolder } from './fakes/temporary-folder.ts';

test('staff fetch an official page, and its text waits as a document in the data folder', async () => {
  const paragraphs = officialText.replace(/.+/g, '<p>$&</p>');
  const site = await startSite((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<nav>首页</nav><div id="text">${paragraphs}</div>`);
  });
  const CORPUS_DIR = await corpusFolder();
  const DATA_DIR = await temporaryFolder();
  const config = readConfig({ CORPUS_DIR, DATA_DIR }, CORPUS_DIR);
  const fetch =
    '{ every-days: 30, selector: "#text", document: { id: qinghe-2031, kind: report, topic: 街道法治, year: 2031 } }';
  const entry = `- { name: 年报, title: 清河的年报, kind: page, publisher: 清河街道办事处, version: "2026-01-20", url: "${site.url}/a", link: confirmed, fetch: ${fetch} }\n`;
  await writeFile(join(CORPUS_DIR, 'sources.yaml'), smallSources + entry);
  const logger = createLogger('silent');

  const guarded = createApp(config, { logger });
  expect(await guarded.fetchSources({ by: '小王', names: [] })).toMatchObject([
    { verdict: 'failed' },
  ]);
  expect(site.connections()).toBe(0);

  const app = createApp(config, { logger, network: loopbackNetwork() });
  expect(await app.fetchSources({ by: '小王', names: [] })).toMatchObject([
    { verdict: 'changed', documentId: 'qinghe-2031' },
  ]);
  expect(await app.listFetches()).toMatchObject([{ name: '年报', isDue: false }]);
  const { documents } = await loadCorpus(CORPUS_DIR, join(DATA_DIR, 'corpus'));
  const texts = documents.flatMap(({ passages }) => passages.map(({ text }) => text));
  expect(texts.join()).toContain('公开信息40条');
  expect(texts.join()).not.toContain('首页');
});
