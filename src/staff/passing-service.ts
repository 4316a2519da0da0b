// The home of answering what nobody asked: a service over an index with a log that is gone afterwards.

import type { AnsweringDependencies } from '../answering/answer-question.ts';
import type { AnswerService } from '../answering/answer-service.ts';
import type { ChatModel } from '../answering/chat-model.ts';
import { type AskerDigest, createAskerDigest } from '../audit/asker-digest.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { createAuditLog } from '../audit/open-audit-log.ts';
import type { Generation } from '../retrieval/generation.ts';
import { openDatabase } from '../storage/open-database.ts';

/** @param generation the index to answer from, asked before every question. */
export type CreateService = (
  generation: () => Generation,
  audit: AuditLog,
  digest: AskerDigest,
  model: ChatModel | undefined,
  /** What may keep a question from being answered. */
  gates?: Pick<AnsweringDependencies, 'isPaused' | 'isBlocked' | 'quota'>,
) => Promise<AnswerService>;

export interface PassingService {
  readonly service: AnswerService;
  readonly audit: AuditLog;
}

/** @param model writes the answers; without one passages are quoted. */
export type WithPassingService = <T>(
  generation: Generation,
  model: ChatModel | undefined,
  work: (open: PassingService) => Promise<T>,
) => Promise<T>;

/** Answers that nobody asked for have no place in the log that reviewers read. */
export function createPassingServices(
  createService: CreateService,
  now: () => Date,
): WithPassingService {
  return async (generation, model, work) => {
    const database = await openDatabase(':memory:');
    try {
      const audit = createAuditLog(database, now);
      const digest = createAskerDigest('nobody', now);
      const service = await createService(() => generation, audit, digest, model);
      return await work({ service, audit });
    } finally {
      await database.destroy();
    }
  };
}
