// The home of one source's turn: ask, keep what came, compare its text with the one known, hand on what is new.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ServiceError } from '../../errors.ts';
import { addDocument, addMonths, reviewAfterMonths } from '../add-document.ts';
import type { ImportedText } from '../imported-text.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import { writeMarkdown } from '../write-markdown.ts';
import { shorten } from './check-url.ts';
import { FetchError } from './fetch-error.ts';
import type { FetchedPage, PageFetcher } from './fetch-page.ts';
import type { FetchPlan } from './fetch-plan.ts';
import type { KnownText, SourceState, Verdict } from './fetch-state.ts';
import { keepEvidence } from './keep-evidence.ts';

/** What an importer brings of a file, and what staff must know of it. */
export type MainText = ImportedText & { readonly warnings: readonly string[] };
export type ReadMainText = (
  path: string,
  options: { readonly selector?: string },
) => Promise<MainText>;

export interface FetchDesk {
  readonly fetchPage: PageFetcher['fetchPage'];
  readonly readMainText: ReadMainText;
  readonly corpusDir: string;
  readonly addedDir: string;
  readonly fetchedDir: string;
  readonly now: () => Date;
}

/** What staff read of one source. */
export interface FetchReport {
  readonly name: string;
  readonly verdict: Verdict;
  /** What happened and what to do; empty when there is nothing to do. */
  readonly detail: string;
  readonly warnings: readonly string[];
  /** The document that has the new text. */
  readonly documentId?: string;
}

interface Turn {
  readonly verdict: Verdict;
  readonly detail: string;
  readonly warnings?: readonly string[];
  readonly documentId?: string;
  readonly known?: KnownText;
}

type Page = Extract<FetchedPage, { outcome: 'page' }>;

/**
 * Asks for the page if it is newer than the text known. A document is only ever replaced by a new text, never
 * taken away. What fails on the way leaves the known text as it was, so that the next run does it again.
 * @param isForced asks for the whole page, whatever is known.
 */
export async function fetchSource(
  plan: FetchPlan,
  state: SourceState | undefined,
  desk: FetchDesk,
  isForced: boolean,
): Promise<{ report: FetchReport; state: SourceState }> {
  const at = desk.now().toISOString();
  const known = state?.known && isOf(plan, state.known) ? state.known : undefined;
  const turn = await take(plan, known, desk, isForced).catch((error: unknown): Turn => {
    if (!(error instanceof ServiceError)) throw error;
    return { verdict: 'failed', detail: error.message };
  });
  const { verdict, detail, warnings = [], documentId } = turn;
  const checkedAt = verdict === 'failed' ? state?.checkedAt : at;
  const changedAt = verdict === 'changed' ? at : state?.changedAt;
  const kept = turn.known ?? state?.known;
  return {
    report: { name: plan.name, verdict, detail, warnings, ...(documentId ? { documentId } : {}) },
    state: {
      verdict,
      triedAt: at,
      ...(checkedAt === undefined ? {} : { checkedAt }),
      ...(changedAt === undefined ? {} : { changedAt }),
      ...(kept === undefined ? {} : { known: kept }),
    },
  };
}

async function take(
  plan: FetchPlan,
  known: KnownText | undefined,
  desk: FetchDesk,
  isForced: boolean,
): Promise<Turn> {
  const page = await desk.fetchPage(plan.url, known && !isForced ? validatorsOf(known) : {});
  const keeps = plan.document ? '；已有的文档没有动' : '';
  switch (page.outcome) {
    case 'not-modified':
      return { verdict: 'unchanged', detail: '' };
    case 'gone':
      return {
        verdict: 'gone',
        detail: `网站说没有这一页了（${page.status}）${keeps}。用浏览器找到新的网址，改 sources.yaml`,
      };
    case 'moved':
      return {
        verdict: 'moved',
        detail: `新地址 ${shorten(page.movedTo)}，没有跟过去${keeps}。用浏览器看过是官方网页，就改 sources.yaml`,
      };
    case 'disallowed':
      return {
        verdict: 'disallowed',
        detail: `网站的 robots.txt 不让程序取 ${shorten(page.url)}。要看新内容，用浏览器打开`,
      };
    case 'page':
      return readPage(plan, known, desk, page, isForced);
  }
}

async function readPage(
  plan: FetchPlan,
  known: KnownText | undefined,
  desk: FetchDesk,
  page: Page,
  isForced: boolean,
): Promise<Turn> {
  const { fetchedDir } = desk;
  const file = await keepEvidence(fetchedDir, plan.slug, plan.url, page, desk.now());
  if (page.movedTo !== undefined) {
    return {
      verdict: 'moved',
      detail: `新地址 ${shorten(page.movedTo)}，那里的内容存在 ${join(fetchedDir, file)}，没有收进来。看过没错，就改 sources.yaml`,
    };
  }
  const { selector } = plan;
  const { warnings, ...text } = await desk.readMainText(
    join(fetchedDir, file),
    selector === undefined ? {} : { selector },
  );
  if (text.sections.length === 0) {
    throw new FetchError(
      `取到了，读不出成句的正文（存在 ${join(fetchedDir, file)}）；检查 selector，或者用浏览器另存下来再添加`,
    );
  }
  const read: KnownText = {
    url: plan.url,
    ...(selector === undefined ? {} : { selector }),
    ...(plan.document ? { document: plan.document.id } : {}),
    textSha256: digestText(text),
    file,
    ...validatorFields(page),
  };
  const isKnown = known?.textSha256 === read.textSha256;
  // Asked for by force, a document that staff have taken away comes back.
  if (isKnown && !(isForced && plan.document)) {
    return { verdict: 'unchanged', detail: '', warnings, known: read };
  }
  const news = known ? '' : '第一次取到。';
  if (!plan.document) {
    return {
      verdict: 'changed',
      detail: `${news}存在 ${join(fetchedDir, file)}。看过要收进来，运行 npm run corpus -- add，后面写这个文件`,
      warnings,
      known: read,
    };
  }
  const { document, outcome } = await handOver(plan, plan.document, text, desk, file);
  if (outcome === 'unchanged') {
    const detail = `${news}文档 ${document.id} 里已经是这些内容`;
    return { verdict: 'unchanged', detail, warnings, known: read };
  }
  return {
    verdict: 'changed',
    detail: `${news}文档 ${document.id} ${outcome === 'added' ? '已经存好' : '已换成新的内容'}，还没有启用。发布日期还是登记的 ${document.published}，变了就改 sources.yaml`,
    warnings,
    documentId: document.id,
    known: read,
  };
}

/** Stores the text in the corpus's own form beside the evidence, and as a document that nothing serves yet. */
async function handOver(
  { title, publisher, url }: FetchPlan,
  document: NonNullable<FetchPlan['document']>,
  text: ImportedText,
  { corpusDir, addedDir, fetchedDir, now }: FetchDesk,
  evidence: string,
) {
  const today = now().toISOString().slice(0, 10);
  const header = {
    ...document,
    title,
    publisher,
    url,
    summary: `${publisher}发布的《${title}》原文。`,
    checked: today,
    reviewBy: addMonths(today, reviewAfterMonths),
  };
  const file = join(fetchedDir, evidence.replace(/\.[^.]*$/, '.document.md'));
  await writeFileAtomically(file, writeMarkdown(header, text));
  // Its reader has left out orders to the bot.
  return addDocument({ file, replace: true }, corpusDir, addedDir, today, () => false);
}

/** A text that was read otherwise, or never became this document, says nothing of today's. */
function isOf({ url, selector, document }: FetchPlan, known: KnownText): boolean {
  return known.url === url && known.selector === selector && known.document === document?.id;
}

function validatorsOf({ etag, lastModified }: KnownText): Record<string, string> {
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

function validatorFields({
  response: { headers },
}: Page): Pick<KnownText, 'etag' | 'lastModified'> {
  const { etag, 'last-modified': lastModified } = headers;
  return {
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

/** Headings and words only: spaces, numbering of anchors and the frame of the page do not count. */
function digestText({ title, sections }: ImportedText): string {
  const plain = (text: string) => text.replace(/\s+/g, '');
  const parts = sections.map(({ headings, text }) => [headings.map(plain), plain(text)]);
  return createHash('sha256')
    .update(JSON.stringify([plain(title), parts]))
    .digest('hex');
}
