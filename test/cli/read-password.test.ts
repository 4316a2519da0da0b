import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { PasswordInputError, readPassword } from '../../src/cli/read-password.ts';

/** @param isTTY whether it counts as a terminal. */
function openTerminal(typed: string, isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  input.end(typed);
  return { input, output };
}

test('on a terminal the password is asked twice and never shown', async () => {
  const { input, output } = openTerminal('一个很长的密码\n一个很长的密码\n', true);
  expect(await readPassword({ input, output })).toBe('一个很长的密码');
  output.end();
  expect(await text(output)).toBe('请输入新密码（不显示）：\n再输入一遍：\n');
});

test('two different passwords are not taken', async () => {
  const reading = readPassword(openTerminal('一个很长的密码\n另一个很长的密码\n', true));
  await expect(reading).rejects.toThrow('两次输入的密码不一样');
});

test('what is piped in is its first line, without a question', async () => {
  const { input, output } = openTerminal('一个很长的密码\n更多\n', false);
  expect(await readPassword({ input, output })).toBe('一个很长的密码');
  output.end();
  expect(await text(output)).toBe('');
});

test.each([
  ['nothing on a terminal', '', true],
  ['one line on a terminal', '一个很长的密码\n', true],
  ['nothing piped in', '', false],
])('%s is no password', async (_, typed, isTTY) => {
  await expect(readPassword(openTerminal(typed, isTTY))).rejects.toThrow(PasswordInputError);
});
