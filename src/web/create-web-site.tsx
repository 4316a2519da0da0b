// The web door: headers, limits, pages, and what happens when something fails.

import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { addAnswerRoutes } from './answer-routes.tsx';
import { loadAssets } from './assets.ts';
import type { ConsoleDependencies } from './console/console-desk.ts';
import { createConsole } from './console/console-routes.tsx';
import type { Desk } from './desk.ts';
import { changeDisplay, localPath } from './display.ts';
import { MessagePage } from './message-page.tsx';
import { addOperationsRoutes } from './operations-routes.ts';
import { createPageShell } from './page.tsx';
import { addPeopleRoutes } from './people-routes.tsx';
import { addPrivacyRoutes } from './privacy-routes.tsx';
import { securityHeaders } from './security-headers.ts';
import { createSessions } from './session.ts';
import { addSourceRoutes } from './source-routes.tsx';
import { measureTelegram, type TelegramDoor } from './telegram-door.ts';
import { messages } from './texts.ts';

/** Ten times the longest question, and room for how forms spell Chinese characters. */
const maxBodyBytes = 16 * 1024;

export interface WebSiteDependencies extends Omit<Desk, 'sessions' | 'show' | 'showMessage'> {
  /** Signs the session cookie. */
  readonly secret: string;
  readonly assetsDir: string;
  /** Where residents reach the site; absent: only at its own address. */
  readonly publicBaseUrl: string | undefined;
  /** The Telegram door, as far as it stands in this house; absent: there is none. */
  readonly telegram?: TelegramDoor | undefined;
  /** What the reviewers' console works with; absent: there is none. */
  readonly console?: Pick<
    ConsoleDependencies,
    'review' | 'replay' | 'channels' | 'clock' | 'groupQuestions' | 'corpus'
  >;
}

/** The site as a function from request to response; `listen` gives it a socket. */
export function createWebSite({
  secret,
  assetsDir,
  publicBaseUrl,
  console: reviewing,
  telegram,
  ...dependencies
}: WebSiteDependencies): Hono {
  const { logger, metrics } = dependencies;
  const publicOrigin = publicBaseUrl && new URL(publicBaseUrl).origin;
  const assets = loadAssets(assetsDir);
  const show = createPageShell(assets);
  const showMessage = (context: Context, status: keyof typeof messages) => {
    const { title, text } = messages[status];
    return show(context, { title, main: <MessagePage title={title} text={text} /> }, status);
  };
  const isSecure = publicOrigin?.startsWith('https:') ?? false;
  const sessions = createSessions(secret, isSecure);
  const desk: Desk = { ...dependencies, sessions, show, showMessage };

  const site = new Hono();
  site.use(securityHeaders);
  site.get('/assets/*', assets.serve);
  const webhook = telegram?.webhook;
  // Before the rules for visitors: it has a secret of its own and larger bodies.
  if (webhook) site.all(webhook.path, (context) => webhook.handle(context.req.raw));
  if (reviewing) {
    const { service, audit } = dependencies;
    const catalogue = () => service.catalogue();
    site.route(
      '/console',
      createConsole({ ...reviewing, audit, catalogue, logger, assets, isSecure }),
    );
  }
  site.use(async (context, next) => {
    await next();
    // Pages are of one resident and of this moment.
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store');
  });
  site.use(
    methodNotAllowed({
      app: site,
      onMethodNotAllowed: async (context, methods) => {
        const response = await showMessage(context, 405);
        response.headers.set('Allow', methods.join(', '));
        return response;
      },
    }),
  );
  site.use(
    bodyLimit({ maxSize: maxBodyBytes, onError: (context) => showMessage(context, 413) }),
    csrf({
      origin: (origin, context) =>
        origin === new URL(context.req.url).origin || origin === publicOrigin,
    }),
  );

  addAnswerRoutes(site, desk);
  addSourceRoutes(site, desk);
  addPeopleRoutes(site, desk);
  addPrivacyRoutes(site, desk);
  addOperationsRoutes(site, desk, telegram?.health);
  if (telegram) measureTelegram(metrics.registry, telegram.health);
  site.post('/display', async (context) => {
    const form = await context.req.parseBody();
    changeDisplay(context, form);
    return context.redirect(localPath(form['from']), 303);
  });

  site.notFound((context) => showMessage(context, 404));
  site.onError((error, context) => {
    if (error instanceof HTTPException && error.status === 403) return showMessage(context, 403);
    logger.error({ err: error, path: context.req.routePath }, 'a page could not be made');
    return showMessage(context, 500);
  });
  return site;
}
