// The home of who is at the console's door: the cookie, the token of its forms, and who is let in.

import { randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { permits } from '../../review/permits.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { csrfField } from './console-form.tsx';

const sessionName = 'console';
/** Ties the login form to the browser it was shown in, so that nobody is logged in by another site. */
const visitName = 'console-login';

export interface ConsoleCookies {
  sessionOf(context: Context): string | undefined;
  /** @param sessionId new at every login. */
  begin(context: Context, sessionId: string): void;
  end(context: Context): void;
  visitOf(context: Context): string | undefined;
  beginVisit(context: Context): string;
}

/** Gone when the browser closes; no script reads them, no other site sends them. */
export function createConsoleCookies(isSecure: boolean): ConsoleCookies {
  const attributes = {
    path: '/console',
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure,
  } as const;
  const visitOf = (context: Context) => getCookie(context, visitName) || undefined;
  return {
    visitOf,
    sessionOf: (context) => getCookie(context, sessionName) || undefined,
    begin(context, sessionId) {
      setCookie(context, sessionName, sessionId, attributes);
      deleteCookie(context, visitName, attributes);
    },
    end: (context) => {
      deleteCookie(context, sessionName, attributes);
    },
    beginVisit(context) {
      const visit = visitOf(context) ?? randomBytes(16).toString('base64url');
      setCookie(context, visitName, visit, attributes);
      return visit;
    },
  };
}

/** Where a page goes on after the login. */
export function loginAddress(context: Context): string {
  const { pathname, search } = new URL(context.req.url);
  return `/console/login?${new URLSearchParams({ from: `${pathname}${search}` })}`;
}

/** Who is not logged in reads the login page, and is told so when handing something in. */
export function requireSession(
  { review, showMessage }: Pick<ConsoleDesk, 'review' | 'showMessage'>,
  cookies: ConsoleCookies,
): MiddlewareHandler<ConsoleEnv> {
  return createMiddleware<ConsoleEnv>(async (context, next) => {
    const id = cookies.sessionOf(context);
    const actor = id === undefined ? undefined : await review.sessions.resume(id);
    if (id === undefined || !actor) {
      const isRead = context.req.method === 'GET' || context.req.method === 'HEAD';
      return isRead
        ? context.redirect(loginAddress(context), 303)
        : showMessage(context, 'logged-out');
    }
    context.set('session', { id, actor, csrf: review.sessions.csrfToken(id) });
    return next();
  });
}

/** What changes something carries the token of the session, or of the visit to the login page. */
export function requireToken(
  { review, showMessage }: Pick<ConsoleDesk, 'review' | 'showMessage'>,
  idOf: (context: Context) => string | undefined,
): MiddlewareHandler<{ Variables: Partial<ConsoleEnv['Variables']> }> {
  return async (context, next) => {
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
    const id = idOf(context);
    const form = await context.req.formData().catch(() => undefined);
    const token = form?.get(csrfField);
    const isOurs =
      id !== undefined && typeof token === 'string' && review.sessions.isCsrfToken(id, token);
    if (isOurs) return next();
    const { session } = context.var;
    if (session) await review.recordRefusal(session.actor, 'forged', context.req.path);
    return showMessage(context, 'forged');
  };
}

/** Who may not do this reads so; the log keeps that it was tried. */
export function createOnlyFor({
  review,
  showMessage,
}: Pick<ConsoleDesk, 'review' | 'showMessage'>): ConsoleDesk['onlyFor'] {
  return (permission) =>
    createMiddleware<ConsoleEnv>(async (context, next) => {
      const { actor } = context.var.session;
      if (permits(actor.role, permission)) return next();
      await review.recordRefusal(actor, 'not-permitted', context.req.path);
      return showMessage(context, 'not-permitted');
    });
}
