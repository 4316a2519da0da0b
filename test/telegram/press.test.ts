import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packPress, readPress, shortId } from '../../src/telegram/press.ts';

test('what a button carries never exceeds 64 bytes and is read back', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 0, max: 999_999 }),
      (id, index) => {
        const data = packPress({ kind: 'suggestion', index, id });
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
        const press = readPress(data);
        expect(press).toMatchObject({ kind: 'suggestion', index });
        expect(id.startsWith(press?.id ?? 'nothing')).toBe(true);
      },
    ),
  );
});

test('a question id fits whole', () => {
  const id = '3f0c1f9e-4c1c-4f0b-9a53-0d8a3a1c6a52';
  expect(readPress(packPress({ kind: 'suggestion', index: 10, id }))?.id).toBe(id);
});

test.each(['', 'vote', 'vote:1', 'vote:x:1', 'other:1:a', 'vote:1234567:a', 'VOTE:1:a'])(
  'data of another program (%s) is not read',
  (data) => {
    expect(readPress(data)).toBeUndefined();
  },
);

test('short ids differ and hold 48 bits', () => {
  expect(shortId('a')).toMatch(/^[0-9a-f]{12}$/);
  expect(shortId('a')).not.toBe(shortId('b'));
});
