import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  measureMasking,
  measureStays,
  readMasked,
  readStays,
} from '../../scripts/redaction/measure.ts';
import { redact } from '../../src/answering/redact.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** Kinds of which at most one in a hundred may be missed. */
const numbers = ['identity', 'wrongIdentity', 'oldIdentity', 'mobile', 'landline'];

describe.each(['development', 'held-out'] as const)('%s lines', (half) => {
  const masking = measureMasking(half);

  test('are half of five hundred to mask and of two hundred to leave', () => {
    expect([readMasked(half).length, readStays(half).length]).toEqual([250, 100]);
  });

  test('identity and phone numbers are masked in 99 of 100', () => {
    const ours = masking.filter(({ kind }) => numbers.includes(kind));
    const leaks = ours.flatMap((found) => found.leaks);
    const count = sum(ours.map((found) => found.count));
    expect({ share: 1 - leaks.length / count >= 0.99, leaks }).toMatchObject({ share: true });
  });

  test('other personal data is masked in 95 of 100', () => {
    const others = masking.filter(({ kind }) => !numbers.includes(kind));
    const leaks = others.flatMap((found) => found.leaks);
    const count = sum(others.map((found) => found.count));
    expect({ share: 1 - leaks.length / count >= 0.95, leaks }).toMatchObject({ share: true });
  });

  test('the words around stay whole, but for the way a name is given', () => {
    const damaged = masking.filter(({ kind }) => kind !== 'name').flatMap((found) => found.damaged);
    expect(damaged).toEqual([]);
  });

  test('case numbers, articles, hotlines, amounts and dates stay as they are', () => {
    expect(measureStays(half)).toEqual([]);
  });
});

test('no passage of the shipped corpus has anything masked', () => {
  const corpus = join(import.meta.dirname, '../../corpus');
  const files = ['guides', 'hotlines', 'gaps', 'reports'].flatMap((folder) =>
    readdirSync(join(corpus, folder)).map((name) => join(corpus, folder, name)),
  );
  const masked = files
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => redact(line).kinds.length > 0);
  expect(masked).toEqual([]);
});
