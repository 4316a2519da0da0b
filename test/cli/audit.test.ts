import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { ModelUse } from '../../src/audit/audit-log.ts';
import { auditCommand } from '../../src/cli/audit.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import {
  sampleAnswer,
  sampleModelUse,
  sampleQuestion,
  sampleTrace,
} from '../fakes/sample-answer.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** What `audit show` prints of an answer with or without a model. */
async function show(model?: ModelUse): Promise<string[]> {
  const dataDir = await temporaryFolder();
  const app = createApp(readConfig({ DATA_DIR: dataDir }, dataDir), {
    logger: createLogger('silent'),
  });
  const { audit, close } = await app.openAudit();
  await audit.recordQuestion(sampleQuestion());
  await audit.recordAnswer(sampleAnswer(), { ...sampleTrace(), ...(model ? { model } : {}) });
  await close();
  const lines: string[] = [];
  await auditCommand(app, (line) => lines.push(line)).parseAsync(['show', 'q-1'], { from: 'user' });
  return lines;
}

test('an answer of a model is shown with every call', async () => {
  const lines = await show(sampleModelUse());
  const from = lines.findIndex((line) => line.startsWith('模型'));
  expect(lines.slice(from, from + 4)).toEqual([
    '模型　qwen-plus　谁写的　模型写的',
    '第1次问模型　步骤　compose　提示词　compose 1 3f2a9c0d1e2f　输入812词元　输出96词元　用时　1240毫秒　结果　ok',
    '第2次问模型　步骤　repair　提示词　repair 2 00aa11bb22cc　输入0词元　输出0词元　用时　8000毫秒　结果　timeout: no answer within 8 s',
    '',
  ]);
});

test('an answer that a model did not write says why', async () => {
  const lines = await show({
    ...sampleModelUse(),
    writer: 'quotation',
    fallback: 'timeout',
    calls: [],
  });
  expect(lines).toContain('模型　qwen-plus　谁写的　没有用模型写，因为 timeout');
});

test('without a model nothing is said of one', async () => {
  expect((await show()).join('\n')).not.toContain('模型');
});
