import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { turnOffTelemetry } from '../src/telemetry.ts';

test('settings that trace or print prompts are taken out of the environment, others stay', () => {
  const environment = {
    LANGSMITH_TRACING: 'true',
    LANGCHAIN_TRACING_V2: 'true',
    LANGCHAIN_VERBOSE: 'true',
    langsmith_api_key: 'x',
    OPENAI_API_KEY: 'sk-1',
    PATH: '/bin',
  };
  turnOffTelemetry(environment);
  expect(environment).toEqual({ OPENAI_API_KEY: 'sk-1', PATH: '/bin' });
});

test.each(['main', 'cli'])('%s does so when .env has been read, before anything else', (entry) => {
  const code = readFileSync(join(import.meta.dirname, `../src/${entry}.ts`), 'utf8');
  expect(code).toMatch(/loadDotenv\(.*\);\s+turnOffTelemetry\(process\.env\);/);
});
