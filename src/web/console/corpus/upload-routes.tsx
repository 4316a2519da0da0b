// Handing in a file: it is read and stored at once, then staged behind the page; residents get nothing of it yet.

import type { Context, Hono } from 'hono';
import type { ConsoleDesk, ConsoleEnv } from '../console-desk.ts';
import { formTexts } from '../form-texts.ts';
import { attempt } from './attempt.ts';
import type { BackgroundWork } from './background-work.ts';
import type { StartWork } from './corpus-routes.tsx';
import { readFields, type UploadForm, uploadFormSchema } from './upload-form.ts';
import { UploadPage } from './upload-page.tsx';

export function addUploadRoutes(
  routes: Hono<ConsoleEnv>,
  desk: ConsoleDesk,
  work: BackgroundWork,
  start: StartWork,
): void {
  const { corpus, show, showMessage } = desk;

  const showForm = (context: Context<ConsoleEnv>, typed: UploadForm, problem?: string) => {
    const { session } = context.var;
    const main = (
      <UploadPage typed={typed} problem={problem} running={work.running()} session={session} />
    );
    return show(context, { title: '上传', main }, problem === undefined ? 200 : 422);
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
}
