// The console: who may come in, what protects its forms, and the list of its pages.

import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { blockRoutes } from './block-routes.tsx';
import type { ConsoleDependencies, ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { ConsoleMessage, type MessageName, messages } from './console-messages.tsx';
import { createConsoleShell } from './console-page.tsx';
import {
  createConsoleCookies,
  createOnlyFor,
  requireSession,
  requireToken,
} from './console-session.ts';
import { corpusRoutes } from './corpus/corpus-routes.tsx';
import { uploadPath } from './corpus/upload-page.tsx';
import { exportRoutes } from './export-routes.tsx';
import { judgingRoutes } from './judging-routes.tsx';
import { loginRoutes, logoutRoutes } from './login-routes.tsx';
import { overviewRoutes } from './overview-routes.tsx';
import { pauseRoutes } from './pause-routes.tsx';
import { proposalRoutes } from './proposal-routes.tsx';
import { queueRoutes } from './queue-routes.tsx';
import { settingsRoutes } from './settings-routes.tsx';
import { signOffRoutes } from './sign-off-routes.tsx';
import { ticketRoutes } from './ticket-routes.tsx';

/** A note and a correction of 2,000 characters each, as forms spell Chinese, and room for the marks. */
const maxBodyBytes = 64 * 1024;
/** The largest file that is read, and its fields. */
const maxUploadBytes = 31_000_000;

/** Groups of pages; each checks for itself who may do what. */
const pages: readonly ((desk: ConsoleDesk) => Hono<ConsoleEnv>)[] = [
  queueRoutes,
  judgingRoutes,
  overviewRoutes,
  ticketRoutes,
  corpusRoutes,
  proposalRoutes,
  signOffRoutes,
  exportRoutes,
  pauseRoutes,
  blockRoutes,
  settingsRoutes,
];

/** The reviewers' console, to be mounted at /console. */
export function createConsole(dependencies: ConsoleDependencies): Hono<ConsoleEnv> {
  const { logger, assets, isSecure } = dependencies;
  const show = createConsoleShell(assets);
  const showMessage = (context: Context, name: MessageName) => {
    const { status, title } = messages[name];
    return show(context, { title, main: <ConsoleMessage name={name} /> }, status);
  };
  const onlyFor = createOnlyFor({ review: dependencies.review, showMessage });
  const desk: ConsoleDesk = { ...dependencies, show, showMessage, onlyFor };
  const cookies = createConsoleCookies(isSecure);

  const site = new Hono<ConsoleEnv>();
  site.use(async (context, next) => {
    await next();
    // Pages are of one person and of this moment, also for the button that goes back.
    if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'no-store');
  });
  const limitBody = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (context) => showMessage(context, 'too-long') });
  const [limit, limitUpload] = [limitBody(maxBodyBytes), limitBody(maxUploadBytes)];
  site.use((context, next) => (isUpload(context) ? next() : limit(context, next)));
  site.route('/login', loginRoutes(desk, cookies));
  site.use(requireSession(desk, cookies));
  // So much is read only of those who may hand it in.
  site.use('/corpus/upload', onlyFor('manage-corpus'), limitUpload);
  site.use(requireToken(desk, cookies.sessionOf));
  site.route('/logout', logoutRoutes(desk, cookies));
  for (const routes of pages) site.route('/', routes(desk));

  site.all('*', (context) => showMessage(context, 'missing'));
  site.onError((error, context) => {
    logger.error({ err: error, path: context.req.routePath }, 'a console page could not be made');
    return showMessage(context, 'failed');
  });
  return site;
}

function isUpload({ req }: Context): boolean {
  return req.path === uploadPath;
}
