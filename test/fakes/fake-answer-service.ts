// An answer service without a corpus behind it: logs as the real one does, answers what the test says.

import { randomUUID } from 'node:crypto';
import type { AnswerService, Catalogue } from '../../src/answering/answer-service.ts';
import type { AskerDigest } from '../../src/audit/asker-digest.ts';
import type { AuditLog } from '../../src/audit/audit-log.ts';
import type { Answer, Document, Question } from '../../src/domain.ts';
import { sampleAnswer, sampleTrace } from './sample-answer.ts';

export interface FakeAnswerService extends AnswerService {
  /** Questions in the order in which answering began. */
  readonly asked: Question[];
}

/** @param change what is special about an answer; may throw, may take its time. */
export function createFakeAnswerService(
  audit: AuditLog,
  digest: AskerDigest,
  documents: readonly Document[],
  change: (question: Question) => Partial<Answer> | Promise<Partial<Answer>> = () => ({}),
): FakeAnswerService {
  const asked: Question[] = [];
  return {
    asked,
    async answer(question) {
      asked.push(question);
      const changes = await change(question);
      const questionId = randomUUID();
      const answer = { ...sampleAnswer(questionId), ...changes };
      if (answer.status === 'failed-storage') return answer;
      await audit.recordQuestion({
        id: questionId,
        channel: question.channel,
        conversation: digest(question.channel, question.conversation),
        asker: digest(question.channel, question.asker),
        text: question.text,
        redacted: [],
      });
      await audit.recordAnswer(answer, sampleTrace());
      return answer;
    },
    catalogue: (): Catalogue => ({
      generation: 'g-1',
      documents,
      passages: (id) => documents.find((document) => document.id === id)?.passages ?? [],
      passage: (id) => {
        const document = documents.find(({ passages }) => passages.some((p) => p.id === id));
        const passage = document?.passages.find((candidate) => candidate.id === id);
        return document && passage ? { passage, document } : undefined;
      },
    }),
  };
}
