import { once } from 'node:events';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
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
