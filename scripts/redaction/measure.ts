// How much personal data redaction masks, and what it damages, over the lines of test/fixtures/redaction.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { foldCharacters } from '../../src/answering/fold-characters.ts';
import { normalizeQuestion } from '../../src/answering/normalize-question.ts';

const folder = join(import.meta.dirname, '../../test/fixtures/redaction');
export type Half = 'development' | 'held-out';

const lineSchema = z.object({
  kind: z.string(),
  before: z.string(),
  secret: z.string(),
  after: z.string(),
});
export type MaskedLine = z.infer<typeof lineSchema>;

const readLines = (name: string) => readFileSync(join(folder, name), 'utf8').trim().split('\n');

export function readMasked(half: Half): MaskedLine[] {
  return readLines(`masked-${half}.jsonl`).map((line) => lineSchema.parse(JSON.parse(line)));
}

export function readStays(half: Half): string[] {
  return readLines(`stays-${half}.txt`);
}

export interface Masking {
  readonly kind: string;
  readonly count: number;
  /** Lines of whose datum something is left. */
  readonly leaks: readonly string[];
  /** Lines whose other words are no longer whole. */
  readonly damaged: readonly string[];
}

/** By kind of datum, in the order of the file. */
export function measureMasking(half: Half): Masking[] {
  const all = readMasked(half);
  return [...new Set(all.map(({ kind }) => kind))].map((kind) => {
    const lines = all.filter((line) => line.kind === kind);
    const results = lines.map((line) => ({
      shown: `${line.before}${line.secret}${line.after} => ${accept(`${line.before}${line.secret}${line.after}`)}`,
      ...inspect(line),
    }));
    return {
      kind,
      count: lines.length,
      leaks: results.filter(({ leaks }) => leaks).map(({ shown }) => shown),
      damaged: results.filter(({ damaged }) => damaged).map(({ shown }) => shown),
    };
  });
}

/** Lines that hold no personal data and are not as they were, with what became of them. */
export function measureStays(half: Half): string[] {
  return readStays(half).flatMap((line) => {
    const acceptance = normalizeQuestion(line);
    const kinds = 'accepted' in acceptance ? acceptance.accepted.redacted : [];
    return kinds.length > 0 ? [`${line} => ${accept(line)}`] : [];
  });
}

/** A datum leaks when five of its characters in a row are left, or all of a shorter one. */
function inspect({ before, secret, after }: MaskedLine): { leaks: boolean; damaged: boolean } {
  const text = accept(`${before}${secret}${after}`);
  const left = bare(text);
  const parts = bare(secret);
  const length = Math.min(parts.length, 5);
  const windows = Array.from({ length: parts.length - length + 1 }, (_, start) =>
    parts.slice(start, start + length),
  );
  return {
    leaks: windows.some((window) => left.includes(window)),
    damaged: ![before, after].every((words) => left.includes(bare(accept(words)))),
  };
}

/** Letters and digits alone, so that no separator hides what is left. */
function bare(text: string): string {
  return foldCharacters(text).text.replace(/[^\p{L}\p{N}]/gu, '');
}

function accept(text: string): string {
  const acceptance = normalizeQuestion(text);
  return 'accepted' in acceptance ? acceptance.accepted.text : '';
}
