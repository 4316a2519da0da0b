// The job that sends staff the summary of the day before: every morning, to the chat they named.

import { statfs } from 'node:fs/promises';
import type { Logger } from './logger.ts';
import { addDays, dayOf } from './review/beijing-days.ts';
import type { Review } from './review/create-review.ts';
import type { TelegramChannel } from './telegram/telegram-channel.ts';

/** From half past eight in Beijing on. */
const dueAfterMs = 8.5 * 3_600_000;
const lookEveryMs = 60_000;
/** After Telegram did not take it. */
const againAfterMs = 10 * 60_000;
/** An index and the next need less; a log of a busy month, too. */
const littleSpaceBytes = 1024 ** 3;

/**
 * Looks at once and every minute. What was sent is in the database: a restart sends nothing again, a crash
 * between sending and noting it sends it once more.
 * @returns what stops it; resolves when the message in hand is sent or let go by Telegram's door.
 */
export function postSummaries(parts: {
  readonly review: Pick<Review, 'describeDay' | 'summaryPosts'>;
  readonly telegram: Pick<TelegramChannel, 'post' | 'health'>;
  readonly chatId: number;
  readonly dataDir: string;
  readonly now: () => Date;
  readonly logger: Logger;
}): () => Promise<void> {
  const { review, telegram, chatId, dataDir, now, logger } = parts;
  const posts = review.summaryPosts;
  let notBefore = 0;

  const compose = async (day: string) => {
    const { bavail, bsize } = await statfs(dataDir);
    const warnings = describeWarnings(telegram.health.problem(), bavail * bsize);
    return [...warnings, ...(await review.describeDay(day))].join('\n');
  };

  const post = async (day: string) => {
    if (!(await posts.begin(day))) return;
    const text = await compose(day).catch(async (error: unknown) => {
      await posts.giveBack(day);
      throw error;
    });
    const { outcome, detail } = await telegram.post(chatId, text);
    if (outcome === 'delivered') return posts.settle(day);
    await posts.giveBack(day);
    notBefore = now().getTime() + againAfterMs;
    logger.error(
      { day, detail },
      'the summary was not sent: check STAFF_CHAT_ID and that the bot may write to this chat; the service tries again in ten minutes',
    );
  };

  const postWhenDue = async () => {
    const moment = now().getTime();
    const today = dayOf(new Date(moment).toISOString());
    const isDue = dayOf(new Date(moment - dueAfterMs).toISOString()) === today;
    if (!isDue || moment < notBefore) return;
    const day = addDays(today, -1);
    await post(day).catch((err: unknown) => {
      notBefore = moment + againAfterMs;
      logger.error(
        { err, day },
        'the summary was not sent; the service tries again in ten minutes',
      );
    });
  };

  let running = postWhenDue();
  const timer = setInterval(() => {
    running = running.then(postWhenDue);
  }, lookEveryMs).unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

/** What needs somebody today; a log that does not verify stands in the summary itself. */
export function describeWarnings(telegramProblem: string | undefined, freeBytes: number): string[] {
  return [
    ...(telegramProblem === undefined
      ? []
      : ['注意　现在收不到Telegram的消息，居民在那里问不了。请看服务的日志。']),
    ...(freeBytes >= littleSpaceBytes
      ? []
      : [`注意　硬盘快满了，只剩${Math.floor(freeBytes / 1024 ** 2)}MB。请腾出地方。`]),
  ];
}
