// Who may not ask for a while: blocking from an answer, the list, and lifting.

import { type Context, Hono } from 'hono';
import { blockFormSchema } from '../../review/blocks.ts';
import { BlocksPage } from './blocks-page.tsx';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { formTexts } from './form-texts.ts';

const doneWords: Readonly<Record<string, string>> = {
  blocked: '已经限制。这个人从现在起只有遇到急事才有回答。',
  lifted: '已经取消。这个人现在可以提问了。',
};

export function blockRoutes({
  review: { blocks },
  show,
  showMessage,
  onlyFor,
}: ConsoleDesk): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>()
    .use('/blocks/*', onlyFor('block'))
    .use('/answers/:id/block', onlyFor('block'));

  const showBlocks = async (context: Context<ConsoleEnv>, problem?: string) => {
    const main = (
      <BlocksPage
        blocks={await blocks.list()}
        session={context.var.session}
        done={problem ? undefined : doneWords[context.req.query('done') ?? '']}
        problem={problem}
      />
    );
    return show(context, { title: '限制提问', main }, problem ? 422 : 200);
  };

  routes.get('/blocks', (context) => showBlocks(context));

  routes.post('/answers/:id/block', async (context) => {
    const form = blockFormSchema.safeParse(formTexts(await context.req.formData()));
    if (!form.success) return showMessage(context, 'incomplete');
    const { actor } = context.var.session;
    const result = await blocks.block(context.req.param('id'), form.data, actor);
    return 'refused' in result
      ? showBlocks(context, result.refused)
      : context.redirect('/console/blocks?done=blocked', 303);
  });

  routes.post('/blocks/:id/lift', async (context) => {
    const result = await blocks.lift(context.req.param('id'), context.var.session.actor);
    return 'refused' in result
      ? showBlocks(context, result.refused)
      : context.redirect('/console/blocks?done=lifted', 303);
  });
  return routes;
}
