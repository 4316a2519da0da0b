// Taking a selection of the log out of the house as a file.

import { Hono } from 'hono';
import { exportFormatSchema } from '../../review/export-answers.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { ExportPage } from './export-page.tsx';
import { formTexts } from './form-texts.ts';
import { readSelection } from './selection-query.ts';

export function exportRoutes({
  review,
  catalogue,
  channels,
  show,
  showMessage,
  onlyFor,
}: ConsoleDesk): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>().use('/exports', onlyFor('export'));

  routes.get('/exports', (context) => {
    const selection = readSelection(context.req.query());
    if (!selection) return showMessage(context, 'incomplete');
    const main = (
      <ExportPage
        selection={selection}
        session={context.var.session}
        documents={catalogue().documents}
        channels={channels}
      />
    );
    return show(context, { title: '导出', main });
  });

  routes.post('/exports', async (context) => {
    const { format, ...fields } = formTexts(await context.req.formData());
    const asked = exportFormatSchema.safeParse(format);
    const selection = readSelection(fields);
    if (!asked.success || !selection) return showMessage(context, 'incomplete');
    const { actor } = context.var.session;
    const made = await review.exportAnswers(selection, asked.data, actor);
    if ('refused' in made) return showMessage(context, 'not-permitted');
    const { fileName, contentType, body } = made;
    return context.body(body, 200, {
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${fileName}"`,
    });
  });
  return routes;
}
