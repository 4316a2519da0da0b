// The home of the bundle: every entry of src/ as JavaScript side by side, made anew whenever a source is newer.

import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectDir = join(dirname(fileURLToPath(import.meta.url)), '..');
const distDir = join(projectDir, 'dist');
const keptBundles = 3;

/** @returns {Promise<string>} the folder of the bundle. */
export async function bundle() {
  const sources = readdirSync(join(projectDir, 'src'), { recursive: true })
    .filter((name) => /\.(tsx?|json|bin)$/.test(name))
    .map((name) => join(projectDir, 'src', name));
  const inputs = [
    ...sources,
    join(projectDir, 'package-lock.json'),
    fileURLToPath(import.meta.url),
  ];
  const newest = Math.max(...inputs.map((file) => Math.floor(statSync(file).mtimeMs)));
  const bundleDir = join(distDir, `${newest}-${inputs.length}`);

  if (!existsSync(bundleDir)) {
    const { build } = await import('esbuild');
    const draft = join(distDir, `draft-${process.pid}`);
    await build({
      absWorkingDir: projectDir,
      entryPoints: {
        main: 'src/main.ts',
        cli: 'src/cli.ts',
        'desk-process': 'src/desk-process.ts',
        'build-worker': 'src/retrieval/build-worker.ts',
        'import-worker': 'src/corpus/import/import-worker.ts',
        'verify-process': 'src/retrieval/verify-process.ts',
      },
      outdir: draft,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: true,
      // Native modules stay where npm put them.
      external: ['better-sqlite3', 'hnswlib-node', 'tsx'],
      // CommonJS packages inside the bundle ask for Node's own modules with require.
      banner: {
        js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
      },
      logLevel: 'error',
    });
    // Read from beside the code, as in the sources.
    copyFileSync(
      join(projectDir, 'src/retrieval/static-embedding.bin'),
      join(draft, 'static-embedding.bin'),
    );
    // A service that has been running since before an update still starts its workers from its own bundle.
    const byAge = readdirSync(distDir)
      .map((name) => join(distDir, name))
      // What another process has just renamed or removed is not there to look at any more.
      .map((path) => ({ path, madeAt: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
      .filter(({ path }) => path !== draft)
      .sort((a, b) => b.madeAt - a.madeAt);
    for (const { path, madeAt } of byAge.slice(keptBundles)) {
      if (Date.now() - madeAt > 3_600_000) rmSync(path, { recursive: true, force: true });
    }
    try {
      renameSync(draft, bundleDir);
    } catch (error) {
      // Another process was quicker; its bundle is of the same sources.
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(bundleDir)) throw error;
    }
  }
  return bundleDir;
}
