import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/app.ts';
import { accountsCommand } from '../../src/cli/accounts.ts';
import { askCommand } from '../../src/cli/ask.ts';
import { auditCommand } from '../../src/cli/audit.ts';
import { backupCommand } from '../../src/cli/backup.ts';
import { corpusCommand } from '../../src/cli/corpus.ts';
import { evaluateCommand } from '../../src/cli/evaluate.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';

const projectDir = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(projectDir, file), 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

// Nothing is opened before a command runs.
const app = createApp(readConfig({}, projectDir), { logger: createLogger('silent') });
const print = () => {};
const terminal = { input: process.stdin, output: process.stderr };
const commands = new Map(
  [
    accountsCommand(app, print, terminal),
    askCommand(app, print),
    auditCommand(app, print),
    backupCommand(app, print, projectDir),
    corpusCommand(app, print, projectDir, false),
    evaluateCommand(app, print, projectDir),
  ].map((command) => [command.name(), command]),
);

/** What keeps a command of a text from being typed; `words` is what follows `npm run NAME --`. */
function findFault(name: string, words: string): string | undefined {
  if (!(name in scripts)) return `no script ${name}`;
  const command = commands.get(name);
  if (!command) return undefined;
  const [sub] = /^[a-z]+/.exec(words) ?? [];
  const found = command.commands.find((other) => other.name() === sub);
  if (sub && command.commands.length > 0 && !found) return `no command ${name} ${sub}`;
  const known = ['--help', ...(found ?? command).options.map(({ long }) => long)];
  const typed = [...words.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option);
  const strange = typed.filter((option) => !known.includes(option));
  return strange.length > 0 ? `no option ${strange.join()} of ${name} ${sub ?? ''}` : undefined;
}

function findCommands(text: string): { name: string; words: string }[] {
  const pattern =
    /npm (?:run )?(?:--silent )?([a-z][a-z:-]*)(?: -- ((?:(?!npm run)[^`\n。；])*))?/g;
  return [...text.replaceAll('\\\n', ' ').matchAll(pattern)]
    .map(([, name = '', words = '']) => ({ name, words }))
    .filter(({ name }) => name !== 'ci');
}

test.each([
  'docs/staff-guide.zh-CN.md',
  'docs/compliance.zh-CN.md',
  'README.md',
  'corpus/README.md',
])('every command that %s names can be typed', (file) => {
  const named = findCommands(read(file));
  expect(named.length).toBeGreaterThan(0);
  expect(named.flatMap(({ name, words }) => findFault(name, words) ?? [])).toEqual([]);
});

test('every staff command and every option stands in the staff guide', () => {
  const guide = read('docs/staff-guide.zh-CN.md');
  const absent = [...commands.values()].flatMap((command) =>
    [command, ...command.commands].flatMap((part: Command) => {
      const parent = part === command ? '' : `${command.name()} -- `;
      const call = `npm run ${parent}${part.name()}`;
      const options = part.options.flatMap(({ long }) => long ?? []);
      return [call, ...options].filter((words) => !guide.includes(words));
    }),
  );
  expect(absent).toEqual([]);
});

test('a command that does not exist is found out', () => {
  const [wrong, fine] = findCommands(
    '`npm run corpus -- pubish`，`npm run corpus -- publish --force "理由"`',
  );
  expect(wrong && findFault(wrong.name, wrong.words)).toBe('no command corpus pubish');
  expect(fine && findFault(fine.name, fine.words)).toBeUndefined();
  expect(findFault('corpus', 'publish --forse')).toBe('no option --forse of corpus publish');
  expect(findFault('corpse', 'check')).toBe('no script corpse');
});
