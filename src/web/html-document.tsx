// The frame of every HTML document: language, how it is displayed, head, the way past the navigation.

import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child, FC, PropsWithChildren } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Assets } from './assets.ts';
import type { Display } from './display.ts';
import * as texts from './texts.ts';

/** What a page gives of itself; the shell around it is the site's or the console's. */
export interface Page {
  readonly title: string;
  readonly main: Child;
}

export type ShowPage = (
  context: Context,
  page: Page,
  status?: ContentfulStatusCode,
) => Response | Promise<Response>;

/** What a shell is told besides the page. */
export interface Place {
  readonly path: string;
  /** Where to return to after the reading settings are changed. */
  readonly from: string;
}

/**
 * @param shell draws the whole document.
 * @param start the page to return to where the present one cannot be opened by its address.
 */
export function createShell(
  shell: (context: Context, page: Page, place: Place) => Child,
  start: string,
): ShowPage {
  return (context, page, status = 200) => {
    const { method, path } = context.req;
    const { search } = new URL(context.req.url);
    const from = method === 'GET' ? `${path}${search}` : start;
    return context.html(html`<!doctype html>${shell(context, page, { path, from })}`, status);
  };
}

export interface HtmlDocumentProps {
  readonly title: string;
  readonly display: Display;
  readonly assets: Assets;
  readonly stylesheets: readonly string[];
  readonly script?: string;
  readonly bodyClass?: string;
}

export const HtmlDocument: FC<PropsWithChildren<HtmlDocumentProps>> = ({
  title,
  display,
  assets,
  stylesheets,
  script,
  bodyClass,
  children,
}) => (
  <html
    lang="zh-CN"
    data-text={display.text}
    data-theme={display.theme}
    data-contrast={display.contrast}
  >
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <link rel="icon" href={assets.address('icon.svg')} type="image/svg+xml" />
      {stylesheets.map((name) => (
        <link rel="stylesheet" href={assets.address(name)} />
      ))}
      {script ? <script src={assets.address(script)} defer></script> : undefined}
    </head>
    <body class={bodyClass}>
      <a class="skip" href="#main">
        {texts.skip}
      </a>
      {children}
    </body>
  </html>
);
