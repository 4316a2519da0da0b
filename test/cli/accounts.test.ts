import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { accountsCommand } from '../../src/cli/accounts.ts';
import { openReviewRoom } from '../fakes/open-review-room.ts';

const password = '十个字符以上的密码才行';

async function openCommand() {
  const { review, acts } = await openReviewRoom();
  const printed: string[] = [];
  const run = async (typed: string, ...args: string[]) => {
    const input = new PassThrough();
    input.end(typed);
    const app = { openReview: async () => ({ review, close: async () => {} }) };
    const command = accountsCommand(app, (line) => printed.push(line), {
      input,
      output: new PassThrough(),
    });
    await command
      .exitOverride()
      .configureOutput({ outputError: () => {} })
      .parseAsync(args, { from: 'user' });
  };
  return { review, acts, run, printed };
}

test('an account is added, listed, given another password and disabled', async () => {
  const { review, acts, run, printed } = await openCommand();
  await run('', 'list');
  await run(`${password}\n`, 'add', '李评', '--role', 'reviewer');
  await run(`${password}新\n`, 'password', '李评');
  expect((await review.sessions.login('李评', `${password}新`)).status).toBe('logged-in');
  await run('', 'disable', '李评');
  await run('', 'list');
  expect(printed).toEqual([
    '还没有账号。用 npm run accounts -- add 名字 --role admin 新建',
    '已新建账号：李评（reviewer）',
    '已换密码：李评',
    '已停用：李评',
    '李评  reviewer  已停用',
  ]);
  expect(await acts()).toEqual([
    'account-added 命令行 李评 reviewer',
    'account-changed 命令行 李评 password',
    'login 李评',
    'account-changed 命令行 李评 disabled',
  ]);
});

test('what the room refuses ends the command with its sentence', async () => {
  const { run, acts } = await openCommand();
  await expect(run('太短\n', 'add', '李评', '--role', 'reviewer')).rejects.toThrow(
    '密码至少要10个字符',
  );
  await expect(run('', 'disable', '没人')).rejects.toThrow('没有叫“没人”的账号');
  expect(await acts()).toEqual([]);
});
