import { describe, expect, inject, test } from 'vitest';
import { axeViolations } from '../fakes/axe-violations.ts';
import {
  desktop,
  hasChromium,
  inChromium,
  openBrowserRoom,
  phone,
} from '../fakes/open-browser-room.ts';

const room = openBrowserRoom(inject('builtIndex'));

const looks = [
  { look: 'light', viewport: phone, cookie: 'theme=light' },
  { look: 'light', viewport: desktop, cookie: 'theme=light' },
  { look: 'dark', viewport: desktop, cookie: 'theme=dark' },
  { look: 'large', viewport: phone, cookie: 'text=large&theme=light' },
  { look: 'high contrast', viewport: desktop, cookie: 'contrast=high&theme=light' },
  { look: 'high contrast, dark', viewport: phone, cookie: 'contrast=high&theme=dark' },
];

describe.skipIf(!hasChromium)(inChromium, () => {
  test.each(looks)(
    'axe finds nothing wrong on any page ($look, $viewport.width px)',
    async ({ viewport, cookie }) => {
      const page = await room.openPage({ viewport });
      await page
        .context()
        .addCookies([{ name: 'display', value: encodeURIComponent(cookie), url: room.address() }]);
      const check = async (what: string) => ({ what, wrong: await axeViolations(page) });
      const found = [];
      for (const path of [
        '/',
        '/people',
        '/tickets?number=1',
        '/privacy',
        '/sources',
        '/sources/xiaolongkan-2023-digest',
        '/sources/gap-street-office#address',
        '/sources/labor-arbitration#cost',
        '/nothing',
      ]) {
        await page.goto(path);
        found.push(await check(path));
      }
      for (const question of [
        '劳动仲裁收费吗',
        '怎么申请法律援助',
        '我想自杀',
        '今天天气怎么样',
        'Is labor arbitration free?',
      ]) {
        await page.goto('/');
        await page.getByLabel('您的问题').fill(question);
        await page.getByRole('button', { name: '提问' }).click();
        await page.waitForURL(/\/answers\//);
        found.push(await check(question));
      }
      await page.goto('/');
      await page.getByLabel('您的问题').fill('。');
      await page.getByRole('button', { name: '提问' }).click();
      await page.getByRole('alert').waitFor();
      found.push(await check('an empty question'));
      await page.goto('/people');
      await page.getByLabel('请人看一下我的问题').check();
      await page.getByLabel('是什么事').fill('想当面问法律援助');
      await page.getByRole('button', { name: '留给工作人员' }).click();
      await page.getByText('等工作人员看').waitFor();
      found.push(await check('a ticket'));
      expect(found.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    },
  );
});
