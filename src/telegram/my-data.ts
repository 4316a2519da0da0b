// What is kept of the person who writes, and erasing it: only in a private chat, only after a second press.

import type { Message } from 'telegraf/types';
import { isNothing } from '../answering/personal-data-wording.ts';
import type { Desk, Feature } from './desk.ts';
import { pressButton } from './keyboards.ts';
import { placeBeside, placeOf } from './place.ts';
import type { Press, Pressed } from './press.ts';
import type { Keyboard } from './send.ts';
import * as texts from './texts.ts';

export const myData: Feature = (bot, desk) => {
  bot.command('mydata', async ({ message, from }) => {
    if (await refuseInGroup(desk, message)) return;
    const { find, retentionDays } = desk.personalData;
    const kept = await find(digestsOf(desk, from.id));
    await say(desk, message, texts.keptData(kept, retentionDays));
  });

  bot.command('delete', async ({ message, from }) => {
    if (await refuseInGroup(desk, message)) return;
    const kept = await desk.personalData.find(digestsOf(desk, from.id));
    if (isNothing(kept)) return say(desk, message, texts.nothingKept);
    const id = desk.askerDigest('telegram', String(from.id));
    await say(desk, message, texts.confirmErasing(kept), [
      [
        pressButton(texts.buttons.erase, 'erase', 1, id),
        pressButton(texts.buttons.keep, 'erase', 0, id),
      ],
    ]);
  });
};

/** The button carries the digest of the person it was made for, and does nothing for anybody else. */
export async function erase(desk: Desk, press: Press, pressed: Pressed): Promise<boolean> {
  const { askerDigest, personalData, sender, sharesQuestions } = desk;
  if (press.id !== askerDigest('telegram', String(pressed.from))) return false;
  const isWished = press.index === 1;
  await sender.answerPress(pressed.id, isWished ? texts.erasing : undefined);
  let text: string = texts.notErased;
  if (isWished) {
    const askers = digestsOf(desk, pressed.from);
    const kept = await personalData.find(askers);
    await personalData.erase(askers);
    text = texts.erased(kept, sharesQuestions);
  }
  const { message } = pressed;
  await sender.replace(placeBeside(message), message.message_id, [[{ text }]], []);
  return true;
}

function digestsOf({ askerDigest }: Desk, person: number) {
  return askerDigest.ever('telegram', String(person));
}

/** In a group everybody would read it. */
async function refuseInGroup(desk: Desk, message: Message): Promise<boolean> {
  if (message.chat.type === 'private') return false;
  await say(desk, message, texts.privateOnly);
  return true;
}

async function say(desk: Desk, message: Message, text: string, keyboard: Keyboard = []) {
  await desk.sender.send(placeOf(message), [[{ text }]], keyboard);
}
