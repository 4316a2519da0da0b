import { expect, test } from 'vitest';
import type { GroupTexts } from '../../src/review/group-asked.ts';
import { openReviewRoom } from '../fakes/open-review-room.ts';

const march = { from: '2026-03-01', to: '2026-03-31' };
/** Everything with the same first two characters means the same. */
const byBeginning: GroupTexts = async (texts) => {
  const beginnings = [...new Set(texts.map((text) => text.slice(0, 2)))];
  return beginnings.map((beginning) =>
    texts.flatMap((text, index) => (text.startsWith(beginning) ? [index] : [])),
  );
};

async function openRoom() {
  const room = await openReviewRoom();
  let number = 0;
  return {
    ...room,
    async ask(text: string, asker: string, facts: Parameters<typeof room.answer>[1] = {}) {
      number += 1;
      const id = `q-${number}`;
      const status = 'unanswerable-not-covered';
      await room.answer(id, { text, status, asker, redacted: [], ...facts });
      return id;
    },
    gaps: () => room.review.contentGaps(march, byBeginning),
  };
}

test('what was not answered well is counted by meaning, the most asked first, out of scope apart', async () => {
  const { ask, log, passMinutes, gaps } = await openRoom();
  await ask('停车费怎么收', 'a');
  passMinutes(24 * 60);
  await ask('停车费 怎么收？', 'b');
  await ask('停车要交好多钱', 'a', { status: 'clarification-needed' });
  await ask('养狗要办证吗', 'c', { status: 'answered', bestScore: 0.1 });
  const useless = await ask('养狗罚款', 'c', { status: 'answered', bestScore: 0.9 });
  await log.recordFeedback(useless, ['somebody'], false);
  await ask('股票怎么买', 'c', { status: 'refused-out-of-scope' });
  await ask('离婚怎么办', 'c', { status: 'answered', bestScore: 0.9 });
  await ask('你好', 'c', { status: 'smalltalk' });
  passMinutes(60 * 24 * 60);
  await ask('停车太晚', 'z');

  const { missed, outOfScope } = await gaps();
  expect(missed).toEqual([
    {
      text: '停车费 怎么收？',
      times: 3,
      askers: 2,
      misses: new Map([
        ['not-covered', 2],
        ['unclear', 1],
      ]),
      examples: ['停车费 怎么收？', '停车要交好多钱'],
      lastAsked: '2026-03-02',
    },
    expect.objectContaining({
      times: 2,
      misses: new Map([
        ['unsure', 1],
        ['not-useful', 1],
      ]),
    }),
  ]);
  expect(outOfScope).toMatchObject([{ text: '股票怎么买', times: 1 }]);
});

test("one person's story is counted and not shown, unless many tell it", async () => {
  const { ask, gaps } = await openRoom();
  const story = '我家老人上个月在菜市场门口被一辆电瓶车撞了，对方跑了';
  await ask(story, 'a');
  await ask('我叫[姓名]，路灯坏了', 'a', { redacted: ['name'] });
  const before = await gaps();
  expect(before.missed.map(({ times, examples }) => ({ times, examples }))).toEqual([
    { times: 1, examples: [] },
    { times: 1, examples: [] },
  ]);
  await ask(story, 'b');
  expect((await gaps()).missed[0]?.examples).toEqual([]);
  await ask(story, 'c');
  expect((await gaps()).missed[0]?.examples).toEqual([story]);
});

test('at most three wordings are shown', async () => {
  const { ask, gaps } = await openRoom();
  for (const ending of ['一', '二', '三', '四']) await ask(`停车${ending}`, 'a');
  expect((await gaps()).missed[0]?.examples).toEqual(['停车一', '停车二', '停车三']);
});
