import { describe, expect, inject, test } from 'vitest';
import { hasChromium, inChromium, openBrowserRoom, phone } from '../fakes/open-browser-room.ts';
import { preparedGuide } from '../fakes/open-release-room.ts';
import { staff } from '../fakes/open-review-room.ts';

const room = openBrowserRoom(inject('builtIndex'));
/** All golden questions are put to two indexes. */
const patience = 400_000;

const question = '共享菜园的浇水轮值怎么排';
const words = '共享菜园每户一周浇水两次，由楼栋长在周日晚上排定。';
const guide = preparedGuide('shared-garden', '共享菜园浇水轮值', question, words).replace(
  '依据：热线网页',
  '依据：劳动争议调解仲裁法第53条',
);

async function answerTo(text: string): Promise<string> {
  const page = await room.openPage();
  await page.goto('/');
  await page.getByLabel('您的问题').fill(text);
  await page.getByRole('button', { name: '提问' }).click();
  await page.waitForURL(/\/answers\//);
  return page.locator('main').innerText();
}

describe.skipIf(!hasChromium)(inChromium, () => {
  test(
    'staff on a phone hand in a guide, read the difference, test, publish, and take it back',
    async () => {
      const page = await room.enter(staff, { viewport: phone });
      page.setDefaultTimeout(patience);
      await page.goto('/console/corpus');
      await page.getByRole('link', { name: '上传和去掉' }).click();
      const file = { name: '菜园.md', mimeType: 'text/markdown', buffer: Buffer.from(guide) };
      await page.getByLabel('文件').setInputFiles(file);
      await page.getByRole('button', { name: '上传并暂存' }).click();
      await page.getByText('已经暂存').waitFor();
      await page.getByRole('link', { name: '看改了什么' }).click();
      await page.locator('ins', { hasText: words }).waitFor();
      expect(await answerTo(question)).not.toContain(words);

      await page.getByRole('button', { name: '测试' }).click();
      await page.getByText('可以发布').waitFor();
      await page.getByRole('button', { name: '发布' }).click();
      await page.getByText('已经发布').waitFor();
      expect(await answerTo(question)).toContain(words);

      await page.goto('/console/corpus/history');
      await page.getByLabel('为什么退回').fill('还没有定下来');
      await page.getByLabel('我确认').check();
      await page.getByRole('button', { name: '退回' }).click();
      await page.getByText('已经退回').waitFor();
      expect(await answerTo(question)).not.toContain(words);
    },
    patience,
  );
});
