// Signing a period off: first its figures, then the name under it.

import { type Context, Hono } from 'hono';
import { addDays, dayOf, type Period } from '../../review/beijing-days.ts';
import { type SignOff, type SignOffForm, signOffFormSchema } from '../../review/sign-offs.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { formTexts } from './form-texts.ts';
import { monthBefore, periodOfMonth, readPeriod } from './periods.ts';
import { createRecentOverviews } from './recent-overviews.ts';
import { SignOffPage } from './sign-off-page.tsx';

interface Refused {
  readonly problem: string;
  readonly form: SignOffForm;
}

export function signOffRoutes(desk: ConsoleDesk): Hono<ConsoleEnv> {
  const { review, clock, show, showMessage, onlyFor } = desk;
  const overviews = createRecentOverviews(desk);
  const routes = new Hono<ConsoleEnv>().use('/sign-offs', onlyFor('sign-off'));

  const showSignOffs = async (context: Context<ConsoleEnv>, refused?: Refused) => {
    const today = dayOf(clock().toISOString());
    const signOffs = await review.signOffs.list();
    const { period, problem } = readPeriod(
      refused?.form ?? context.req.query(),
      nextPeriod(signOffs, today),
    );
    const said = refused?.problem ?? problem;
    const main = (
      <SignOffPage
        overview={await overviews.read(period)}
        signOffs={signOffs}
        today={today}
        session={context.var.session}
        done={said === undefined && context.req.query('done') === 'signed'}
        problem={said}
        form={refused?.form}
      />
    );
    return show(context, { title: '签字', main }, said === undefined ? 200 : 422);
  };

  routes.get('/sign-offs', (context) => showSignOffs(context));

  routes.post('/sign-offs', async (context) => {
    const form = signOffFormSchema.safeParse(formTexts(await context.req.formData()));
    if (!form.success) return showMessage(context, 'incomplete');
    const result = await review.signOffs.sign(form.data, context.var.session.actor);
    return 'refused' in result
      ? showSignOffs(context, { problem: result.refused, form: form.data })
      : context.redirect('/console/sign-offs?done=signed', 303);
  });
  return routes;
}

/** From the day after the last signed one to the end of its month, or last month when nothing is signed yet. */
function nextPeriod([last]: readonly SignOff[], today: string): Period {
  if (!last) return periodOfMonth(monthBefore(today));
  const from = addDays(last.to, 1);
  const { to } = periodOfMonth(from.slice(0, 7));
  const yesterday = addDays(today, -1);
  return { from, to: yesterday < from ? from : yesterday < to ? yesterday : to };
}
