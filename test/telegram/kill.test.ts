import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { startTelegramEmulator } from '../fakes/telegram-emulator.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const chats = [1, 2, 3, 4, 5];
const questionsPerChat = 10;
const kills = 3;

test('killed in the middle of work three times, every question is answered in order and at most one a kill twice', {
  timeout: 120_000,
}, async () => {
  const folder = await temporaryFolder();
  const emulator = await startTelegramEmulator();
  const start = (): ChildProcess => {
    const script = join(import.meta.dirname, '../fakes/telegram-service.ts');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', script, emulator.apiRoot, emulator.token, folder],
      { stdio: 'inherit' },
    );
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    return child;
  };
  let child = start();
  for (let number = 1; number <= questionsPerChat; number += 1) {
    for (const chat of chats) emulator.sendText(chat, `${number}`);
  }
  for (let kill = 1; kill <= kills; kill += 1) {
    await emulator.waitFor(`work before kill ${kill}`, () =>
      emulator.messages.length >= kill * 10 ? true : undefined,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    child = start();
  }
  const expected = Array.from({ length: questionsPerChat }, (_, index) => `答${index + 1}`);
  await emulator.waitFor('the last answer everywhere', () =>
    chats.every((chat) => emulator.messagesIn(chat).at(-1)?.text === `答${questionsPerChat}`)
      ? true
      : undefined,
  );
  for (const chat of chats) {
    const texts = emulator.messagesIn(chat).map(({ text }) => text);
    expect(texts.filter((text, index) => text !== texts[index - 1])).toEqual(expected);
  }
  const duplicates = emulator.messages.length - chats.length * questionsPerChat;
  expect(duplicates).toBeLessThanOrEqual(kills);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const database = await openDatabase(join(folder, 'bot.sqlite'));
  onTestFinished(() => database.destroy());
  expect((await createAuditLog(database).verify()).brokenAt).toBeUndefined();
});
