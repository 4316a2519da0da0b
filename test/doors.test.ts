import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { auditCommand } from '../src/cli/audit.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { corpusFolder } from './fakes/corpus-folder.ts';
import { resident, startTelegramEmulator } from './fakes/telegram-emulator.ts';
import { temporaryFolder } from './fakes/temporary-folder.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const question = '劳动仲裁收费吗';

const textOf = (html: string) => html.replace(/<[^>]+>/g, '');

/** The whole service with both doors open, and residents at each. */
async function openHouse() {
  const emulator = await startTelegramEmulator();
  const settings = {
    DATA_DIR: await temporaryFolder(),
    CORPUS_DIR: await corpusFolder(),
    TELEGRAM_BOT_TOKEN: emulator.token,
    TELEGRAM_API_ROOT: emulator.apiRoot,
    PORT: '0',
  };
  const app = createApp(readConfig(settings, project), { logger: createLogger('silent') });
  const open = await app.open();
  const telegram = await app.openTelegram(open);
  const web = await app.openWeb(open, telegram);
  void telegram?.start();
  onTestFinished(async () => {
    await telegram?.stop();
    await web.stop();
    await open.close();
  });
  await emulator.waitForCalls('getUpdates', 1);

  /** A browser that keeps its cookie. */
  const openBrowser = () => {
    let cookie = '';
    const request = async (path: string, init: RequestInit = {}) => {
      const headers = { Origin: web.address, ...(cookie ? { Cookie: cookie } : {}) };
      const response = await fetch(`${web.address}${path}`, {
        ...init,
        headers,
        redirect: 'manual',
      });
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
      return response;
    };
    return {
      /** @returns the page with the answer, or the one that says why there is none. */
      async ask(text: string) {
        const body = new URLSearchParams({ question: text });
        const asked = await request('/ask', { method: 'POST', body });
        const place = asked.headers.get('Location');
        const page = place ? await request(place) : asked;
        return {
          id: place?.split('/').at(-1),
          status: asked.status,
          text: textOf(await page.text()),
        };
      },
      read: async (path: string) => (await request(path)).text(),
    };
  };
  let heard = 0;
  return {
    ...open,
    emulator,
    openBrowser,
    /** What the bot says next to resident 7. */
    async say(text: string) {
      emulator.sendText(7, text);
      heard += 1;
      return (await emulator.waitForMessages(7, heard))[heard - 1]?.text ?? '';
    },
    /** `npm run audit -- …`, beside the service. */
    async command(...words: string[]) {
      const lines: string[] = [];
      const audit = auditCommand(app, (line) => lines.push(line));
      await audit.parseAsync(words, { from: 'user' });
      return lines.join('\n');
    },
    lastId: async () => (await open.audit.list(1))[0]?.id ?? '',
  };
}

test('who is blocked by command is turned away at both doors, helped in danger, and let back in', async () => {
  const { say, openBrowser, command, lastId, emulator } = await openHouse();
  const block = async () =>
    command('block', (await lastId()).slice(0, 8), '--days', '7', '--reason', 'abuse');
  expect(await say(question)).toContain('不收费');
  expect(await block()).toMatch(/^已限制：\w{8} {2}辱骂、威胁 {2}命令行在 .* 限制，到 /);
  const browser = openBrowser();
  expect((await browser.ask(question)).text).toContain('不收费');
  await block();
  expect((await command('blocks')).split('\n')).toHaveLength(2);

  const refused = '您现在不能在这里提问';
  expect(await say(question)).toContain(refused);
  expect(await say('救命，有人拿刀砍人')).toContain('110');
  const page = await browser.ask(question);
  expect(page.text).toContain(refused);
  expect(page.text).not.toContain('不收费');
  expect((await browser.ask('救命，有人拿刀砍人')).text).toContain('请马上打110报警');
  expect((await openBrowser().ask(question)).text).toContain('不收费');
  emulator.sendText(8, question, { from: { ...resident, id: 1002 } });
  expect((await emulator.waitForMessages(8, 1))[0]?.text).toContain('不收费');

  expect(await browser.read('/privacy')).toMatch(/您现在被限制提问，.*自动恢复/);
  expect(await say('/mydata')).toMatch(/您现在被限制提问，.*自动恢复/);
  await say('/delete');
  const [asking] = emulator.messagesIn(7).slice(-1);
  emulator.press(7, asking?.messageId ?? 0, '全部删除');
  await emulator.waitFor('what was deleted', () =>
    emulator.messagesIn(7).find(({ text }) => text.includes('到期就认不出了')),
  );
  expect(await say('/mydata')).toMatch(/没有留下您的问题.*您现在被限制提问/s);

  for (const line of (await command('blocks')).split('\n')) {
    expect(await command('unblock', line.slice(0, 8))).toMatch(/^已取消：/);
  }
  expect(await command('blocks')).toBe('现在没有人被限制');
  expect(await say(question)).toContain('不收费');
  expect((await browser.ask(question)).text).toContain('不收费');
  expect(await command('verify')).toMatch(/^记录完整/);
  await expect(command('unblock', 'none')).rejects.toThrow('没有这个编号的限制');
});

test('with a full disk no answer leaves either door without its row, and both go on when there is room', async () => {
  const { say, openBrowser, audit, database, emulator } = await openHouse();
  const browser = openBrowser();
  expect((await browser.ask(question)).text).toContain('不收费');
  expect(await say(question)).toContain('不收费');
  await sql`pragma max_page_count = 1`.execute(database);
  // What is left of the pages there are takes a few more.
  let page = await browser.ask(question);
  for (let asked = 0; page.id !== undefined && asked < 100; asked += 1) {
    expect((await audit.find(page.id))?.answer.text).toContain('不收费');
    page = await browser.ask(question);
  }
  expect(page.status).toBe(503);
  expect(page.text).toContain('暂时不可用');
  expect(page.text).not.toContain('不收费');
  const count = async () => (await audit.list(1000)).length;
  const before = await count();
  const told = await say(question);
  expect(told).toContain('暂时不可用');
  expect(told).not.toContain('不收费');

  await sql`pragma max_page_count = 1000000`.execute(database);
  expect((await browser.ask(question)).text).toContain('不收费');
  emulator.sendText(7, question);
  await emulator.waitFor('an answer after the notice', () => {
    const { text } = emulator.messagesIn(7).at(-1) ?? { text: '' };
    return text.includes('不收费') ? text : undefined;
  });
  expect(await count()).toBeGreaterThan(before);
  expect((await audit.verify()).brokenAt).toBeUndefined();
});
