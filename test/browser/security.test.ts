import { describe, expect, onTestFinished, test } from 'vitest';
import { hasChromium, inChromium, launch, openPage, serve } from '../fakes/open-browser-room.ts';
import { openWebRoom } from '../fakes/open-web-room.ts';
import { createDocument, createPassage } from '../fakes/passages.ts';
import { deadLinks, xssPayloads } from '../fakes/xss-payloads.ts';

/** A service whose documents and answers hold these words; a question gets the answer that holds it. */
async function openStored(words: readonly string[], url = '') {
  const { site } = await openWebRoom({
    documents: words.map((text, index) => {
      const id = `stored-${index}`;
      const passage = createPassage(`${id}#a`, text, { headings: [text, text] });
      return createDocument({ id, title: text, summary: text, url }, [passage]);
    }),
    answer: ({ text }) => ({
      lead: text,
      statements: [{ text, citations: [0] }],
      citations: [
        {
          documentId: 'stored-0',
          passageId: 'stored-0#a',
          title: text,
          section: text,
          url,
          quote: text,
          publisher: text,
          published: text,
        },
      ],
      notices: [text],
      suggestions: [text],
    }),
  });
  const service = await serve(site);
  onTestFinished(service.stop);
  const browser = await launch();
  onTestFinished(() => browser.close());
  return openPage(browser, service.address);
}

describe.skipIf(!hasChromium)(inChromium, () => {
  test('no script that is stored in a question, a title or a passage runs, nor loads anything', async () => {
    const page = await openStored(xssPayloads);
    const isHit = () => page.evaluate('window.hit');
    for (const [index, payload] of xssPayloads.entries()) {
      await page.goto('/');
      await page.getByLabel('您的问题').fill(payload);
      await page.getByRole('button', { name: '提问' }).click();
      await page.locator('h1').getByText(payload).waitFor();
      expect(await isHit()).toBeUndefined();
      // Our script put the answer in place; now the browser does.
      await page.reload();
      expect(await isHit()).toBeUndefined();
      await page.goto(`/sources/stored-${index}#a`);
      expect(await page.locator('h1').textContent()).toBe(payload);
      expect(await isHit()).toBeUndefined();
    }
    await page.goto('/sources');
    expect(await isHit()).toBeUndefined();
  });

  test.each(deadLinks)('%j is nowhere behind a link', async (url) => {
    const page = await openStored(['一段话'], url);
    for (const path of ['/sources', '/sources/stored-0']) {
      await page.goto(path);
      const protocols = await page.evaluate('[...document.links].map((link) => link.protocol)');
      const strange = [protocols].flat().filter((one) => one !== 'http:' && one !== 'tel:');
      expect(strange).toEqual([]);
    }
  });

  test('a script that gets into a page all the same is stopped by the browser', async () => {
    const page = await openStored(['一段话']);
    await page.goto('/');
    const blocked = await page.evaluate(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.hit = 1';
      document.body.append(script);
    })`);
    expect(blocked).toBe('script-src-elem');
    expect(await page.evaluate('window.hit')).toBeUndefined();
  });
});
