// The home of what a button carries: at most 64 bytes, so long names go as short digests or beginnings.

import { createHash } from 'node:crypto';
import type { MaybeInaccessibleMessage } from 'telegraf/types';

const kinds = [
  'source',
  'more',
  'vote',
  'rephrase',
  'handoff',
  'suggestion',
  'example',
  'topics',
  'topic',
  'reports',
  'document',
  'passage',
  'sources',
  'erase',
] as const;

export interface Press {
  readonly kind: (typeof kinds)[number];
  /** A place in a list, a page, or 1 and 0 for yes and no. */
  readonly index: number;
  /** A question id, its beginning, or a short id. */
  readonly id: string;
}

/** Who pressed it, and under which message it stands. */
export interface Pressed {
  readonly id: string;
  readonly from: number;
  readonly message: MaybeInaccessibleMessage;
}

/** What Telegram takes as callback_data (Bot API, InlineKeyboardButton). */
const limitBytes = 64;

/** An id too long to fit is cut to its beginning, which the log finds as long as it is unambiguous. */
export function packPress({ kind, index, id }: Press): string {
  let data = `${kind}:${index}:`;
  for (const character of id) {
    if (Buffer.byteLength(data + character) > limitBytes) break;
    data += character;
  }
  return data;
}

/** @returns nothing for data of another program or time. */
export function readPress(data: string): Press | undefined {
  const [, name, index, id] = /^([a-z]+):(\d{1,6}):(.*)$/s.exec(data) ?? [];
  const kind = kinds.find((known) => known === name);
  if (kind === undefined || index === undefined || id === undefined) return undefined;
  return { kind, index: Number(index), id };
}

/** Stands for a document, passage or topic in a button. */
export function shortId(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}
