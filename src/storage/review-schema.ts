// The home of the review room's tables as the program sees them. Dates are ISO text in UTC, days are Beijing days.

/** What every row has that the digest chain seals: a name, and the random key of its digest. */
interface SealedRow {
  readonly id: string;
  readonly row_key: string;
}

interface AccountTable extends SealedRow {
  readonly name: string;
  readonly role: string;
  /** scrypt with its parameters and salt; never the password. */
  readonly password: string;
  readonly created_at: string;
  readonly disabled_at: string | null;
}

/** Not sealed: gone when it ends. */
interface SessionTable {
  /** sha256 of the id that the browser holds. */
  readonly id_digest: string;
  readonly account_id: string;
  readonly started_at: string;
  readonly seen_at: string;
}

/** Not sealed: gone after a quarter of an hour, or with the next login that succeeds. */
interface LoginAttemptTable {
  /** sha256 of the name that was tried, which may be nobody's. */
  readonly name_digest: string;
  readonly failures: number;
  readonly last_at: string;
}

/** Never changed: who judges again writes a new row that names the former one. */
interface VerdictTable extends SealedRow {
  readonly question_id: string;
  readonly reviewer: string;
  readonly overall: string;
  /** JSON lists of judged positions. */
  readonly statements: string;
  readonly citations: string;
  /** JSON list of reason codes. */
  readonly reasons: string;
  readonly note: string;
  readonly correction: string;
  readonly recorded_at: string;
  /** Id of the reviewer's former verdict on this answer; empty for the first. */
  readonly supersedes: string;
}

interface SignOffTable extends SealedRow {
  readonly from_day: string;
  readonly to_day: string;
  readonly signed_by: string;
  readonly note: string;
  /** Sample items nobody had judged, and why the period was signed all the same. */
  readonly open_items: number;
  readonly reason: string;
  readonly signed_at: string;
}

interface TicketTable extends SealedRow {
  /** Empty when the ticket is not about an answer. */
  readonly question_id: string;
  readonly kind: string;
  readonly text: string;
  /** Keyed digest of the resident; empty when staff opened it. */
  readonly asker: string;
  readonly opened_by: string;
  readonly opened_at: string;
  readonly due_on: string;
  readonly state: string;
}

interface TicketNoteTable extends SealedRow {
  readonly question_id: string;
  readonly ticket_id: string;
  readonly state: string;
  readonly note: string;
  readonly noted_by: string;
  readonly noted_at: string;
}

interface GoldenProposalTable extends SealedRow {
  readonly question_id: string;
  readonly question: string;
  /** JSON lists of texts. */
  readonly documents: string;
  readonly facts: string;
  readonly proposed_by: string;
  readonly proposed_at: string;
}

interface ApprovedQuestionTable extends SealedRow {
  readonly question_id: string;
  readonly question: string;
  /** JSON list of texts. */
  readonly passage_ids: string;
  readonly approved_by: string;
  readonly approved_at: string;
}

interface PauseTable extends SealedRow {
  readonly channel: string;
  readonly reason: string;
  readonly paused_by: string;
  readonly paused_at: string;
  readonly resumed_by: string | null;
  readonly resumed_at: string | null;
}

/** Who may not ask for a while. Knows its person only until it ends: then the asker is emptied. */
interface BlockTable extends SealedRow {
  /** Keyed digest; empty once the block has ended. */
  readonly asker: string;
  /** One of few codes, no words: what is written of a person would have to be erased with them. */
  readonly reason: string;
  readonly blocked_by: string;
  readonly blocked_at: string;
  readonly until: string;
  readonly lifted_by: string | null;
  readonly lifted_at: string | null;
}

/** Not sealed: the summary of a day on its way to the staff chat. */
interface SummaryPostTable {
  readonly day: string;
  /** Raised before sending, so that no crash has it sent again and again. */
  readonly attempts: number;
  readonly posted_at: string | null;
}

/** How large a part of the answers is drawn into the random sample, from when on. Never changed. */
interface SampleRateTable extends SealedRow {
  readonly rate: number;
  readonly set_by: string;
  readonly set_at: string;
}

/** An answer as the queues sort it. Read out of the log, and made again from it when lost. */
interface ReviewItemTable {
  readonly question_id: string;
  readonly asked_at: string;
  readonly status: string;
  /** Of the best retrieved passage; 0 when there was none. */
  readonly best_score: number;
  readonly fallback: number;
  readonly sampled: number;
}

/** One row: the last event that `review_item` covers. */
interface ReviewCursorTable {
  readonly id: number;
  readonly sequence: number;
}

export interface ReviewSchema {
  account: AccountTable;
  session: SessionTable;
  login_attempt: LoginAttemptTable;
  verdict: VerdictTable;
  sign_off: SignOffTable;
  ticket: TicketTable;
  ticket_note: TicketNoteTable;
  golden_proposal: GoldenProposalTable;
  approved_question: ApprovedQuestionTable;
  pause: PauseTable;
  block: BlockTable;
  summary_post: SummaryPostTable;
  sample_rate: SampleRateTable;
  review_item: ReviewItemTable;
  review_cursor: ReviewCursorTable;
}
