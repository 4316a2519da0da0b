import { expect, test } from 'vitest';
import { createLogger } from '../src/logger.ts';

function capture(level = 'info') {
  const lines: string[] = [];
  const logger = createLogger(level, { write: (line) => lines.push(line) });
  return { logger, text: () => lines.join('') };
}

const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
const key = 'sk-proj-abcdefghijklmnop1234567890';

test('tokens and keys are cut out of messages, fields, errors and their causes', () => {
  const { logger, text } = capture();
  const cause = new Error(`GET https://api.telegram.org/bot${token}/getMe`);
  logger.info({ note: `key ${key}` }, `token ${token}`);
  logger.error({ err: new Error(`failed with ${key}`, { cause }) }, 'call failed');
  expect(text()).not.toContain(token);
  expect(text()).not.toContain(key);
  expect(text()).toContain('[secret]');
  expect(text()).toContain('call failed');
});

test('an error is logged without the payload that hangs on it', () => {
  const { logger, text } = capture();
  const error = Object.assign(new Error('refused'), { code: 400, on: { text: '居民的话' } });
  logger.warn({ err: error }, 'not sent');
  expect(text()).toContain('"code":"400"');
  expect(text()).not.toContain('居民的话');
});

test('lines are JSON with the level by name, and quieter levels are left out', () => {
  const { logger, text } = capture('warn');
  logger.info('quiet');
  logger.warn('loud');
  expect(JSON.parse(text())).toMatchObject({ level: 'warn', msg: 'loud' });
});
