// The home of settings: the environment in, one checked `Config` out, every problem reported at once.

import { resolve } from 'node:path';
import { z } from 'zod';
import { floorDays } from './audit/seal-rules.ts';
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

function wholeNumber(min: number, max: number, example: number, why = '') {
  const error = `must be a whole number from ${min}${why} to ${max}, such as ${example}`;
  return optionalText.pipe(
    z
      .string()
      .regex(/^\d{1,10}$/, error)
      .transform(Number)
      .pipe(z.number().min(min, error).max(max, error))
      .optional(),
  );
}
const hostName = String.raw`(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?`;

const environmentSchema = z.object({
  TELEGRAM_BOT_TOKEN: optionalText.pipe(
    z
      .string()
      .regex(/^\d+:[\w-]{30,}$/, 'must look like 123456789:AA… as @BotFather gave it')
      .optional(),
  ),
  TELEGRAM_API_ROOT: httpUrl,
  TELEGRAM_WEBHOOK_URL: httpUrl.refine(
    (url) => url === undefined || new URL(url).pathname !== '/',
    'must have a path of its own, such as https://example.org/telegram/webhook',
  ),
  TELEGRAM_WEBHOOK_SECRET: optionalText.pipe(
    z
      .string()
      .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 letters, digits, _ or -')
      .optional(),
  ),
  STAFF_CHAT_ID: optionalText.pipe(
    z
      .string()
      .regex(/^-?[1-9]\d{0,15}$/, 'must be the number of a chat, such as -1001234567890')
      .transform(Number)
      .optional(),
  ),
  PUBLIC_BASE_URL: httpUrl,
  HOST: optionalText.pipe(
    z
      .string()
      .regex(/^[\w.:-]+$/, 'must be an address to listen on, such as 127.0.0.1')
      .optional(),
  ),
  PORT: wholeNumber(0, 65_535, 8080),
  DATA_DIR: optionalText,
  CORPUS_DIR: optionalText,
  OPENAI_API_KEY: optionalText.pipe(
    z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'must be letters, digits and signs without spaces')
      .optional(),
  ),
  OPENAI_BASE_URL: httpUrl.refine(
    (url) => url === undefined || new URL(url).username + new URL(url).password === '',
    'must not hold a user name or password; the key goes into OPENAI_API_KEY',
  ),
  MODEL_HOSTS: optionalText.pipe(
    z
      .string()
      .regex(
        new RegExp(`^${hostName}(\\s*,\\s*${hostName})*$`),
        'must be hosts with commas between, such as api.openai.com, 127.0.0.1:11434',
      )
      .optional(),
  ),
  CHAT_MODEL: optionalText,
  CHAT_RETRIES: wholeNumber(0, 10, 2),
  CHAT_CONCURRENCY: wholeNumber(1, 100, 4),
  CHAT_DAILY_TOKENS: wholeNumber(1, 9_999_999_999, 1_000_000),
  EMBEDDING_MODEL: optionalText,
  EMBEDDING_DIMENSIONS: optionalText.pipe(
    z
      .string()
      .regex(/^\d{1,4}$/, 'must be a whole number such as 1024')
      .transform(Number)
      .optional(),
  ),
  RETENTION_DAYS: wholeNumber(floorDays, 3650, 365, ', because logs are kept for six months,'),
  SECRET_KEY: optionalText.pipe(z.string().min(16, 'must have at least 16 characters').optional()),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Where a key alone leads. */
const openAiUrl = 'https://api.openai.com/v1';

export interface EmbeddingEndpoint {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly dimensions: number | undefined;
}

export interface ChatEndpoint {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  /** After the first try. */
  readonly retries: number;
  /** Requests at one time. */
  readonly concurrency: number;
  /** Input and output together; absent: no limit. */
  readonly dailyTokens: number | undefined;
}

export interface Config {
  readonly telegram:
    | {
        readonly token: string;
        readonly apiRoot: string;
        /** Where Telegram brings updates; absent: they are fetched. Without a secret one is derived. */
        readonly webhook: { readonly url: string; readonly secret: string | undefined } | undefined;
        /** The chat of staff that gets each day's summary; absent: nothing is sent. */
        readonly staffChatId: number | undefined;
      }
    | undefined;
  readonly publicBaseUrl: string | undefined;
  /** Where the web site listens. */
  readonly web: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  readonly corpusDir: string;
  readonly promptsDir: string;
  readonly assetsDir: string;
  /** Absent: the embedded default. */
  readonly embedding: EmbeddingEndpoint | undefined;
  /** Absent: no model is called, answers are quoted. */
  readonly chat: ChatEndpoint | undefined;
  /** Keys the asker digests; absent: made on first start and kept in `dataDir`. */
  readonly secretKey: string | undefined;
  /** How old questions and answers get before they are removed. */
  readonly retentionDays: number;
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
  const problems = (parsed.error?.issues ?? [])
    .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    .concat(findConflicts(set));
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(
      problems
        .concat(
          'Correct these in the environment or in .env and start again (see README, Settings).',
        )
        .join('\n'),
    );
  }
  const values = parsed.data;
  const endpoint = {
    // Local servers want no key, the clients want one.
    apiKey: values.OPENAI_API_KEY ?? 'none',
    baseUrl: values.OPENAI_BASE_URL ?? openAiUrl,
  };
  return {
    telegram: values.TELEGRAM_BOT_TOKEN
      ? {
          token: values.TELEGRAM_BOT_TOKEN,
          apiRoot: values.TELEGRAM_API_ROOT ?? 'https://api.telegram.org',
          webhook: values.TELEGRAM_WEBHOOK_URL
            ? { url: values.TELEGRAM_WEBHOOK_URL, secret: values.TELEGRAM_WEBHOOK_SECRET }
            : undefined,
          staffChatId: values.STAFF_CHAT_ID,
        }
      : undefined,
    publicBaseUrl: values.PUBLIC_BASE_URL,
    web: { host: values.HOST ?? '127.0.0.1', port: values.PORT ?? 8080 },
    dataDir: resolve(projectDir, values.DATA_DIR ?? 'data'),
    corpusDir: resolve(projectDir, values.CORPUS_DIR ?? 'corpus'),
    promptsDir: resolve(projectDir, 'prompts'),
    assetsDir: resolve(projectDir, 'src/web/assets'),
    embedding:
      hasEndpoint(values) && values.EMBEDDING_MODEL
        ? { ...endpoint, model: values.EMBEDDING_MODEL, dimensions: values.EMBEDDING_DIMENSIONS }
        : undefined,
    chat: values.CHAT_MODEL
      ? {
          ...endpoint,
          model: values.CHAT_MODEL,
          retries: values.CHAT_RETRIES ?? 2,
          concurrency: values.CHAT_CONCURRENCY ?? 4,
          dailyTokens: values.CHAT_DAILY_TOKENS,
        }
      : undefined,
    secretKey: values.SECRET_KEY,
    retentionDays: values.RETENTION_DAYS ?? 365,
    logLevel: values.LOG_LEVEL,
  };
}

type Settings = Readonly<Record<string, unknown>>;

function hasEndpoint({ OPENAI_API_KEY, OPENAI_BASE_URL }: Settings): boolean {
  return OPENAI_API_KEY !== undefined || OPENAI_BASE_URL !== undefined;
}

/** What no setting shows by itself. */
function findConflicts(set: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  if (set['CHAT_MODEL'] && !hasEndpoint(set)) {
    problems.push(
      'CHAT_MODEL: needs OPENAI_BASE_URL, the address of its endpoint, or OPENAI_API_KEY for OpenAI itself',
    );
  }
  const webhook = set['TELEGRAM_WEBHOOK_URL']?.trim();
  if (webhook && !set['TELEGRAM_BOT_TOKEN']) {
    problems.push(
      'TELEGRAM_WEBHOOK_URL: needs TELEGRAM_BOT_TOKEN, the bot whose updates come there',
    );
  }
  if (set['STAFF_CHAT_ID'] && !set['TELEGRAM_BOT_TOKEN']) {
    problems.push('STAFF_CHAT_ID: needs TELEGRAM_BOT_TOKEN, the bot that writes to this chat');
  }
  // A Bot API server of one's own brings updates by http, too; Telegram's does not.
  if (webhook && !webhook.startsWith('https:') && !set['TELEGRAM_API_ROOT']) {
    problems.push('TELEGRAM_WEBHOOK_URL: must begin with https://, Telegram calls nothing else');
  }
  const address = (set['OPENAI_BASE_URL'] ?? openAiUrl).trim();
  if (set['MODEL_HOSTS'] && hasEndpoint(set) && URL.canParse(address)) {
    const { hostname, port, protocol } = new URL(address);
    const place = `${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`;
    const allowed = set['MODEL_HOSTS'].split(',').map((name) => name.trim().toLowerCase());
    if (!allowed.includes(hostname) && !allowed.includes(place)) {
      problems.push(
        `OPENAI_BASE_URL: ${place} is not among MODEL_HOSTS; add it there or choose an endpoint that is`,
      );
    }
  }
  return problems;
}
