import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Hono } from 'hono';
import { expect, onTestFinished, test, vi } from 'vitest';
import { listen } from '../../src/web/listen.ts';
import { createGate } from '../fakes/open-telegram-room.ts';

const local = { host: '127.0.0.1', port: 0 };

test('the site answers at the address it says', async () => {
  const site = new Hono().get('/', (context) => context.text('好'));
  const listening = await listen(site, local);
  onTestFinished(() => listening.stop());
  expect(listening.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(listening.address)).text()).toBe('好');
});

test('a port that is taken is named, with what to do', async () => {
  const site = new Hono();
  const first = await listen(site, local);
  onTestFinished(() => first.stop());
  const port = Number(new URL(first.address).port);
  await expect(listen(site, { host: '127.0.0.1', port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken by another program: end it, or set PORT to another number, then start again.`,
  );
});

test('an address of no network of this machine is named, with what to do', async () => {
  await expect(listen(new Hono(), { host: '192.0.2.1', port: 0 })).rejects.toThrow(
    'set HOST to an address of this machine',
  );
});

test('stopping takes no new connections, lets a running answer finish and idle browsers go', async () => {
  const reached = createGate();
  const release = createGate();
  const site = new Hono().get('/slow', async (context) => {
    reached.open();
    await release.opened;
    return context.text('答完了');
  });
  const { address, stop } = await listen(site, local);
  const { port } = new URL(address);
  const idle = connect(Number(port), '127.0.0.1');
  await once(idle, 'connect');
  const answer = fetch(`${address}/slow`).then((response) => response.text());
  await reached.opened;
  const stopped = stop();
  await expect(fetch(address)).rejects.toThrow();
  release.open();
  expect(await answer).toBe('答完了');
  await stopped;
  idle.destroy();
});

/** A site that reads a body and says how long it was, and a connection that has sent the head of a request. */
async function openUpload(path: string) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let received = 0;
  const site = new Hono()
    .post('/read', async (context) => {
      for await (const chunk of context.req.raw.body ?? []) received += chunk.length;
      return context.text(`${received}`);
    })
    .post('/ignore', (context) => context.text('no'));
  site.onError((_error, context) => context.text('cut off', 500));
  const { address, stop } = await listen(site, local);
  onTestFinished(() => stop());
  const client = connect(Number(new URL(address).port), '127.0.0.1');
  onTestFinished(() => void client.destroy());
  let answer = '';
  client.setEncoding('utf8').on('data', (text) => {
    answer += text;
  });
  const ended = once(client, 'close');
  client.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n`);
  return {
    ended,
    answer: () => answer,
    async send(bytes: number) {
      const until = received + bytes;
      client.write('x'.repeat(bytes));
      while (received < until) await setImmediate();
    },
    write: (text: string) => client.write(text),
    async answered() {
      while (!answer.includes('\r\n\r\n')) await setImmediate();
    },
  };
}

test('a large file over a poor line is waited for as long as it keeps coming', async () => {
  const { send, answered, answer } = await openUpload('/read');
  await send(400_000);
  vi.advanceTimersByTime(24_000);
  await send(300_000);
  vi.advanceTimersByTime(12_000);
  await send(300_000);
  await answered();
  expect(answer()).toMatch(/^HTTP\/1.1 200 .*1000000$/s);
});

test('who sends byte by byte is cut off', async () => {
  const { send, ended, answer } = await openUpload('/read');
  await send(300_000);
  vi.advanceTimersByTime(20_000);
  await ended;
  expect(answer()).toMatch(/^HTTP\/1.1 408 /);
});

test('who is answered before the body came cannot go on sending it byte by byte', async () => {
  const { ended, answered, write } = await openUpload('/ignore');
  await answered();
  write('x');
  vi.advanceTimersByTime(20_000);
  await ended;
});
