// Reads what a reviewer handed in out of the fields of the form.

import type { z } from 'zod';
import {
  judgementSchema,
  type Verdict,
  type VerdictForm,
  verdictFormSchema,
} from '../../review/verdict.ts';

const draftSchema = verdictFormSchema.extend({ overall: judgementSchema.optional() });
/** A verdict that is not finished. */
export type VerdictDraft = z.infer<typeof draftSchema>;

export const emptyDraft: VerdictDraft = {
  statements: [],
  citations: [],
  reasons: [],
  note: '',
  correction: '',
};

/** @returns nothing when the fields are not those of our form. */
export function readVerdictDraft(form: FormData): VerdictDraft | undefined {
  const parts = (name: string) =>
    [...form].flatMap(([key, judgement]) => {
      const position = new RegExp(`^${name}-(\\d+)$`).exec(key)?.[1];
      return position === undefined || judgement === ''
        ? []
        : [{ position: Number(position), judgement }];
    });
  const draft = draftSchema.safeParse({
    overall: form.get('overall') ?? undefined,
    statements: parts('statement'),
    citations: parts('citation'),
    reasons: form.getAll('reason'),
    note: lines(form.get('note')),
    correction: lines(form.get('correction')),
  });
  return draft.success ? draft.data : undefined;
}

export function finished(draft: VerdictDraft): VerdictForm | undefined {
  return draft.overall === undefined ? undefined : { ...draft, overall: draft.overall };
}

export function draftOf({
  overall,
  statements,
  citations,
  reasons,
  note,
  correction,
}: Verdict): VerdictDraft {
  return { overall, statements, citations, reasons, note, correction };
}

/** Forms end lines with two characters, which counts against the length that a browser allowed. */
function lines(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}
