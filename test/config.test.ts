import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';

test('nothing has to be set', () => {
  expect(readConfig({}, '/srv/bot')).toEqual({
    telegram: undefined,
    publicBaseUrl: undefined,
    dataDir: '/srv/bot/data',
    corpusDir: '/srv/bot/corpus',
    embedding: undefined,
    secretKey: undefined,
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

test('everything that cannot be used is reported at once, without a secret', () => {
  const wrong = {
    TELEGRAM_BOT_TOKEN: 'secret-token-of-somebody',
    TELEGRAM_API_ROOT: 'ftp://a',
    EMBEDDING_DIMENSIONS: 'many',
    SECRET_KEY: 'short-secret',
    LOG_LEVEL: 'loud',
  };
  let message = '';
  try {
    readConfig(wrong, '/srv');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    message = error.message;
  }
  for (const name of Object.keys(wrong)) expect(message).toContain(`${name}: `);
  expect(message).not.toContain('secret-token');
  expect(message).not.toContain('short-secret');
  expect(message).toMatch(/start again/);
});
