import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns, mostWaiting } from '../../src/answering/take-turns.ts';
import * as wording from '../../src/answering/wording.ts';
import { buildAnsweringIndex, openAnsweringRoom } from '../fakes/open-answering-room.ts';

const generation = buildAnsweringIndex();

test('of questions that come at once one is answered after the other, and others have their turn between', async () => {
  const { ask } = await openAnsweringRoom(generation);
  const events: string[] = [];
  let open = 4;
  const asked = Array.from({ length: open }, async (_, number) => {
    await ask('劳动仲裁要不要钱', `chat-${number}`);
    events.push(`answer ${number}`);
    open -= 1;
  });
  while (open > 0) {
    await setImmediate();
    if (events.at(-1) !== 'others') events.push('others');
  }
  await Promise.all(asked);
  const answers = asked.map((_, number) => `answer ${number}`);
  expect(events).toEqual(['others', ...answers.flatMap((answer) => [answer, 'others'])]);
});

test('a crowd at once is answered up to the bound, whoever comes behind it is told', async () => {
  const { ask } = await openAnsweringRoom(generation);
  const visits = Array.from({ length: mostWaiting + 2 }, (_, number) => `visit-${number}`);
  const answers = await Promise.all(visits.map((visit) => ask('你好', visit)));
  const refused = answers.filter(({ status }) => status === 'refused-quota');
  expect(refused).toEqual(answers.slice(mostWaiting));
  expect(refused[0]?.text).toContain(wording.quotaRefusals['too-busy']);
});

test('a call for help in a crowd is answered, and without waiting', async () => {
  const { ask } = await openAnsweringRoom(generation);
  const crowd = Array.from({ length: mostWaiting }, (_, number) => ask('你好', `visit-${number}`));
  const help = ask('我老公正在打我，救命', 'visit');
  expect(await Promise.race([...crowd.slice(-1), help])).toMatchObject({ status: 'emergency' });
  await Promise.all(crowd);
});

test('a turn that was taken makes room for the next', async () => {
  const turns = createTurns();
  const taken = await Promise.all(Array.from({ length: mostWaiting + 1 }, () => turns.take()));
  expect(taken).toEqual([...Array.from({ length: mostWaiting }, () => true), false]);
  expect(await turns.take()).toBe(true);
});
