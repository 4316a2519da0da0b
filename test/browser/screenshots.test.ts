// Makes the pictures of docs/screenshots anew: SCREENSHOTS=1 npm run test:browser -- screenshots

import { join } from 'node:path';
import { describe, inject, test } from 'vitest';
import { desktop, hasChromium, openBrowserRoom, phone } from '../fakes/open-browser-room.ts';
import { admin } from '../fakes/open-review-room.ts';
import { openUsedConsole } from '../fakes/open-used-console.ts';

const wanted = hasChromium && process.env['SCREENSHOTS'] !== undefined;
const folder = join(import.meta.dirname, '../../docs/screenshots');
const room = openBrowserRoom(inject('builtIndex'));

const sizes = [
  { size: 'phone', viewport: phone },
  { size: 'desktop', viewport: desktop },
];

describe.skipIf(!wanted)('pictures for people', () => {
  test.each(sizes)('of the main pages ($size)', async ({ size, viewport }) => {
    const page = await room.openPage({ viewport, colorScheme: 'light' });
    const shoot = async (name: string) => {
      // A button under the mouse looks chosen.
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(folder, `${name}-${size}.png`) });
    };
    await page.goto('/');
    await shoot('ask');
    await page.getByLabel('您的问题').fill('劳动仲裁收费吗');
    await page.getByRole('button', { name: '提问' }).click();
    await page.getByText('劳动争议仲裁不收费。').first().waitFor();
    await shoot('answer');
    await page.goto('/');
    await page.getByRole('button', { name: '怎么申请法律援助？' }).click();
    await page.getByRole('heading', { name: '办事卡' }).waitFor();
    await shoot('service-card');
    await page.goto('/sources/labor-arbitration#cost');
    await shoot('source');
    await page.goto('/sources');
    await shoot('sources');
  });

  test.each(sizes)(
    'of the answer in the dark and in large text ($size)',
    async ({ size, viewport }) => {
      const page = await room.openPage({ viewport });
      const value = encodeURIComponent('theme=dark&text=large');
      await page.context().addCookies([{ name: 'display', value, url: room.address() }]);
      await page.goto('/');
      await page.getByLabel('您的问题').fill('劳动仲裁收费吗');
      await page.getByRole('button', { name: '提问' }).click();
      await page.getByText('劳动争议仲裁不收费。').first().waitFor();
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(folder, `answer-dark-large-${size}.png`) });
    },
  );

  test.each(sizes)('of judging an answer ($size)', async ({ size, viewport }) => {
    const resident = await room.openPage();
    for (const question of [
      '今天天气怎么样',
      '怎么申请法律援助',
      '劳动仲裁收费吗',
      '工伤认定要在几天之内申请',
    ]) {
      await resident.goto('/');
      await resident.getByLabel('您的问题').fill(question);
      await resident.getByRole('button', { name: '提问' }).click();
      await resident.waitForURL(/\/answers\//);
    }
    const page = await room.enter(admin, { viewport, colorScheme: 'light' });
    const shoot = (name: string) =>
      page.screenshot({ path: join(folder, `console-${name}-${size}.png`) });
    await shoot('queue');
    await page.getByRole('link', { name: '工伤认定要在几天之内申请' }).first().click();
    await page.getByRole('heading', { name: '评议记录' }).waitFor();
    await page.mouse.move(0, 0);
    await shoot('judging');
    await page.evaluate('document.querySelector("#verdict").scrollIntoView()');
    await shoot('verdict');
    await page.getByRole('button', { name: '重答' }).click();
    await page.getByText('重答对照').waitFor();
    await page.mouse.move(0, 0);
    await shoot('replay');
  });

  test.each([
    ...sizes.map((size) => ({ ...size, look: 'light' as const, mark: '' })),
    ...sizes.map((size) => ({ ...size, look: 'dark' as const, mark: '-dark' })),
  ])('of keeping the corpus ($size, $look)', async ({ size, viewport, look, mark }) => {
    const { enter, address } = await openUsedConsole();
    const page = await enter({ viewport, colorScheme: look });
    const shoot = (name: string) =>
      page.screenshot({
        path: join(folder, `console-${name}${mark}-${size}.png`),
        fullPage: true,
      });
    for (const [name, path] of [
      ['corpus', '/console/corpus'],
      ['corpus-upload', '/console/corpus/upload'],
      ['corpus-pending', '/console/corpus/pending'],
      ['corpus-history', '/console/corpus/history'],
      ['corpus-sources', '/console/corpus/sources'],
    ] as const) {
      await page.goto(`${address}${path}`);
      await shoot(name);
    }
    await page.goto(`${address}/console/corpus/pending`);
    await page.getByRole('button', { name: '测试' }).click();
    await page.getByText('测试完了').waitFor();
    await page.mouse.move(0, 0);
    await shoot('corpus-tested');
  });
});
