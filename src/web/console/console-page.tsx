// The shell of the console's pages: where one is, where one can go, who is logged in.

import type { FC } from 'hono/jsx';
import { type Permission, permits, type Role, roleLabels } from '../../review/permits.ts';
import type { Assets } from '../assets.ts';
import { type Display, readDisplay } from '../display.ts';
import { DisplaySettings } from '../display-settings.tsx';
import {
  createShell,
  HtmlDocument,
  type Page,
  type Place,
  type ShowPage,
} from '../html-document.tsx';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';

/** @returns what turns the inside of a page into a response. */
export function createConsoleShell(assets: Assets): ShowPage {
  return createShell(
    (context, page, place) => (
      <Shell
        {...page}
        {...place}
        assets={assets}
        display={readDisplay(context)}
        // Absent before the login.
        session={context.var.session}
      />
    ),
    '/console',
  );
}

interface ShellProps extends Page, Place {
  readonly assets: Assets;
  readonly display: Display;
  readonly session: ConsoleSession | undefined;
}

const Shell: FC<ShellProps> = ({ title, main, assets, display, session, path, from }) => (
  <HtmlDocument
    title={`${title} - 评议后台`}
    display={display}
    assets={assets}
    stylesheets={['style.css', 'console.css']}
    bodyClass="console"
  >
    <header class="site-header">
      <div class="site-bar">
        <a class="site-name" href="/console">
          评议后台
        </a>
        <div class="account">
          <DisplaySettings display={display} from={from} />
          {session ? <Account session={session} /> : undefined}
        </div>
      </div>
      {session ? <Navigation path={path} role={session.actor.role} /> : undefined}
    </header>
    <main id="main" tabindex={-1}>
      {main}
    </main>
  </HtmlDocument>
);

interface Entry {
  readonly href: string;
  readonly text: string;
  /** Absent for what everybody may open. */
  readonly permission?: Permission;
}

const entries: readonly Entry[] = [
  { href: '/console', text: '评议队列' },
  { href: '/console/overview', text: '总览' },
  { href: '/console/tickets', text: '工单', permission: 'handle-tickets' },
  { href: '/console/corpus', text: '资料' },
  { href: '/console/proposals', text: '改进建议' },
  { href: '/console/sign-offs', text: '签字', permission: 'sign-off' },
  { href: '/console/exports', text: '导出', permission: 'export' },
  { href: '/console/pauses', text: '暂停回答', permission: 'pause' },
  { href: '/console/blocks', text: '限制提问', permission: 'block' },
  { href: '/console/settings', text: '设置', permission: 'set-sample-rate' },
];

const Navigation: FC<{ path: string; role: Role }> = ({ path, role }) => (
  <nav aria-label="后台页面">
    <ul>
      {entries
        .filter(({ permission }) => !permission || permits(role, permission))
        .map(({ href, text }) => (
          <li>
            <a href={href} aria-current={isWithin(path, href) ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
    </ul>
  </nav>
);

/** Answers are opened from the queue, which is the start page. */
function isWithin(path: string, href: string): boolean {
  if (href === '/console') return path === href || path.startsWith('/console/answers');
  return path === href || path.startsWith(`${href}/`);
}

const Account: FC<{ session: ConsoleSession }> = ({ session }) => (
  <ConsoleForm action="/console/logout" session={session} class="logout">
    <span>{`${session.actor.name}（${roleLabels[session.actor.role]}）`}</span>
    <button type="submit">退出</button>
  </ConsoleForm>
);
