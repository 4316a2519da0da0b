import { expect, test } from 'vitest';
import { z } from 'zod';
import { resident, startTelegramEmulator } from '../fakes/telegram-emulator.ts';

const batch = z.object({ result: z.array(z.object({ update_id: z.number() })) });
const refusal = z.object({ description: z.string() });

async function prepare() {
  const emulator = await startTelegramEmulator();
  emulator.sendText(7, '你好');
  const call = async (method: string, payload: unknown, token = emulator.token) => {
    const response = await fetch(`${emulator.apiRoot}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    return { status: response.status, text: await response.text() };
  };
  const send = (fields: object) =>
    call('sendMessage', { chat_id: 7, text: '好', parse_mode: 'HTML', ...fields });
  return { emulator, call, send };
}

const keyboard = (button: object) => ({ reply_markup: { inline_keyboard: [[button]] } });

test('the limits of Telegram are refused as Telegram refuses them', async () => {
  const { send } = await prepare();
  const refusals: [object, string][] = [
    [{ text: 'a'.repeat(4097) }, 'message is too long'],
    [{ text: ' <b> </b>' }, 'message text is empty'],
    [{ text: 'a < b' }, 'parse entities'],
    [{ text: '<b>a' }, "Can't find end tag"],
    [{ text: '<b><i>a</b></i>' }, 'Unmatched end tag'],
    [{ text: 'a</b>' }, 'Unexpected end tag'],
    [{ text: '<p>a</p>' }, 'Unsupported start tag'],
    [{ text: 'half \ud83d' }, 'UTF-8'],
    [{ chat_id: 8 }, 'chat not found'],
    [keyboard({ text: 'a', callback_data: '好'.repeat(22) }), 'BUTTON_DATA_INVALID'],
    [keyboard({ text: 'a', callback_data: '' }), 'BUTTON_DATA_INVALID'],
    [keyboard({ text: 'a', url: 'http://localhost' }), 'Wrong HTTP URL'],
    [keyboard({ text: 'a' }), 'Text buttons are unallowed'],
    [{ unheard_of: true }, 'unheard_of'],
  ];
  for (const [fields, description] of refusals) {
    const { status, text } = await send(fields);
    expect(status).toBe(400);
    expect(refusal.parse(JSON.parse(text)).description).toContain(description);
  }
  expect((await send({ text: `<b>${'a'.repeat(4096)}</b>` })).status).toBe(200);
  expect((await send(keyboard({ text: 'a', callback_data: 'a'.repeat(64) }))).status).toBe(200);
});

test('updates are held until an offset above them confirms them', async () => {
  const { emulator, call } = await prepare();
  const fetchIds = async (payload: object): Promise<number[]> => {
    const answer: unknown = JSON.parse((await call('getUpdates', payload)).text);
    return batch.parse(answer).result.map((update) => update.update_id);
  };
  const [first = 0] = await fetchIds({});
  const second = emulator.sendText(7, '二');
  expect(await fetchIds({})).toEqual([first, second]);
  expect(await fetchIds({ limit: 1 })).toEqual([first]);
  expect(await fetchIds({ offset: first + 1 })).toEqual([second]);
  expect(await fetchIds({})).toEqual([second]);
  expect(await fetchIds({ offset: second + 1 })).toEqual([]);
  expect(emulator.unconfirmed()).toEqual([]);
});

test('of two pollers the first hears of the conflict', async () => {
  const { call, emulator } = await prepare();
  await call('getUpdates', { offset: 999_999 });
  const first = call('getUpdates', { timeout: 20 });
  await emulator.waitForCalls('getUpdates', 2);
  await call('getUpdates', {});
  expect((await first).status).toBe(409);
});

test('wrong tokens, unknown methods, foreign messages and presses answered twice are refused', async () => {
  const { call, send, emulator } = await prepare();
  expect((await call('getMe', {}, '1:wrong')).status).toBe(401);
  expect((await call('sendPhoto', {})).status).toBe(404);
  const edit = { chat_id: 7, message_id: 99, text: 'a' };
  expect((await call('editMessageText', edit)).text).toContain('message to edit not found');
  await send({});
  const [shown] = emulator.messages;
  if (!shown) throw new Error('nothing sent');
  const same = { chat_id: 7, message_id: shown.messageId, text: '好' };
  expect((await call('editMessageText', same)).text).toContain('message is not modified');
  const id = emulator.pressData(shown, 'x', resident);
  expect((await call('answerCallbackQuery', { callback_query_id: id })).status).toBe(200);
  expect((await call('answerCallbackQuery', { callback_query_id: id })).status).toBe(400);
});
