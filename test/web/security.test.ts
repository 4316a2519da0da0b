import { expect, test } from 'vitest';
import { openWebRoom } from '../fakes/open-web-room.ts';
import { createDocument, createPassage } from '../fakes/passages.ts';
import { xssPayloads } from '../fakes/xss-payloads.ts';

test.each(['/', '/sources', '/sources/wages', '/people', '/privacy', '/healthz', '/nothing'])(
  '%s lets a browser run our script and load our style sheet, and nothing else',
  async (path) => {
    const { visitor } = await openWebRoom();
    const { headers } = await visitor().get(path);
    const directives = (headers.get('Content-Security-Policy') ?? '').split('; ').sort();
    expect(directives).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('same-origin');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect(headers.get('Permissions-Policy')).toContain('geolocation=()');
    expect(headers.get('Cache-Control')).toBe('no-store');
  },
);

test('pages hold no script or style of their own', async () => {
  const { visitor } = await openWebRoom();
  const asker = visitor();
  const { html } = await asker.ask('劳动仲裁要不要钱？');
  for (const page of [html, await (await asker.get('/sources')).text()]) {
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?! src="\/assets\/)/);
  }
});

test('style sheet and script are kept by browsers under addresses that name their content', async () => {
  const { visitor } = await openWebRoom();
  const html = await (await visitor().get('/')).text();
  const [, style = ''] = /href="(\/assets\/[\da-f]{12}\/style\.css)"/.exec(html) ?? [];
  const response = await visitor().get(style);
  expect(response.headers.get('Content-Type')).toBe('text/css; charset=utf-8');
  expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  expect((await visitor().get(style.replace(/\/[\da-f]{12}\//, '/000000000000/'))).status).toBe(
    404,
  );
  expect((await visitor().get('/assets/../create-web-site.tsx')).status).toBe(404);
});

/** Every page that shows words of strangers, with these words in all places that can hold them. */
async function pagesWith(words: string): Promise<string[]> {
  const passage = createPassage('stored#a', words, { headings: [words, words] });
  const citation = {
    documentId: 'stored',
    passageId: 'stored#a',
    title: words,
    section: words,
    url: '',
    quote: words,
    publisher: words,
    published: words,
  };
  const { visitor } = await openWebRoom({
    documents: [createDocument({ id: 'stored', title: words, summary: words }, [passage])],
    answer: ({ text }) => ({
      ...(text.length > 500 ? { status: 'refused-too-long' } : {}),
      lead: words,
      statements: [{ text: words, citations: [0] }],
      citations: [citation, { ...citation, documentId: 'gone', passageId: 'gone#a' }],
      notices: [words],
      suggestions: [words],
    }),
  });
  const asker = visitor();
  const asked = await asker.ask(words);
  const followed = await asker.ask('and then');
  const refused = await asker.post('/ask', { question: `${words}${'long'.repeat(150)}` });
  const sources = ['/sources', '/sources/stored', '/sources/gone'].map((path) => asker.get(path));
  const responses = [refused, ...(await Promise.all(sources))];
  return [asked.html, followed.html, ...(await Promise.all(responses.map((page) => page.text())))];
}

/** Elements and attribute names of a page, without what they hold. */
const skeleton = (page: string) => page.replace(/"[^"]*"/g, '""').match(/<[^>]*>/g);

let harmless: Promise<string[]> | undefined;

test.each(xssPayloads)('%j stays words wherever a page shows it', async (payload) => {
  harmless ??= pagesWith('words');
  const pages = await pagesWith(payload);
  expect(pages.map(skeleton)).toEqual((await harmless).map(skeleton));
  for (const page of pages) expect(page).not.toContain(payload);
});

test.each(['/ask', '/end', '/display', '/tickets', '/privacy/delete', '/answers/x/feedback'])(
  'a form of another site that is sent to %s is refused',
  async (path) => {
    const { visitor, service } = await openWebRoom();
    const fields = { question: '劳动仲裁要不要钱？' };
    for (const Origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      const response = await visitor().post(path, fields, { Origin });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('只接受从本网站页面上提交的内容');
    }
    expect(service.asked).toEqual([]);
  },
);

test('behind the public address forms of that address are taken and the cookie wants https', async () => {
  const { visitor } = await openWebRoom({ publicBaseUrl: 'https://legal.example.cn' });
  const headers = { Origin: 'https://legal.example.cn' };
  const response = await visitor().post('/ask', { question: '劳动仲裁要不要钱？' }, headers);
  expect(response.status).toBe(303);
  expect(response.headers.get('Set-Cookie')).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});

test('the session cookie ends with the browser and no script reads it', async () => {
  const { visitor } = await openWebRoom();
  const response = await visitor().post('/ask', { question: '劳动仲裁要不要钱？' });
  const cookie = response.headers.get('Set-Cookie');
  expect(cookie).toMatch(/^conversation=.*; Path=\/; HttpOnly; SameSite=Lax$/);
});

test.each(['content-length', 'chunked'])('a body over 16 KB is refused (%s)', async (form) => {
  const { visitor, service } = await openWebRoom();
  const body = `question=${'a'.repeat(17 * 1024)}`;
  const headers = {
    Origin: 'http://localhost',
    'Content-Type': 'application/x-www-form-urlencoded',
    ...(form === 'content-length' ? { 'Content-Length': String(body.length) } : {}),
  };
  const response = await visitor().request('/ask', { method: 'POST', body, headers });
  expect(response.status).toBe(413);
  expect(await response.text()).toContain('一次请不要超过500个字');
  expect(service.asked).toEqual([]);
});

test('what is not there, and what cannot be done there, is said in plain Chinese', async () => {
  const { visitor } = await openWebRoom();
  const missing = await visitor().get('/nothing');
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain('没有这个页面');
  const wrong = await visitor().request('/sources', {
    method: 'DELETE',
    headers: { Origin: 'http://localhost' },
  });
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('Allow')).toBe('GET, HEAD');
  expect(await wrong.text()).toContain('不能这样打开');
});

test('when a page fails the resident reads a sentence, the log the reason without the address', async () => {
  const { visitor, lines } = await openWebRoom({
    audit: { find: () => Promise.reject(new Error('the disk is gone')) },
  });
  const asker = visitor();
  const response = await asker.post('/ask', { question: '劳动仲裁要不要钱？' });
  const address = response.headers.get('Location') ?? '';
  const failed = await asker.get(address);
  expect(failed.status).toBe(500);
  const html = await failed.text();
  expect(html).toContain('刚才出了点问题');
  expect(html).not.toContain('disk');
  expect(lines.join('')).toContain('the disk is gone');
  expect(lines.join('')).not.toContain(address.replace('/answers/', ''));
});
