import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { evaluateCommand } from '../../src/cli/evaluate.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { findProjectDir } from '../../src/project-dir.ts';
import { startChatEndpoint } from '../fakes/chat-endpoint.ts';
import { corpusFolder } from '../fakes/corpus-folder.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** @param settings environment variables besides the folders. */
async function evaluate(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  onTestFinished(() => {
    process.exitCode = undefined;
  });
  const dataDir = await temporaryFolder();
  const config = readConfig(
    { ...settings, DATA_DIR: dataDir, CORPUS_DIR: await corpusFolder() },
    findProjectDir(import.meta.url),
  );
  const app = createApp(config, {
    logger: createLogger('silent'),
    now: () => new Date('2032-03-01T08:00:00Z'),
  });
  const lines: string[] = [];
  const command = evaluateCommand(app, (line) => lines.push(line), dataDir);
  await command.parseAsync([...args], { from: 'user' });
  return { lines, report: join(dataDir, 'evaluations', '20320301T080000Z.md') };
}

test('figures are printed, the report is kept and its path stands last', async () => {
  const { lines, report } = await evaluate([]);
  expect(lines).toContain(`${'accuracy'.padEnd(20)} 1`);
  expect(lines.at(-1)).toBe('报告：evaluations/20320301T080000Z.md');
  expect(await readFile(report, 'utf8')).toContain('| 全部答对 | 100.0% |');
  expect(process.exitCode).toBeUndefined();
});

test('too many wrong answers are listed and end with a failure, with the report all the same', async () => {
  const golden = join(await temporaryFolder(), 'golden.yaml');
  await writeFile(golden, '- { id: wrong, question: 劳动仲裁要不要钱, kind: unsafe }');
  const { lines, report } = await evaluate(['--golden', golden]);
  expect(lines[0]).toMatch(/^wrong \[answered\] 劳动仲裁要不要钱\n {4}状态是 answered$/);
  expect(lines.at(-2)).toMatch(/^低于要求/);
  expect(process.exitCode).toBe(1);
  expect(await readFile(report, 'utf8')).toContain('### 1. wrong：劳动仲裁要不要钱');
});

test('wrong answers are not listed when quiet is asked for', async () => {
  const golden = join(await temporaryFolder(), 'golden.yaml');
  await writeFile(golden, '- { id: wrong, question: 劳动仲裁要不要钱, kind: unsafe }');
  const { lines } = await evaluate(['--golden', golden, '--quiet']);
  expect(lines.join('\n')).not.toContain('wrong');
});

test('a model that is not configured is asked for in vain, with what to set', async () => {
  await expect(evaluate(['--model'])).rejects.toThrow(/CHAT_MODEL.*OPENAI_BASE_URL/);
});

/** A model that writes what the first passage says; every other step of it gives nothing of use. */
async function startWritingModel() {
  const written = {
    completeness: 'complete',
    statements: [{ text: '劳动争议仲裁不收费。', sources: ['P1'] }],
  };
  const endpoint = await startChatEndpoint(({ response_format }) => ({
    says: response_format?.json_schema?.name === 'compose' ? written : {},
    tokens: [500, 40],
  }));
  const settings = {
    OPENAI_BASE_URL: endpoint.baseUrl,
    CHAT_MODEL: 'qwen-plus',
    CHAT_RETRIES: '0',
  };
  return { endpoint, settings };
}

test('with a model its part and its cost stand in the figures and in the report', async () => {
  const { settings } = await startWritingModel();
  const { lines, report } = await evaluate(['--model'], settings);
  expect(lines).toContain(`${'model'.padEnd(20)} qwen-plus`);
  expect(lines).toContain(`${'answersByModel'.padEnd(20)} 1`);
  const text = await readFile(report, 'utf8');
  expect(text).toContain('语言模型 qwen-plus 写');
  expect(text).toContain('| 模型写的回答 | 1道（100.0%） |');
  expect(text).toContain('\n| compose | 1 | 0 | 500 | 40 |');
});

test('without asking for it a configured model is left alone', async () => {
  const { endpoint, settings } = await startWritingModel();
  const { lines } = await evaluate([], settings);
  expect(endpoint.requests).toEqual([]);
  expect(lines.join('\n')).not.toContain('qwen-plus');
});
