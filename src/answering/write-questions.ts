// The home of having a model write residents' likely questions for a passage.

import { z } from 'zod';
import type { DocumentHeader, Passage } from '../domain.ts';
import type { ChatModel } from './chat-model.ts';
import type { Prompts } from './load-prompts.ts';
import { NoModelError } from './no-model-error.ts';

const replySchema = z.object({ questions: z.array(z.string()) });
/** Nobody waits for an answer here. */
const deadlineMs = 60_000;

/**
 * @returns the model's and the prompt's name beside `write`, which gives the questions as they came.
 * `write` rejects with ModelError. @throws NoModelError
 */
export function createQuestionWriter(
  model: ChatModel | undefined,
  { questions: prompt }: Pick<Prompts, 'questions'>,
) {
  if (!model) throw new NoModelError();
  return {
    model: model.name,
    promptDigest: prompt.digest,
    async write(passage: Passage, document: DocumentHeader): Promise<readonly string[]> {
      const values = {
        title: document.title,
        headings: passage.headings.slice(1).join(' › '),
        text: passage.text,
      };
      const request = { name: prompt.name, ...prompt.fill(values), schema: replySchema };
      const { value } = await model.ask(request, AbortSignal.timeout(deadlineMs));
      return value.questions;
    },
  };
}
