// Stages the files as they are, and tells in words how far that is.

import type { OnStep } from './background-work.ts';
import type { CorpusActs, Staging } from './corpus-acts.ts';

const steps = { terms: '第1步，共2步，整理词语', vectors: '第2步，共2步，计算向量' } as const;

export function stageFiles(corpus: CorpusActs, onStep: OnStep, by: string): Promise<Staging> {
  return corpus.stageCorpus({ by }, ({ step, done, total }) => onStep(steps[step])(done, total));
}
