import { Command, CommanderError, Option } from 'commander';
import { expect, test } from 'vitest';
import { describeUsageError } from '../../src/cli/usage-error.ts';

/** What is said when `args` are typed after a command with one argument and one option. */
async function say(...args: string[]): Promise<string> {
  const add = new Command('add')
    .argument('<file>')
    .option('--title <text>')
    .action(() => {});
  const enter = new Command('enter')
    .addOption(new Option('--role <role>').choices(['staff', 'admin']).makeOptionMandatory())
    .action(() => {});
  const program = new Command('corpus').addCommand(add).addCommand(enter);
  for (const command of [program, add, enter]) {
    command.exitOverride().configureOutput({ writeOut() {}, writeErr() {} });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return describeUsageError(error);
    throw error;
  }
  return 'accepted';
}

test('every way to type a command wrongly has its sentence', async () => {
  expect(await say('add', 'a.txt', '--loud')).toBe('不认识选项“--loud”，后面加 --help 看用法');
  expect(await say('remove')).toBe('没有“remove”这个命令，后面加 --help 看用法');
  expect(await say('add')).toBe('还要写明 file，后面加 --help 看用法');
  expect(await say('add', 'a.txt', '--title')).toMatch(/^选项“--title <text>”后面要写内容/);
  expect(await say('add', 'a.txt', 'b.txt')).toMatch(
    /^多写了内容：带空格的标题或问题要用引号括起来/,
  );
  expect(await say('enter')).toBe('还要写明 --role，后面加 --help 看用法');
  expect(await say('enter', '--role', 'boss')).toBe(
    '--role 后面只能写 staff、admin，后面加 --help 看用法',
  );
});

test('asking for help is no error', async () => {
  expect(await say('--help')).toBe('');
  expect(await say()).toBe('');
  expect(await say('add', 'a.txt')).toBe('accepted');
});
