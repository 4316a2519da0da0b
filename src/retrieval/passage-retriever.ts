// The home of the ranking: lexical and vector search over one generation, fused into one score.

import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document as LangChainDocument } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { RankedPassage } from '../domain.ts';
import { EmbeddingError } from './embedding-error.ts';
import type { Generation } from './generation.ts';
import { highest } from './highest.ts';
import { isInForce } from './in-force.ts';
import { toUnitLength } from './passage-vectors.ts';
import {
  bestSurroundings,
  fuseSignals,
  rankingSignals,
  rankingWeights,
  scoreFloor,
  surroundings,
} from './ranking-signals.ts';

/** Found by their vectors whatever words they have. */
const vectorCandidates = 200;
/** Beyond the wanted: vectors move them, gaps fall back and what is superseded falls out. */
const spareCandidates = 100;

/** What is known outranks a note that something is not, unless the note fits clearly better. */
export const gapShare = 0.9;

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
    const { articles, documents, lexical, passages, passageVectors, vectors, words } =
      this.#generation;
    const canonical = words.canonical(question);
    const vector = await embedOrNothing(vectors.embeddings, canonical);
    const direction = vector && toUnitLength(vector);
    // From here to the end nothing waits: the scores lie in an array that the next question writes over.
    const query = lexical.weigh(canonical);
    const signals = rankingSignals(lexical, query);
    const mostAround = bestSurroundings(signals);
    const wanted = limit + spareCandidates;
    const floor = scoreFloor(signals, wanted);
    const scores = fuseSignals(signals, lexical);
    // As it was asked too: a law's full name may hold what the corpus says in another word.
    const named = articles.find(`${question}\n${canonical}`);
    const candidates = new Set([
      ...named.keys(),
      ...highest(scores, wanted, floor),
      ...(vector ? this.#nearest(vector) : []),
    ]);

    const scored = Array.from(candidates, (place) => {
      const kind = documents[lexical.documents[place] ?? -1]?.kind;
      // A gap is about the matter of another document, and stands among other gaps.
      const lift = kind === 'gap' ? mostAround - surroundings(signals, lexical, place) : 0;
      const share = kind === 'gap' || kind === 'off-topic' ? gapShare : 1;
      const vectorScore = direction ? passageVectors.similarity(direction, place) : 0;
      const own = (scores[place] ?? 0) + rankingWeights.vector * vectorScore;
      const score = (own + (named.get(place) ?? 0) + lift) * share;
      return { place, score, vectorScore };
    });
    const idAt = (place: number) => passages[place]?.passage.id ?? '';
    scored.sort((a, b) => b.score - a.score || (idAt(a.place) < idAt(b.place) ? -1 : 1));
    // Passages lie scattered in memory: only those are looked at that may be shown.
    const ranked: typeof scored = [];
    for (const candidate of scored) {
      const found = passages[candidate.place];
      if (found && isInForce(found, now)) ranked.push(candidate);
      if (ranked.length === limit) break;
    }
    const shares = lexical.shares(
      query,
      ranked.map(({ place }) => place),
    );
    return ranked.flatMap(({ place, score, vectorScore }, index) => {
      const found = passages[place];
      if (!found) return [];
      const { passage, document } = found;
      return [{ passage, document, score, lexicalScore: shares[index] ?? 0, vectorScore }];
    });
  }

  /** Places of the passages whose vectors come nearest, with repetitions. */
  #nearest(vector: number[]): number[] {
    const { vectors, passageVectors } = this.#generation;
    // Straight from the index inside the store, which would look up a document for each.
    const wanted = Math.min(vectorCandidates, passageVectors.places.length);
    const { neighbors } = vectors.index.searchKnn(vector, wanted);
    return neighbors.map((label) => passageVectors.places[label] ?? 0);
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
