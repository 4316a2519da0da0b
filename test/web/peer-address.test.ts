import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { peerAddress } from '../../src/web/peer-address.ts';
import { openWebRoom } from '../fakes/open-web-room.ts';

const site = new Hono();
site.get('/', (context) => context.text(peerAddress(context) ?? 'here'));

/** @param peer the other end of the connection; none: a test without a socket. */
async function addressOf(peer: string | undefined, forwarded?: string): Promise<string> {
  const headers = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
  const env = peer === undefined ? {} : { incoming: { socket: { remoteAddress: peer } } };
  return (await site.request('/', { headers }, env)).text();
}

test('a visitor is known by the address of the connection, whatever they claim', async () => {
  expect(await addressOf('203.0.113.5')).toBe('203.0.113.5');
  expect(await addressOf('8.8.8.8', '1.1.1.1')).toBe('8.8.8.8');
  expect(await addressOf('::ffff:8.8.8.8')).toBe('8.8.8.8');
});

test('behind a proxy of this machine or its network, the name that proxy wrote counts', async () => {
  expect(await addressOf('127.0.0.1', '9.9.9.9, 8.8.8.8')).toBe('8.8.8.8');
  expect(await addressOf('::1', '8.8.8.8')).toBe('8.8.8.8');
  expect(await addressOf('172.18.0.2', '8.8.8.8')).toBe('8.8.8.8');
});

test('this machine itself has no address, and neither does what cannot be read', async () => {
  expect(await addressOf('127.0.0.1')).toBe('here');
  expect(await addressOf('127.0.0.1', 'nonsense')).toBe('here');
  expect(await addressOf(undefined, '8.8.8.8')).toBe('here');
});

test('the addresses of one household with IPv6 count as one', async () => {
  const one = await addressOf('2606:4700:1:2:3:4:5:6');
  expect(await addressOf('2606:4700:1:2:ffff::1')).toBe(one);
  expect(await addressOf('2606:4700:1:3::1')).not.toBe(one);
});

test('a question of the page is counted for its address', async () => {
  const { site, service } = await openWebRoom();
  const body = new URLSearchParams({ question: '劳动仲裁收费吗' });
  const env = { incoming: { socket: { remoteAddress: '8.8.8.8' } } };
  await site.request(
    '/ask',
    { method: 'POST', body, headers: { Origin: 'http://localhost' } },
    env,
  );
  expect(service.asked).toMatchObject([{ channel: 'web', address: '8.8.8.8' }]);
});

test('a refusal for the quota is shown beside the form, with the question still in it', async () => {
  const text = '您发得太快了。';
  const { visitor } = await openWebRoom({
    answer: () => ({ status: 'refused-quota', lead: text }),
  });
  const response = await visitor().post('/ask', { question: '劳动仲裁收费吗' });
  expect(response.status).toBe(429);
  const html = await response.text();
  expect(html).toContain(text);
  expect(html).toContain('劳动仲裁收费吗');
});
