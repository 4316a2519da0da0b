import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { axeViolations } from '../fakes/axe-violations.ts';
import {
  desktop,
  hasChromium,
  inChromium,
  launch,
  openBrowserRoom,
  openPage,
  phone,
  serve,
} from '../fakes/open-browser-room.ts';
import { openConsoleRoom, password } from '../fakes/open-console-room.ts';
import { admin, li, wang } from '../fakes/open-review-room.ts';
import { sampleAnswer, sampleQuestion, sampleTrace } from '../fakes/sample-answer.ts';
import { xssPayloads } from '../fakes/xss-payloads.ts';

const room = openBrowserRoom(inject('builtIndex'));

/** A resident asks on the web page. */
async function ask(question: string) {
  const page = await room.openPage();
  await page.goto('/');
  await page.getByLabel('您的问题').fill(question);
  await page.getByRole('button', { name: '提问' }).click();
  await page.waitForURL(/\/answers\//);
}

describe.skipIf(!hasChromium)(inChromium, () => {
  test.each([
    ['on a phone', phone, '劳动仲裁收费吗'],
    ['on a desk', desktop, '劳动仲裁要不要钱'],
  ])(
    'one reviewer %s judges an answer and goes on, another judges it unseen',
    async (_where, viewport, question) => {
      await ask('怎么申请法律援助');
      await ask(question);
      const first = await room.enter(li, { viewport });
      await first.getByRole('link', { name: '还没评的' }).click();
      await first.locator('summary').getByText('筛选').click();
      await first.getByLabel('问题里的字').fill(question);
      await first.getByRole('button', { name: '筛选' }).click();
      await first.getByRole('link', { name: question }).click();
      await first.getByText('劳动争议仲裁不收费。').first().waitFor();
      expect(await first.locator('mark').count()).toBeGreaterThan(2);
      await first.getByLabel('第1句').selectOption({ label: '部分正确' });
      await first.getByRole('radio', { name: '部分正确' }).check();
      await first.getByRole('checkbox', { name: '漏了要紧的内容' }).check();
      await first.getByRole('textbox', { name: '说明' }).fill('没说多久。');
      await first.getByRole('button', { name: '保存评议' }).click();
      await first.getByText('评议已保存。').waitFor();
      await first.getByText('这个队列没有别的要评了').waitFor();
      await first.goto('/console?queue=unjudged');
      expect(await first.getByRole('link', { name: question }).count()).toBe(0);
      await first.getByRole('link', { name: '怎么申请法律援助' }).first().waitFor();

      const second = await room.enter(wang, { viewport });
      await second.getByRole('link', { name: '等第二个人评' }).click();
      await second.getByRole('link', { name: question }).click();
      await second.getByText('另有1位评议员评过').waitFor();
      expect(await second.content()).not.toContain('没说多久');
      await second.getByRole('radio', { name: '正确', exact: true }).check();
      await second.getByRole('button', { name: '保存评议' }).click();
      await second.getByText('没说多久。').waitFor();
      await second.getByRole('button', { name: '退出' }).click();
      await second.getByRole('heading', { name: '登录评议后台' }).waitFor();
    },
  );

  test('an answer is judged from the keyboard alone', async () => {
    const question = '低保怎么申请';
    await ask(question);
    const page = await room.enter(li);
    await page.getByRole('link', { name: question }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/answers\//);
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 120; presses += 1) {
        await page.keyboard.press('Tab');
        const there = `document.activeElement.matches(${JSON.stringify(selector)})`;
        if (await page.evaluate(there)) return;
      }
      throw new Error(`the Tab key does not reach ${selector}`);
    };
    await tabTo('[name="statement-0"]');
    await page.keyboard.press('ArrowDown');
    await tabTo('[name="overall"]');
    await page.keyboard.press('Space');
    await tabTo('.verdict button');
    await page.keyboard.press('Enter');
    await page.getByText('评议已保存。').waitFor();
    await page.getByText('第1句正确').waitFor();
  });

  test.each([
    { look: 'light', cookie: 'theme=light' },
    { look: 'dark', cookie: 'theme=dark' },
    { look: 'high contrast, large', cookie: 'contrast=high&theme=dark&text=large' },
  ])(
    'axe finds nothing wrong on any page of judging, none is too wide ($look)',
    async ({ cookie }) => {
      await ask('工伤认定要在几天之内申请，要带什么材料');
      await ask('今天天气怎么样');
      for (const viewport of [{ width: 320, height: 700 }, desktop]) {
        const page = await room.enter(admin, { viewport });
        const value = encodeURIComponent(cookie);
        await page.context().addCookies([{ name: 'display', value, url: room.address() }]);
        const found: { what: string; wrong: string[] }[] = [];
        const check = async (what: string) => {
          const wrong = await axeViolations(page);
          const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
          found.push({ what, wrong: isWide ? [...wrong, 'too wide'] : wrong });
        };
        for (const path of [
          '/console',
          '/console?queue=refused&unjudged=yes',
          '/console?text=没有人问过',
          '/console/nothing',
          '/console/login',
        ]) {
          await page.goto(path);
          await check(path);
        }
        await page.getByLabel('名字').fill(admin.name);
        await page.getByLabel('密码').fill('not the password');
        await page.getByRole('button', { name: '登录' }).click();
        await page.getByRole('alert').waitFor();
        await check('a wrong password');
        for (const question of ['今天天气怎么样', '工伤认定要在几天之内申请']) {
          await page.goto('/console');
          await page.getByRole('link', { name: question }).first().click();
          await page.getByRole('heading', { name: '评议记录' }).waitFor();
          await check(question);
        }
        await page.getByRole('radio', { name: '错误' }).check();
        await page.getByRole('button', { name: '保存' }).click();
        await page.getByRole('alert').or(page.getByRole('status')).waitFor();
        await check('a verdict without a reason');
        await page.getByRole('checkbox', { name: '内容过时' }).check();
        await page.getByRole('button', { name: '保存' }).click();
        await page.getByRole('status').waitFor();
        await check('a verdict');
        await page.getByRole('button', { name: '重答' }).click();
        await page.getByText('重答对照').waitFor();
        await check('a replay');
        expect(found.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
      }
    },
  );

  test('no script that is stored in a question, an answer, a note or a name runs, nor loads anything', async () => {
    const { site, log, review, enter } = await openConsoleRoom();
    await enter(admin);
    for (const [index, words] of xssPayloads.entries()) {
      const id = `q-${index}`;
      const answer = sampleAnswer(id);
      await log.recordQuestion({ ...sampleQuestion(id), text: words });
      await log.recordAnswer(
        {
          ...answer,
          text: words,
          statements: [{ text: words, citations: [0] }],
          citations: answer.citations.map((citation) => ({
            ...citation,
            title: words,
            quote: words,
          })),
        },
        { ...sampleTrace(), dropped: [words], route: words },
      );
      const form = { statements: [], citations: [], reasons: [], note: words, correction: words };
      await review.verdicts.record(id, { ...form, overall: 'right' }, admin);
    }
    const service = await serve(site);
    onTestFinished(() => service.stop());
    const browser = await launch();
    onTestFinished(() => browser.close());
    const page = await openPage(browser, service.address);
    const hits = [];
    await page.goto('/console/login');
    await page.getByLabel('名字').fill(xssPayloads[10] ?? '');
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('alert').waitFor();
    hits.push(await page.evaluate('window.hit'));
    await page.getByLabel('名字').fill(admin.name);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL('**/console');
    hits.push(await page.evaluate('window.hit'));
    for (const [index, words] of xssPayloads.entries()) {
      await page.goto(`/console/answers/q-${index}`);
      await page.locator('h1').getByText(words).waitFor();
      hits.push(await page.evaluate('window.hit'));
      await page.getByRole('button', { name: '重答' }).click();
      await page.getByText('重答对照').waitFor();
      hits.push(await page.evaluate('window.hit'));
    }
    expect(hits.filter((hit) => hit !== undefined)).toEqual([]);
    expect(hits).toHaveLength(2 + 2 * xssPayloads.length);
  });
});
