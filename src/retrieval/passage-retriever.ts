// The home of the ranking: lexical and vector search over one generation, fused into one score.

import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document as LangChainDocument } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { RankedPassage } from '../domain.ts';
import type { VectorMetadata } from './build-generation.ts';
import { EmbeddingError } from './embedding-error.ts';
import type { Generation } from './generation.ts';
import { highest } from './highest.ts';
import { isInForce } from './in-force.ts';
import {
  bestSurroundings,
  rankingSignals,
  rankingWeights,
  surroundings,
} from './ranking-signals.ts';

/** Of two vectors a passage; what lies beyond counts as dissimilar. */
const vectorCandidates = 400;
/** Below every score: the caller judges how little is too little. */
const nothing = -1;
/** Beyond the wanted, because gaps fall back afterwards and what is superseded falls out. */
const spareCandidates = 100;

/** What is known outranks a note that something is not, unless the note fits clearly better. */
export const gapShare = 0.9;

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
    const vectorScores = await this.#vectorScores(query, vectors, passages.length);
    const signals = rankingSignals(lexical, query);
    const around = surroundings(signals);
    const mostAround = bestSurroundings(signals);
    const scores = signals.lexical.map(
      (score, place) => rankingWeights.lexical * score + (around[place] ?? 0),
    );
    for (const [place, similarity] of vectorScores)
      scores[place] = (scores[place] ?? 0) + rankingWeights.vector * similarity;

    const ranked = highest(scores, limit + spareCandidates, nothing)
      .flatMap((place) => {
        const found = passages[place];
        if (!found || !isInForce(found, now)) return [];
        const { kind } = found.document;
        // A gap is about the matter of another document, and stands among other gaps.
        const lift = kind === 'gap' ? mostAround - (around[place] ?? 0) : 0;
        const share = kind === 'gap' || kind === 'off-topic' ? gapShare : 1;
        return [{ ...found, place, score: ((scores[place] ?? 0) + lift) * share }];
      })
      .sort((a, b) => b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1))
      .slice(0, limit);
    const shares = lexical.shares(
      query,
      ranked.map(({ place }) => place),
    );
    return ranked.map(({ place, passage, document, score }, index) => {
      const lexicalScore = shares[index] ?? 0;
      return { passage, document, score, lexicalScore, vectorScore: vectorScores.get(place) ?? 0 };
    });
  }

  /** Of a passage's two vectors the nearer counts: a sum would punish passages nobody has asked for. */
  async #vectorScores(query: string, vectors: Generation['vectors'], passageCount: number) {
    const scores = new Map<number, number>();
    const wanted = Math.min(vectorCandidates, this.#generation.manifest.vectors);
    const vector = await embedOrNothing(vectors.embeddings, query);
    if (!vector) return scores;
    for (const [document, distance] of await vectors.similaritySearchVectorWithScore(
      vector,
      wanted,
    )) {
      if (!isVectorMetadata(document.metadata)) continue;
      const { passage } = document.metadata;
      if (passage >= passageCount) continue;
      const similarity = Math.max(0, 1 - distance);
      scores.set(passage, Math.max(scores.get(passage) ?? 0, similarity));
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
