// The shell of every page: header, reading settings, main, footer.

import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child, FC } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Assets } from './assets.ts';
import { type Display, readDisplay } from './display.ts';
import { DisplaySettings } from './display-settings.tsx';
import { PhoneText } from './phone-text.tsx';
import * as texts from './texts.ts';

export interface Page {
  readonly title: string;
  readonly main: Child;
}

export type ShowPage = (
  context: Context,
  page: Page,
  status?: ContentfulStatusCode,
) => Response | Promise<Response>;

/** @returns what turns the inside of a page into a response. */
export function createPageShell(assets: Assets): ShowPage {
  return (context, page, status = 200) => {
    const { method, path } = context.req;
    const { search } = new URL(context.req.url);
    const shell = (
      <Shell
        {...page}
        assets={assets}
        display={readDisplay(context)}
        path={path}
        // A page that answers a form cannot be opened again by its address.
        from={method === 'GET' ? `${path}${search}` : '/'}
      />
    );
    return context.html(html`<!doctype html>${shell}`, status);
  };
}

interface ShellProps extends Page {
  readonly assets: Assets;
  readonly display: Display;
  readonly path: string;
  readonly from: string;
}

const Shell: FC<ShellProps> = ({ title, main, assets, display, path, from }) => (
  <html
    lang="zh-CN"
    data-text={display.text}
    data-theme={display.theme}
    data-contrast={display.contrast}
  >
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === texts.siteName ? title : `${title} - ${texts.siteName}`}</title>
      <link rel="icon" href={assets.address('icon.svg')} type="image/svg+xml" />
      <link rel="stylesheet" href={assets.address('style.css')} />
      <script src={assets.address('ask.js')} defer></script>
    </head>
    <body>
      <a class="skip" href="#main">
        {texts.skip}
      </a>
      <Header path={path} display={display} from={from} />
      <main id="main" tabindex={-1}>
        {main}
      </main>
      <div
        class="progress"
        id="progress"
        role="status"
        data-searching={texts.ask.searching}
        data-offline={texts.ask.offline}
      ></div>
      <footer class="site-footer">
        <p>
          <PhoneText text={texts.footer.emergency} />
        </p>
        <p>{texts.footer.what}</p>
      </footer>
    </body>
  </html>
);

const pages = [
  { href: '/', text: texts.navigation.ask },
  { href: '/sources', text: texts.navigation.sources },
  { href: '/people', text: texts.navigation.people },
  { href: '/privacy', text: texts.navigation.privacy },
] as const;

const Header: FC<Pick<ShellProps, 'path' | 'display' | 'from'>> = ({ path, display, from }) => (
  <header class="site-header">
    <div class="site-bar">
      <a class="site-name" href="/">
        {texts.siteName}
      </a>
      <DisplaySettings display={display} from={from} />
    </div>
    <nav aria-label={texts.navigation.label}>
      <ul>
        {pages.map(({ href, text }) => (
          <li>
            <a href={href} aria-current={href === path ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  </header>
);
