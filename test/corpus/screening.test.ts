import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { readScreening } from '../../src/corpus/screening.ts';

const shipped = await readFile(new URL('../../corpus/screening.yaml', import.meta.url), 'utf8');

test('the shipped examples are read, with many of each intent', () => {
  const examples = readScreening(shipped);
  for (const messages of Object.values(examples))
    expect(messages.length).toBeGreaterThanOrEqual(50);
});

test('a message under two intents is named', () => {
  const examples: Record<string, string[]> = parse(shipped);
  const both = {
    ...examples,
    harm: [...(examples['harm'] ?? []), examples['injection']?.[0] ?? ''],
  };
  expect(() => readScreening(stringify(both))).toThrow(/在 injection 和 harm 里都有/);
});

test('a missing or unknown intent is named', () => {
  const { harm: _harm, ...rest } = parse(shipped);
  expect(() => readScreening(stringify(rest))).toThrow(/harm/);
  expect(() => readScreening(stringify({ ...parse(shipped), weather: ['晴'] }))).toThrow(/weather/);
});
