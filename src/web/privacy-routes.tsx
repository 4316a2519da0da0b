// The page of what is kept of residents, and erasing what is kept of the one who looks: this browser's conversation.

import type { Context, Hono } from 'hono';
import type { Desk } from './desk.ts';
import { ConfirmErasingPage, ErasedPage } from './erasing-pages.tsx';
import { ownDigests } from './own-answer.ts';
import { PrivacyPage } from './privacy-page.tsx';
import * as texts from './texts.ts';

export function addPrivacyRoutes(site: Hono, desk: Desk): void {
  const { personalData, sessions, show } = desk;

  const findOwn = async (context: Context) => {
    const askers = await ownDigests(desk, context);
    return askers && personalData.find(askers);
  };

  site.get('/privacy', async (context) => {
    const { retentionDays } = personalData;
    const main = <PrivacyPage kept={await findOwn(context)} retentionDays={retentionDays} />;
    return show(context, { title: texts.privacy.title, main });
  });

  site.get('/privacy/delete', async (context) => {
    const main = <ConfirmErasingPage kept={await findOwn(context)} />;
    return show(context, { title: texts.erasing.title, main });
  });

  site.post('/privacy/delete', async (context) => {
    const askers = await ownDigests(desk, context);
    const kept = askers && (await personalData.find(askers));
    if (askers) await personalData.erase(askers);
    sessions.end(context);
    return show(context, { title: texts.erasing.done, main: <ErasedPage kept={kept} /> });
  });
}
