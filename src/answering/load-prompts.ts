// The home of the prompts: read from their files, checked against the steps that use them, filled with fenced texts.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ServiceError } from '../errors.ts';

/** A prompt file that is missing or does not fit the step that uses it. */
export class PromptError extends ServiceError {
  override readonly name = 'PromptError';
}

/** What each step puts into its prompt. */
const placeholders = {
  rephrase: ['turns', 'question'],
  route: ['question', 'candidates'],
  compose: ['question', 'passages'],
  repair: ['question', 'passages', 'answer'],
  check: ['question', 'passages', 'answer'],
  questions: ['title', 'headings', 'text'],
} as const;

export type PromptName = keyof typeof placeholders;
export type PromptValues<N extends PromptName> = Readonly<
  Record<(typeof placeholders)[N][number], string>
>;

export interface Prompt<N extends PromptName = PromptName> {
  readonly name: N;
  readonly version: number;
  /** sha256 of the whole file. */
  readonly digest: string;
  /** @param values untrusted texts; they cannot close the fence they stand in. */
  fill(values: PromptValues<N>): { readonly system: string; readonly user: string };
}

export type Prompts = { readonly [N in PromptName]: Prompt<N> };

const headSchema = z.object({
  version: z.number().int().positive(),
  placeholders: z.array(z.string()),
});

/** Reads every prompt of a folder. @throws PromptError naming the file and what to change. */
export async function loadPrompts(dir: string): Promise<Prompts> {
  return {
    rephrase: await loadPrompt(dir, 'rephrase'),
    route: await loadPrompt(dir, 'route'),
    compose: await loadPrompt(dir, 'compose'),
    repair: await loadPrompt(dir, 'repair'),
    check: await loadPrompt(dir, 'check'),
    questions: await loadPrompt(dir, 'questions'),
  };
}

async function loadPrompt<N extends PromptName>(dir: string, name: N): Promise<Prompt<N>> {
  const file = join(dir, `${name}.md`);
  const fail = (problem: string, cause?: unknown): never => {
    throw new PromptError(`${file}: ${problem} See prompts/README.md.`, { cause });
  };
  const text = await readFile(file, 'utf8').catch((error: unknown) =>
    fail('the prompt cannot be read.', error),
  );
  const [, head, system, user] =
    /^---\n([\s\S]*?)\n---\n+# system\n([\s\S]*?)\n# user\n([\s\S]*)$/.exec(text) ??
    fail('needs a head between --- lines, then "# system", then "# user".');
  const { version, placeholders: named } = readHead(head ?? '', fail);
  const wanted: readonly string[] = placeholders[name];
  const used = [...new Set([...(user ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, key]) => key))];
  if (!sameNames(named, wanted) || !sameNames(used, wanted)) {
    fail(`its head and its user part must have exactly {{${wanted.join('}}, {{')}}}.`);
  }
  if (/\{\{/.test(system ?? '')) fail('placeholders belong into the user part.');
  // JSON mode is refused by several endpoints when the word does not stand in the prompt.
  if (!/JSON/.test(system ?? '')) fail('the system part must ask for JSON.');
  return {
    name,
    version,
    digest: createHash('sha256').update(text).digest('hex'),
    fill: (values) => ({
      system: (system ?? '').trim(),
      user: (user ?? '').trim().replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
        const entry = Object.entries<string>(values).find(([known]) => known === key);
        return fence(entry?.[1] ?? '');
      }),
    }),
  };
}

function readHead(head: string, fail: (problem: string, cause?: unknown) => never) {
  try {
    return headSchema.parse(parse(head));
  } catch (error) {
    return fail('its head needs "version" and "placeholders".', error);
  }
}

/** The fences are tags in angle brackets: a text without angle brackets cannot end one or begin another. */
function fence(text: string): string {
  return text.replaceAll('<', '＜').replaceAll('>', '＞');
}

function sameNames(left: readonly (string | undefined)[], right: readonly string[]): boolean {
  return left.length === right.length && right.every((name) => left.includes(name));
}
