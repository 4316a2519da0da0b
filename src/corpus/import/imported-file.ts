// The home of what comes out of a file that staff hand in, whatever its format.

import { z } from 'zod';

/** The most passages of one document: more is several documents. */
export const maxSections = 2_000;

export const importFormats = [
  'prepared',
  'markdown',
  'text',
  'html',
  'docx',
  'pdf',
  'table',
] as const;
export type ImportFormat = (typeof importFormats)[number];

const section = z.object({
  anchor: z.string(),
  headings: z.array(z.string()).readonly(),
  text: z.string(),
  page: z.number().int().positive().exactOptional(),
});

/** Also what the worker's message is checked against. */
export const importedFileSchema = z.object({
  format: z.enum(importFormats),
  title: z.string(),
  sections: z.array(section).readonly(),
  warnings: z
    .array(z.object({ where: z.string(), message: z.string(), text: z.string() }))
    .readonly(),
  /** A document already in the corpus's own form; its sections are empty then. */
  preparedText: z.string().exactOptional(),
});

/** What an importer brings, with what somebody should look at. */
export type ImportedFile = z.infer<typeof importedFileSchema>;
