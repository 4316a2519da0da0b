import { expect, test } from 'vitest';
import { openWebRoom } from '../fakes/open-web-room.ts';
import { sampleModelUse } from '../fakes/sample-answer.ts';

test('a running process is healthy, one that can answer is ready', async () => {
  const { visitor } = await openWebRoom();
  expect((await visitor().get('/healthz')).status).toBe(200);
  const response = await visitor().get('/readyz');
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('ready\n');
});

test('without documents the service is not ready and says so', async () => {
  const { visitor } = await openWebRoom({ documents: [] });
  const response = await visitor().get('/readyz');
  expect(response.status).toBe(503);
  expect(await response.text()).toBe('the index holds no documents\n');
});

test('without its log the service is not ready, healthy nevertheless', async () => {
  const { visitor, database } = await openWebRoom();
  await database.destroy();
  const response = await visitor().get('/readyz');
  expect(response.status).toBe(503);
  expect(await response.text()).toBe('the log cannot be read\n');
  expect((await visitor().get('/healthz')).status).toBe(200);
});

test('figures count answers by status and channel, model calls by outcome, and no words', async () => {
  const { visitor, metrics } = await openWebRoom();
  metrics.observeAnswer('web', { status: 'answered', ms: 40 });
  metrics.observeAnswer('telegram', { status: 'answered', ms: 2000 });
  metrics.observeAnswer('telegram', { status: 'answered', ms: 30 });
  metrics.observeTrace({ dropped: ['不是出处里的话', '数字不对'], model: sampleModelUse() });
  metrics.observeTrace({ dropped: [] });
  const response = await visitor().get('/metrics');
  expect(response.headers.get('Content-Type')).toContain('text/plain');
  const lines = (await response.text()).split('\n');
  expect(lines).toContain('questions_total{status="answered",channel="web"} 1');
  expect(lines).toContain('questions_total{status="answered",channel="telegram"} 2');
  expect(lines).toContain('answer_seconds_bucket{le="0.05",channel="telegram"} 1');
  expect(lines).toContain('answer_seconds_count{channel="telegram"} 2');
  expect(lines).toContain('statements_dropped_total 2');
  expect(lines).toContain('model_calls_total{step="compose",outcome="ok"} 1');
  expect(lines).toContain('model_calls_total{step="repair",outcome="failed"} 1');
  expect(lines).toContain('generation_age_seconds 3600');
  expect(lines).toContain('generation_passages 12');
  expect(lines).toContain('queued_messages 3');
  expect(lines.join('')).not.toContain('数字不对');
});
