// The home of what is kept of the questions a model wrote, and why the rest is thrown away.

import { cleanLine } from './imported-text.ts';

export interface CleanedQuestions {
  readonly kept: readonly string[];
  readonly discarded: readonly { readonly question: string; readonly reason: string }[];
}

const maxKept = 5;
const length = { min: 4, max: 60 } as const;
/** A phrase without a question word is short, and no sentence. */
const maxPhraseLength = 20;

const urlPattern = /https?:|www\.|[a-z0-9-]+\.(?:cn|com|net|org|gov)(?![a-z])/i;
/** Long numbers, hotlines of five digits, emergency numbers; not amounts, counts or times. */
const phonePattern =
  /(?<!\d)(?:(?:\d[ -]?){6,}\d|(?:12|9[56])\d{3}|1(?:10|19|2[02]))(?!\d|[元块万亿个人件名次份户条天日月年岁%])/;
const asksPattern =
  /[?？]$|[吗么嘛呢啥咋怎哪谁几]|多少|多久|多大|多远|多长|好多|好久|好长|如何|为何|何时|是否|可否|能否|([\p{Script=Han}])[不没]\1|有没有|得行|要得|行不|晓得/u;
const sentencePattern = /[。；;！!：:]/;

/**
 * Keeps up to five lines that a resident could have typed.
 * @param taken questions people wrote, by `comparableQuestion`, each with the passage it belongs to.
 */
export function cleanQuestions(
  written: readonly string[],
  taken: ReadonlyMap<string, string>,
): CleanedQuestions {
  const kept: string[] = [];
  const seen = new Set<string>();
  const discarded: { question: string; reason: string }[] = [];
  for (const line of written.flatMap((text) => text.split(/[\r\n\u2028\u2029]+/))) {
    const question = withoutMarks(line);
    if (question === '') continue;
    const key = comparableQuestion(question);
    const owner = taken.get(key);
    const reason =
      faultOf(question) ??
      (owner === undefined ? undefined : `已经是 ${owner} 的问法`) ??
      (seen.has(key) ? '重复' : undefined) ??
      (kept.length === maxKept ? `超过${maxKept}条` : undefined);
    seen.add(key);
    if (reason === undefined) kept.push(question);
    else discarded.push({ question, reason });
  }
  return { kept, discarded };
}

/** Letters and digits alone, in one width and case: what counts as the same question. */
export function comparableQuestion(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** List marks and quotation marks are the model's, not the resident's. */
function withoutMarks(line: string): string {
  return cleanLine(line)
    .replace(/^(?:[-*•·]\s*|[(（]?\d{1,2}[)）.、]\s*(?!\d))+/, '')
    .replace(/^["'“”‘’「『]([^"'“”‘’「」『』]+)["'“”‘’」』]$/, '$1')
    .trim();
}

function faultOf(question: string): string | undefined {
  const size = [...question].length;
  if (size < length.min) return `太短，不到${length.min}个字`;
  if (size > length.max) return `太长，超过${length.max}个字`;
  if (urlPattern.test(question)) return '有网址';
  if (phonePattern.test(question)) return '有电话号码';
  if (!/\p{L}/u.test(question.replace(/《[^》]*》/g, ''))) return '只有文件名';
  if (!isAsked(question)) return '不像居民的问法';
  return undefined;
}

/** A question, or a few words as people type them into a search box. */
function isAsked(question: string): boolean {
  if (!/\p{Script=Han}/u.test(question)) return false;
  if (asksPattern.test(question)) return true;
  return [...question].length <= maxPhraseLength && !sentencePattern.test(question);
}
