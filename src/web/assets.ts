// The home of the style sheet, the script and the icon: read once, addressed by their content, so that browsers may keep them.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { MiddlewareHandler } from 'hono';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Assets {
  /** Where a page finds a file, such as "/assets/0123456789ab/style.css". */
  address(name: string): string;
  readonly serve: MiddlewareHandler;
}

/** Reads every style sheet, script and image of a folder. */
export function loadAssets(assetsDir: string): Assets {
  const files = new Map<
    string,
    { readonly body: Uint8Array<ArrayBuffer>; readonly type: string }
  >();
  const addresses = new Map<string, string>();
  for (const name of readdirSync(assetsDir)) {
    const type = contentTypes[extname(name)];
    if (type === undefined) continue;
    const body = new Uint8Array(readFileSync(join(assetsDir, name)));
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 12);
    addresses.set(name, `/assets/${digest}/${name}`);
    files.set(`/assets/${digest}/${name}`, { body, type });
  }
  return {
    address: (name) => addresses.get(name) ?? `/assets/${name}`,
    serve: async (context, next) => {
      const file = files.get(context.req.path);
      if (!file) return next();
      context.header('Content-Type', file.type);
      context.header('Cache-Control', 'public, max-age=31536000, immutable');
      return context.body(file.body);
    },
  };
}
