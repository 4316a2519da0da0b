// The home of counting questions that ask for the same thing together.

/** Which of the texts mean the same: indexes, each once. */
export type GroupTexts = (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;

export interface AskedGroup<Asked> {
  /** The wording used most, as it was typed last. */
  readonly text: string;
  readonly asked: readonly Asked[];
  /** Every wording, the most used first. */
  readonly wordings: readonly (readonly Asked[])[];
}

/** Knows no meaning: what is not the same words stays apart. */
export const sameWords: GroupTexts = async (texts) => texts.map((_, index) => [index]);

/**
 * Groups by the same words, then by meaning, the most asked first.
 * @param asked the oldest first. @param wordingsGrouped so many wordings, the most used; rarer ones stay out.
 */
export async function groupAsked<Asked extends { readonly text: string }>(
  asked: readonly Asked[],
  group: GroupTexts,
  wordingsGrouped: number,
): Promise<AskedGroup<Asked>[]> {
  const byWords = new Map<string, Asked[]>();
  for (const question of asked) {
    const words = question.text.replace(/[\p{P}\p{Z}]/gu, '').toLowerCase();
    const same = byWords.get(words);
    if (same) same.push(question);
    else byWords.set(words, [question]);
  }
  // Sorting keeps the order of the log among equals: the same log makes the same groups.
  const wordings = [...byWords.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, wordingsGrouped);
  const groups = await group(wordings.map((same) => same.at(-1)?.text ?? ''));
  return groups
    .map((indexes) => {
      const own = indexes.flatMap((index) => {
        const same = wordings[index];
        return same ? [same] : [];
      });
      return { text: own[0]?.at(-1)?.text ?? '', asked: own.flat(), wordings: own };
    })
    .sort((a, b) => b.asked.length - a.asked.length);
}
