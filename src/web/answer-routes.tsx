// The pages to ask and to read answers. An answer is reachable only from the browser that asked for it.

import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { normalizeQuestion } from '../answering/normalize-question.ts';
import type { Answer } from '../domain.ts';
import { AnswerPage } from './answer-page.tsx';
import { AskPage } from './ask-page.tsx';
import type { Desk } from './desk.ts';
import { findOwnAnswer, ownDigests } from './own-answer.ts';
import { peerAddress } from './peer-address.ts';
import * as texts from './texts.ts';

const askSchema = z.object({ question: z.string().catch('') });
const voteSchema = z.object({ vote: z.enum(['useful', 'not-useful']) });
/** Newer questions of the same conversation are looked through to find those before an answer. */
const questionsRemembered = 30;
const earlierShown = 5;

export function addAnswerRoutes(site: Hono, desk: Desk): void {
  const { service, audit, sessions, show, findConversation, logger } = desk;

  const showForm = (
    context: Context,
    error?: { status: 422 | 429 | 503; text: string },
    text = '',
  ) => {
    const problem = error === undefined ? {} : { error: error.text };
    const main = <AskPage catalogue={service.catalogue()} text={text} {...problem} />;
    return show(context, { title: texts.siteName, main }, error?.status);
  };

  site.get('/', (context) => showForm(context));
  site.get('/ask', (context) => context.redirect('/', 303));

  site.post('/ask', async (context) => {
    const { question } = askSchema.parse(await context.req.parseBody());
    const acceptance = normalizeQuestion(question);
    if ('refused' in acceptance && acceptance.refused === 'empty') {
      return showForm(context, { status: 422, text: texts.ask.empty });
    }
    const session = await sessions.open(context);
    const address = peerAddress(context);
    const answer = await service.answer({
      text: question,
      channel: 'web',
      conversation: session,
      asker: session,
      ...(address === undefined ? {} : { address }),
    });
    const problem = problemOf(answer);
    if (problem) return showForm(context, problem, question);
    const { questionId } = answer;
    // The answer itself is in the log, or it would not have come so far.
    await audit.recordDelivery(questionId, 'delivered').catch((err: unknown) => {
      logger.error({ err, questionId }, 'delivery not recorded');
    });
    return context.redirect(`/answers/${questionId}`, 303);
  });

  site.get('/answers/:id', async (context) => {
    const logged = await findOwnAnswer(desk, context, context.req.param('id'));
    if (!logged) return context.notFound();
    const { id } = logged.question;
    const conversations = (await ownDigests(desk, context)) ?? [];
    const questions = await findConversation(conversations, questionsRemembered);
    const at = questions.findIndex((question) => question.id === id);
    const earlier = at < 0 ? [] : questions.slice(at + 1, at + 1 + earlierShown).reverse();
    const main = <AnswerPage logged={logged} earlier={earlier} catalogue={service.catalogue()} />;
    return show(context, { title: texts.answer.title, main });
  });

  site.post('/answers/:id/feedback', async (context) => {
    const logged = await findOwnAnswer(desk, context, context.req.param('id'));
    if (!logged) return context.notFound();
    const form = voteSchema.safeParse(await context.req.parseBody());
    if (!form.success) return desk.showMessage(context, 400);
    const { id, asker } = logged.question;
    await audit.recordFeedback(id, [asker], form.data.vote === 'useful');
    return context.redirect(`/answers/${id}#feedback`, 303);
  });

  site.post('/end', (context) => {
    sessions.end(context);
    return context.redirect('/', 303);
  });
}

/** What is answered beside the form, with the question still in it, because it is to be asked again. */
function problemOf({
  status,
  lead,
  text,
}: Answer): { status: 422 | 429 | 503; text: string } | undefined {
  const asked = { 'refused-too-long': 422, 'refused-quota': 429, 'failed-storage': 503 } as const;
  if (status === 'refused-too-long' || status === 'refused-quota' || status === 'failed-storage') {
    return { status: asked[status], text: lead || text };
  }
  return undefined;
}
