// The nouns every room speaks. READ FIRST.

/**
 * What a document of the corpus is. A `gap` says what was looked for and not found; an `off-topic` one
 * shows by examples what this service does not answer.
 */
export type DocumentKind = 'report' | 'report-digest' | 'guide' | 'hotline' | 'gap' | 'off-topic';

/** Who published what, where and when: one entry of `corpus/sources.yaml`, or an added document itself. */
export interface Source {
  readonly name: string;
  readonly title: string;
  readonly kind: 'law' | 'regulation' | 'interpretation' | 'local' | 'page' | 'report';
  readonly publisher: string;
  /** Dates or edition as residents read them, e.g. "2023-09-01修订，2024-01-01施行". */
  readonly version: string;
  /** Official page; empty when none is known. Never composed by us. */
  readonly url: string;
  /** ISO date of the last day this version is in force. */
  readonly validUntil?: string;
  /** Name of the source that took its place. */
  readonly supersededBy?: string;
}

/** A passage's basis: a source and, for laws, the articles ("第53条"). */
export interface SourceReference {
  readonly source: Source;
  readonly articles: readonly string[];
}

/** A service as residents need it, shown as a card. */
export interface Service {
  readonly name: string;
  readonly who: string;
  readonly cost: string;
  readonly phone: string;
  readonly hours: string;
  readonly materials: readonly string[];
  readonly steps: readonly string[];
  readonly deadline: string;
}

/** The smallest citable piece. */
export interface Passage {
  /** `documentId#anchor`; stable once published. */
  readonly id: string;
  readonly documentId: string;
  readonly anchor: string;
  /** From the outermost heading to the passage's own. */
  readonly headings: readonly string[];
  readonly text: string;
  /** Page of the original on which it begins, from 1; absent where it has no pages. */
  readonly page?: number;
  /** How residents ask for it; searched, never shown as an answer. */
  readonly questions: readonly string[];
  /** Written by a model where no person wrote any; kept apart, searched like them, never shown. */
  readonly modelQuestions: readonly string[];
  /** Residents' own, approved by staff; searched like them, never shown. Absent without any. */
  readonly approvedQuestions?: readonly string[];
  readonly references: readonly SourceReference[];
  /** Set on the passage that is a document's service card. */
  readonly service?: Service;
}

/** What all passages of one document share. */
export interface DocumentHeader {
  readonly id: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly topic: string;
  readonly summary: string;
  readonly publisher: string;
  readonly published: string;
  /** Official page of the document itself; empty when none is known. */
  readonly url: string;
  /** The year a report is about. */
  readonly year?: number;
  /** A gap that answers only when another year, or another place, is asked for. */
  readonly appliesTo?: 'other-year' | 'other-place';
  /** Years whose reports a gap for other years takes for known; with a report of another year it is untrue. */
  readonly knownYears?: readonly number[];
  /** Id of the document that took this one's place: kept for old citations, not for new answers. */
  readonly supersededBy?: string;
  /** ISO date of the last day new answers may rest on this document. */
  readonly validUntil?: string;
  /** ISO date of the last check against the sources. */
  readonly checked: string;
  /** ISO date by which somebody must look again. */
  readonly reviewBy: string;
}

export interface Document extends DocumentHeader {
  readonly passages: readonly Passage[];
}

/** A word of the corpus with what residents say and write instead of it, and its English. */
export interface Term {
  readonly term: string;
  readonly says: readonly string[];
  readonly en: readonly string[];
}

/** What a message is before anything is searched. */
export type Intent =
  | 'question'
  | 'off-topic'
  | 'injection'
  | 'harm'
  | 'emergency-violence'
  | 'emergency-suicide'
  | 'emergency-medical'
  | 'emergency-fire'
  | 'emergency-gas'
  | 'emergency-drowning'
  | 'emergency-missing-child'
  | 'emergency-traffic';

/** Messages of each intent, from which the service learns to tell them apart. */
export type IntentExamples = Readonly<Partial<Record<Intent, readonly string[]>>>;

/** A passage found for a question, with its place in the ranking. */
export interface RankedPassage {
  readonly passage: Passage;
  readonly document: DocumentHeader;
  /** Fused score, about 0 to 1; comparable between questions. */
  readonly score: number;
  /** BM25 share of the best score the question could reach, 0 to 1. */
  readonly lexicalScore: number;
  /** Cosine similarity with the passage's text or with its questions, whichever is nearer, 0 to 1. */
  readonly vectorScore: number;
}

/** A question of `corpus/golden.yaml` with what a right answer must bring. */
export interface GoldenQuestion {
  readonly id: string;
  readonly question: string;
  /** Earlier turns of the same conversation, oldest first. */
  readonly after: readonly string[];
  readonly kind:
    | 'report'
    | 'service'
    | 'law'
    | 'not-covered'
    | 'out-of-scope'
    | 'unsafe'
    | 'emergency'
    | 'smalltalk';
  /** Each must stand in the answer; "a|b" means either. */
  readonly facts: readonly string[];
  /** At least one citation must be of one of these documents: ids, or the beginning of ids with *. */
  readonly documents: readonly string[];
  /** Must not stand in the answer. */
  readonly never: readonly string[];
  readonly form: 'plain' | 'noisy' | 'english' | 'traditional' | 'follow-up' | 'several';
}

export type Status =
  | 'answered'
  | 'answered-partly'
  | 'clarification-needed'
  | 'unanswerable-no-passages'
  | 'unanswerable-not-covered'
  | 'refused-out-of-scope'
  | 'refused-unsafe'
  | 'refused-too-long'
  | 'refused-quota'
  /** Staff have paused answering in this channel. */
  | 'refused-paused'
  /** Staff have blocked this person for a while. */
  | 'refused-blocked'
  | 'emergency'
  | 'smalltalk'
  | 'failed-model'
  | 'failed-storage'
  | 'failed-internal';

export type Channel = 'telegram' | 'web' | 'cli';

/** A resident's question as it arrives. */
export interface Question {
  readonly text: string;
  readonly channel: Channel;
  /** Turns that belong together: a chat, a browser session, a `conversation` of the ask contract. */
  readonly conversation: string;
  /** Who asks, as the channel knows it; leaves the process only as a keyed digest. */
  readonly asker: string;
  /** Where a request of the web came from; counted against the quota, never kept. */
  readonly address?: string;
  /** One of more than the door can queue for this chat: answered only when it is an emergency. */
  readonly isExcess?: boolean;
}

/** A statement's tie to a passage, with what is quoted and where residents can read it. */
export interface Citation {
  readonly documentId: string;
  readonly passageId: string;
  readonly title: string;
  /** Heading path, the page where the original has pages and, for laws, the articles. */
  readonly section: string;
  /** Official page or source page; empty when none is known. */
  readonly url: string;
  readonly quote: string;
  readonly publisher: string;
  readonly published: string;
}

/** One sentence or list item, with the citations (indexes into `Answer.citations`) that carry it. */
export interface Statement {
  readonly text: string;
  readonly citations: readonly number[];
}

export interface Answer {
  /** Log id of the question this answers. */
  readonly questionId: string;
  readonly status: Status;
  /** Exactly what a resident reads, without mark-up. */
  readonly text: string;
  /** First line of the answer when it is not a statement: an apology, a year's name, an English lead-in. */
  readonly lead: string;
  readonly statements: readonly Statement[];
  readonly citations: readonly Citation[];
  /** Short lines after the statements: other year, digest, hotline that knows more. */
  readonly notices: readonly string[];
  /** Questions a resident may tap next. */
  readonly suggestions: readonly string[];
  readonly generation: string;
  readonly ms: number;
}
