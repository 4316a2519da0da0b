// The home of telling which of many questions ask for the same thing.

import { setImmediate } from 'node:timers/promises';
import { EmbeddingError } from './embedding-error.ts';
import type { Generation } from './generation.ts';
import { tokenize } from './tokenize.ts';

/**
 * How alike a question and a group are on average for it to belong there. Measured on
 * `test/fixtures/question-groups.yaml` in three orders: of the pairs put together at least 95 % belong
 * together, of those that belong 82 to 96 % are found; by the terms alone all, and 67 to 70 %.
 */
const sameFrom = 0.28;
/** How often the words of asking are the same tells nothing of what is asked. */
const askingWords =
  /怎么办|怎么|什么|哪里|哪个|哪些|多少|好多|要不要|可以|需要|在哪|有没有|多久|好久|咋个|几点|几岁|找谁|[吗呢的了要我钱有]/g;
const referencePassages = 50;
/** Between so many questions everybody else gets their turn. */
const questionsAtOnce = 10;

/** What of a generation it takes. */
export type Ground = Pick<Generation, 'lexical' | 'words' | 'passages'> & {
  readonly vectors: Pick<Generation['vectors'], 'embeddings'>;
};

interface Group {
  readonly members: number[];
  /** Sum of the members' vectors. */
  readonly sum: Float64Array;
}

/**
 * Puts questions into groups by meaning, one after another, each to the group whose members are on average
 * most like it: half by the shared terms' weight, half by the vectors of the generation's own embedding.
 * The same questions in the same order make the same groups; begin with the most frequent.
 * @returns indexes of `texts`, each once. An embedding that fails leaves the terms to decide.
 */
export async function groupQuestions(
  texts: readonly string[],
  generation: Ground,
): Promise<number[][]> {
  const matters = texts.map((text) => matterOf(text, generation));
  const nearness = await measureVectors(matters, generation);
  const { lexical } = generation;
  const terms = matters.map((matter) => new Set(tokenize(matter)));
  const weights = terms.map((own) => {
    let weight = 0;
    for (const term of own) weight += lexical.idf(term);
    return weight;
  });
  const askedWith = new Map<string, number[]>();
  const groupOf: Group[] = [];
  const groups: Group[] = [];
  for (const [index, own] of terms.entries()) {
    if (index % questionsAtOnce === 0) await setImmediate();
    const shared = new Map<number, number>();
    for (const term of own) {
      const before = askedWith.get(term) ?? [];
      for (const other of before) {
        shared.set(other, (shared.get(other) ?? 0) + lexical.idf(term));
      }
      askedWith.set(term, [...before, index]);
    }
    const overlap = new Map<Group, number>();
    for (const [other, weight] of shared) {
      const group = groupOf[other];
      const share = weight / Math.max(1, Math.min(weights[index] ?? 0, weights[other] ?? 0));
      if (group) overlap.set(group, (overlap.get(group) ?? 0) + share);
    }
    let best: { group: Group; likeness: number } | undefined;
    for (const group of groups) {
      const words = (overlap.get(group) ?? 0) / group.members.length;
      const likeness = nearness ? (words + nearness.to(index, group)) / 2 : words;
      if (likeness >= (best?.likeness ?? sameFrom)) best = { group, likeness };
    }
    const group = best?.group ?? { members: [], sum: new Float64Array(nearness?.dimensions ?? 0) };
    if (!best) groups.push(group);
    group.members.push(index);
    nearness?.add(index, group);
    groupOf.push(group);
  }
  return groups.map(({ members }) => members);
}

/** A question in the corpus's words, without those of asking; English by its Chinese words. */
function matterOf(text: string, { words }: Ground): string {
  const chinese = /\p{Script=Han}/u.test(text) ? '' : words.translate(text).chinese;
  return words.canonical(chinese || text).replace(askingWords, ' ');
}

/** Cosine similarity, from 0 for what any question has with any passage to 1. */
async function measureVectors(matters: string[], { vectors, passages }: Ground) {
  const step = Math.ceil(passages.length / referencePassages);
  const references = passages
    .filter((_, index) => index % step === 0)
    .map(({ passage }) => passage.headings.join(' '));
  try {
    const own = await vectors.embeddings.embedDocuments(matters);
    const strange = await vectors.embeddings.embedDocuments(references);
    const dimensions = own[0]?.length ?? 0;
    const usual = dot(meanOf(own, dimensions), meanOf(strange, dimensions));
    return {
      dimensions,
      add(index: number, { sum }: Group) {
        for (const [place, value] of (own[index] ?? []).entries()) {
          sum[place] = (sum[place] ?? 0) + value;
        }
      },
      to: (index: number, { members, sum }: Group) =>
        Math.max(0, (dot(own[index] ?? [], sum) / members.length - usual) / (1 - usual)),
    };
  } catch (error) {
    if (error instanceof EmbeddingError) return undefined;
    throw error;
  }
}

function meanOf(vectors: readonly number[][], dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, place) => {
    let sum = 0;
    for (const vector of vectors) sum += vector[place] ?? 0;
    return sum / vectors.length;
  });
}

function dot(a: readonly number[], b: Float64Array | readonly number[]): number {
  let sum = 0;
  for (let place = 0; place < a.length; place += 1) sum += (a[place] ?? 0) * (b[place] ?? 0);
  return sum;
}
