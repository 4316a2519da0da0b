import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { queueNameSchema, selectionSchema } from '../../src/review/selection.ts';
import { admin, li, openReviewRoom, rightVerdict, wang } from '../fakes/open-review-room.ts';

type Wish = Parameters<typeof selectionSchema.parse>[0];

/** Eight answers, a day and a bit apart, each of a kind. */
async function openWithAnswers() {
  const room = await openReviewRoom();
  const { answer, passMinutes, review, log } = room;
  await answer('plain');
  passMinutes(24 * 60);
  await answer('liked');
  await log.recordFeedback('liked', ['somebody'], true);
  await answer('disliked', { channel: 'web', text: '社保卡丢了怎么办' });
  await log.recordFeedback('disliked', ['somebody'], false);
  passMinutes(1);
  await answer('unsure', { bestScore: 0.1, documentId: 'social-security' });
  await answer('partly', { status: 'answered-partly' });
  await answer('refused', { status: 'refused-out-of-scope', bestScore: 0 });
  const model = { model: 'm', writer: 'quotation', fallback: 'timeout', calls: [] } as const;
  await answer('fallback', { model });
  await answer('written', { model: { ...model, writer: 'model', fallback: '' } });
  await review.verdicts.record('plain', rightVerdict, li);
  await review.verdicts.record('liked', rightVerdict, li);
  await review.verdicts.record('liked', rightVerdict, wang);
  const ids = async (wish: Wish, viewer = admin) => {
    const { items } = await review.queue.page(selectionSchema.parse(wish), viewer);
    return items.map(({ questionId }) => questionId).sort();
  };
  return { ...room, ids };
}

const all = ['disliked', 'fallback', 'liked', 'partly', 'plain', 'refused', 'unsure', 'written'];
const unjudged = all.filter((id) => id !== 'plain' && id !== 'liked');

test.each([
  ['everything', {}, all],
  ['what nobody judged', { queue: 'unjudged' }, unjudged],
  ['what one other person judged', { queue: 'judged-once' }, ['plain']],
  ['what residents disliked', { queue: 'thumbs-down' }, ['disliked']],
  ['what is unsure', { queue: 'low-confidence' }, ['partly', 'unsure']],
  ['what a model could not write', { queue: 'fallback' }, ['fallback']],
  ['what was refused', { queue: 'refused' }, ['refused']],
  ['a status', { status: 'answered-partly' }, ['partly']],
  ['a channel', { channel: 'web' }, ['disliked']],
  ['a document', { documentId: 'social-security' }, ['unsure']],
  ['words of the question', { text: '社保卡' }, ['disliked']],
  ['signs that SQL would take for more', { text: '%' }, []],
  ['a first day', { to: '2026-03-01' }, ['plain']],
  ['later days', { from: '2026-03-02' }, all.filter((id) => id !== 'plain')],
  ['a queue, narrowed', { queue: 'refused', channel: 'web' }, []],
  [
    'a queue, only the unjudged of it',
    { text: '劳动', unjudged: true },
    [...unjudged.filter((id) => id !== 'disliked')],
  ],
])('a selection shows %s', async (_, wish, ids) => {
  const room = await openWithAnswers();
  expect(await room.ids(wish)).toEqual(ids);
});

test('an answer is not offered again to the one who judged it', async () => {
  const { ids } = await openWithAnswers();
  expect(await ids({ queue: 'judged-once' }, li)).toEqual([]);
  expect(await ids({ queue: 'judged-once' }, wang)).toEqual(['plain']);
});

test('the counts are what the queues show', async () => {
  const { review, ids } = await openWithAnswers();
  const counts = await review.queue.counts({}, admin);
  for (const queue of queueNameSchema.options) {
    expect([queue, counts.get(queue)]).toEqual([queue, (await ids({ queue })).length]);
  }
  expect((await review.queue.counts({ to: '2026-03-01' }, admin)).get('all')).toBe(1);
});

test('an item says what is known of its answer', async () => {
  const { review } = await openWithAnswers();
  const selection = selectionSchema.parse({ queue: 'thumbs-down' });
  expect((await review.queue.page(selection, li)).items).toEqual([
    {
      questionId: 'disliked',
      askedAt: '2026-03-02T08:00:00.000Z',
      channel: 'web',
      status: 'answered',
      text: '社保卡丢了怎么办',
      bestScore: 0.91,
      sampled: expect.any(Boolean),
      fallback: false,
      thumbsDown: true,
      reviewers: 0,
      judgedByViewer: false,
    },
  ]);
  const liked = await review.queue.page(selectionSchema.parse({ from: '2026-03-02' }), li);
  expect(liked.items.find(({ questionId }) => questionId === 'liked')).toMatchObject({
    thumbsDown: false,
    reviewers: 2,
    judgedByViewer: true,
  });
});

test('pages follow each other without gap or repetition, also when questions come in between', async () => {
  const { review, answer, passMinutes } = await openReviewRoom();
  const asked: string[] = [];
  for (let number = 100; number < 220; number += 1) {
    // Two at the same moment, so that the time alone does not order them.
    if (number % 2 === 0) passMinutes(1);
    await answer(`q-${number}`);
    asked.push(`q-${number}`);
  }
  const selection = selectionSchema.parse({});
  const seen: string[] = [];
  let next: string | undefined;
  do {
    const page = await review.queue.page(selection, li, next);
    seen.push(...page.items.map(({ questionId }) => questionId));
    next = page.next;
    passMinutes(1);
    await answer(`later-${seen.length}`);
  } while (next);
  expect(seen).toEqual(asked.toReversed());
  const [first] = (await review.queue.page(selection, li, 'not a place')).items;
  expect(first?.questionId).toBe('later-120');
});

test('a search finds what lies thousands of questions back', async () => {
  const { review, path, ids } = await openWithAnswers();
  const client = new BetterSqlite(path);
  client.exec(`
    create temp table number as
      with recursive n(n) as (select 1 union all select n + 1 from n where n < 9000) select n from n;
    insert into question
      select 'n-' || n, 'cli', 'c', 'a', '别的事', '[]', '2026-04-01T00:00:00.000Z', 'k' from number;
    insert into review_item
      select 'n-' || n, '2026-04-01T00:00:00.000Z', 'answered', 1, 0, 0 from number;
  `);
  client.close();
  expect(await ids({ text: '社保卡' })).toEqual(['disliked']);
  expect((await review.queue.counts({}, admin)).get('all')).toBe(9008);
  const seen = new Set<string>();
  let next: string | undefined;
  do {
    const page = await review.queue.page(selectionSchema.parse({}), admin, next);
    for (const { questionId } of page.items) seen.add(questionId);
    next = page.next;
  } while (next);
  expect(seen.size).toBe(9008);
});
