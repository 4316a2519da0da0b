// The home of how a reader wants pages to look: size of the text, light or dark, contrast. Kept in a cookie, no script needed.

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';

const displaySchema = z.object({
  text: z.enum(['normal', 'large']).catch('normal'),
  theme: z.enum(['auto', 'light', 'dark']).catch('auto'),
  contrast: z.enum(['normal', 'high']).catch('normal'),
});
export type Display = z.infer<typeof displaySchema>;

const name = 'display';
const keptSeconds = 365 * 24 * 60 * 60;

export function readDisplay(context: Context): Display {
  return displaySchema.parse(Object.fromEntries(new URLSearchParams(getCookie(context, name))));
}

/** @param changes fields of a form; what is not a choice of ours becomes the usual look. */
export function changeDisplay(context: Context, changes: Readonly<Record<string, unknown>>): void {
  const before = readDisplay(context);
  const display = displaySchema.parse({ ...before, ...changes });
  setCookie(context, name, new URLSearchParams(display).toString(), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: keptSeconds,
  });
}

/** Where a form says it was sent from, if that is a page of this site. */
export function localPath(from: unknown): string {
  const base = 'http://site.invalid';
  if (typeof from !== 'string' || !URL.canParse(from, base)) return '/';
  const { origin, pathname, search } = new URL(from, base);
  // Two slashes would begin another site's name.
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}` : '/';
}
