// The home of `corpus/screening.yaml`: messages by intent, from which the service learns to screen.

import { parse } from 'yaml';
import { z } from 'zod';
import type { IntentExamples } from '../domain.ts';
import { CorpusError } from './corpus-error.ts';

const messages = z.array(z.string().min(1)).min(10, '至少写10条');

const screeningSchema = z.strictObject({
  question: messages,
  injection: messages,
  harm: messages,
  'emergency-violence': messages,
  'emergency-suicide': messages,
  'emergency-medical': messages,
  'emergency-fire': messages,
  'emergency-gas': messages,
  'emergency-drowning': messages,
  'emergency-missing-child': messages,
  'emergency-traffic': messages,
});

/** @throws CorpusError when the file is malformed or a message stands under two intents. */
export function readScreening(text: string, file = 'screening.yaml'): IntentExamples {
  const parsed = screeningSchema.safeParse(parse(text));
  if (!parsed.success) {
    throw new CorpusError(
      parsed.error.issues.map((issue) => ({
        file,
        message: `${issue.path.join('.') || '内容'} 不对：${issue.message}`,
      })),
    );
  }
  const seen = new Map<string, string>();
  for (const [intent, examples] of Object.entries(parsed.data)) {
    for (const example of examples) {
      const other = seen.get(example);
      if (other)
        throw new CorpusError([{ file, message: `“${example}”在 ${other} 和 ${intent} 里都有` }]);
      seen.set(example, intent);
    }
  }
  return parsed.data;
}
