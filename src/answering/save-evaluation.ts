// Keeps the report of an evaluation as a file, so that two of them can be compared.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError } from '../errors.ts';
import type { Evaluation } from './evaluate-answers.ts';
import { formatEvaluationReport } from './evaluation-report.ts';

class ReportError extends ServiceError {
  override readonly name = 'ReportError';
}

/**
 * @param folder made when absent. @param at names the file.
 * @returns the path of the report.
 */
export async function saveEvaluation(
  folder: string,
  evaluation: Evaluation,
  at: Date,
): Promise<string> {
  const path = join(folder, `${at.toISOString().replace(/[-:]|\.\d+/g, '')}.md`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, formatEvaluationReport(evaluation, at));
  } catch (cause) {
    throw new ReportError(`报告写不进 ${path}：看看磁盘满了没有，这个文件夹能不能写`, { cause });
  }
  return path;
}
