// The home of embeddings from an OpenAI-compatible endpoint, kept on disk so that no text is paid for twice.

import { createHash } from 'node:crypto';
import { Embeddings } from '@langchain/core/embeddings';
import { LocalFileStore } from 'langchain/storage/file_system';
import OpenAI from 'openai';
import { EmbeddingError } from './embedding-error.ts';

export interface EndpointSettings {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly dimensions: number | undefined;
}

const batchSize = 64;
const queryTimeoutMs = 4000;

export class EndpointEmbedding extends Embeddings {
  readonly #client: OpenAI;
  readonly #settings: EndpointSettings;
  readonly #cacheDir: string;
  #store: Promise<LocalFileStore> | undefined;

  constructor(settings: EndpointSettings, cacheDir: string) {
    super({});
    this.#settings = settings;
    this.#cacheDir = cacheDir;
    this.#client = new OpenAI({
      apiKey: settings.apiKey,
      baseURL: settings.baseUrl ?? null,
      maxRetries: 3,
      timeout: 60_000,
      // Texts go to the configured host and no other, and are not printed whatever OPENAI_LOG says.
      fetchOptions: { redirect: 'error' },
      logLevel: 'off',
    });
  }

  /** Vectors of unit length in the order of the texts. @throws EmbeddingError */
  override async embedDocuments(texts: string[]): Promise<number[][]> {
    this.#store ??= LocalFileStore.fromPath(this.#cacheDir);
    const store = await this.#store;
    const keys = texts.map((text) => this.#key(text));
    const vectors = (await store.mget(keys)).map((bytes) => (bytes ? fromBytes(bytes) : undefined));
    const missing = texts.flatMap((text, index) => (vectors[index] ? [] : [{ text, index }]));
    for (let start = 0; start < missing.length; start += batchSize) {
      const batch = missing.slice(start, start + batchSize);
      const fresh = await this.#request(batch.map(({ text }) => text));
      const rows = batch.map(({ index }, row) => ({ index, vector: fresh[row] ?? [] }));
      for (const { index, vector } of rows) vectors[index] = vector;
      await store.mset(rows.map(({ index, vector }) => [keys[index] ?? '', toBytes(vector)]));
    }
    return vectors.map((vector) => vector ?? []);
  }

  /** A resident waits for this one: no retries and a short deadline. @throws EmbeddingError */
  override async embedQuery(text: string): Promise<number[]> {
    const [vector = []] = await this.#request([text], { maxRetries: 0, timeout: queryTimeoutMs });
    return vector;
  }

  async #request(
    texts: string[],
    options: { maxRetries?: number; timeout?: number } = {},
  ): Promise<number[][]> {
    const { model, dimensions } = this.#settings;
    const response = await this.#client.embeddings
      .create(
        {
          model,
          input: texts,
          // Servers that ignore base64, the client's default, give quarter-length zero vectors silently.
          encoding_format: 'float',
          ...(dimensions === undefined ? {} : { dimensions }),
        },
        options,
      )
      .catch((error: unknown) => {
        throw new EmbeddingError(
          `The embedding endpoint failed (${describeFailure(error)}). Check OPENAI_BASE_URL, OPENAI_API_KEY and EMBEDDING_MODEL, or unset EMBEDDING_MODEL to use the embedded embedding.`,
        );
      });
    const rows = [...response.data].sort((a, b) => a.index - b.index).map((row) => row.embedding);
    const length = dimensions ?? rows[0]?.length ?? 0;
    const wrong = describeFault(rows, texts.length, length);
    if (wrong) {
      throw new EmbeddingError(
        `The embedding endpoint's answer cannot be used: ${wrong}. Check EMBEDDING_MODEL and EMBEDDING_DIMENSIONS; the index in use stays as it is.`,
      );
    }
    return rows.map((row) => {
      const norm = Math.hypot(...row);
      return row.map((value) => value / norm);
    });
  }

  #key(text: string): string {
    const { model, dimensions } = this.#settings;
    return createHash('sha256')
      .update(`${model}\0${dimensions ?? ''}\0${text}`)
      .digest('hex');
  }
}

/** Endpoints repeat keys and texts in what they say: the status tells enough, and no cause is kept. */
function describeFailure(error: unknown): string {
  if (error instanceof OpenAI.APIError && error.status !== undefined)
    return `status ${error.status}`;
  return error instanceof Error ? error.message : 'an unknown error';
}

function describeFault(
  rows: readonly number[][],
  count: number,
  length: number,
): string | undefined {
  if (rows.length !== count) return `${rows.length} vectors for ${count} texts`;
  for (const row of rows) {
    if (row.length !== length || length === 0)
      return `${row.length} dimensions instead of ${length}`;
    if (!row.every(Number.isFinite)) return 'numbers that are not finite';
    if (Math.hypot(...row) < 1e-6) return 'a zero vector';
  }
  return undefined;
}

function toBytes(vector: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(vector).buffer);
}

function fromBytes(bytes: Uint8Array): number[] {
  return Array.from(new Float32Array(new Uint8Array(bytes).buffer));
}
