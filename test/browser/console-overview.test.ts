import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { axeViolations } from '../fakes/axe-violations.ts';
import { desktop, hasChromium, inChromium, phone } from '../fakes/open-browser-room.ts';
import { openUsedConsole } from '../fakes/open-used-console.ts';

const pages = [
  '/console/overview',
  '/console/overview?from=x&to=y',
  '/console/report?month=2026-03',
  '/console/sign-offs',
  '/console/tickets',
  '/console/tickets/new',
  '/console/proposals',
  '/console/exports',
  '/console/pauses',
  '/console/corpus',
  '/console/corpus/upload',
  '/console/corpus/pending',
  '/console/corpus/work',
  '/console/corpus/history',
  '/console/corpus/sources',
  '/console/settings',
];

const looks = [
  { look: 'light', viewport: phone, cookie: 'theme=light' },
  { look: 'light', viewport: desktop, cookie: 'theme=light' },
  { look: 'dark', viewport: desktop, cookie: 'theme=dark' },
  { look: 'large', viewport: phone, cookie: 'text=large&theme=light' },
  { look: 'high contrast, dark', viewport: phone, cookie: 'contrast=high&theme=dark' },
];

/** What is asked of each chart that is shown; a chart that cannot be shown says so. */
async function readCharts(page: Page): Promise<string[]> {
  const charts = await page.evaluate(`Promise.all(
    [...document.querySelectorAll('.chart img')].map((image) =>
      image.decode().then(() => new URL(image.currentSrc).search, () => 'broken'),
    ),
  )`);
  return z.array(z.string()).parse(charts);
}

const openAll = 'document.querySelectorAll("details").forEach((one) => { one.open = true; })';

describe.skipIf(!hasChromium)(inChromium, () => {
  test.each(looks)(
    'axe finds nothing wrong with the pages of staff, none is wider than its screen ($look, $viewport.width px)',
    async ({ viewport, cookie }) => {
      const { enter, address } = await openUsedConsole();
      const page = await enter({ viewport });
      const value = encodeURIComponent(cookie);
      await page.context().addCookies([{ name: 'display', value, url: address }]);
      const found = [];
      for (const path of pages) {
        await page.goto(path);
        await page.evaluate(openAll);
        const excess = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        const wrong = await axeViolations(page);
        if (wrong.length > 0 || Number(excess) > 0) found.push({ path, wrong, excess });
      }
      expect(found).toEqual([]);
    },
  );

  test('charts are drawn in the colours of the page and in the size of the screen', async () => {
    const { enter } = await openUsedConsole();
    const march = 'from=2026-03-01&to=2026-03-31';
    for (const [viewport, size] of [
      [desktop, 'wide'],
      [phone, 'narrow'],
    ] as const) {
      for (const theme of ['light', 'dark'] as const) {
        const page = await enter({ viewport, colorScheme: theme });
        await page.goto(`/console/overview?${march}`);
        const look = `?${march}&theme=${theme}&size=${size}`;
        expect(await readCharts(page)).toEqual([look, look, look, look]);
      }
    }
  });

  test('a report comes out of a dark screen onto white paper, its tables open, no buttons', async () => {
    const { enter } = await openUsedConsole();
    const page = await enter({ viewport: desktop, colorScheme: 'dark' });
    await page.goto('/console/report?month=2026-03');
    await page.emulateMedia({ media: 'print' });
    const charts = await readCharts(page);
    expect(charts).toHaveLength(4);
    for (const chart of charts) expect(chart).toContain('theme=light&size=wide');
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(27, 33, 39)');
    expect(await page.getByRole('table', { name: '每天的提问数' }).isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('navigation').count()).toBe(0);
  });

  test('a period is looked through, signed, and stands in its report', async () => {
    const { enter, acts } = await openUsedConsole();
    const page = await enter({ viewport: desktop });
    await page.getByRole('link', { name: '签字' }).click();
    await page.getByLabel('还没评完，为什么现在签字').fill('人手不够，下月补评');
    await page.getByRole('button', { name: '签字' }).click();
    await page.getByRole('status').waitFor();
    expect((await acts()).at(-1)).toBe('period-signed 管理 2026-03-01 2026-03-31');
    await page.goto('/console/report?month=2026-03');
    await page.getByRole('cell', { name: '人手不够，下月补评' }).waitFor();
  });

  test('an export is downloaded under its name', async () => {
    const { enter } = await openUsedConsole();
    const page = await enter({ viewport: desktop });
    await page.getByRole('link', { name: '导出' }).click();
    await page.getByLabel('CSV').check();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('wenda-2026-04-04.csv');
    const content = await readFile(await download.path(), 'utf8');
    expect(content).toContain('本文件含AI生成内容');
    expect(content).toContain('"q-1",');
  });

  test('a channel is paused only when confirmed, and comes back', async () => {
    const { enter, review } = await openUsedConsole();
    const page = await enter({ viewport: phone });
    await page.getByRole('link', { name: '暂停回答' }).click();
    const web = page.getByRole('region', { name: '网页' });
    await web.getByLabel('为什么暂停').fill('仲裁的金额答错了');
    await web.getByRole('button', { name: '暂停回答' }).click();
    expect(await review.pauses.list()).toEqual([]);
    await web.getByRole('checkbox').check();
    await web.getByRole('button', { name: '暂停回答' }).click();
    await web.getByText('已暂停').waitFor();
    expect(await review.pauses.isPaused('web')).toMatchObject({ reason: '仲裁的金额答错了' });
    await web.getByRole('checkbox').check();
    await web.getByRole('button', { name: '恢复回答' }).click();
    await web.getByText('在回答').waitFor();
    expect(await review.pauses.list()).toEqual([]);
  });
});

const wanted = hasChromium && process.env['SCREENSHOTS'] !== undefined;
const folder = join(import.meta.dirname, '../../docs/screenshots');

describe.skipIf(!wanted)('pictures for people', () => {
  test.each([
    { size: 'phone', viewport: phone },
    { size: 'desktop', viewport: desktop },
  ])('of the figures and the pages of staff ($size)', async ({ size, viewport }) => {
    const { enter } = await openUsedConsole();
    const page = await enter({ viewport, colorScheme: 'light' });
    for (const name of ['overview', 'sign-offs', 'tickets', 'pauses', 'exports']) {
      await page.goto(`/console/${name}`);
      await page.mouse.move(0, 0);
      await page.screenshot({
        path: join(folder, `console-${name}-${size}.png`),
        fullPage: name === 'overview',
      });
    }
  });
});
