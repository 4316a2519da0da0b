// A corpus in which nothing waits, and acts that do nothing; tests put their own in the place of some.

import type { CorpusActs } from '../../src/web/console/corpus/corpus-acts.ts';

export const liveIndex = {
  generation: '20260301T080000Z-aaaaaa',
  madeAt: '2026-03-01T08:00:00.000Z',
  documents: 2,
  passages: 12,
};
export const stagedIndex = { ...liveIndex, generation: '20260301T090000Z-bbbbbb', documents: 3 };
const golden = {
  live: { right: 1 },
  staged: { questions: 1, right: 1 },
  worse: [],
  better: [],
  ofReplacedDigest: [],
};

export function idleCorpus(changes: Partial<CorpusActs> = {}): CorpusActs {
  return {
    corpusStatus: async () => ({
      live: { manifest: liveIndex, act: undefined },
      staged: undefined,
      workingCopy: 'live',
      differing: [],
      held: undefined,
      next: 'nothing',
    }),
    corpusHistory: async () => ({
      acts: [],
      earlier: [{ ...liveIndex, generation: '20260201T080000Z-cccccc' }],
    }),
    diffCorpus: async () => ({
      live: liveIndex.generation,
      to: 'working-copy',
      isBehind: false,
      differs: false,
      documents: [],
      conflicts: [],
      unchecked: 0,
    }),
    addUpload: () => Promise.reject(new Error('nothing is expected to be handed in')),
    listAdded: async () => [],
    removeDocument: () => Promise.reject(new Error('nothing is expected to be taken away')),
    stageCorpus: async () => ({ outcome: 'staged', manifest: stagedIndex, held: undefined }),
    testStage: async () => ({
      staged: stagedIndex,
      golden,
      asked: { days: 90, questions: 0, tried: 0, changes: [] },
    }),
    publishStage: async () => ({
      outcome: 'published',
      manifest: stagedIndex,
      comparison: undefined,
    }),
    discardStage: async () => {},
    rollBack: async () => ({ manifest: liveIndex }),
    listFetches: async () => [],
    fetchSources: async () => [],
    ...changes,
  };
}
