// The home of `corpus/glossary.yaml`: residents' words, slips and English for the words the corpus uses.

import { parse } from 'yaml';
import { z } from 'zod';
import type { Term } from '../domain.ts';
import { CorpusError } from './corpus-error.ts';

const glossarySchema = z.array(
  z.strictObject({
    term: z.string().min(1),
    says: z.array(z.string().min(1)).default([]),
    en: z.array(z.string().min(1)).default([]),
  }),
);

/** @throws CorpusError when the file is malformed. */
export function readGlossary(text: string, file = 'glossary.yaml'): Term[] {
  const parsed = glossarySchema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new CorpusError(
    parsed.error.issues.map((issue) => ({
      file,
      message: `第${Number(issue.path[0] ?? 0) + 1}条的 ${issue.path.slice(1).join('.')} 不对：${issue.message}`,
    })),
  );
}
