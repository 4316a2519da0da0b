// Handing in a file and taking one away: done at once, then staged behind the page; for residents nothing changes yet.

import type { Context, Hono } from 'hono';
import type { ConsoleDesk, ConsoleEnv } from '../console-desk.ts';
import { formTexts } from '../form-texts.ts';
import { attempt } from './attempt.ts';
import type { BackgroundWork } from './background-work.ts';
import type { StartWork } from './corpus-routes.tsx';
import { readFields, removeFormSchema, type UploadForm, uploadFormSchema } from './upload-form.ts';
import { UploadPage } from './upload-page.tsx';

export function addUploadRoutes(
  routes: Hono<ConsoleEnv>,
  desk: ConsoleDesk,
  work: BackgroundWork,
  start: StartWork,
): void {
  const { corpus, show, showMessage } = desk;

  const showForm = async (context: Context<ConsoleEnv>, typed: UploadForm, problem?: string) => {
    const { session } = context.var;
    const added = await attempt(() => corpus.listAdded());
    const main = (
      <UploadPage
        typed={typed}
        problem={problem}
        added={'refused' in added ? [] : added}
        running={work.running()}
        session={session}
      />
    );
    return show(context, { title: '上传和去掉', main }, problem === undefined ? 200 : 422);
  };

  routes.get('/corpus/upload', (context) => showForm(context, {}));

  routes.post('/corpus/upload', async (context) => {
    const form = await context.req.formData();
    const typed = uploadFormSchema.safeParse(formTexts(form));
    if (!typed.success) return showMessage(context, 'incomplete');
    const file = form.get('file');
    if (!(file instanceof File) || file.size === 0) {
      return showForm(context, typed.data, '请选一份文件，空的文件读不了。');
    }
    const upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    const fields = readFields(typed.data);
    const by = context.var.session.actor.name;
    const added = await attempt(() => corpus.addUpload({ file: upload, fields, by }));
    if ('refused' in added) return showForm(context, typed.data, added.refused);
    return start(context, { what: 'stage', added }, async (onStep) => ({
      did: 'stage',
      staging: await corpus.stageCorpus({ by }, onStep),
    }));
  });

  routes.post('/corpus/remove', async (context) => {
    const form = removeFormSchema.safeParse(formTexts(await context.req.formData()));
    if (!form.success) return showForm(context, {}, '请先在“我确认”前面打勾。');
    const by = context.var.session.actor.name;
    const removed = await attempt(() => corpus.removeDocument({ id: form.data.id, by }));
    if ('refused' in removed) return showForm(context, {}, removed.refused);
    return start(context, { what: 'stage', removed }, async (onStep) => ({
      did: 'stage',
      staging: await corpus.stageCorpus({ by }, onStep),
    }));
  });
}
