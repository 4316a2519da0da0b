import { describe, expect, inject, test } from 'vitest';
import {
  desktop,
  hasChromium,
  inChromium,
  openBrowserRoom,
  phone,
} from '../fakes/open-browser-room.ts';

const room = openBrowserRoom(inject('builtIndex'));

describe.skipIf(!hasChromium)(inChromium, () => {
  test.each([
    ['on a phone', phone],
    ['on a desk', desktop],
  ])(
    'a resident %s asks, reads the answer, opens its source, sees the passage marked',
    async (_where, viewport) => {
      const page = await room.openPage({ viewport });
      await page.goto('/');
      await page.getByLabel('您的问题').fill('劳动仲裁收费吗');
      await page.getByRole('button', { name: '提问' }).click();
      await page.waitForURL(/\/answers\//);
      await page.getByText('劳动争议仲裁不收费。').first().waitFor();
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
      expect(await page.title()).toContain('回答');

      await page.getByRole('link', { name: '[1] 出处：劳动仲裁' }).first().click();
      expect(await page.evaluate('document.querySelector(":target").id')).toBe('source-1');
      await page.getByRole('link', { name: '看原文：劳动仲裁' }).first().click();
      await page.waitForURL(/\/sources\/labor-arbitration\?as=[\da-f]{12}#cost$/);
      const marked = page.locator('.passage:target');
      expect(await marked.textContent()).toContain('劳动争议仲裁不收费。');
      const { top, bottom, colour, other, height } = JSON.parse(
        String(
          await page.evaluate(`(() => {
          const passage = document.querySelector(':target');
          const { top, bottom } = passage.getBoundingClientRect();
          const colour = getComputedStyle(passage).backgroundColor;
          const other = getComputedStyle(document.querySelector('.passage:not(:target)')).backgroundColor;
          return JSON.stringify({ top, bottom, colour, other, height: innerHeight });
        })()`),
        ),
      );
      expect(top).toBeGreaterThanOrEqual(0);
      expect(bottom).toBeLessThanOrEqual(height);
      expect(colour).not.toBe(other);

      await page.goBack();
      await page.getByText('劳动争议仲裁不收费。').first().waitFor();
    },
  );

  test('while the service searches the page says so, and a second press asks nothing', async () => {
    const page = await room.openPage();
    let asked = 0;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/ask', async (route) => {
      asked += 1;
      await released;
      await route.continue();
    });
    await page.goto('/');
    await page.getByLabel('您的问题').fill('劳动仲裁收费吗');
    await page.getByRole('button', { name: '提问' }).click();
    await page.getByRole('status').getByText('正在查找…').waitFor();
    await page.getByRole('button', { name: '提问' }).click();
    release();
    await page.waitForURL(/\/answers\//);
    expect(await page.getByRole('status').textContent()).toBe('');
    expect(asked).toBe(1);
  });

  test('when the network is gone the question is still there and the page says what to do', async () => {
    const page = await room.openPage();
    await page.goto('/');
    await page.route('**/ask', (route) => route.abort());
    await page.getByLabel('您的问题').fill('劳动仲裁收费吗');
    await page.getByRole('button', { name: '提问' }).click();
    await page.getByRole('status').getByText('没有连上').waitFor();
    expect(await page.getByLabel('您的问题').inputValue()).toBe('劳动仲裁收费吗');
  });

  test('everything works without a script', async () => {
    const page = await room.openPage({ javaScriptEnabled: false, viewport: phone });
    await page.goto('/');
    await page.getByRole('button', { name: '怎么申请法律援助？' }).click();
    await page.getByRole('heading', { name: '办事卡' }).waitFor();
    await page.getByLabel('您的问题').fill('要多久');
    await page.getByRole('button', { name: '提问' }).click();
    await page.getByRole('link', { name: '怎么申请法律援助' }).waitFor();
    await page.getByRole('button', { name: '有用', exact: true }).click();
    await page.getByText('谢谢，记下了。').waitFor();
    await page.getByText('大字和颜色').click();
    await page.getByRole('button', { name: '大字', exact: true }).click();
    expect(await page.locator('html').getAttribute('data-text')).toBe('large');
    const answer = page.url();
    await page.getByRole('link', { name: '找人问' }).click();
    await page.getByLabel('投诉').check();
    await page.getByLabel('是什么事').fill('回答里的电话打不通');
    await page.getByRole('button', { name: '留给工作人员' }).click();
    await page.getByText('等工作人员看').waitFor();
    await page.goto(answer);
    await page.getByRole('button', { name: '结束对话' }).click();
    await page.getByRole('heading', { name: '有法律上的事，直接问' }).waitFor();
  });

  test('everything can be reached with the keyboard alone', async () => {
    const page = await room.openPage({ viewport: desktop });
    const focused = () => page.evaluate('document.activeElement.textContent.trim()');
    const tabTo = async (words: string) => {
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        if ((await focused()) === words) return;
      }
      throw new Error(`the keyboard does not reach ${words}`);
    };
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('跳到正文');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#main$/);
    await page.keyboard.press('Tab');
    await page.keyboard.type('劳动仲裁收费吗');
    await tabTo('提问');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/answers\//);
    await tabTo('[1]');
    await page.keyboard.press('Enter');
    await tabTo('看原文');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/sources\/labor-arbitration/);
    await page.locator('.passage:target').waitFor();
  });

  test.each([320, 390, 768, 1280])(
    'no page is wider than a window of %i px, in large text too',
    async (width) => {
      const page = await room.openPage({ viewport: { width, height: 800 } });
      await page.goto('/');
      await page.getByRole('button', { name: '怎么申请法律援助？' }).click();
      await page.waitForURL(/\/answers\//);
      const answer = new URL(page.url()).pathname;
      await page.getByText('大字和颜色').click();
      await page.getByRole('button', { name: '大字', exact: true }).click();
      await page.locator('html[data-text=large]').waitFor();
      for (const path of [
        '/',
        answer,
        '/sources',
        '/sources/labor-arbitration',
        '/people',
        '/privacy',
      ]) {
        await page.goto(path);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(
          true,
        );
      }
    },
  );
});
