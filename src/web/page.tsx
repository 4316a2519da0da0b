// The shell of residents' pages: header, reading settings, main, footer.

import type { FC } from 'hono/jsx';
import type { Assets } from './assets.ts';
import { type Display, readDisplay } from './display.ts';
import { DisplaySettings } from './display-settings.tsx';
import {
  createShell,
  HtmlDocument,
  type Page,
  type Place,
  type ShowPage,
} from './html-document.tsx';
import { PhoneText } from './phone-text.tsx';
import * as texts from './texts.ts';

/** @returns what turns the inside of a page into a response. */
export function createPageShell(assets: Assets): ShowPage {
  return createShell(
    (context, page, place) => (
      <Shell {...page} {...place} assets={assets} display={readDisplay(context)} />
    ),
    '/',
  );
}

interface ShellProps extends Page, Place {
  readonly assets: Assets;
  readonly display: Display;
}

const Shell: FC<ShellProps> = ({ title, main, assets, display, path, from }) => (
  <HtmlDocument
    title={title === texts.siteName ? title : `${title} - ${texts.siteName}`}
    display={display}
    assets={assets}
    stylesheets={['style.css']}
    script="ask.js"
  >
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
  </HtmlDocument>
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
