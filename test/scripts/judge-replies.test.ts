import { expect, test } from 'vitest';
import { judgeReplies } from '../../scripts/load/judge-replies.ts';

const asked = [
  { chat: 1, atMs: 0 },
  { chat: 2, atMs: 10 },
  { chat: 1, atMs: 20 },
];
const reply = (to: number, text = `答${to}`) => ({ to, text, atMs: 100 + to });

test('answers of every question in their chat’s order are all well, whatever other chats do', () => {
  expect(judgeReplies(asked, [reply(1), reply(0), reply(2)])).toEqual({
    answered: 3,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    waitsMs: [91, 100, 82],
  });
});

test('a question without an answer is lost', () => {
  expect(judgeReplies(asked, [reply(0), reply(2)])).toMatchObject({ answered: 2, lost: 1 });
});

test('the same text twice for one question is a duplicate; a second part is not', () => {
  const replies = [reply(0), reply(0, '第二部分'), reply(0), reply(1), reply(2)];
  expect(judgeReplies(asked, replies)).toMatchObject({ duplicated: 1, reordered: 0, lost: 0 });
});

test('a later question of the same chat answered first is out of order', () => {
  expect(judgeReplies(asked, [reply(2), reply(0), reply(1)])).toMatchObject({ reordered: 1 });
});
