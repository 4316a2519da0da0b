// A language model that says what a test wants it to say, step by step, and remembers what it was asked.

import { type ChatModel, ModelError, type ModelFault } from '../../src/answering/chat-model.ts';
import type { PromptName } from '../../src/answering/load-prompts.ts';

export interface Asked {
  readonly step: string;
  readonly system: string;
  readonly user: string;
}

/** A reply, a function of the request, or the fault it fails with. */
type Reply = unknown | ((asked: Asked) => unknown);
export type Script = Readonly<Partial<Record<PromptName, Reply>>>;

/** Steps without a line in the script: unchanged question, in scope, everything supported. */
const obliging: Script = {
  rephrase: ({ user }: Asked) => ({ question: between(user, '问题') }),
  route: ({ user }: Asked) => ({
    inScope: true,
    questions: [between(user, '问题')],
    unclear: false,
    options: [],
  }),
  check: { verdicts: [] },
};

export function fails(fault: ModelFault): () => never {
  return () => {
    throw new ModelError(fault, 'as the test wants');
  };
}

export function scriptModel(script: Script): ChatModel & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    name: 'scripted',
    asked,
    async ask({ name, system, user, schema }) {
      asked.push({ step: name, system, user });
      const line = Object.entries({ ...obliging, ...script }).find(([step]) => step === name)?.[1];
      const reply: unknown = typeof line === 'function' ? line({ step: name, system, user }) : line;
      const parsed = schema.safeParse(reply);
      if (!parsed.success) throw new ModelError('malformed', 'not of the asked shape');
      return { value: parsed.data, inputTokens: 100, outputTokens: 10 };
    },
  };
}

/** What stands in a fence of the prompt. */
export function between(user: string, tag: string): string {
  return new RegExp(`<${tag}>\\n([\\s\\S]*?)\\n</${tag}>`).exec(user)?.[1] ?? '';
}

/** The token under which the prompt shows the passage with these words. */
export function tokenOf(user: string, words: string): string {
  const block = between(user, '资料')
    .split(/(?=【P\d+】)/)
    .find((text) => text.includes(words));
  return /^【(P\d+)】/.exec(block ?? '')?.[1] ?? 'P99';
}
