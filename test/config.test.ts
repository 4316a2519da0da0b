import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';

test('nothing has to be set', () => {
  expect(readConfig({}, '/srv/bot')).toEqual({
    telegram: undefined,
    publicBaseUrl: undefined,
    web: { host: '127.0.0.1', port: 8080 },
    dataDir: '/srv/bot/data',
    corpusDir: '/srv/bot/corpus',
    promptsDir: '/srv/bot/prompts',
    assetsDir: '/srv/bot/src/web/assets',
    embedding: undefined,
    chat: undefined,
    secretKey: undefined,
    retentionDays: 365,
    logLevel: 'info',
  });
});

test('empty settings count as not set, spaces around are cut, addresses lose their last slash', () => {
  const config = readConfig(
    { TELEGRAM_BOT_TOKEN: ' ', DATA_DIR: ' /var/bot ', PUBLIC_BASE_URL: 'https://a.cn/b//' },
    '/srv',
  );
  expect(config).toMatchObject({ dataDir: '/var/bot', publicBaseUrl: 'https://a.cn/b' });
  expect(config.telegram).toBeUndefined();
});

test('a token brings Telegram, at its own address or another', () => {
  const { telegram } = readConfig({ TELEGRAM_BOT_TOKEN: token }, '/srv');
  expect(telegram).toEqual({ token, apiRoot: 'https://api.telegram.org' });
  const other = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: 'http://127.0.0.1:9/bot' };
  expect(readConfig(other, '/srv').telegram?.apiRoot).toBe('http://127.0.0.1:9/bot');
});

test('an endpoint embeds only where a model is named and an address or key is given', () => {
  const named = { EMBEDDING_MODEL: 'm', EMBEDDING_DIMENSIONS: '1024' };
  expect(readConfig(named, '/srv').embedding).toBeUndefined();
  expect(readConfig({ OPENAI_API_KEY: 'sk-1' }, '/srv').embedding).toBeUndefined();
  expect(
    readConfig({ ...named, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, '/srv').embedding,
  ).toEqual({ apiKey: 'none', baseUrl: 'http://127.0.0.1:9/v1', model: 'm', dimensions: 1024 });
});

test('a named chat model writes, at OpenAI with a key alone or at another address', () => {
  const { chat } = readConfig({ CHAT_MODEL: 'gpt', OPENAI_API_KEY: 'sk-1' }, '/srv');
  expect(chat).toEqual({
    apiKey: 'sk-1',
    baseUrl: 'https://api.openai.com/v1',
    model: 'gpt',
    retries: 2,
    concurrency: 4,
    dailyTokens: undefined,
  });
  const local = {
    CHAT_MODEL: 'qwen3',
    OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1/',
    CHAT_RETRIES: '0',
    CHAT_CONCURRENCY: '1',
    CHAT_DAILY_TOKENS: '500000',
  };
  expect(readConfig(local, '/srv').chat).toEqual({
    apiKey: 'none',
    baseUrl: 'http://127.0.0.1:11434/v1',
    model: 'qwen3',
    retries: 0,
    concurrency: 1,
    dailyTokens: 500_000,
  });
  expect(readConfig({ OPENAI_API_KEY: 'sk-1' }, '/srv').chat).toBeUndefined();
});

test('the web site listens where it is told', () => {
  expect(readConfig({ HOST: '::', PORT: '80' }, '/srv').web).toEqual({ host: '::', port: 80 });
});

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment, '/srv');
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

test('a chat model without an endpoint is told what to add', () => {
  expect(problemsOf({ CHAT_MODEL: 'm' })).toMatch(/^CHAT_MODEL: .*OPENAI_BASE_URL.*OPENAI_API_KEY/);
});

test.each([
  ['http://127.0.0.1:11434/v1', '127.0.0.1:11434'],
  ['http://127.0.0.1:11434/v1', '127.0.0.1'],
  ['https://API.Example.cn/v1', 'a.cn, api.EXAMPLE.cn'],
  ['https://api.example.cn', 'api.example.cn:443'],
  ['http://[::1]:8000/v1', '[::1]:8000'],
  ['', 'api.openai.com'],
])('an endpoint on the list is used: %s with %s', (OPENAI_BASE_URL, MODEL_HOSTS) => {
  expect(problemsOf({ OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL, MODEL_HOSTS })).toBe('');
});

test.each([
  ['http://127.0.0.1:11434/v1', '127.0.0.1:8000'],
  ['https://api.example.cn.evil.com/v1', 'api.example.cn'],
  ['https://evil.com/api.example.cn', 'api.example.cn'],
  ['https://sub.api.example.cn', 'api.example.cn'],
  ['https://api.example.cn:8443', 'api.example.cn:443'],
  ['', '127.0.0.1:11434'],
])('an endpoint outside the list is refused: %s with %s', (OPENAI_BASE_URL, MODEL_HOSTS) => {
  const environment = { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL, MODEL_HOSTS };
  expect(problemsOf(environment)).toMatch(/^OPENAI_BASE_URL: \S+ is not among MODEL_HOSTS/);
  // A key is not sent where embeddings alone are asked for either.
  expect(problemsOf({ ...environment, EMBEDDING_MODEL: 'm' })).not.toBe('');
  expect(problemsOf({ MODEL_HOSTS })).toBe('');
});

test.each(['182', '0', '-365', '3651', '1e3', 'forever'])(
  'logs cannot be kept for %s days: not under six months, not for ever',
  (RETENTION_DAYS) => {
    expect(problemsOf({ RETENTION_DAYS })).toMatch(/^RETENTION_DAYS: .*183, because .*six months/);
    expect(readConfig({ RETENTION_DAYS: '183' }, '/srv').retentionDays).toBe(183);
  },
);

test('everything that cannot be used is reported at once, without a secret', () => {
  const wrong = {
    TELEGRAM_BOT_TOKEN: 'secret-token-of-somebody',
    TELEGRAM_API_ROOT: 'ftp://a',
    EMBEDDING_DIMENSIONS: 'many',
    SECRET_KEY: 'short-secret',
    LOG_LEVEL: 'loud',
    OPENAI_API_KEY: 'secret key',
    OPENAI_BASE_URL: 'https://user:secret-password@api.example.cn/v1',
    MODEL_HOSTS: 'https://api.example.cn',
    CHAT_RETRIES: '-1',
    CHAT_CONCURRENCY: '0',
    CHAT_DAILY_TOKENS: '1e6',
    HOST: 'http://127.0.0.1',
    PORT: '65536',
  };
  const message = problemsOf(wrong);
  for (const name of Object.keys(wrong)) expect(message).toContain(`${name}: `);
  expect(message).not.toContain('secret-token');
  expect(message).not.toContain('short-secret');
  expect(message).not.toMatch(/secret key|secret-password/);
  expect(message).toMatch(/start again/);
});

test('a staff chat is a number and needs a bot', () => {
  const withBot = { TELEGRAM_BOT_TOKEN: token, STAFF_CHAT_ID: ' -1001234567890 ' };
  expect(readConfig(withBot, '/srv').telegram?.staffChatId).toBe(-1_001_234_567_890);
  expect(problemsOf({ ...withBot, STAFF_CHAT_ID: '@staff' })).toMatch(/^STAFF_CHAT_ID: .*number/);
  expect(problemsOf({ STAFF_CHAT_ID: '7' })).toMatch(/^STAFF_CHAT_ID: needs TELEGRAM_BOT_TOKEN/);
});

test('a webhook needs a bot, a path and https, and takes http only from a Bot API server of one’s own', () => {
  const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
  const read = (settings: Record<string, string>) => readConfig(settings, '/project');
  const url = 'https://example.org/telegram/webhook';
  const secret = 'a_secret-of-its-own';
  const full = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: url };
  expect(read(full).telegram?.webhook).toEqual({ url, secret: undefined });
  expect(read({ ...full, TELEGRAM_WEBHOOK_SECRET: secret }).telegram?.webhook).toEqual({
    url,
    secret,
  });
  expect(read({ TELEGRAM_BOT_TOKEN: token }).telegram?.webhook).toBeUndefined();
  expect(() => read({ TELEGRAM_WEBHOOK_URL: url })).toThrow('needs TELEGRAM_BOT_TOKEN');
  expect(() => read({ ...full, TELEGRAM_WEBHOOK_URL: 'https://example.org' })).toThrow(
    'a path of its own',
  );
  const http = { ...full, TELEGRAM_WEBHOOK_URL: 'http://example.org/hook' };
  expect(() => read(http)).toThrow('must begin with https');
  expect(read({ ...http, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' }).telegram?.webhook?.url).toBe(
    http.TELEGRAM_WEBHOOK_URL,
  );
  expect(() => read({ ...full, TELEGRAM_WEBHOOK_SECRET: 'short' })).toThrow('16 to 256');
});
