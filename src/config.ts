// The home of settings: the environment in, one checked `Config` out, every problem reported at once.

import { resolve } from 'node:path';
import { z } from 'zod';
import { ServiceError } from './errors.ts';

/** Settings that cannot be used; one line a setting, saying what to write instead. Never holds a secret. */
export class ConfigError extends ServiceError {
  override readonly name = 'ConfigError';
}

const optionalText = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional();
const httpUrl = z
  .string()
  .trim()
  .transform((text) => text.replace(/\/+$/, '') || undefined)
  .pipe(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional())
  .optional();

const environmentSchema = z.object({
  TELEGRAM_BOT_TOKEN: optionalText.pipe(
    z
      .string()
      .regex(/^\d+:[\w-]{30,}$/, 'must look like 123456789:AA… as @BotFather gave it')
      .optional(),
  ),
  TELEGRAM_API_ROOT: httpUrl,
  PUBLIC_BASE_URL: httpUrl,
  DATA_DIR: optionalText,
  CORPUS_DIR: optionalText,
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: httpUrl,
  EMBEDDING_MODEL: optionalText,
  EMBEDDING_DIMENSIONS: optionalText.pipe(
    z
      .string()
      .regex(/^\d{1,4}$/, 'must be a whole number such as 1024')
      .transform(Number)
      .optional(),
  ),
  SECRET_KEY: optionalText.pipe(z.string().min(16, 'must have at least 16 characters').optional()),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface EmbeddingEndpoint {
  readonly apiKey: string;
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly dimensions: number | undefined;
}

export interface Config {
  readonly telegram: { readonly token: string; readonly apiRoot: string } | undefined;
  readonly publicBaseUrl: string | undefined;
  readonly dataDir: string;
  readonly corpusDir: string;
  /** Absent: the embedded default. */
  readonly embedding: EmbeddingEndpoint | undefined;
  /** Keys the asker digests; absent: made on first start and kept in `dataDir`. */
  readonly secretKey: string | undefined;
  readonly logLevel: string;
}

/**
 * @param environment as `process.env`; empty strings count as not set.
 * @param projectDir where the shipped corpus lies; relative paths resolve from there.
 * @throws ConfigError
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  projectDir: string,
): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues
        .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
        .concat(
          'Correct these in the environment or in .env and start again (see README, Settings).',
        )
        .join('\n'),
    );
  }
  const values = parsed.data;
  const hasEndpoint = values.OPENAI_API_KEY !== undefined || values.OPENAI_BASE_URL !== undefined;
  return {
    telegram: values.TELEGRAM_BOT_TOKEN
      ? {
          token: values.TELEGRAM_BOT_TOKEN,
          apiRoot: values.TELEGRAM_API_ROOT ?? 'https://api.telegram.org',
        }
      : undefined,
    publicBaseUrl: values.PUBLIC_BASE_URL,
    dataDir: resolve(projectDir, values.DATA_DIR ?? 'data'),
    corpusDir: resolve(projectDir, values.CORPUS_DIR ?? 'corpus'),
    embedding:
      hasEndpoint && values.EMBEDDING_MODEL
        ? {
            // Local servers want no key, the client wants one.
            apiKey: values.OPENAI_API_KEY ?? 'none',
            baseUrl: values.OPENAI_BASE_URL,
            model: values.EMBEDDING_MODEL,
            dimensions: values.EMBEDDING_DIMENSIONS,
          }
        : undefined,
    secretKey: values.SECRET_KEY,
    logLevel: values.LOG_LEVEL,
  };
}
