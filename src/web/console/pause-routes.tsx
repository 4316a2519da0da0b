// The switch that stops answering in a channel, and starts it again.

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { channelSchema } from '../../audit/read-logged-answer.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { formTexts } from './form-texts.ts';
import { PausesPage, type RefusedPause } from './pauses-page.tsx';

const formSchema = z.object({
  reason: z.string().default(''),
  confirmed: z.literal('yes').optional(),
});

const doneWords: Readonly<Record<string, string>> = {
  paused: '已经暂停。居民从现在起看到的是暂停的话。',
  resumed: '已经恢复。居民现在可以提问了。',
};

export function pauseRoutes({
  review: { pauses },
  channels,
  show,
  showMessage,
  onlyFor,
}: ConsoleDesk): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>().use('/pauses/*', onlyFor('pause'));

  const showPauses = async (context: Context<ConsoleEnv>, refused?: RefusedPause) => {
    const main = (
      <PausesPage
        channels={channels}
        pauses={await pauses.list()}
        session={context.var.session}
        done={refused ? undefined : doneWords[context.req.query('done') ?? '']}
        refused={refused}
      />
    );
    return show(context, { title: '暂停回答', main }, refused ? 422 : 200);
  };

  routes.get('/pauses', (context) => showPauses(context));

  routes.post('/pauses/:channel/:act{pause|resume}', async (context) => {
    const channel = channelSchema.safeParse(context.req.param('channel'));
    const form = formSchema.safeParse(formTexts(await context.req.formData()));
    if (!channel.success || !form.success) return showMessage(context, 'incomplete');
    const { reason, confirmed } = form.data;
    const refuse = (problem: string) =>
      showPauses(context, { channel: channel.data, problem, reason });
    if (!confirmed) return refuse('请先在“我确认”前面打勾。');
    const { actor } = context.var.session;
    const isPause = context.req.param('act') === 'pause';
    const result = isPause
      ? await pauses.pause(channel.data, reason, actor)
      : await pauses.resume(channel.data, actor);
    return 'refused' in result
      ? refuse(result.refused)
      : context.redirect(`/console/pauses?done=${isPause ? 'paused' : 'resumed'}`, 303);
  });
  return routes;
}
