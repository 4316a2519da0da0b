import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'));
const { allowScripts } = z
  .object({ allowScripts: z.record(z.string(), z.boolean()) })
  .parse(read('package.json'));
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        integrity: z.string().optional(),
        hasInstallScript: z.boolean().optional(),
        optional: z.boolean().optional(),
        dev: z.boolean().optional(),
        license: z.string().optional(),
      }),
    ),
  })
  .parse(read('package-lock.json'));
const installed = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 13);

test('every package that runs a script when it is installed is approved by name, and no other', () => {
  const scripted = installed
    .filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional)
    .map(([path]) => nameOf(path));
  expect([...new Set(scripted)].sort()).toEqual(Object.keys(allowScripts).sort());
});

test('every package is locked to its digest', () => {
  const loose = installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
  expect(loose.map(([path]) => path)).toEqual([]);
});

test('every package that runs in production has a licence that lets it', () => {
  const permissive =
    /^(?:\(?(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|MIT-0|Unlicense|CC0-1\.0|Python-2\.0|PSF-2\.0|BSD|MPL-2\.0|Zlib)(?: (?:OR|AND) [\w.-]+)*\)?)$/;
  const others = installed
    .filter(([, { dev, license }]) => !dev && !permissive.test(license ?? ''))
    .map(([path, { license }]) => `${nameOf(path)}: ${license}`);
  expect(others).toEqual([]);
});
