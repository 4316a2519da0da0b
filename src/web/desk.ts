// What the routes of the site share.

import type { Context } from 'hono';
import type { AnswerService } from '../answering/answer-service.ts';
import type { AskerDigest } from '../audit/asker-digest.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { PastQuestion } from '../audit/find-conversation.ts';
import type { PersonalData } from '../audit/personal-data.ts';
import type { Citation } from '../domain.ts';
import type { Logger } from '../logger.ts';
import type { Tickets } from '../review/tickets.ts';
import type { AnswerMetrics } from './answer-metrics.ts';
import type { ShowPage } from './html-document.tsx';
import type { Sessions } from './session.ts';
import type { messages } from './texts.ts';

export interface Desk {
  readonly service: AnswerService;
  readonly audit: AuditLog;
  readonly askerDigest: AskerDigest;
  /** See `audit/find-cited-passages.ts`. */
  readonly findCitedPassages: (documentId: string) => Promise<readonly Citation[]>;
  /** See `audit/find-conversation.ts`. */
  readonly findConversation: (
    conversations: readonly string[],
    limit: number,
  ) => Promise<readonly PastQuestion[]>;
  readonly tickets: Pick<Tickets, 'openForResident' | 'findForResident'>;
  readonly personalData: PersonalData;
  readonly metrics: AnswerMetrics;
  readonly logger: Logger;
  readonly sessions: Sessions;
  readonly show: ShowPage;
  /** The page that says why another cannot be shown. */
  readonly showMessage: (
    context: Context,
    status: keyof typeof messages,
  ) => Response | Promise<Response>;
}
