// What comes with a file that is handed in, as typed.

import { z } from 'zod';
import type { UploadFields } from './corpus-acts.ts';

const typed = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text || undefined)
  .optional();

export const uploadFormSchema = z.object({
  title: typed,
  publisher: typed,
  published: typed,
  url: typed,
  kind: typed,
  year: typed,
  topic: typed,
  id: typed,
  selector: typed,
  replace: z.literal('yes').optional(),
});
export const removeFormSchema = z.object({ id: z.string().min(1), confirmed: z.literal('yes') });
export type UploadForm = z.infer<typeof uploadFormSchema>;

/** What was left empty is left out. */
export function readFields({ replace, ...texts }: UploadForm): UploadFields {
  const filled = Object.entries(texts).filter(([, text]) => text !== undefined);
  return { ...Object.fromEntries(filled), ...(replace ? { replace: true } : {}) };
}
