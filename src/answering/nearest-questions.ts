// The home of residents' questions of the corpus that come near to what somebody asked: offered when an answer is not clear.

import type { RankedPassage } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { PassageRetriever } from '../retrieval/passage-retriever.ts';

const candidates = 8;
const searchDepth = 40;

/** One question of each of the documents nearest to `question`, nearest first. */
export async function nearestQuestions(
  question: string,
  generation: Generation,
  now: Date,
): Promise<readonly string[]> {
  return suggestQuestions(
    await new PassageRetriever(generation).rank(question, searchDepth, now),
    candidates,
  );
}

/** A question residents ask of each of the documents, in their order. */
export function suggestQuestions(ranked: readonly RankedPassage[], limit: number): string[] {
  const seen = new Set<string>();
  const questions: string[] = [];
  for (const { passage, document } of ranked) {
    const [question] = passage.questions;
    const isOurs = document.kind !== 'gap' && document.kind !== 'off-topic';
    if (!question || !isOurs || seen.has(document.id)) continue;
    seen.add(document.id);
    questions.push(question);
    if (questions.length === limit) break;
  }
  return questions;
}
