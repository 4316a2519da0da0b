import { expect, test } from 'vitest';
import { type GapApp, gapsCommand } from '../../src/cli/corpus-gaps.ts';

async function type(args: readonly string[], more = 0) {
  const requests: unknown[] = [];
  const lines: string[] = [];
  const app: GapApp = {
    async describeGaps(...request) {
      requests.push(request);
      return { text: '- 3次，2人：停车费怎么收\n', more };
    },
    async saveGaps(...request) {
      requests.push(request);
      return { groups: 7 };
    },
  };
  const command = gapsCommand(app, (line) => lines.push(line), '/home/staff').exitOverride();
  await command.parseAsync([...args], { from: 'user' });
  return { requests, lines };
}

test('the last 90 days are listed, and how many groups there are besides', async () => {
  const { requests, lines } = await type([]);
  expect(requests).toEqual([[90, 20]]);
  expect(lines).toEqual(['- 3次，2人：停车费怎么收']);
  expect((await type(['--days', '7'], 5)).lines.at(-1)).toContain('还有5组');
});

test('an export goes where staff stand, in the format of its name', async () => {
  const { requests, lines } = await type(['--days', '30', '--export', 'gaps.CSV']);
  expect(requests).toEqual([[30, '/home/staff/gaps.CSV', 'csv']]);
  expect(lines).toEqual(['写好了：gaps.CSV，7组问题']);
});

test.each([
  [['--days', '0'], '--days 后面写1到400的整数'],
  [['--days', '401'], '--days 后面写1到400的整数'],
  [['--export', 'gaps.doc'], '以 .csv、.jsonl 或 .md 结尾'],
])('%j is refused', async (args, sentence) => {
  await expect(type(args)).rejects.toThrow(sentence);
});
