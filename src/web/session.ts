// The home of who asks on the web: a random number in a signed cookie, gone when the browser closes.

import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';

const name = 'conversation';

export interface Sessions {
  /** @returns nothing when nobody has asked from this browser, or the cookie is not one of ours. */
  read(context: Context): Promise<string | undefined>;
  /** The session of this browser, begun when there is none. */
  open(context: Context): Promise<string>;
  end(context: Context): void;
}

/** @param isHttps whether residents reach the site by https: then the cookie travels no other way. */
export function createSessions(secret: string, isHttps: boolean): Sessions {
  const attributes = { path: '/', httpOnly: true, sameSite: 'Lax', secure: isHttps } as const;
  const read = async (context: Context) =>
    (await getSignedCookie(context, secret, name)) || undefined;
  return {
    read,
    async open(context) {
      const known = await read(context);
      if (known !== undefined) return known;
      const session = randomBytes(16).toString('hex');
      await setSignedCookie(context, name, session, secret, attributes);
      return session;
    },
    end: (context) => {
      deleteCookie(context, name, attributes);
    },
  };
}
