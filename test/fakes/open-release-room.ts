// The whole application over a small corpus of its own, as staff have it in their hands.

import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { beforeAll } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { corpusFolder, guideText } from './corpus-folder.ts';
import { sharedTemporaryFolder, temporaryFolder } from './temporary-folder.ts';

const projectDir = join(import.meta.dirname, '../..');

/** Eight ways to ask, none of them a golden question. */
const questions = (about: string) =>
  ['一', '二', '三', '四', '五', '六', '七', '八']
    .map((number) => `- ${about}的第${number}种问法`)
    .join('\n');

/** A guide of one passage that staff hand in as it is. */
export function preparedGuide(id: string, title: string, heading: string, body: string): string {
  return guideText({
    frontMatter: `id: ${id}
title: ${title}
kind: guide
topic: 劳动工伤
summary: ${title}。
checked: 2026-03-01
review-by: 2036-09-01`,
    heading: `${heading} {#only}`,
    basis: '依据：热线网页',
    body,
    questions: questions(title),
  });
}

export interface ReleaseRoom {
  readonly corpusDir: string;
  readonly dataDir: string;
  readonly app: ReturnType<typeof createApp>;
  /** What the log lines said, as one text. */
  readonly logged: () => string;
  /** A file to hand in. @returns its path. */
  readonly write: (name: string, text: string) => Promise<string>;
  /** What a resident is answered by a service that starts now. */
  readonly ask: (text: string) => Promise<{ text: string; citations: string[]; status: string }>;
}

/** What the law says in the corpus of these rooms, besides that arbitration is free. */
export const lawSentence = '劳动仲裁应当在受理申请之日起45日内裁决完。';

const corpusFiles = {
  'guides/labor-arbitration.md': guideText({ body: `劳动争议仲裁不收费。${lawSentence}` }),
};

/** The data folder after a first start, made once for the tests of a file. */
export function prepareReleaseRooms(): () => Promise<ReleaseRoom> {
  let started = '';
  beforeAll(async () => {
    const folder = await sharedTemporaryFolder();
    started = join(folder, 'data');
    const corpusDir = await corpusFolder(corpusFiles, join(folder, 'corpus'));
    const settings = { DATA_DIR: started, CORPUS_DIR: corpusDir };
    const app = createApp(readConfig(settings, projectDir), { logger: pino({ enabled: false }) });
    await (await app.open()).close();
  });
  return () => openReleaseRoom(started);
}

async function openReleaseRoom(started: string): Promise<ReleaseRoom> {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'data');
  await cp(started, dataDir, { recursive: true });
  const corpusDir = await corpusFolder(corpusFiles);
  const config = readConfig({ DATA_DIR: dataDir, CORPUS_DIR: corpusDir }, projectDir);
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => lines.push(line) });
  const app = createApp(config, { logger });
  return {
    corpusDir,
    dataDir,
    app,
    logged: () => lines.join(''),
    async write(name, text) {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    async ask(text) {
      const { service, close } = await app.open();
      try {
        const asked = { text, channel: 'web', conversation: 'c', asker: 'a' } as const;
        const answer = await service.answer(asked);
        const citations = answer.citations.map(({ passageId }) => passageId);
        return { text: answer.text, citations, status: answer.status };
      } finally {
        await close();
      }
    },
  };
}
