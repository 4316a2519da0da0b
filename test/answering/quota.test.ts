import { afterEach, expect, test, vi } from 'vitest';
import { createQuota, quotaLimits } from '../../src/answering/quota.ts';
import * as wording from '../../src/answering/wording.ts';
import type { Question } from '../../src/domain.ts';
import { buildAnsweringIndex, openAnsweringRoom } from '../fakes/open-answering-room.ts';

const generation = buildAnsweringIndex();

const question = (changes: Partial<Question> = {}): Question => ({
  text: '劳动仲裁要不要钱',
  channel: 'telegram',
  conversation: 'chat-1',
  asker: 'asker-1',
  ...changes,
});

const plenty = 1_000_000;
const limits = {
  perMinute: plenty,
  perDay: plenty,
  addressPerMinute: plenty,
  addressPerDay: plenty,
  allPerMinute: plenty,
};

afterEach(() => {
  vi.useRealTimers();
});

async function countMany(quota: ReturnType<typeof createQuota>, times: number, asked = question()) {
  const outcomes: (string | undefined)[] = [];
  for (let time = 0; time < times; time += 1) outcomes.push(await quota.count(asked));
  return outcomes;
}

test('a person who asks too fast is refused for the rest of the minute, others are not', async () => {
  vi.useFakeTimers();
  const quota = createQuota({ ...limits, perMinute: 2 });
  expect(await countMany(quota, 4)).toEqual([undefined, undefined, 'too-fast', 'too-fast']);
  expect(await quota.count(question({ asker: 'asker-2' }))).toBeUndefined();
  expect(await quota.count(question({ channel: 'web' }))).toBeUndefined();
  vi.advanceTimersByTime(60_000);
  expect(await quota.count(question())).toBeUndefined();
});

test('a person who asked enough in a day is refused until the next', async () => {
  vi.useFakeTimers();
  const quota = createQuota({ ...limits, perDay: 2 });
  expect(await countMany(quota, 3)).toEqual([undefined, undefined, 'enough-today']);
  vi.advanceTimersByTime(60_000);
  expect(await quota.count(question())).toBe('enough-today');
  vi.advanceTimersByTime(24 * 60 * 60_000);
  expect(await quota.count(question())).toBeUndefined();
});

test('a new session for every question does not help an address', async () => {
  const quota = createQuota({ ...limits, addressPerMinute: 2 });
  const from = (asker: string, address: string) =>
    quota.count(question({ channel: 'web', asker, address }));
  expect(await from('a', '203.0.113.5')).toBeUndefined();
  expect(await from('b', '203.0.113.5')).toBeUndefined();
  expect(await from('c', '203.0.113.5')).toBe('too-fast');
  expect(await from('d', '203.0.113.6')).toBeUndefined();
});

test('an address has its day, too', async () => {
  const quota = createQuota({ ...limits, addressPerDay: 1 });
  const asked = question({ channel: 'web', address: '203.0.113.5' });
  expect(await countMany(quota, 2, asked)).toEqual([undefined, 'enough-today']);
});

test('all people together are bounded, and one who is refused takes nothing from the others', async () => {
  const quota = createQuota({ ...limits, perMinute: 1, allPerMinute: 2 });
  expect(await countMany(quota, 3)).toEqual([undefined, 'too-fast', 'too-fast']);
  expect(await quota.count(question({ asker: 'asker-2' }))).toBeUndefined();
  expect(await quota.count(question({ asker: 'asker-3' }))).toBe('too-busy');
});

test('staff on the command line are not counted', async () => {
  const quota = createQuota({ ...limits, perMinute: 1, allPerMinute: 1 });
  const outcomes = await countMany(quota, 3, question({ channel: 'cli' }));
  expect(outcomes).toEqual([undefined, undefined, undefined]);
});

test('the shipped bounds let sixteen questions of one chat through at once', async () => {
  expect(await countMany(createQuota(), 16)).not.toContain('too-fast');
  expect(quotaLimits.perMinute).toBeLessThan(quotaLimits.addressPerMinute);
});

test('a question over the quota gets the friendly text, is logged, and costs no search', async () => {
  const { ask, audit } = await openAnsweringRoom(generation, {
    quota: createQuota({ ...limits, perMinute: 1 }),
  });
  const who = { channel: 'telegram', asker: 'asker-1' } as const;
  expect((await ask('劳动仲裁要不要钱', 'chat-1', who)).status).toBe('answered');
  const refused = await ask('劳动仲裁要不要钱', 'chat-1', who);
  expect(refused).toMatchObject({ status: 'refused-quota', citations: [] });
  expect(refused.text).toContain(wording.quotaRefusals['too-fast']);
  const logged = await audit.find(refused.questionId);
  expect(logged?.answer.status).toBe('refused-quota');
  expect(logged?.trace.retrieved).toEqual([]);
});

test('who is in danger is answered over any quota', async () => {
  const { ask } = await openAnsweringRoom(generation, {
    quota: createQuota({ ...limits, perMinute: 1, allPerMinute: 1 }),
  });
  const who = { channel: 'telegram', asker: 'asker-1' } as const;
  await ask('劳动仲裁要不要钱', 'chat-1', who);
  const answer = await ask('我老公正在打我，救命', 'chat-1', who);
  expect(answer.status).toBe('emergency');
  expect(answer.text).toContain('110');
  const excess = await ask('我老公正在打我，救命', 'chat-1', { ...who, isExcess: true });
  expect(excess.status).toBe('emergency');
});

test('of more than the door can queue nothing but emergencies is answered', async () => {
  const { ask } = await openAnsweringRoom(generation, { quota: createQuota() });
  const excess = { channel: 'telegram', isExcess: true } as const;
  expect((await ask('劳动仲裁要不要钱', 'chat-1', excess)).status).toBe('refused-quota');
  expect((await ask('劳动仲裁要不要钱', 'chat-1', { channel: 'telegram' })).status).toBe(
    'answered',
  );
});

test('too long a text over the quota is refused for the quota', async () => {
  const { ask } = await openAnsweringRoom(generation, {
    quota: createQuota({ ...limits, perMinute: 1 }),
  });
  const long = '长'.repeat(100_000);
  const who = { channel: 'telegram' } as const;
  expect((await ask(long, 'chat-1', who)).status).toBe('refused-too-long');
  expect((await ask(long, 'chat-1', who)).status).toBe('refused-quota');
});
