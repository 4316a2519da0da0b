// Looking at the corpus and bringing it to residents; what takes long goes on behind the page.

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { dayOf } from '../../../review/beijing-days.ts';
import type { ConsoleDesk, ConsoleEnv } from '../console-desk.ts';
import { formTexts } from '../form-texts.ts';
import { attempt } from './attempt.ts';
import { createBackgroundWork, type Outcome, type Task } from './background-work.ts';
import type { OnStep } from './corpus-acts.ts';
import { CorpusOverviewPage } from './corpus-overview-page.tsx';
import { HistoryPage } from './history-page.tsx';
import { PendingPage } from './pending-page.tsx';
import { SourcesPage } from './sources-page.tsx';
import { addUploadRoutes } from './upload-routes.tsx';
import { WorkPage } from './work-page.tsx';

/** How often the page of running work loads itself anew. */
const refreshSeconds = 3;

const reasonSchema = z.string().trim().max(500).default('');
const publishSchema = z.object({ reason: reasonSchema });
const rollBackSchema = z.object({
  generation: z.string().min(1),
  reason: reasonSchema,
  confirmed: z.literal('yes').optional(),
});
const fetchSchema = z.object({ name: z.string().min(1) });

export type StartWork = (
  context: Context<ConsoleEnv>,
  task: Omit<Task, 'by'>,
  work: (onStep: OnStep, by: string) => Promise<Outcome>,
) => Response | Promise<Response>;

export function corpusRoutes(desk: ConsoleDesk): Hono<ConsoleEnv> {
  const { corpus, catalogue, show, showMessage, onlyFor, clock, logger } = desk;
  const routes = new Hono<ConsoleEnv>();
  const work = createBackgroundWork(clock, logger);

  const showWork = (context: Context<ConsoleEnv>, problem?: string) => {
    const { session } = context.var;
    const running = work.running();
    if (running && !problem) context.header('Refresh', String(refreshSeconds));
    const main = (
      <WorkPage running={running} last={work.last()} problem={problem} session={session} />
    );
    return show(context, { title: '资料', main }, problem ? 409 : 200);
  };

  const start: StartWork = (context, task, act) => {
    const by = context.var.session.actor.name;
    const refused = work.start({ ...task, by }, (onStep) => act(onStep, by));
    return refused
      ? showWork(context, refused.refused)
      : context.redirect('/console/corpus/work', 303);
  };

  const showHistory = async (
    context: Context<ConsoleEnv>,
    refused?: { readonly problem: string; readonly reason: string },
  ) => {
    const { acts, earlier } = await corpus.corpusHistory();
    const main = (
      <HistoryPage
        history={acts}
        earlier={earlier}
        running={work.running()}
        session={context.var.session}
        problem={refused?.problem}
        reason={refused?.reason ?? ''}
      />
    );
    return show(context, { title: '资料历史', main }, refused ? 422 : 200);
  };

  routes.get('/corpus', async (context) => {
    const main = (
      <CorpusOverviewPage
        standing={await corpus.corpusStatus()}
        documents={catalogue().documents}
        today={dayOf(clock().toISOString())}
        role={context.var.session.actor.role}
        running={work.running()}
      />
    );
    return show(context, { title: '资料', main });
  });
  routes.get('/corpus/history', (context) => showHistory(context));

  // Reviewers look at the two pages above; the rest is for those who answer for the corpus.
  routes.use('/corpus/*', onlyFor('manage-corpus'));

  routes.get('/corpus/pending', async (context) => {
    const difference = await attempt(() => corpus.diffCorpus());
    const isTold = !('refused' in difference);
    const main = (
      <PendingPage
        difference={isTold ? difference : undefined}
        problem={isTold ? undefined : difference.refused}
        running={work.running()}
        session={context.var.session}
      />
    );
    return show(context, { title: '待发布', main });
  });

  routes.get('/corpus/work', (context) => showWork(context));

  routes.post('/corpus/stage', (context) =>
    start(context, { what: 'stage' }, async (onStep, by) => ({
      did: 'stage',
      staging: await corpus.stageCorpus({ by }, onStep),
    })),
  );
  routes.post('/corpus/test', (context) =>
    start(context, { what: 'test' }, async (onStep, by) => ({
      did: 'test',
      trial: await corpus.testStage({ by }, onStep),
    })),
  );
  routes.post('/corpus/publish', async (context) => {
    const form = publishSchema.safeParse(formTexts(await context.req.formData()));
    if (!form.success) return showMessage(context, 'incomplete');
    const force = form.data.reason || undefined;
    return start(context, { what: 'publish' }, async (onStep, by) => ({
      did: 'publish',
      release: await corpus.publishStage({ by, force }, onStep),
    }));
  });
  routes.post('/corpus/discard', (context) =>
    start(context, { what: 'discard' }, async (_onStep, by) => {
      await corpus.discardStage({ by });
      return { did: 'discard' };
    }),
  );
  routes.post('/corpus/roll-back', async (context) => {
    const form = rollBackSchema.safeParse(formTexts(await context.req.formData()));
    if (!form.success) return showMessage(context, 'incomplete');
    const { generation, reason, confirmed } = form.data;
    if (!confirmed) {
      return showHistory(context, { problem: '请先在“我确认”前面打勾。', reason });
    }
    if (reason === '') return showHistory(context, { problem: '请写明为什么退回。', reason });
    return start(context, { what: 'roll-back' }, async (_onStep, by) => ({
      did: 'roll-back',
      manifest: (await corpus.rollBack({ by, generation, reason })).manifest,
    }));
  });

  routes.get('/corpus/sources', async (context) => {
    const standings = await attempt(() => corpus.listFetches());
    const isTold = !('refused' in standings);
    const main = (
      <SourcesPage
        standings={isTold ? standings : []}
        problem={isTold ? undefined : standings.refused}
        running={work.running()}
        session={context.var.session}
      />
    );
    return show(context, { title: '来源', main });
  });
  routes.post('/corpus/fetch', async (context) => {
    const form = fetchSchema.safeParse(formTexts(await context.req.formData()));
    if (!form.success) return showMessage(context, 'incomplete');
    const names = [form.data.name];
    return start(context, { what: 'fetch' }, async (onStep, by) => ({
      did: 'fetch',
      reports: await corpus.fetchSources({ by, names }, onStep),
    }));
  });

  addUploadRoutes(routes, desk, work, start);
  return routes;
}
