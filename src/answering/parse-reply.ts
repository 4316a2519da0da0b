// The home of reading a model's reply: whatever text comes, the object that was asked for or a ModelError.

import { jsonrepair } from 'jsonrepair';
import type { z } from 'zod';
import { ModelError } from './chat-model.ts';

/**
 * Finds the first JSON object that has the asked shape; thoughts, code fences and chatter around it are
 * passed over, and small slips of JSON (a comma too many, single quotes, comments) are repaired. A reply
 * that was cut off is not completed: half a sentence can say the opposite of the whole.
 * @throws ModelError 'malformed'; its message names places and kinds of faults, never the model's words.
 */
export function parseReply<T>(text: string, schema: z.ZodType<T>): T {
  let fault = 'there is no whole JSON object in it';
  for (const source of jsonObjects(dropThoughts(text))) {
    const parsed = schema.safeParse(readJson(source));
    if (parsed.success) return parsed.data;
    fault = parsed.error.issues
      .map(({ code, path }) => `${code} at ${path.join('.') || 'the top'}`)
      .join(', ');
  }
  throw new ModelError(
    'malformed',
    `The model's reply is not of the asked shape: ${fault}. When it happens often, choose another CHAT_MODEL.`,
  );
}

/** Reasoning models think aloud first; some chat templates leave only the closing tag in the reply. */
function dropThoughts(text: string): string {
  if (text.trimStart().startsWith('{')) return text;
  const end = text.indexOf('</think>');
  if (end >= 0) return text.slice(end);
  return text.includes('<think>') ? '' : text;
}

/** Each outermost {…}, in order. */
function* jsonObjects(text: string): Generator<string> {
  let depth = 0;
  let start = 0;
  let isInText = false;
  for (let at = text.indexOf('{'); at >= 0 && at < text.length; at += 1) {
    const char = text[at];
    if (isInText && char === '\\') at += 1;
    else if (char === '"') isInText = depth > 0 && !isInText;
    else if (!isInText && char === '{') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (!isInText && char === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) yield text.slice(start, at + 1);
    }
  }
}

function readJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return repairJson(source);
  }
}

function repairJson(source: string): unknown {
  try {
    return JSON.parse(jsonrepair(source));
  } catch {
    return undefined;
  }
}
