// The home of the ranking: lexical and vector search over one generation, fused into one score.

import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document as LangChainDocument } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { RankedPassage } from '../domain.ts';
import type { VectorMetadata } from './build-generation.ts';
import { EmbeddingError } from './embedding-error.ts';
import type { Generation } from './generation.ts';
import { isInForce } from './in-force.ts';

/** Of two vectors a passage; candidates of the lexical search that lie beyond count as dissimilar. */
const vectorCandidates = 400;
const lexicalCandidates = 100;

/**
 * Weights of the calibrated scores; chosen on the golden questions and STARD `valid` against reciprocal
 * rank fusion (docs/retrieval.md).
 */
const weights = { lexical: 0.75, questions: 0.15, text: 0.1 } as const;
/** What is known outranks a note that something is not, unless the note fits clearly better. */
export const gapShare = 0.85;

/** Several hundred a question: a plain check, since the file they come from is covered by its checksum. */
function isVectorMetadata(
  value: Record<string, unknown>,
): value is Record<string, unknown> & VectorMetadata {
  return (
    typeof value['passage'] === 'number' &&
    (value['kind'] === 'text' || value['kind'] === 'questions')
  );
}

/** The passages of one generation as a LangChain retriever; `rank` gives the scores too. */
export class PassageRetriever extends BaseRetriever {
  override lc_namespace = ['xiaolongkan', 'retrieval'];
  readonly #generation: Generation;
  readonly #limit: number;

  constructor(generation: Generation, limit = 10) {
    super();
    this.#generation = generation;
    this.#limit = limit;
  }

  override async _getRelevantDocuments(
    query: string,
    _manager?: CallbackManagerForRetrieverRun,
  ): Promise<LangChainDocument[]> {
    const ranked = await this.rank(query, this.#limit);
    return ranked.map(
      ({ passage, score }) =>
        new LangChainDocument({
          id: passage.id,
          pageContent: passage.text,
          metadata: { passageId: passage.id, headings: passage.headings, score },
        }),
    );
  }

  /**
   * Best passages for a question, best first. Scores are comparable between questions.
   * @param now what is no longer in force then is not found.
   */
  async rank(question: string, limit: number, now = new Date()): Promise<RankedPassage[]> {
    const { lexical, vectors, passages, words } = this.#generation;
    const query = words.canonical(question);
    const lexicalScores = lexical.scores(query);
    const vectorScores = await this.#vectorScores(query, vectors, passages.length);

    const candidates = new Set(vectorScores.keys());
    for (const index of topIndexes(lexicalScores, lexicalCandidates)) candidates.add(index);

    const ranked: RankedPassage[] = [];
    for (const index of candidates) {
      const found = passages[index];
      if (!found || !isInForce(found, now)) continue;
      const lexicalScore = lexicalScores[index] ?? 0;
      const { text = 0, questions = 0 } = vectorScores.get(index) ?? {};
      const fused =
        weights.lexical * lexicalScore + weights.questions * questions + weights.text * text;
      const known = found.document.kind !== 'gap' && found.document.kind !== 'off-topic';
      const score = known ? fused : fused * gapShare;
      ranked.push({
        ...found,
        score,
        lexicalScore,
        vectorScore: Math.max(text, questions),
      });
    }
    return ranked
      .sort((a, b) => b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1))
      .slice(0, limit);
  }

  async #vectorScores(query: string, vectors: Generation['vectors'], passageCount: number) {
    const scores = new Map<number, { text?: number; questions?: number }>();
    const wanted = Math.min(vectorCandidates, this.#generation.manifest.vectors);
    const vector = await embedOrNothing(vectors.embeddings, query);
    if (!vector) return scores;
    for (const [document, distance] of await vectors.similaritySearchVectorWithScore(
      vector,
      wanted,
    )) {
      if (!isVectorMetadata(document.metadata)) continue;
      const { passage, kind } = document.metadata;
      if (passage >= passageCount) continue;
      const similarity = Math.max(0, 1 - distance);
      const entry = scores.get(passage) ?? {};
      entry[kind] = Math.max(entry[kind] ?? 0, similarity);
      scores.set(passage, entry);
    }
    return scores;
  }
}

/** An endpoint that fails costs the vectors, not the answer: the lexical search goes on alone. */
async function embedOrNothing(embedding: EmbeddingsInterface, query: string) {
  try {
    return await embedding.embedQuery(query);
  } catch (error) {
    if (error instanceof EmbeddingError) return undefined;
    throw error;
  }
}

/** Indexes of the highest positive scores, unordered. */
function topIndexes(scores: Float32Array, count: number): number[] {
  // The lowest score that can be among the first `count`, from a sorted copy of plain numbers.
  const floor = Math.max(Number.MIN_VALUE, scores.slice().sort().at(-count) ?? 0);
  const found: number[] = [];
  for (let index = 0; index < scores.length; index += 1) {
    if ((scores[index] ?? 0) >= floor) found.push(index);
  }
  return found;
}
