import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { answerSchema } from '../../scripts/attacks/measure.ts';
import { corpusFolder } from '../fakes/corpus-folder.ts';
import { runCommand } from '../fakes/run-service.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const guard = pathToFileURL(join(import.meta.dirname, '../fakes/refuse-connections.mjs')).href;

async function askWithoutNetwork(settings: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  const tried = join(folder, 'tried');
  const { code, stdout } = await runCommand(
    ['ask', '--jsonl'],
    {
      DATA_DIR: join(folder, 'data'),
      CORPUS_DIR: await corpusFolder(),
      NODE_OPTIONS: `--import=${guard}`,
      REFUSED_CONNECTIONS: tried,
      ...settings,
    },
    '{"id":1,"text":"劳动仲裁收费吗"}\n{"id":2,"text":"今天天气怎么样"}',
  );
  expect(code).toBe(0);
  const [first] = stdout
    .trim()
    .split('\n')
    .map((line) => answerSchema.parse(JSON.parse(line)));
  expect(first).toMatchObject({ status: 'answered' });
  expect(first?.text).toContain('劳动争议仲裁不收费');
  return existsSync(tried) ? readFileSync(tried, 'utf8') : '';
}

test('with every connection refused, an index is built and questions are answered; none was tried', async () => {
  expect(await askWithoutNetwork({})).toBe('');
});

test('a model that cannot be reached is tried and costs nobody an answer', async () => {
  const model = {
    OPENAI_BASE_URL: 'http://127.0.0.1:59999/v1',
    CHAT_MODEL: 'far',
    CHAT_RETRIES: '0',
  };
  expect(await askWithoutNetwork(model)).toContain('connect');
});
