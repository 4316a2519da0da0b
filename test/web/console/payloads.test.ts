import { expect, test } from 'vitest';
import { openConsoleRoom, password } from '../../fakes/open-console-room.ts';
import { admin } from '../../fakes/open-review-room.ts';
import { createDocument, createPassage } from '../../fakes/passages.ts';
import { sampleAnswer, sampleModelUse, sampleQuestion } from '../../fakes/sample-answer.ts';
import { deadLinks, xssPayloads } from '../../fakes/xss-payloads.ts';

/** The pages of judging with these words in all places that can hold them. */
async function pagesWith(words: string): Promise<string[]> {
  const passage = createPassage('stored#a', words, { headings: [words, words] });
  const document = createDocument({ id: 'stored', title: words, summary: words }, [passage]);
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
  const answer = {
    ...sampleAnswer('q-1'),
    text: words,
    lead: words,
    // The same words on both sides are marked, on one side they are not.
    statements: [
      { text: words, citations: [0] },
      { text: '无', citations: [0] },
    ],
    citations: [citation, { ...citation, documentId: 'gone', passageId: 'gone#a' }],
    notices: [words],
  };
  const call = {
    step: words,
    prompt: words,
    outcome: words,
    inputTokens: 1,
    outputTokens: 1,
    ms: 1,
  };
  const scores = { score: 1, lexicalScore: 1, vectorScore: 1, used: false };
  const trace = {
    retrieved: ['stored#a', words].map((passageId) => ({ passageId, ...scores })),
    passageDigests: {},
    timings: { [words]: 1 },
    dropped: [words],
    route: words,
    model: { ...sampleModelUse(), model: words, fallback: words, calls: [call] },
  };
  const replayed = { ...answer, statements: [{ text: `${words} now`, citations: [] }] };
  const room = await openConsoleRoom({
    documents: [document],
    replay: async () => ({ answer: replayed, trace }),
  });
  await room.log.recordQuestion({ ...sampleQuestion('q-1'), text: words });
  await room.log.recordAnswer(answer, trace);
  const browser = await room.enter(admin);
  const verdict = { overall: 'wrong', reason: 'other', note: words, correction: words };
  await browser.post('/console/answers/q-1/verdict', verdict);
  const text = async (response: Promise<Response>) => (await response).text();
  const visitor = room.openBrowser();
  const search = new URLSearchParams({ text: words.slice(0, 100) });
  return [
    await browser.read('/console'),
    await browser.read(`/console?${search}`),
    await browser.read('/console/answers/q-1'),
    await text(browser.post('/console/answers/q-1/replay')),
    await text(browser.post('/console/answers/q-1/verdict', { ...verdict, overall: '' })),
    await text(browser.post('/console/answers/q-1/verdict', { note: words, correction: words })),
    await visitor.read(`/console/login?${new URLSearchParams({ from: words })}`),
    await text(visitor.login(words, password)),
  ];
}

/** Elements and attribute names of a page, without what they hold and without marks of common words. */
const skeleton = (page: string) =>
  page
    .replace(/<\/?mark[^>]*>/g, '')
    .replace(/"[^"]*"/g, '""')
    .match(/<[^>]*>/g);

let harmless: Promise<string[]> | undefined;

test.each(xssPayloads)('%j stays words wherever the console shows it', async (payload) => {
  harmless ??= pagesWith('words');
  const pages = await pagesWith(payload);
  expect(pages.map(skeleton)).toEqual((await harmless).map(skeleton));
  for (const page of pages) expect(page.replace(/<\/?mark[^>]*>/g, '')).not.toContain(payload);
});

test.each(xssPayloads)('%j is no name of an account', async (payload) => {
  const { review } = await openConsoleRoom();
  expect(await review.accounts.add(payload, 'reviewer', password, admin)).toHaveProperty('refused');
});

test.each(deadLinks)('%j is nowhere behind a link of an answer', async (url) => {
  const room = await openConsoleRoom();
  const answer = sampleAnswer('q-1');
  await room.log.recordQuestion(sampleQuestion('q-1'));
  await room.log.recordAnswer(
    {
      ...answer,
      citations: answer.citations.map((citation) => ({ ...citation, passageId: 'gone#a', url })),
    },
    { retrieved: [], passageDigests: {}, timings: {}, dropped: [], route: '' },
  );
  const html = await (await room.enter(admin)).read('/console/answers/q-1');
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((link) => !/^(\/|#|https:\/\/www\.gov\.cn)/.test(link))).toEqual([]);
});

test('pages of the console hold no script at all and no style of their own', async () => {
  for (const page of await pagesWith('words')) {
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  }
});

test('pages of the console are kept by nobody and framed by nobody', async () => {
  const room = await openConsoleRoom();
  await room.answer('q-1');
  const browser = await room.enter(admin);
  for (const path of ['/console', '/console/answers/q-1', '/console/login', '/console/nothing']) {
    const { headers } = await browser.get(path);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('Content-Security-Policy')).toContain("script-src 'self'");
  }
});
