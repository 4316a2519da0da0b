import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { ServiceError } from '../../src/errors.ts';
import { EmbeddingError } from '../../src/retrieval/embedding-error.ts';
import { EndpointEmbedding } from '../../src/retrieval/endpoint-embedding.ts';
import { GenerationStore } from '../../src/retrieval/generation-store.ts';
import { sampleCorpus } from '../fakes/sample-corpus.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const requestSchema = z.object({
  model: z.string(),
  input: z.array(z.string()),
  encoding_format: z.string(),
  dimensions: z.number().optional(),
});
type Request = z.infer<typeof requestSchema>;
type Reply = (request: Request) => { status?: number; vectors?: unknown[] };

const unit = (text: string) => [text.length, 1, 0, 0];
const well: Reply = ({ input }) => ({ vectors: input.map(unit) });

/** An OpenAI-compatible endpoint on loopback that answers as `reply` says. */
async function serveEmbeddings(reply: Reply) {
  const requests: Request[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const parsed = requestSchema.parse(JSON.parse(body));
    requests.push(parsed);
    const { status = 200, vectors = [] } = reply(parsed);
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
    const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
    const content = { object: 'list', model: parsed.model, data };
    response.end(
      JSON.stringify(status === 200 ? content : { error: { message: 'out of order' } })
        // JSON has no NaN; servers written in Python send it all the same.
        .replaceAll('"NaN"', 'NaN'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = {
    apiKey: 'none',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: 'test-embedding',
    dimensions: 4,
  };
  return { endpoint, requests };
}

async function openEmbedding(reply: Reply) {
  const { endpoint, requests } = await serveEmbeddings(reply);
  return { embedding: new EndpointEmbedding(endpoint, await temporaryFolder()), requests };
}

test('vectors come in the order of the texts, of unit length, asked for as numbers', async () => {
  const { embedding, requests } = await openEmbedding(({ input }) => ({
    vectors: input.map(unit),
  }));
  const [first, second] = await embedding.embedDocuments(['一', '二二二']);
  expect(first).toEqual(
    [Math.fround(Math.SQRT1_2), Math.fround(Math.SQRT1_2), 0, 0].map((value) =>
      expect.closeTo(value),
    ),
  );
  expect(second?.[0]).toBeCloseTo(3 / Math.sqrt(10));
  expect(requests).toEqual([
    { model: 'test-embedding', input: ['一', '二二二'], encoding_format: 'float', dimensions: 4 },
  ]);
});

test('an endpoint made by others gives vectors that tell texts apart', async () => {
  const server = new LLMock({ host: '127.0.0.1', port: 0, logLevel: 'silent' });
  // Without a fixture it makes an embedding of each text, the same for the same text.
  await server.start();
  onTestFinished(() => server.stop());
  const endpoint = {
    apiKey: 'none',
    baseUrl: `${server.url}/v1`,
    model: 'text-embedding-3-small',
    dimensions: undefined,
  };
  const embedding = new EndpointEmbedding(endpoint, await temporaryFolder());
  const [first, second] = await embedding.embedDocuments(['劳动仲裁', '离婚']);
  const again = await embedding.embedQuery('劳动仲裁');
  expect(first).toHaveLength(1536);
  expect(Math.hypot(...again)).toBeCloseTo(1);
  expect(again.map(Math.fround)).toEqual(first?.map(Math.fround));
  expect(second).not.toEqual(first);
});

test('no text is paid for twice, and a question is not kept', async () => {
  const { embedding, requests } = await openEmbedding(well);
  const before = await embedding.embedDocuments(['一', '二二']);
  const after = await embedding.embedDocuments(['二二', '一', '三三三']);
  expect(requests.map(({ input }) => input)).toEqual([['一', '二二'], ['三三三']]);
  for (const [index, vector] of [before[1], before[0]].entries()) {
    expect(after[index]).toEqual(vector?.map((value) => expect.closeTo(value, 6)));
  }
  await embedding.embedQuery('四');
  await embedding.embedQuery('四');
  expect(requests).toHaveLength(4);
});

const cases: [string, Reply, string][] = [
  // 4 floats as base64, read as if they were numbers, are one quarter of a vector.
  [
    'base64 in spite of being asked for numbers',
    ({ input }) => ({ vectors: input.map(() => 'AACAPwAAAAAAAAAAAAAAAA==') }),
    'cannot be used',
  ],
  [
    'another dimension',
    ({ input }) => ({ vectors: input.map(() => [1, 0]) }),
    '2 dimensions instead of 4',
  ],
  [
    'numbers that are none',
    ({ input }) => ({ vectors: input.map(() => ['NaN', 1, 0, 0]) }),
    'failed',
  ],
  [
    'null in a vector',
    ({ input }) => ({ vectors: input.map(() => [null, 1, 0, 0]) }),
    'numbers that are not finite',
  ],
  ['a zero vector', ({ input }) => ({ vectors: input.map(() => [0, 0, 0, 0]) }), 'a zero vector'],
  ['fewer vectors than texts', () => ({ vectors: [[1, 0, 0, 0]] }), '1 vectors for 2 texts'],
  ['an error', () => ({ status: 500 }), 'The embedding endpoint failed (status 500'],
  ['a refused key', () => ({ status: 401 }), 'The embedding endpoint failed (status 401'],
];

test.each(cases)('%s is refused with a sentence', async (_what, reply, expected) => {
  const { embedding } = await openEmbedding(reply);
  const embedded = embedding.embedDocuments(['一', '二二']);
  await expect(embedded).rejects.toThrow(EmbeddingError);
  await expect(embedded).rejects.toThrow(expected);
});

test('what the endpoint says is not repeated: it may be the key', async () => {
  const { embedding } = await openEmbedding(() => ({ status: 401 }));
  const failure: unknown = await embedding.embedQuery('一').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EmbeddingError);
  expect(String(failure)).not.toContain('out of order');
  expect(failure).not.toHaveProperty('cause');
});

test('nothing is sent on to another host', async () => {
  const other = await serveEmbeddings(well);
  const redirecting = createServer((_request, response) => {
    response.writeHead(307, { location: `${other.endpoint.baseUrl}/embeddings` }).end();
  });
  await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    redirecting.close();
  });
  const { port } = redirecting.address() as AddressInfo;
  const endpoint = { ...other.endpoint, baseUrl: `http://127.0.0.1:${port}/v1` };
  const embedding = new EndpointEmbedding(endpoint, await temporaryFolder());
  await expect(embedding.embedQuery('一')).rejects.toThrow(EmbeddingError);
  expect(other.requests).toEqual([]);
});

test('an endpoint that goes wrong leaves the index in use as it is', async () => {
  const root = join(await temporaryFolder(), 'index');
  const good = await serveEmbeddings(well);
  const corpus = { documents: sampleCorpus, glossary: [], digest: 'good' };
  const openStore = async (endpoint: typeof good.endpoint) =>
    new GenerationStore(root, { endpoint, cacheDir: await temporaryFolder() });
  await (await openStore(good.endpoint)).rebuild(corpus, () => {});

  const bad = await serveEmbeddings(({ input }) => ({ vectors: input.map(() => [0, 0, 0, 0]) }));
  const store = await openStore(bad.endpoint);
  await store.openLatest();
  const rebuilt = store.rebuild({ ...corpus, digest: 'bad' }, () => {});
  await expect(rebuilt).rejects.toThrow(ServiceError);
  await expect(rebuilt).rejects.toThrow('a zero vector');
  expect(store.isFresh('good')).toBe(true);
  expect(await (await openStore(good.endpoint)).openLatest()).toEqual({ opened: true });
});
