// Opening an answer, judging it, and what follows from a verdict.

import { type Context, Hono } from 'hono';
import type { LoggedAnswer } from '../../audit/audit-log.ts';
import { nextToJudge } from '../../review/next-to-judge.ts';
import type { Actor, Refusal } from '../../review/permits.ts';
import { type GoldenForm, goldenFormSchema } from '../../review/proposals.ts';
import { queueLabels } from '../../review/selection.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { JudgingPage } from './judging-page.tsx';
import { ReplayPage } from './replay-page.tsx';
import { readSelection, searchOf } from './selection-query.ts';
import { finished, readVerdictDraft, type VerdictDraft } from './verdict-fields.ts';

/** What the page says after something was done. */
const doneWords: Readonly<Record<string, string>> = {
  verdict: '评议已保存。',
  golden: '已经提出，工作人员会看。',
  approve: '已经认可，下次更新资料时生效。',
  ticket: '更正单已经开好。',
};

interface Refused {
  readonly problem: string;
  readonly draft?: VerdictDraft;
}

export function judgingRoutes(desk: ConsoleDesk): Hono<ConsoleEnv> {
  const { review, audit, catalogue, replay, show, showMessage, onlyFor } = desk;
  const routes = new Hono<ConsoleEnv>();

  const find = async (context: Context<ConsoleEnv>): Promise<LoggedAnswer | undefined> => {
    const id = context.req.param('id') ?? '';
    const logged = await audit.find(id);
    // A beginning would be found too, and leave a second address for the same answer.
    return logged?.question.id === id ? logged : undefined;
  };

  /** The queue in the address. */
  const selectionIn = (context: Context) => {
    const { done, ...query } = context.req.query();
    return { done, selection: readSelection(query) };
  };

  const showAnswer = async (
    context: Context<ConsoleEnv>,
    logged: LoggedAnswer,
    refused?: Refused,
  ) => {
    const { done, selection } = selectionIn(context);
    if (!selection) return showMessage(context, 'incomplete');
    const { session } = context.var;
    const { id, askedAt } = logged.question;
    const { verdicts, hidden } = await review.verdicts.visible(id, session.actor);
    const place = { askedAt, questionId: id };
    const main = (
      <JudgingPage
        logged={logged}
        catalogue={catalogue()}
        session={session}
        verdicts={verdicts}
        hidden={hidden}
        block={await review.blocks.ofQuestion(id)}
        search={searchOf(selection)}
        next={await nextToJudge(review.queue, selection, session.actor, place)}
        done={refused ? undefined : doneWords[done ?? '']}
        refused={refused}
      />
    );
    const title = `${queueLabels[selection.queue]}：${logged.question.text.slice(0, 30)}`;
    return show(context, { title, main }, refused ? 422 : 200);
  };

  const afterwards = (context: Context<ConsoleEnv>, id: string, done: string) => {
    const { selection } = selectionIn(context);
    const search = selection ? searchOf(selection, { done }) : '';
    return context.redirect(`/console/answers/${id}${search}`, 303);
  };

  routes.get('/answers/:id', async (context) => {
    const logged = await find(context);
    return logged ? showAnswer(context, logged) : showMessage(context, 'missing');
  });

  routes.post('/answers/:id/verdict', onlyFor('judge'), async (context) => {
    const logged = await find(context);
    if (!logged) return showMessage(context, 'missing');
    const draft = readVerdictDraft(await context.req.formData());
    if (!draft) return showMessage(context, 'incomplete');
    const form = finished(draft);
    if (!form) return showAnswer(context, logged, { problem: '请先选总评。', draft });
    const { id } = logged.question;
    const result = await review.verdicts.record(id, form, context.var.session.actor);
    return 'refused' in result
      ? showAnswer(context, logged, { problem: result.refused, draft })
      : afterwards(context, id, 'verdict');
  });

  routes.post('/answers/:id/replay', async (context) => {
    const logged = await find(context);
    const { selection } = selectionIn(context);
    if (!logged || !selection) return showMessage(context, 'missing');
    const { id, text } = logged.question;
    const main = (
      <ReplayPage
        logged={logged}
        now={await replay(text)}
        catalogue={catalogue()}
        address={`/console/answers/${id}${searchOf(selection)}`}
      />
    );
    return show(context, { title: '重答对照', main });
  });

  /** What follows from a verdict, said in a form of the answer's page. */
  const addFollowUp = (
    name: 'golden' | 'approve' | 'ticket',
    act: (questionId: string, form: FormData, by: Actor) => Promise<object | Refusal>,
  ) => {
    routes.post(`/answers/:id/${name}`, async (context) => {
      const logged = await find(context);
      if (!logged) return showMessage(context, 'missing');
      const { id } = logged.question;
      const result = await act(id, await context.req.formData(), context.var.session.actor);
      return 'refused' in result
        ? showAnswer(context, logged, { problem: result.refused })
        : afterwards(context, id, name);
    });
  };
  addFollowUp('golden', async (id, form, by) => {
    const golden = readGoldenForm(form);
    return golden ? review.proposals.proposeGolden(id, golden, by) : unreadableGolden;
  });
  routes.use('/answers/:id/approve', onlyFor('approve-question'));
  addFollowUp('approve', (id, form, by) =>
    review.proposals.approve(id, form.getAll('passage').map(String), by),
  );
  addFollowUp('ticket', (id, form, by) => {
    const text = String(form.get('text') ?? '');
    return review.tickets.openInHouse({ kind: 'correction', text, questionId: id }, by);
  });

  return routes;
}

const unreadableGolden: Refusal = {
  refused: '问题最多500个字，必须有的话最多20句，每句最多200个字。请改短。',
};

function readGoldenForm(form: FormData): GoldenForm | undefined {
  const facts = String(form.get('facts') ?? '').split('\n');
  const golden = goldenFormSchema.safeParse({
    question: form.get('question'),
    documents: form.getAll('document'),
    facts: facts.filter((line) => line.trim() !== ''),
  });
  return golden.success ? golden.data : undefined;
}
