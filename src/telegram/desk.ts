// What every feature works with, and the notion of a feature.

import type PQueue from 'p-queue';
import type { Composer, Context } from 'telegraf';
import type { AnswerService } from '../answering/answer-service.ts';
import type { AskerDigest } from '../audit/asker-digest.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Logger } from '../logger.ts';
import type { Sender } from './send.ts';

export interface Desk {
  readonly service: AnswerService;
  readonly audit: AuditLog;
  readonly askerDigest: AskerDigest;
  readonly sender: Sender;
  readonly logger: Logger;
  /** Keeps the number of answers composed at the same time within what the machine bears. */
  readonly answerQueue: PQueue;
}

/** Registers its handlers; those that are none of its business go on to the next feature. */
export type Feature = (bot: Composer<Context>, desk: Desk) => void;
