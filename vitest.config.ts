import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { bundle } from './scripts/bundle.mjs';

/** Tests of the whole service, which share one index of the shipped corpus. */
const wholeService = ['test/{story,cli,main,model}.test.ts', 'test/attacks/questions.test.ts'];
/** Need Chromium: `npm run test:browser`. */
const inBrowser = 'test/browser/*.test.ts';

const entry = JSON.stringify(pathToFileURL(join(await bundle(), 'cli.js')).href);

/** Workers and the verifying process start from the bundle, as residents' do, and in a fifth of the time. */
const startFromBundle: Plugin = {
  name: 'start-from-bundle',
  transform: (code, id) =>
    /(build-apart|import-file|desk-apart)\.ts$/.test(id)
      ? code.replaceAll('import.meta.url', entry)
      : undefined,
};

export default defineConfig({
  plugins: [startFromBundle],
  test: {
    // Two cores, and the tests of the whole service start child processes of their own.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          // Modules keep no state, so that files may share them: loading them anew for each costs more than the tests.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...wholeService, inBrowser],
        },
      },
      {
        extends: true,
        test: {
          name: 'service',
          include: wholeService,
          globalSetup: ['test/fakes/built-index.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [inBrowser],
          globalSetup: ['test/fakes/built-index.ts'],
        },
      },
    ],
  },
});
