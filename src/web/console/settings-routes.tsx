// What administrators set and look after.

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { formTexts } from './form-texts.ts';
import { SettingsPage } from './settings-page.tsx';

const rateSchema = z.object({ percent: z.coerce.number() });

export function settingsRoutes({
  review,
  show,
  showMessage,
  onlyFor,
}: ConsoleDesk): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>().use('/settings/*', onlyFor('set-sample-rate'));

  const showSettings = async (context: Context<ConsoleEnv>, problem?: string) => {
    const main = (
      <SettingsPage
        sampleRate={await review.sampleRate()}
        accounts={await review.accounts.list()}
        session={context.var.session}
        done={problem === undefined && context.req.query('done') === 'rate'}
        problem={problem}
      />
    );
    return show(context, { title: '设置', main }, problem === undefined ? 200 : 422);
  };

  routes.get('/settings', (context) => showSettings(context));

  routes.post('/settings/sample-rate', async (context) => {
    const form = rateSchema.safeParse(formTexts(await context.req.formData()));
    if (!form.success) return showMessage(context, 'incomplete');
    const result = await review.setSampleRate(form.data.percent / 100, context.var.session.actor);
    return typeof result === 'number'
      ? context.redirect('/console/settings?done=rate', 303)
      : showSettings(context, result.refused);
  });
  return routes;
}
