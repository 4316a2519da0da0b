// The start page: which answers there are to judge.

import { Hono } from 'hono';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { QueuePage } from './queue-page.tsx';
import { readSelection } from './selection-query.ts';

export function queueRoutes({
  review,
  catalogue,
  channels,
  show,
  showMessage,
}: ConsoleDesk): Hono<ConsoleEnv> {
  return new Hono<ConsoleEnv>().get('/', async (context) => {
    const { after, ...query } = context.req.query();
    const selection = readSelection(query);
    if (!selection) return showMessage(context, 'incomplete');
    const { actor } = context.var.session;
    const { items, next } = await review.queue.page(selection, actor, after);
    const counts = await review.queue.counts(selection, actor);
    const main = (
      <QueuePage
        selection={selection}
        items={items}
        next={next}
        isFirst={after === undefined}
        counts={counts}
        documents={catalogue().documents}
        channels={channels}
      />
    );
    return show(context, { title: '评议队列', main });
  });
}
