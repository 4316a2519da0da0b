// The home of comparing what came with what was asked: lost, duplicated, out of order, how long it took.

export interface Asked {
  readonly chat: number;
  readonly atMs: number;
}

export interface Reply {
  /** Place of the question among those asked. */
  readonly to: number | undefined;
  readonly text: string;
  readonly atMs: number;
}

/**
 * @param asked in the order asked; @param replies in the order they came.
 * An answer of several messages is as late as its first. The same text twice for one question is a duplicate.
 */
export function judgeReplies(asked: readonly Asked[], replies: readonly Reply[]) {
  const first = new Map<number, number>();
  const seen = new Set<string>();
  const latest = new Map<number, number>();
  let [duplicated, reordered] = [0, 0];
  for (const { to, text, atMs } of replies) {
    const question = to === undefined ? undefined : asked[to];
    if (to === undefined || !question) continue;
    if (seen.has(`${to} ${text}`)) duplicated += 1;
    seen.add(`${to} ${text}`);
    if (first.has(to)) continue;
    first.set(to, atMs - question.atMs);
    if (to < (latest.get(question.chat) ?? -1)) reordered += 1;
    latest.set(question.chat, Math.max(to, latest.get(question.chat) ?? -1));
  }
  const waitsMs = [...first.values()];
  return {
    answered: first.size,
    lost: asked.length - first.size,
    duplicated,
    reordered,
    waitsMs,
  };
}
