// What the pages of the corpus are lent: the acts of staff, each as far as the pages need it.

import type { Conflict } from '../../../answering/find-conflicts.ts';
import type { CorpusAct, CorpusMove } from '../../../audit/corpus-acts.ts';
import type { AskedQuestion } from '../../../audit/find-asked-questions.ts';
import type { AddedDocument, DocumentRequest } from '../../../corpus/add-document.ts';
import type { DocumentChange } from '../../../corpus/compare-corpora.ts';
import type { FetchReport } from '../../../corpus/fetch/fetch-source.ts';
import type { FetchStanding } from '../../../corpus/fetch/fetch-sources.ts';
import type { DocumentHeader, Status } from '../../../domain.ts';

/** Who acts, for the log and for whoever is refused meanwhile. */
export interface Operator {
  readonly by: string;
}

/** One index, as its manifest describes it. */
export interface IndexFacts {
  readonly generation: string;
  /** ISO time. */
  readonly madeAt: string;
  readonly documents: number;
  readonly passages: number;
}

/** What staff went back from, and which documents of the files bring it again. */
export interface Held {
  readonly hold: { readonly generation: string; readonly by: string; readonly at: string };
  readonly documentIds: readonly string[];
}

export interface CorpusStanding {
  readonly live:
    | { readonly manifest: IndexFacts; readonly act: CorpusMove | undefined }
    | undefined;
  readonly staged: IndexFacts | undefined;
  readonly workingCopy: 'live' | 'staged' | 'changed' | { readonly problem: string };
  readonly differing: readonly Pick<DocumentChange['document'], 'id' | 'title'>[];
  readonly held: Held | undefined;
  readonly next: 'start' | 'repair' | 'stage' | 'publish' | 'nothing';
}

export interface CorpusHistory {
  /** Newest first. */
  readonly acts: readonly CorpusAct[];
  /** Indexes that can be gone back to. */
  readonly earlier: readonly IndexFacts[];
}

export interface Difference {
  readonly live: string;
  readonly to: { readonly staged: string } | 'working-copy';
  readonly isBehind: boolean;
  readonly differs: boolean;
  readonly documents: readonly DocumentChange[];
  readonly conflicts: readonly Conflict[];
  readonly unchecked: number;
}

export interface Staging {
  readonly outcome: 'staged' | 'already-staged' | 'already-live';
  readonly manifest: IndexFacts;
  readonly held: Held | undefined;
}

export interface WrongAnswer {
  readonly id: string;
  readonly question: string;
  readonly faults: readonly string[];
}

export interface GoldenComparison {
  readonly live: { readonly right: number } | undefined;
  readonly staged: { readonly questions: number; readonly right: number };
  readonly worse: readonly WrongAnswer[];
  readonly better: readonly WrongAnswer[];
  readonly ofReplacedDigest: readonly WrongAnswer[];
}

export interface AskedChange {
  readonly asked: AskedQuestion;
  readonly statusNow: Status;
  readonly lost: readonly { readonly passageId: string; readonly gone: boolean }[];
  readonly changed: readonly string[];
}

export interface Trial {
  readonly staged: IndexFacts;
  readonly golden: GoldenComparison;
  readonly asked: {
    readonly days: number;
    readonly questions: number;
    readonly tried: number;
    readonly changes: readonly AskedChange[];
  };
}

export type Release =
  | { readonly outcome: 'unchanged' | 'held'; readonly manifest: IndexFacts }
  | {
      readonly outcome: 'published';
      readonly manifest: IndexFacts;
      readonly comparison: GoldenComparison | undefined;
    }
  | {
      readonly outcome: 'refused';
      readonly manifest: IndexFacts;
      readonly comparison: GoldenComparison;
    };

export interface Added extends Pick<AddedDocument, 'document' | 'outcome' | 'replacedDigest'> {
  readonly warnings: readonly string[];
}

export type AddedFacts = Pick<DocumentHeader, 'id' | 'title' | 'checked'>;

export interface Removed {
  readonly document: Pick<DocumentHeader, 'id' | 'title'>;
}

export type UploadFields = Omit<DocumentRequest, 'file'>;

/** What a long act counts: words, vectors, golden questions on each index, questions of the log, pages. */
export type Step = 'terms' | 'vectors' | 'golden-staged' | 'golden-live' | 'asked' | 'pages';
export type OnStep = (step: Step, done: number, total: number) => void;

/** All but looking is done by one at a time, in whatever process. @throws ServiceError saying what to do. */
export interface CorpusActs {
  corpusStatus(): Promise<CorpusStanding>;
  corpusHistory(): Promise<CorpusHistory>;
  diffCorpus(): Promise<Difference>;
  addUpload(
    request: Operator & {
      readonly file: { readonly name: string; readonly bytes: Uint8Array };
      readonly fields: UploadFields;
    },
  ): Promise<Added>;
  /** What staff added, which they can take away again. */
  listAdded(): Promise<readonly AddedFacts[]>;
  removeDocument(request: Operator & { readonly id: string }): Promise<Removed>;
  stageCorpus(operator: Operator, onStep: OnStep): Promise<Staging>;
  testStage(operator: Operator, onStep: OnStep): Promise<Trial>;
  /** @param act.force why it is published although golden questions get worse. */
  publishStage(
    act: Operator & { readonly force?: string | undefined },
    onStep: OnStep,
  ): Promise<Release>;
  discardStage(operator: Operator): Promise<void>;
  rollBack(
    request: Operator & { readonly generation: string; readonly reason: string },
  ): Promise<{ readonly manifest: IndexFacts }>;
  listFetches(): Promise<readonly FetchStanding[]>;
  /** What is new becomes a document of the files. */
  fetchSources(
    request: Operator & { readonly names: readonly string[] },
    onStep: OnStep,
  ): Promise<readonly FetchReport[]>;
}

/** Headings of documents, as the catalogue has them. */
export type ListedDocument = Pick<DocumentHeader, 'id' | 'title' | 'topic' | 'reviewBy'>;
