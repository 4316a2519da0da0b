// The home of what each kind of event may do to rows: write them once, write them again, take their words out, remove them.

import { type EventKind, gone } from './append-event.ts';
import { answerTables } from './row-digests.ts';

type Table = string;

interface Rule {
  /** Tables of rows it writes for the first time. */
  readonly writes?: readonly Table[];
  /** Tables of rows it may change. */
  readonly changes?: readonly Table[];
  /** Tables of rows it may remove. */
  readonly removes?: readonly Table[];
  /** Whether rows it changes have to be empty of the person afterwards. */
  readonly empties?: true;
}

const ofQuestion: readonly Table[] = ['question', ...answerTables];
const withWords = [
  'feedback',
  'verdict',
  'ticket',
  'ticket_note',
  'golden_proposal',
  'approved_question',
];

const rules: Readonly<Record<EventKind, Rule>> = {
  'question-asked': { writes: ['question'] },
  'answer-composed': { writes: answerTables },
  'answer-delivered': {},
  'answer-undeliverable': {},
  'feedback-given': { writes: ['feedback'], changes: ['feedback'] },
  'data-erased': {
    changes: [...ofQuestion, ...withWords],
    removes: ['retrieved'],
    empties: true,
  },
  'data-expired': {
    removes: [...ofQuestion, 'feedback', 'verdict', 'ticket', 'ticket_note'],
  },
  login: {},
  'login-failed': {},
  'locked-out': {},
  logout: {},
  'account-added': { writes: ['account'] },
  'account-changed': { changes: ['account'] },
  'verdict-recorded': { writes: ['verdict'] },
  'verdict-superseded': { writes: ['verdict'] },
  'golden-proposed': { writes: ['golden_proposal'] },
  'question-approved': { writes: ['approved_question'] },
  'ticket-opened': { writes: ['ticket'] },
  'ticket-changed': { writes: ['ticket_note'], changes: ['ticket'] },
  'period-signed': { writes: ['sign_off'] },
  'sample-rate-set': { writes: ['sample_rate'] },
  'export-made': {},
  refused: {},
  'answering-paused': { writes: ['pause'] },
  'answering-resumed': { changes: ['pause'] },
  'asker-blocked': { writes: ['block'] },
  'block-lifted': { changes: ['block'], empties: true },
  'block-ended': { changes: ['block'], empties: true },
  'corpus-published': {},
  'corpus-rolled-back': {},
  'corpus-switching': {},
  'corpus-not-switched': {},
  'document-stored': {},
  'document-removed': {},
  'questions-written': {},
  'questions-removed': {},
  'sources-fetched': {},
  'corpus-staged': {},
  'stage-tested': {},
  'stage-discarded': {},
  'log-restored': {},
};

const byKind = new Map<string, Rule>(Object.entries(rules));

/** Whether a row that an event of this kind changed may hold nothing of a person any more. */
export function hasToBeEmpty({ kind }: Pick<Seal, 'kind'>): boolean {
  return byKind.get(kind)?.empties === true;
}

/** No row goes before half a year (网络安全法 art. 21: network logs are kept for at least six months). */
export const floorDays = 183;

/** What the chain knows of a row: its digest, `gone` when it was removed, and the event that sealed it last. */
export interface Seal {
  readonly digest: string;
  readonly sequence: number;
  readonly kind: string;
  /** When the row was written first. */
  readonly writtenAt: string;
}

interface SealingEvent {
  readonly sequence: number;
  readonly kind: string;
  readonly at: string;
  /** Row name -> digest. */
  readonly rows: Readonly<Record<string, string>>;
}

/**
 * Takes over what an event says of a row.
 * @param former what the events before it say.
 * @returns nothing when an event of this kind may not do so.
 */
export function sealRow(
  former: Seal | undefined,
  name: string,
  event: SealingEvent,
): Seal | undefined {
  const { kind, sequence, at, rows } = event;
  const [table = ''] = name.split(':');
  const { writes = [], changes = [], removes = [] } = byKind.get(kind) ?? {};
  const digest = rows[name] ?? gone;
  if (!former) {
    return digest !== gone && writes.includes(table)
      ? { digest, sequence, kind, writtenAt: at }
      : undefined;
  }
  const { writtenAt } = former;
  if (former.digest === gone || !(digest === gone ? removes : changes).includes(table)) {
    return undefined;
  }
  // An answer loses its words only together with its question.
  const isAlone = ofQuestion.includes(table) && !('question' in rows);
  if (kind === 'data-erased' && isAlone) return undefined;
  const floorMs = floorDays * 24 * 3_600_000;
  if (kind === 'data-expired' && Date.parse(at) - Date.parse(writtenAt) < floorMs) return undefined;
  return { digest, sequence, kind, writtenAt };
}
