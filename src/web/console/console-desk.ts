// What the routes of the console share.

import type { Context, MiddlewareHandler } from 'hono';
import type { Catalogue } from '../../answering/answer-service.ts';
import type { AnswerTrace, AuditLog } from '../../audit/audit-log.ts';
import type { Answer, Channel } from '../../domain.ts';
import type { Logger } from '../../logger.ts';
import type { Review } from '../../review/create-review.ts';
import type { GroupTexts } from '../../review/group-asked.ts';
import type { Actor, Permission } from '../../review/permits.ts';
import type { Assets } from '../assets.ts';
import type { ShowPage } from '../html-document.tsx';
import type { MessageName } from './console-messages.tsx';
import type { CorpusActs } from './corpus/corpus-acts.ts';

export interface ConsoleDependencies {
  readonly review: Review;
  readonly audit: AuditLog;
  readonly catalogue: () => Catalogue;
  /** What the live generation would answer now; leaves no trace in the log. */
  readonly replay: (text: string) => Promise<{ answer: Answer; trace: AnswerTrace }>;
  /** Which of the questions mean the same, by the live generation's words and vectors. */
  readonly groupQuestions: GroupTexts;
  /** Looking at the corpus, changing it and publishing it. */
  readonly corpus: CorpusActs;
  /** Doors through which residents ask. */
  readonly channels: readonly Channel[];
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly assets: Assets;
  /** Whether the console is reached by https: then its cookies travel no other way. */
  readonly isSecure: boolean;
}

/** Who is logged in, and the token that the forms of this session carry. */
export interface ConsoleSession {
  readonly id: string;
  readonly actor: Actor;
  readonly csrf: string;
}

export interface ConsoleEnv {
  Variables: { session: ConsoleSession };
}

export interface ConsoleDesk extends ConsoleDependencies {
  readonly show: ShowPage;
  /** The page that says why another cannot be shown. */
  readonly showMessage: (context: Context, name: MessageName) => Response | Promise<Response>;
  /** Lets only those pass who may do this; the others read why not. */
  readonly onlyFor: (permission: Permission) => MiddlewareHandler<ConsoleEnv>;
}
