// The home of a model that is never asked: it keeps what it would have been sent.

import { type ChatModel, ModelError } from './chat-model.ts';

export interface RecordedPrompt {
  readonly step: string;
  readonly system: string;
  readonly user: string;
}

/** Every step fails with 'not-sent', so an answer goes on to the next as far as it can without replies. */
export function createPromptRecorder(name: string): ChatModel & {
  readonly recorded: readonly RecordedPrompt[];
} {
  const recorded: RecordedPrompt[] = [];
  return {
    name,
    recorded,
    async ask({ name: step, system, user }) {
      recorded.push({ step, system, user });
      throw new ModelError('not-sent', 'Only the prompt was wanted.');
    },
  };
}
