// Answers one question in its chat: typing, the answer, what became of it in the log.

import { shortenAnswer } from '../answering/shorten-answer.ts';
import type { Desk } from './desk.ts';
import { answerKeyboard } from './keyboards.ts';
import { conversationOf } from './place.ts';
import { renderAnswer } from './render-answer.ts';
import type { Place } from './send.ts';

/**
 * @param asker Telegram's number of the person.
 * @param heading goes before the answer, for a question that was tapped instead of typed.
 */
export async function answerInChat(
  { service, audit, sender, answerQueue, reminders, logger }: Desk,
  place: Place,
  asker: number,
  text: string,
  heading?: string,
): Promise<void> {
  const stopTyping = sender.showTyping(place);
  const question = {
    text,
    channel: 'telegram',
    conversation: conversationOf(place.chatId),
    asker: String(asker),
  } as const;
  const compose = async () => {
    await sender.ready();
    return service.answer(question);
  };
  const answer = await answerQueue.add(compose).finally(stopTyping);
  // Nobody who asks too much, or may not ask, is told so a hundred times; the log has each refusal, and no delivery of it.
  const isBarred = answer.status === 'refused-quota' || answer.status === 'refused-blocked';
  if (isBarred && !(await reminders.isDue(place.chatId))) return;
  // The only answer that is not in the log: nothing hangs on it, nothing is recorded of it.
  const isLogged = answer.status !== 'failed-storage';
  const short = shortenAnswer(answer);
  const shown = short ?? answer;
  const keyboard = isLogged ? answerKeyboard(shown, short !== undefined, service.catalogue()) : [];
  const parts = renderAnswer(shown);
  if (heading !== undefined) parts.unshift([{ text: heading }]);
  const delivery = await sender.send(place, parts, keyboard);
  if (!isLogged) return;
  const { outcome } = delivery;
  const detail = short ? `shortened, ${delivery.detail}` : delivery.detail;
  await audit.recordDelivery(answer.questionId, outcome, detail).catch((err: unknown) => {
    logger.error({ err, questionId: answer.questionId, outcome }, 'delivery not recorded');
  });
}
