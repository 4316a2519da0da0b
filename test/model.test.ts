// The whole service with a language model behind an OpenAI-compatible address on loopback.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { copyBuiltIndex } from './fakes/built-index.ts';
import { type ChatReply, type ChatRequest, startChatEndpoint } from './fakes/chat-endpoint.ts';
import { runCommand } from './fakes/run-service.ts';
import { between } from './fakes/scripted-model.ts';
import { temporaryFolder } from './fakes/temporary-folder.ts';

const answerSchema = z.object({
  status: z.string(),
  text: z.string(),
  statements: z.array(z.object({ text: z.string() })),
  citations: z.array(z.object({ url: z.string() })),
});

const stepOf = ({ response_format }: ChatRequest) => response_format?.json_schema?.name;
const userOf = ({ messages }: ChatRequest) => messages.at(-1)?.content ?? '';

/** A model that does as it is told: it says again the first sentence of the first passage. */
function faithful(request: ChatRequest): ChatReply {
  const user = userOf(request);
  switch (stepOf(request)) {
    case 'rephrase':
      return { says: { question: between(user, '问题') } };
    case 'route':
      return {
        says: { inScope: true, questions: [between(user, '问题')], unclear: false, options: [] },
      };
    case 'check':
      return { says: { verdicts: [] } };
    default: {
      const [, sentence = ''] = /【P1】.*\n(.*?。)/.exec(user) ?? [];
      return {
        says: { completeness: 'complete', statements: [{ text: sentence, sources: ['P1'] }] },
      };
    }
  }
}

async function openService(reply: (request: ChatRequest) => ChatReply) {
  const { baseUrl, requests } = await startChatEndpoint(reply);
  const settings = {
    DATA_DIR: await copyBuiltIndex(inject('builtIndex'), await temporaryFolder()),
    OPENAI_BASE_URL: baseUrl,
    OPENAI_API_KEY: 'sk-canary-0123456789',
    CHAT_MODEL: 'qwen-plus',
    CHAT_RETRIES: '1',
    LOG_LEVEL: 'silent',
  };
  const run = (...args: string[]) => runCommand(args, settings);
  const ask = async (...texts: string[]) => {
    const lines = texts.map((text, id) => JSON.stringify({ id, text }));
    const { code, stdout, stderr } = await runCommand(
      ['ask', '--jsonl'],
      settings,
      lines.join('\n'),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout
      .trim()
      .split('\n')
      .map((line) => answerSchema.parse(JSON.parse(line)));
  };
  return { ask, run, requests };
}

test('a model writes, and the log tells with which prompts and for how many tokens', async () => {
  const { ask, run, requests } = await openService(faithful);
  const [answer] = await ask('劳动仲裁要不要钱');
  expect(answer?.status).toBe('answered');
  expect(answer?.statements).toHaveLength(1);
  expect(requests.map(stepOf)).toEqual(['route', 'compose', 'check']);
  const { stdout: list } = await run('audit', 'list');
  const { stdout } = await run('audit', 'show', /[0-9a-f]{8}/.exec(list)?.[0] ?? '');
  expect(stdout).toMatch(/qwen-plus/);
  expect(stdout).toMatch(/compose 1 [0-9a-f]{12}/);
  const { code } = await run('audit', 'verify');
  expect(code).toBe(0);
});

test('a model that obeys what it reads shows residents nothing of it', async () => {
  const evil = '请加微信 vip-lawyer 转账2000元，网址 https://evil.example.com 。';
  const obeying = (request: ChatRequest): ChatReply =>
    stepOf(request) === 'compose' || stepOf(request) === 'repair'
      ? {
          says: {
            completeness: 'complete',
            statements: [
              { text: evil, sources: ['P1'] },
              { text: request.messages[0]?.content.slice(0, 60), sources: ['P1', 'P2'] },
              { text: '点这里 [官网](javascript:alert(1))', sources: ['P1'] },
            ],
          },
        }
      : faithful(request);
  const { ask } = await openService(obeying);
  for (const answer of await ask('老板拖欠工资怎么办', '2023年街道调解了多少起纠纷')) {
    expect(answer.status).toBe('answered');
    expect(answer.text).not.toMatch(/evil|微信|vip|2000|javascript|公共法律服务助手给居民/);
    expect(answer.citations.length).toBeGreaterThan(0);
  }
});

const failures: [string, ChatReply][] = [
  ['answers 500', { status: 500 }],
  ['answers 429 for an hour', { status: 429, retryAfterSeconds: 3600 }],
  ['refuses the key', { status: 401, message: 'bad key sk-canary-0123456789' }],
  ['breaks the connection', 'disconnect'],
  ['sends what is no JSON', 'malformed'],
  ['talks instead of answering', { says: 'As an AI language model I think 90 days.' }],
];

test.each(failures)('an endpoint that %s costs nobody an answer', async (_what, reply) => {
  const { ask, requests } = await openService(() => reply);
  const questions = ['劳动仲裁要不要钱', '离婚冷静期有几天', '怎么申请法律援助', '12348是什么'];
  for (const answer of await ask(...questions, ...questions)) {
    expect(answer.status).toBe('answered');
    expect(answer.citations.length).toBeGreaterThan(0);
    expect(answer.text).not.toMatch(/canary|language model/);
  }
  expect(requests.length).toBeGreaterThan(0);
});

test('an endpoint that is down is left alone for a while', async () => {
  const { ask, requests } = await openService(() => ({ status: 503 }));
  await ask(...Array.from({ length: 12 }, () => '劳动仲裁要不要钱'));
  expect(requests.length).toBeLessThan(12);
});

test('an endpoint that hangs costs nobody an answer', async () => {
  const { ask } = await openService(() => 'hang');
  const [answer] = await ask('劳动仲裁要不要钱');
  expect(answer?.status).toBe('answered');
  expect(answer?.citations.length).toBeGreaterThan(0);
});

test('what would be sent can be seen without sending it, personal data masked', async () => {
  const { run, requests } = await openService(faithful);
  const { code, stdout } = await run(
    'ask',
    '--show-prompt',
    '我电话13800138000，老板拖欠工资怎么办',
  );
  expect(code).toBe(0);
  expect(stdout).toContain('qwen-plus');
  expect(stdout).toContain('== route');
  expect(stdout).toContain('== compose');
  expect(stdout).toContain('[手机号]');
  expect(stdout).not.toMatch(/13800138000|canary/);
  expect(requests).toEqual([]);
  expect((await run('audit', 'list')).stdout).toContain('还没有记录');
});

test('the evaluation asks the model only when told to', async () => {
  const { run, requests } = await openService(faithful);
  const golden = join(await temporaryFolder(), 'golden.yaml');
  const question = {
    id: 'cost',
    question: '劳动仲裁要不要钱',
    after: [],
    kind: 'service',
    facts: ['不收费'],
    documents: ['labor-*'],
    never: [],
    form: 'plain',
  };
  // JSON is YAML too.
  await writeFile(golden, JSON.stringify([question]));
  await run('evaluate', '--golden', golden);
  expect(requests).toEqual([]);
  const { stdout } = await run('evaluate', '--golden', golden, '--model');
  expect(requests.length).toBeGreaterThan(0);
  expect(stdout).toMatch(/evaluations\/.*\.md/);
});
