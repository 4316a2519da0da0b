// Coming in and going out.

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { localPath } from '../display.ts';
import { timeOf } from './beijing-time.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { type ConsoleCookies, requireToken } from './console-session.ts';
import { LoginPage } from './login-page.tsx';

const loginSchema = z.object({
  name: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(1000),
  from: z.string().catch(''),
});

const wrong = '名字或密码不对。请再试一次。';

export function loginRoutes(desk: ConsoleDesk, cookies: ConsoleCookies): Hono<ConsoleEnv> {
  const { review, show } = desk;
  const routes = new Hono<ConsoleEnv>();

  const showLogin = (
    context: Context,
    from: string,
    refused?: { status: 401 | 429; problem: string; name: string },
  ) => {
    const csrf = review.sessions.csrfToken(cookies.beginVisit(context));
    const main = <LoginPage csrf={csrf} from={from} refused={refused} />;
    return show(context, { title: '登录', main }, refused?.status);
  };

  routes.get('/', (context) => showLogin(context, context.req.query('from') ?? ''));

  routes.post('/', requireToken(desk, cookies.visitOf), async (context) => {
    const form = loginSchema.safeParse(Object.fromEntries(await context.req.formData()));
    if (!form.success) return showLogin(context, '', { status: 401, problem: wrong, name: '' });
    const { name, password, from } = form.data;
    const login = await review.sessions.login(name, password, cookies.sessionOf(context));
    if (login.status === 'locked') {
      const problem = `试错的次数太多。请在${timeOf(login.until)}以后再登录，或者找管理员换密码。`;
      return showLogin(context, from, { status: 429, problem, name });
    }
    if (login.status === 'wrong') {
      return showLogin(context, from, { status: 401, problem: wrong, name });
    }
    cookies.begin(context, login.sessionId);
    return context.redirect(pageOfConsole(from), 303);
  });
  return routes;
}

export function logoutRoutes({ review }: ConsoleDesk, cookies: ConsoleCookies): Hono<ConsoleEnv> {
  return new Hono<ConsoleEnv>().post('/', async (context) => {
    await review.sessions.logout(context.var.session.id);
    cookies.end(context);
    return context.redirect('/console/login', 303);
  });
}

function pageOfConsole(from: string): string {
  const path = localPath(from);
  return /^\/console(?=[/?]|$)/.test(path) && !path.startsWith('/console/login')
    ? path
    : '/console';
}
