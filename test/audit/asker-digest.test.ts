import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAskerDigest, loadSecretKey } from '../../src/audit/asker-digest.ts';
import { StorageError } from '../../src/storage/storage-error.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

test('one person has one digest a channel and key, and it is 128 bits of hex', () => {
  const digest = createAskerDigest('k'.repeat(32));
  expect(digest('telegram', '42')).toMatch(/^[0-9a-f]{32}$/);
  expect(digest('telegram', '42')).toBe(digest('telegram', '42'));
  const others = [
    digest('telegram', '43'),
    digest('web', '42'),
    createAskerDigest('other key')('telegram', '42'),
  ];
  expect(new Set([...others, digest('telegram', '42')]).size).toBe(4);
});

test('a new quarter of Beijing time has new digests, and a person is still found by the old ones', () => {
  let now = new Date('2026-06-30T15:59:59Z');
  const digest = createAskerDigest('k'.repeat(32), () => now, 183);
  const before = digest('telegram', '42');
  now = new Date('2026-06-30T16:00:00Z');
  const after = digest('telegram', '42');
  expect(after).not.toBe(before);
  expect(digest.ever('telegram', '42').slice(0, 2)).toEqual([after, before]);
  now = new Date('2027-01-01T00:00:00+08:00');
  expect(digest.ever('telegram', '42')).toEqual(expect.arrayContaining([before, after]));
  expect(digest.ever('telegram', '43')).not.toContain(before);
});

test('what was kept before digests were rotated is found too', () => {
  const digest = createAskerDigest('k'.repeat(32));
  expect(digest.ever('telegram', '42').at(-1)).toBe('a6e1e958c5aebde296d397958926b3ef');
});

test('the key is made once, for the owner only, and kept', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const key = await loadSecretKey(folder);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await loadSecretKey(folder)).toBe(key);
  expect(await readdir(folder)).toEqual(['secret-key']);
  expect((await stat(join(folder, 'secret-key'))).mode & 0o777).toBe(0o600);
});

test('first starts at the same time agree on one key', async () => {
  const folder = await temporaryFolder();
  const keys = await Promise.all(Array.from({ length: 10 }, () => loadSecretKey(folder)));
  expect(new Set(keys).size).toBe(1);
  expect(await readdir(folder)).toEqual(['secret-key']);
});

test('a configured key is used as it is and nothing is written', async () => {
  const folder = await temporaryFolder();
  expect(await loadSecretKey(folder, 'configured')).toBe('configured');
  expect(await readdir(folder)).toEqual([]);
});

test('a damaged key file is reported, not replaced', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'secret-key'), 'half');
  await expect(loadSecretKey(folder)).rejects.toThrow(/backup/);
});

test('a folder that cannot be made is reported with the remedy', async () => {
  const folder = join(await temporaryFolder(), 'file');
  await writeFile(folder, '');
  await expect(loadSecretKey(folder)).rejects.toThrow(StorageError);
});
