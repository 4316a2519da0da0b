// The home of what is wrong with a corpus: problems that name their file and say what to do.

import { ServiceError } from '../errors.ts';

/** One problem of one file. `line` counts from 1. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

export class CorpusError extends ServiceError {
  override readonly name = 'CorpusError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(formatProblem).join('\n'), options);
    this.problems = problems;
  }
}

/** "guides/x.md:12 缺少依据" */
export function formatProblem(problem: Problem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
  return `${place} ${problem.message}`;
}
