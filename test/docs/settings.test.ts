import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
const namesIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].flatMap(([, names = '']) => names.match(/[A-Z_]{4,}/g) ?? []).sort();

test('the settings that are read are those that .env.example and README tell of', () => {
  const known = namesIn(read('src/config.ts'), /^ {2}([A-Z_]+):/gm);
  expect(known).toContain('STAFF_CHAT_ID');
  expect(namesIn(read('.env.example'), /^#([A-Z_]+)=/gm)).toEqual(known);
  const [, table = ''] = /^## Settings$([\s\S]*?)^## /m.exec(read('README.md')) ?? [];
  expect(namesIn(table, /^\| (`[^|]+) \|/gm)).toEqual(known);
  const duties = namesIn(read('docs/compliance.zh-CN.md'), /设置 `([A-Z_]+)`/g);
  expect(duties.length).toBeGreaterThan(0);
  expect(known).toEqual(expect.arrayContaining(duties));
});
