// The home of `corpus/golden.yaml`: questions with the facts and documents a right answer must bring.

import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { GoldenQuestion } from '../domain.ts';
import { CorpusError } from './corpus-error.ts';

const goldenSchema = z.array(
  z.strictObject({
    id: z.string().min(1),
    question: z.string(),
    after: z.array(z.string()).default([]),
    kind: z.enum([
      'report',
      'service',
      'law',
      'not-covered',
      'out-of-scope',
      'unsafe',
      'emergency',
      'smalltalk',
    ]),
    facts: z.array(z.string().min(1)).default([]),
    documents: z.array(z.string().min(1)).default([]),
    never: z.array(z.string().min(1)).default([]),
    form: z
      .enum(['plain', 'noisy', 'english', 'traditional', 'follow-up', 'several'])
      .default('plain'),
  }),
);

/** @throws CorpusError when the file is malformed or an id stands twice. */
export function readGolden(text: string, file = 'golden.yaml'): GoldenQuestion[] {
  const parsed = goldenSchema.safeParse(readYaml(text, file));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ file, message: describeIssue(issue) }));
    throw new CorpusError(problems);
  }
  const seen = new Set<string>();
  for (const { id } of parsed.data) {
    if (seen.has(id)) throw new CorpusError([{ file, message: `题号“${id}”用了两次` }]);
    seen.add(id);
  }
  return parsed.data;
}

function readYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    const message = '这一行附近写法不对：检查缩进、冒号后面的空格和成对的引号';
    throw new CorpusError([{ file, message, ...(line === undefined ? {} : { line }) }], {
      cause: error,
    });
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const [place, ...field] = issue.path;
  if (place === undefined) return '里面不是一道道考题：每道题以“- id:”开头，写法见语料的 README.md';
  const question = `第${Number(place) + 1}题`;
  if (issue.code === 'unrecognized_keys') return `${question}多写了 ${issue.keys.join('、')}`;
  const wrong = `${question}的 ${field.join('.') || '写法'} 不对`;
  if (issue.code === 'invalid_value') return `${wrong}，只能写 ${issue.values.join('、')}`;
  return `${wrong}：没有写，或者不是该写的样子`;
}

/** What `readGolden` reads back, in the form of the file, to be pasted into it. */
export function formatGolden(questions: readonly GoldenQuestion[]): string {
  const list = (texts: readonly string[]) =>
    `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;
  return questions
    .map(
      ({ id, question, after, kind, facts, documents, never, form }) => `- id: ${id}
  question: ${JSON.stringify(question)}
  after: ${list(after)}
  kind: ${kind}
  facts: ${list(facts)}
  documents: ${list(documents)}
  never: ${list(never)}
  form: ${form}
`,
    )
    .join('\n');
}

/** Neighbouring characters of a question, without punctuation. */
export function characterPairs(text: string): ReadonlySet<string> {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < plain.length; at += 1) pairs.add(plain.slice(at, at + 2));
  return pairs;
}

/** How alike two questions are: Dice coefficient of their character pairs, 0 to 1. */
export function pairSimilarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size);
}
