import { type AddressInfo, createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { createPageFetcher } from '../../../src/corpus/fetch/fetch-page.ts';
import { type Network, publicNetwork } from '../../../src/corpus/fetch/network.ts';
import { loopbackNetwork, startSite } from '../../fakes/official-site.ts';

type Site = Awaited<ReturnType<typeof startSite>>;
type Handler = Parameters<typeof startSite>[0];

/** Only the host of `url` is registered. */
function fetchPage(url: string, network: Network, headers: Record<string, string> = {}) {
  const host = URL.canParse(url) ? new URL(url).host : '';
  const fetcher = createPageFetcher(new Set([host]), network);
  onTestFinished(() => fetcher.close());
  return fetcher.fetchPage(url, headers);
}

/** A site without robots.txt. */
function startPlainSite(handle: Handler): Promise<Site> {
  return startSite((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else handle(request, response);
  });
}

test('a page comes with its bytes, asked for by a program that says who it is', async () => {
  const site = await startPlainSite((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
    response.end(gzipSync('<p>通知</p>'));
  });
  const page = await fetchPage(`${site.url}/a`, loopbackNetwork());
  expect(page).toMatchObject({ outcome: 'page', url: `${site.url}/a`, response: { status: 200 } });
  expect(page.outcome === 'page' && page.response.body.toString()).toBe('<p>通知</p>');
  expect(site.requests.at(-1)?.headers['user-agent']).toBe(
    'xiaolongkan-legal-service-bot (checks registered official pages for changes)',
  );
});

test.each([404, 410])('%i means that the page is gone', async (status) => {
  const site = await startPlainSite((_request, response) => void response.writeHead(status).end());
  expect(await fetchPage(`${site.url}/a`, loopbackNetwork())).toEqual({ outcome: 'gone', status });
});

test('304 is believed only when a condition was sent', async () => {
  const site = await startPlainSite((_request, response) => void response.writeHead(304).end());
  const headers = { 'if-none-match': '"1"' };
  const network = loopbackNetwork();
  expect(await fetchPage(`${site.url}/a`, network, headers)).toEqual({ outcome: 'not-modified' });
  await expect(fetchPage(`${site.url}/a`, network)).rejects.toThrow('不给程序看这一页（304）');
});

test('a redirect on the same host is followed, and told when it is for good', async () => {
  const site = await startPlainSite((request, response) => {
    if (request.url === '/new') return void response.end('new');
    const status = request.url === '/old' ? 301 : 302;
    response.writeHead(status, { location: '/new' }).end();
  });
  expect(await fetchPage(`${site.url}/old`, loopbackNetwork())).toMatchObject({
    outcome: 'page',
    url: `${site.url}/new`,
    movedTo: `${site.url}/new`,
  });
  expect(await fetchPage(`${site.url}/today`, loopbackNetwork())).not.toHaveProperty('movedTo');
});

test.each([301, 302, 307, 308])('a %i to a foreign host is told, not followed', async (status) => {
  const foreign = await startPlainSite((_request, response) => void response.end('foreign'));
  const target = `http://elsewhere.test:${foreign.port}/a`;
  const site = await startPlainSite((_request, response) => {
    response.writeHead(status, { location: target }).end();
  });
  const page = await fetchPage(`${site.url}/a`, loopbackNetwork());
  expect(page).toEqual({ outcome: 'moved', movedTo: target });
  expect(foreign.connections()).toBe(0);
});

test.each([
  ['an address inside', 'http://127.0.0.2:1/', '这是内部地址'],
  ['localhost', 'http://localhost/', '这是内部地址'],
  ['the cloud', 'http://169.254.169.254/latest/meta-data/', '这是内部地址'],
  ['a file', 'file:///etc/passwd', '只取 http 和 https'],
  ['a script', 'javascript:alert(1)', '只取 http 和 https'],
  ['no address', 'http://[', '网址写得不对'],
  ['nowhere', undefined, '没说搬到哪里'],
])('a redirect to %s ends there', async (_what, location, problem) => {
  const site = await startPlainSite((_request, response) => {
    response.writeHead(301, location === undefined ? {} : { location }).end();
  });
  await expect(fetchPage(`${site.url}/a`, loopbackNetwork())).rejects.toThrow(problem);
});

test('a circle of redirects ends', async () => {
  const site = await startPlainSite((request, response) => {
    response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end();
  });
  await expect(fetchPage(`${site.url}/a`, loopbackNetwork())).rejects.toThrow('转来转去超过3次');
  expect(site.paths()).toHaveLength(4);
});

test('what robots.txt forbids is not asked for; it is read once', async () => {
  const site = await startSite((request, response) => {
    if (request.url !== '/robots.txt') return void response.end('page');
    response.end('User-agent: *\nDisallow: /private/\nCrawl-delay: 10\n');
  });
  const network = loopbackNetwork();
  const fetcher = createPageFetcher(new Set([new URL(site.url).host]), network);
  onTestFinished(() => fetcher.close());
  const url = `${site.url}/private/a`;
  expect(await fetcher.fetchPage(url, {})).toEqual({ outcome: 'disallowed', url });
  expect((await fetcher.fetchPage(`${site.url}/open`, {})).outcome).toBe('page');
  await fetcher.fetchPage(`${site.url}/open`, {});
  expect(site.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/open', '/open']);
  // Our own pause after robots.txt, then the one it asks for.
  expect(network.waits).toEqual([3000, 10_000]);
});

test('a redirect is no way around robots.txt, and rules for this program count', async () => {
  const site = await startSite((request, response) => {
    if (request.url === '/robots.txt') {
      response.end(
        'User-agent: *\nAllow: /\n\nUser-agent: xiaolongkan-legal-service-bot\nDisallow: /b\n',
      );
    } else response.writeHead(302, { location: '/b' }).end();
  });
  const page = await fetchPage(`${site.url}/a`, loopbackNetwork());
  expect(page).toEqual({ outcome: 'disallowed', url: `${site.url}/b` });
  expect(site.paths()).toEqual(['/a']);
});

test.each([
  ['fails', 500, {}],
  ['is on a foreign host', 302, { location: 'http://elsewhere.test/robots.txt' }],
])('when robots.txt %s, the page is left alone', async (_what, status, headers) => {
  const site = await startSite((_request, response) => {
    response.writeHead(status, headers).end();
  });
  await expect(fetchPage(`${site.url}/a`, loopbackNetwork())).rejects.toThrow('robots.txt');
  expect(site.paths()).toEqual([]);
});

/** The first replies, then the page. */
async function startShakySite(...failures: [status: number, headers?: Record<string, string>][]) {
  const site = await startPlainSite((_request, response) => {
    const [status, headers = {}] = failures.shift() ?? [200];
    response.writeHead(status, headers).end('page');
  });
  return { ...site, url: `${site.url}/a` };
}

test('what passes is asked for again, each time later', async () => {
  const site = await startShakySite([500], [503]);
  const network = loopbackNetwork({ retries: 2 });
  expect((await fetchPage(site.url, network)).outcome).toBe('page');
  expect(network.waits).toEqual([3000, 5000, 10_000]);
});

test('a dropped connection is asked for again', async () => {
  let drops = 1;
  const site = await startPlainSite((request, response) => {
    if (drops === 0) return void response.end('page');
    drops -= 1;
    request.socket.destroy();
  });
  const page = await fetchPage(`${site.url}/a`, loopbackNetwork({ retries: 1 }));
  expect(page.outcome).toBe('page');
});

test('a site that asks for time gets it, within reason', async () => {
  const site = await startShakySite([429, { 'retry-after': '30' }]);
  const network = loopbackNetwork({ retries: 2 });
  expect((await fetchPage(site.url, network)).outcome).toBe('page');
  expect(network.waits).toEqual([3000, 30_000]);

  const busy = await startShakySite([503, { 'retry-after': '3600' }]);
  const limits = { retries: 2 };
  await expect(fetchPage(busy.url, loopbackNetwork(limits))).rejects.toThrow('过60分钟再来');
  expect(busy.paths()).toEqual(['/a']);
});

test('what does not pass is asked for once', async () => {
  const site = await startShakySite([403], [403], [403]);
  const asked = fetchPage(site.url, loopbackNetwork({ retries: 2 }));
  await expect(asked).rejects.toThrow('不给程序看这一页（403）');
  expect(site.paths()).toEqual(['/a']);
});

test.each([
  ['sends no headers', { headersMs: 200 }, false, '一直不回答'],
  ['stops in the middle', { idleMs: 200 }, false, '发到一半停住了'],
  ['sends drop by drop', { totalMs: 1000 }, true, '取得太慢'],
])('a site that %s is left', async (_what, limits, drips, problem) => {
  const site = await startPlainSite((_request, response) => {
    if ('headersMs' in limits) return;
    response.write('a');
    const timer = drips ? setInterval(() => response.write('a'), 100) : undefined;
    response.on('close', () => clearInterval(timer));
  });
  await expect(fetchPage(`${site.url}/a`, loopbackNetwork(limits))).rejects.toThrow(problem);
});

test('of a gigabyte no more is read than the cap', async () => {
  let sent = 0;
  let closed: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const piece = Buffer.alloc(65_536, 'a');
  const site = await startPlainSite((_request, response) => {
    response.on('close', closed);
    const send = () => {
      while (sent < 1e9 && !response.destroyed) {
        sent += piece.length;
        if (!response.write(piece)) return void response.once('drain', send);
      }
      response.end();
    };
    send();
  });
  const asked = fetchPage(`${site.url}/a`, loopbackNetwork({ maxBytes: 2_000_000 }));
  await expect(asked).rejects.toThrow('超过2MB');
  await ended;
  // The cap, and what lies in the buffers of both ends.
  expect(sent).toBeLessThan(30_000_000);
});

test.each(['gzip', 'zip'])('a bomb packed as %s is not unpacked', async (encoding) => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const site = await startPlainSite((_request, response) => {
    response.writeHead(200, { 'content-encoding': encoding }).end(bomb);
  });
  const problem = encoding === 'gzip' ? '超过1MB' : '压缩方式不认识';
  await expect(fetchPage(`${site.url}/a`, loopbackNetwork())).rejects.toThrow(problem);
});

test('packed bytes that are broken are told, and not asked for again', async () => {
  const site = await startPlainSite((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed');
  });
  const asked = fetchPage(`${site.url}/a`, loopbackNetwork({ retries: 2 }));
  await expect(asked).rejects.toThrow('压缩内容是坏的');
  expect(site.paths()).toEqual(['/a']);
});

/** A listener that nobody may reach. */
async function startListener(host: string): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret');
  });
  await new Promise<void>((ready) => server.listen(0, host, ready));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

test('no spelling of an address inside is connected to', async () => {
  const { port, connections } = await startListener('127.0.0.1');
  const network: Network = { ...publicNetwork, allowsPort: () => true };
  const spellings = [
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '127.255.255.254',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '0',
    '0.0.0.0',
    '１２７.0.0.1',
    '127。0。0。1',
    '127%2e0.0.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fd00:ec2::254]',
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '[::ffff:169.254.169.254]',
  ];
  for (const host of spellings) {
    const asked = fetchPage(`http://${host}:${port}/`, network);
    await expect(asked, host).rejects.toThrow('这是内部地址，不是公开的网站');
  }
  const named = fetchPage(`http://user@127.0.0.1:${port}/`, network);
  await expect(named).rejects.toThrow('用户名或密码');
  expect(connections()).toBe(0);
});

test.each([
  ['127.0.0.1'],
  ['169.254.169.254'],
  ['::1'],
  ['::ffff:127.0.0.1'],
  ['8.8.8.8', '127.0.0.1'],
])('a name that leads to %s is not connected to', async (...addresses) => {
  const { port, connections } = await startListener('127.0.0.1');
  const network = { ...publicNetwork, allowsPort: () => true, resolve: async () => addresses };
  const asked = fetchPage(`http://site.test:${port}/`, { ...network, wait: async () => {} });
  await expect(asked).rejects.toThrow('site.test 指向内部地址，没有连');
  expect(connections()).toBe(0);
});

test('a name that means another address a moment later is not followed there', async () => {
  const inside = await startListener('127.0.0.2');
  const answers = [['127.0.0.1'], ['127.0.0.2']];
  const site = await startPlainSite((_request, response) => {
    response.writeHead(200, { connection: 'close' }).end('page');
  });
  const network = loopbackNetwork({}, { resolve: async () => answers.shift() ?? ['127.0.0.2'] });
  // The connection goes where the first look-up says; the next connection is looked up and checked again.
  const url = `http://site.test:${site.port}/a`;
  const asked = fetchPage(url, network);
  await expect(asked).resolves.toMatchObject({ outcome: 'page' });
  expect(answers).toEqual([['127.0.0.2']]);
  await expect(fetchPage(url, network)).rejects.toThrow('指向内部地址');
  expect(site.paths()).toEqual(['/a']);
  expect(inside.connections()).toBe(0);
});

test.each([
  'file:///etc/passwd',
  'gopher://site.test/',
  'ftp://site.test/',
  'data:text/html,page',
  'ws://site.test/',
])('%s is not fetched', async (url) => {
  await expect(fetchPage(url, loopbackNetwork())).rejects.toThrow('只取 http 和 https 的网页');
});

test.each(['http://site.test:8080/', 'https://site.test:22/'])(
  'outside of tests %s is not fetched for its port',
  async (url) => {
    const network = { ...publicNetwork, resolve: async () => ['127.0.0.1'] };
    await expect(fetchPage(url, network)).rejects.toThrow('只取80和443端口');
  },
);

test('a name that does not exist is told', async () => {
  const resolve = async () => {
    throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
  };
  const asked = fetchPage('http://site.test/', loopbackNetwork({}, { resolve }));
  await expect(asked).rejects.toThrow('没有这个网站名');
});
