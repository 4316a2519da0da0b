// The commands: what this is, what there is to read, where it comes from, whom to call.

import type { Context } from 'telegraf';
import type { Message } from 'telegraf/types';
import type { Catalogue } from '../answering/answer-service.ts';
import { documentButton, viewReports, viewTopics } from './browse-views.ts';
import type { Desk, Feature } from './desk.ts';
import { exampleKeyboard } from './keyboards.ts';
import type { View } from './passage-view.ts';
import { placeOf } from './place.ts';
import { splitRichText } from './rich-text.ts';
import { viewSources } from './source-views.ts';
import * as texts from './texts.ts';

const plain = (text: string): View => ({ text: [{ text }], keyboard: [] });

type CreateView = (catalogue: Catalogue, desk: Desk) => View;

const views: Readonly<Record<string, CreateView>> = {
  start: (_, { sharesQuestions }) => ({
    ...plain(texts.start(sharesQuestions)),
    keyboard: exampleKeyboard,
  }),
  help: () => plain(texts.help),
  privacy: (_, { sharesQuestions, personalData }) =>
    plain(texts.privacy(sharesQuestions, personalData.retentionDays)),
  services: viewTopics,
  report: (catalogue) => viewReports(catalogue, 0),
  sources: (catalogue) => viewSources(catalogue, 0),
  human: viewHotlines,
};

export const commands: Feature = (bot, desk) => {
  for (const [name, view] of Object.entries(views)) {
    bot.command(name, (context: Context & { message: Message.TextMessage }) =>
      show(desk, context.message, view),
    );
  }
  // For staff who set the chat of the daily summary; not in the list that residents see.
  bot.command('chatid', async ({ message }) => {
    await desk.sender.send(placeOf(message), [[{ text: texts.chatNumber(message.chat.id) }]]);
  });
};

async function show(desk: Desk, message: Message, view: CreateView): Promise<void> {
  const { text, keyboard } = view(desk.service.catalogue(), desk);
  await desk.sender.send(placeOf(message), splitRichText(text), keyboard);
}

function viewHotlines({ documents }: Catalogue): View {
  const hotlines = documents.filter(({ kind }) => kind === 'hotline');
  if (hotlines.length === 0) return plain(`${texts.humanLead}\n\n${texts.humanHow}`);
  const summaries = hotlines.map(({ title, summary }) => `\n- ${title}：${summary}`).join('');
  return {
    text: [
      { text: `${texts.humanLead}\n\n${texts.humanHow}\n\n${texts.humanHotlines}${summaries}` },
    ],
    keyboard: hotlines.map((document) => [documentButton(document)]),
  };
}
