// A console after a month of questions, and a browser in which an administrator is logged in.

import type { BrowserContextOptions } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Status } from '../../src/domain.ts';
import { idleCorpus, liveIndex, stagedIndex } from './idle-corpus.ts';
import { launch, openPage, serve } from './open-browser-room.ts';
import { openConsoleRoom, password } from './open-console-room.ts';
import { admin, li, rightVerdict, wang, wrongVerdict } from './open-review-room.ts';
import { createDocument, createPassage } from './passages.ts';
import { sampleCorpus } from './sample-corpus.ts';

const dayMinutes = 24 * 60;

/** In the proportions of a quiet month. */
const statuses: readonly Status[] = [
  'answered',
  'answered',
  'answered',
  'unanswerable-not-covered',
  'answered',
  'answered-partly',
  'refused-out-of-scope',
  'answered',
  'smalltalk',
];
const topics = ['劳动工伤', '婚姻家庭', '邻里物业', '消费借贷', '法律援助', '打官司'];
const gaps = ['公园几点开门？', '附近哪里可以停车？', '社区食堂在哪里？'];

/** March 2026, with its verdicts and tickets; now it is the fourth of April. */
export async function openUsedConsole() {
  const documents = sampleCorpus
    .slice(0, 1)
    .flatMap((document) =>
      topics.map((topic) => ({ ...document, id: topic, title: topic, topic })),
    );
  const room = await openConsoleRoom({ documents, corpus: waitingCorpus() });
  const { review } = room;
  await review.setSampleRate(0.3, admin);
  let asked = 0;
  for (let day = 0; day < 31; day += 1) {
    for (let number = 0; number < 4 + ((day * 5) % 7); number += 1) {
      asked += 1;
      const id = `q-${asked}`;
      const status = statuses[(asked * 7) % statuses.length] ?? 'answered';
      await room.answer(id, {
        status,
        ...(status === 'unanswerable-not-covered' && {
          text: gaps[Math.floor(asked / statuses.length) % gaps.length] ?? '',
        }),
        documentId: topics[((asked * asked) % 11) % topics.length] ?? '',
        ms: 80 + ((asked * 137) % 900),
      });
      if (asked % 3 === 0) continue;
      const verdict = asked % 25 === 0 ? wrongVerdict : rightVerdict;
      await review.verdicts.record(id, verdict, li);
      if (asked % 4 !== 0) continue;
      room.passMinutes(1);
      await review.verdicts.record(id, asked % 52 === 0 ? wrongVerdict : verdict, wang);
    }
    room.passMinutes(dayMinutes);
  }
  const handoff = { kind: 'handoff', text: '想当面问法律援助怎么申请。' } as const;
  await review.tickets.openForResident(handoff, ['digest-of-asker']);
  await review.tickets.openInHouse({ kind: 'complaint', text: '说12348打不通，要核实。' }, admin);
  room.passMinutes(3 * dayMinutes);
  await room.hire(admin);
  const { address, stop } = await serve(room.site);
  const browser = await launch();
  onTestFinished(async () => {
    await browser.close();
    await stop();
  });
  return {
    ...room,
    address,
    async enter(options: BrowserContextOptions) {
      const page = await openPage(browser, address, options);
      await page.goto('/console/login');
      await page.getByLabel('名字').fill(admin.name);
      await page.getByLabel('密码').fill(password);
      await page.getByRole('button', { name: '登录' }).click();
      await page.waitForURL('/console');
      return page;
    },
  };
}

/** A corpus in which one changed document waits to be published. */
function waitingCorpus() {
  const [before, after, added] = ['45', '60', '30'].map((days) =>
    createPassage(`law#${days}`, `劳动仲裁在${days}日内裁决完。`),
  );
  if (!before || !after || !added) throw new Error('three passages are made above');
  const document = createDocument({ id: 'law', title: '劳动仲裁要多久' }, []);
  const words = [
    { kind: 'same', text: '劳动仲裁在' },
    { kind: 'removed', text: '45' },
    { kind: 'added', text: '60' },
    { kind: 'same', text: '日内裁决完。' },
  ] as const;
  const questions = { added: 0, removed: 0 };
  const stated = { document, figure: '45日', sentence: before.text, passage: before };
  const manyDays = { ...liveIndex, generation: '20260318T021500Z-0d4f21' };
  const move = { ...manyDays, corpusDigest: '', worse: [], reason: '' };
  const title = '示例街道办事处关于2025年度法治政府建设情况和推进基层依法治理工作的报告';
  return idleCorpus({
    listAdded: async () => [
      { id: 'report-2025-5f1c20aa', title, checked: '2026-03-30' },
      { id: 'guide-24340a54', title: '社区法律顾问值班安排', checked: '2026-02-11' },
    ],
    corpusHistory: async () => ({
      acts: [
        {
          kind: 'corpus-staged',
          at: '2026-04-03T02:20:00Z',
          by: '赵办',
          generation: stagedIndex.generation,
          documentIds: [],
          worse: [],
        },
        {
          kind: 'document-stored',
          at: '2026-04-03T02:15:00Z',
          by: '赵办',
          documentIds: ['report-2025-5f1c20aa'],
          worse: [],
        },
        {
          ...move,
          kind: 'corpus-rolled-back',
          at: '2026-03-20T01:00:00Z',
          by: '赵办',
          reason: '值班时间写错了',
        },
        {
          ...move,
          kind: 'corpus-published',
          at: '2026-03-18T02:20:00Z',
          by: 'root',
          golden: { right: 289, questions: 294 },
          worse: ['service-arbitration-cost'],
          reason: '规定改了，已核对原文',
        },
      ],
      earlier: [manyDays],
    }),
    diffCorpus: async () => ({
      ...(await idleCorpus().diffCorpus()),
      to: { staged: stagedIndex.generation },
      differs: true,
      documents: [
        {
          document,
          kind: 'changed',
          isHeadChanged: true,
          added: [added],
          changed: [{ before, after, words, parts: [], questions }],
          removed: [before],
        },
      ],
      conflicts: [{ staged: [{ ...stated, figure: '60日' }], other: stated, higher: 'other' }],
    }),
    listFetches: async () => [
      { name: '热线网页', url: '', everyDays: 30, nextDue: '2026-04-01', isDue: true },
    ],
  });
}
