import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { describeWarnings } from '../src/post-summaries.ts';
import { corpusFolder } from './fakes/corpus-folder.ts';
import { startTelegramEmulator } from './fakes/telegram-emulator.ts';
import { temporaryFolder } from './fakes/temporary-folder.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const staffChat = -1001234567890;

/** A house with a bot and, by default, a staff chat; tests set its clock, in Beijing time. */
async function openHouse(settings: Record<string, string> = { STAFF_CHAT_ID: `${staffChat}` }) {
  const emulator = await startTelegramEmulator();
  emulator.openGroup(staffChat);
  const config = readConfig(
    {
      DATA_DIR: await temporaryFolder(),
      CORPUS_DIR: await corpusFolder(),
      TELEGRAM_BOT_TOKEN: emulator.token,
      TELEGRAM_API_ROOT: emulator.apiRoot,
      ...settings,
    },
    project,
  );
  let now = new Date();
  const lines: string[] = [];
  const logger = createLogger('error', { write: (line) => lines.push(line) });
  const app = createApp(config, { logger, now: () => now });
  return {
    emulator,
    lines,
    setClock(beijing: string) {
      now = new Date(`${beijing}+08:00`);
    },
    /** As from a start of the service to its end. */
    async run(
      meanwhile: (open: Awaited<ReturnType<typeof app.open>>) => Promise<void> = async () => {},
    ) {
      const open = await app.open();
      const telegram = await app.openTelegram(open);
      if (!telegram) throw new Error('the settings name a bot');
      const stop = app.postSummaries(open, telegram);
      await meanwhile(open);
      await stop();
      await telegram.stop();
      await open.close();
    },
    posted: () => emulator.messagesIn(staffChat).map(({ text }) => text),
  };
}

test('staff are sent yesterday’s summary once a day from half past eight on, whatever restarts', async () => {
  const { run, setClock, posted } = await openHouse();
  const words = '停车费怎么收，我住三单元';
  setClock('2026-03-01T20:00');
  await run(async ({ service }) => {
    const asker = { channel: 'web', conversation: 'c', asker: 'a' } as const;
    await service.answer({ ...asker, text: '劳动仲裁收费吗' });
    await service.answer({ ...asker, text: words });
  });
  const [first] = posted();
  expect(first).toContain('2026-02-28 的小结');

  setClock('2026-03-02T08:29');
  await run();
  expect(posted()).toHaveLength(1);
  setClock('2026-03-02T08:30');
  await run();
  const [, second] = posted();
  expect(second).toMatch(/2026-03-01 的小结\n回答　一共2个：/);
  expect(second).toContain('记录　完整');
  expect(second).not.toContain('三单元');

  setClock('2026-03-02T23:59');
  await run();
  await run();
  setClock('2026-03-03T08:29');
  await run();
  expect(posted()).toHaveLength(2);
  setClock('2026-03-03T09:00');
  await run();
  expect(posted()[2]).toContain('2026-03-02 的小结');
});

test('a summary that Telegram refused is sent ten minutes later, not before, and the log says what to look at', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { emulator, run, setClock, posted, lines } = await openHouse();
  emulator.fail({ method: 'sendMessage', how: { status: 403, description: 'Forbidden' } });
  setClock('2026-03-02T08:30');
  await run(async () => {
    await vi.waitFor(() => expect(lines.join('')).toContain('check STAFF_CHAT_ID'));
    setClock('2026-03-02T08:39');
    vi.advanceTimersByTime(9 * 60_000);
  });
  expect(posted()).toEqual([]);
  emulator.fail({ method: 'sendMessage', how: { status: 403, description: 'Forbidden' } });
  lines.length = 0;
  await run(async () => {
    await vi.waitFor(() => expect(lines.join('')).toContain('check STAFF_CHAT_ID'));
    setClock('2026-03-02T08:49');
    vi.advanceTimersByTime(60_000);
  });
  expect(posted()).toEqual([expect.stringContaining('2026-03-01 的小结')]);
});

test('without a staff chat nothing is sent', async () => {
  const { emulator, run, setClock } = await openHouse({});
  setClock('2026-03-02T09:00');
  await run();
  expect(emulator.messages).toEqual([]);
});

test('what needs somebody today is said first', () => {
  expect(describeWarnings(undefined, 2 ** 30)).toEqual([]);
  expect(describeWarnings('nothing was fetched from Telegram for 200 s', 2 ** 30 - 1)).toEqual([
    expect.stringContaining('收不到Telegram的消息'),
    '注意　硬盘快满了，只剩1023MB。请腾出地方。',
  ]);
});
