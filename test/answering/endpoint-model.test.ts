import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { ModelError } from '../../src/answering/chat-model.ts';
import { createEndpointModel } from '../../src/answering/endpoint-model.ts';
import { type ChatReply, type ChatRequest, startChatEndpoint } from '../fakes/chat-endpoint.ts';

const key = 'sk-canary-0123456789';
const words = '王小明的秘密';
const request = {
  name: 'compose',
  system: '只输出一个 JSON 对象。',
  user: words,
  schema: z.object({ answer: z.string() }),
};
const value = { answer: '不收费。' };

async function openModel(reply: (request: ChatRequest) => ChatReply) {
  const endpoint = await startChatEndpoint(reply);
  const model = createEndpointModel({ apiKey: key, baseUrl: endpoint.baseUrl, model: 'qwen-plus' });
  return { ...endpoint, ask: (signal = soon()) => model.ask(request, signal) };
}

const soon = () => AbortSignal.timeout(20_000);

async function faultOf(reply: Promise<unknown>): Promise<ModelError> {
  const error = await reply.then(() => undefined).catch((thrown: unknown) => thrown);
  if (!(error instanceof ModelError)) throw new Error('no ModelError', { cause: error });
  const all = JSON.stringify([error.message, error.stack, error.cause]);
  for (const secret of [key, words]) expect(all).not.toContain(secret);
  return error;
}

const formOf = ({ response_format, temperature }: ChatRequest) =>
  `${response_format?.type ?? 'text'}${temperature === undefined ? '' : ` at ${temperature}`}`;

test('a question goes out with the schema of its answer, and the answer comes back with its tokens', async () => {
  const { ask, requests } = await openModel(() => ({ says: value, tokens: [321, 7] }));
  expect(await ask()).toEqual({ value, inputTokens: 321, outputTokens: 7 });
  expect(requests).toEqual([
    {
      model: 'qwen-plus',
      temperature: 0,
      messages: [
        { role: 'system', content: request.system },
        { role: 'user', content: words },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'compose',
          strict: true,
          schema: expect.objectContaining({ required: ['answer'], additionalProperties: false }),
        },
      },
    },
  ]);
});

test.each<[string, (request: ChatRequest) => boolean, string[]]>([
  [
    'no temperature',
    ({ temperature }) => temperature === undefined,
    ['json_schema at 0', 'json_schema'],
  ],
  [
    'no schema',
    ({ response_format }) => response_format?.type !== 'json_schema',
    ['json_schema at 0', 'json_schema', 'json_object at 0'],
  ],
  [
    'no schema and no temperature',
    ({ response_format, temperature }) =>
      response_format?.type !== 'json_schema' && temperature === undefined,
    ['json_schema at 0', 'json_schema', 'json_object at 0', 'json_object'],
  ],
  [
    'no JSON mode',
    ({ response_format }) => response_format === undefined,
    ['json_schema at 0', 'json_schema', 'json_object at 0', 'json_object', 'text'],
  ],
])(
  'an endpoint that knows %s is asked in a plainer form, from then on at once',
  async (_what, takes, tried) => {
    const { ask, requests } = await openModel((sent) =>
      takes(sent)
        ? { says: `好的：\`\`\`json\n${JSON.stringify(value)}\n\`\`\`` }
        : { status: 400 },
    );
    expect((await ask()).value).toEqual(value);
    expect(requests.map(formOf)).toEqual(tried);
    await ask();
    expect(requests.map(formOf)).toEqual([...tried, tried.at(-1)]);
  },
);

test('what is refused in every form is rejected, and the next question is asked in the strictest again', async () => {
  const { ask, requests } = await openModel(() => ({ status: 400, message: words }));
  expect(await faultOf(ask())).toMatchObject({ fault: 'rejected', status: 400 });
  expect(requests).toHaveLength(5);
  await faultOf(ask());
  expect(requests.map(formOf)[5]).toBe('json_schema at 0');
});

test('a server that knows no schema and says so by ignoring it is read all the same', async () => {
  const { ask } = await openModel(() => ({
    says: `<think>想一想</think>\`\`\`json\n{"answer": "不收费。",}\n\`\`\``,
  }));
  expect((await ask()).value).toEqual(value);
});

test.each<[string, ChatReply, Partial<ModelError>, number]>([
  [
    'a wrong key',
    { status: 401, message: `bad key ${key}` },
    { fault: 'rejected', status: 401 },
    1,
  ],
  [
    'a limit',
    { status: 429, retryAfterSeconds: 7 },
    { fault: 'rate-limited', retryAfterMs: 7000 },
    1,
  ],
  [
    'a fault of the server',
    { status: 500, message: words },
    { fault: 'server-error', status: 500 },
    1,
  ],
  ['a broken connection', 'disconnect', { fault: 'unreachable' }, 1],
  ['a response that is no JSON', 'malformed', { fault: 'malformed' }, 1],
  ['another shape', { says: { words } }, { fault: 'malformed' }, 1],
  [
    'a reply cut off',
    { says: value, finish: 'length' },
    { fault: 'malformed', message: expect.stringContaining('ran out of room') },
    1,
  ],
  ['a filtered reply', { says: value, finish: 'content_filter' }, { fault: 'rejected' }, 1],
  ['an empty reply', { says: '' }, { fault: 'rejected' }, 1],
])(
  '%s is told by its fault, without a key or a word of the question',
  async (_what, reply, facts, sent) => {
    const { ask, requests } = await openModel(() => reply);
    expect(await faultOf(ask())).toMatchObject(facts);
    expect(requests).toHaveLength(sent);
  },
);

test.each(['length', 'content_filter'])(
  'a reply that ended for %s is told in plain forms too',
  async (finish) => {
    const { ask } = await openModel(({ response_format }) =>
      response_format ? { status: 400 } : { says: value, finish },
    );
    const fault = finish === 'length' ? 'malformed' : 'rejected';
    expect(await faultOf(ask())).toMatchObject({ fault });
  },
);

test('an endpoint that hangs is given up when the signal says so', async () => {
  const deadline = new AbortController();
  const { ask } = await openModel(() => {
    deadline.abort();
    return 'hang';
  });
  expect(await faultOf(ask(deadline.signal))).toMatchObject({ fault: 'timeout' });
});

/** A server below the level of chat completions. */
async function serve(listener: RequestListener) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const askAt = (baseUrl: string) =>
  createEndpointModel({ apiKey: key, baseUrl, model: 'm' }).ask(request, soon());

test('nothing is sent on to another host', async () => {
  let visits = 0;
  const other = await serve((_request, response) => {
    visits += 1;
    response.end();
  });
  const redirecting = await serve((_request, response) => {
    response.writeHead(307, { location: `${other}/v1/chat/completions` }).end();
  });
  const error = await faultOf(askAt(`${redirecting}/v1`));
  expect(error).toMatchObject({ fault: 'unreachable' });
  expect(error.message).toContain('points to another address');
  expect(visits).toBe(0);
});

test('a port where nothing listens is unreachable, with the reason of the system', async () => {
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const address = gone.address();
  gone.close();
  await once(gone, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  const error = await faultOf(askAt(`http://127.0.0.1:${address.port}/v1`));
  expect(error).toMatchObject({ fault: 'unreachable' });
  expect(error.message).toContain('ECONNREFUSED');
});

const completion = (message: object, rest: object = {}) =>
  JSON.stringify({
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop' }],
    ...rest,
  });

test.each([
  ['half a response', 'unreachable', '{"choices":', 999],
  ['a web page', 'malformed', '<html>', undefined],
  ['an error with status 200', 'malformed', `{"error":{"message":"${words}"}}`, undefined],
  ['no choice', 'malformed', '{"choices":[]}', undefined],
  ['a refusal', 'rejected', completion({ content: null, refusal: words }), undefined],
])('%s is %s', async (_what, fault, body, length) => {
  const base = await serve((_request, response) => {
    const type = body.startsWith('<') ? 'text/html' : 'application/json';
    response.writeHead(200, { 'content-type': type, ...(length && { 'content-length': length }) });
    response.write(body, () => (length ? response.destroy() : response.end()));
  });
  expect(await faultOf(askAt(`${base}/v1`))).toMatchObject({ fault });
});

const answerPlainly: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(completion({ content: JSON.stringify(value) }));
};

test('tokens that the endpoint does not count are estimated from the characters', async () => {
  const { inputTokens, outputTokens } = await askAt(`${await serve(answerPlainly)}/v1`);
  expect(inputTokens).toBeGreaterThanOrEqual(words.length);
  expect(outputTokens).toBeGreaterThanOrEqual('不收费'.length);
});

test('nothing is traced, printed, sent elsewhere or under another key, whatever the environment says', async () => {
  const tracedTo: (string | undefined)[] = [];
  const tracer = await serve(({ url }, response) => {
    tracedTo.push(url);
    response.end('{}');
  });
  const sent: IncomingHttpHeaders[] = [];
  const endpoint = await serve((asked, response) => {
    sent.push(asked.headers);
    answerPlainly(asked, response);
  });
  const makers = ['LANGSMITH', 'LANGCHAIN'].flatMap((maker) => [
    [`${maker}_TRACING`, 'true'],
    [`${maker}_TRACING_V2`, 'true'],
    [`${maker}_ENDPOINT`, tracer],
    [`${maker}_API_KEY`, 'x'],
  ]);
  const script = join(import.meta.dirname, '../fakes/ask-endpoint-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, `${endpoint}/v1`, words], {
    env: {
      PATH: process.env['PATH'],
      ...Object.fromEntries(makers),
      LANGCHAIN_VERBOSE: 'true',
      LANGCHAIN_CALLBACKS_BACKGROUND: 'false',
      LANGSMITH_GATEWAY: tracer,
      OPENAI_BASE_URL: tracer,
      OPENAI_API_BASE: tracer,
      OPENAI_ORG_ID: 'elsewhere',
      OPENAI_PROJECT_ID: 'elsewhere',
      OPENAI_CUSTOM_HEADERS: 'authorization: Bearer elsewhere',
      OPENAI_LOG: 'debug',
      HTTP_PROXY: tracer,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  expect({ code, output }).toEqual({ code: 0, output: JSON.stringify(value) });
  expect(tracedTo).toEqual([]);
  expect(sent.map(({ authorization }) => authorization)).toEqual(['Bearer none']);
  expect(JSON.stringify(sent)).not.toMatch(/elsewhere|stainless/);
});
