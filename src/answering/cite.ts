// The home of citations: one a passage, with its place, its basis, its quote and its link. A link never comes from anywhere else.

import type {
  Citation,
  DocumentHeader,
  Passage,
  Source,
  SourceReference,
  Statement,
} from '../domain.ts';
import type { Claim, Evidence } from './verify-statements.ts';

/** Turns verified claims into numbered statements and the citations they point at, in order of appearance. */
export function citeClaims(
  claims: readonly Claim[],
  evidence: ReadonlyMap<string, Evidence>,
  publicBaseUrl: string | undefined,
): { statements: Statement[]; citations: Citation[] } {
  const places = new Map<string, number>();
  const citations: Citation[] = [];
  const statements = claims.map((claim) => {
    const indexes = claim.passageIds.flatMap((id) => {
      const known = places.get(id);
      if (known !== undefined) return [known];
      const found = evidence.get(id);
      if (!found) return [];
      places.set(id, citations.length);
      citations.push(createCitation(found.passage, found.document, publicBaseUrl));
      return [citations.length - 1];
    });
    return { text: claim.text, citations: indexes };
  });
  return { statements, citations };
}

function createCitation(
  passage: Passage,
  document: DocumentHeader,
  publicBaseUrl: string | undefined,
): Citation {
  const [, ...path] = passage.headings;
  const basis = passage.references.map(describeReference).join('；');
  const main = mainSource(passage, document);
  return {
    documentId: document.id,
    passageId: passage.id,
    title: document.title,
    section: [
      path.join(' › '),
      passage.page !== undefined && `第${passage.page}页`,
      basis && `依据${basis}`,
    ]
      .filter(Boolean)
      .join('，'),
    url: citationUrl(passage, document, main, publicBaseUrl),
    quote: passage.text,
    publisher: main?.publisher ?? document.publisher,
    published: document.published || main?.version || '',
  };
}

/** 《中华人民共和国劳动合同法》第47条、第48条 */
function describeReference({ source, articles }: SourceReference): string {
  return `《${source.title}》${articles.join('、')}`;
}

/**
 * The source whose publisher, date and page are shown: the first with an official page, so that all
 * three belong together. No page proves that something was not found.
 */
function mainSource(passage: Passage, document: DocumentHeader): Source | undefined {
  const sources = passage.references.map(({ source }) => source);
  if (document.kind === 'gap') return sources[0];
  return sources.find(({ url }) => url !== '') ?? sources[0];
}

/** Source page of this service, else the official page (design, section 6, Links). */
function citationUrl(
  passage: Passage,
  document: DocumentHeader,
  main: Source | undefined,
  publicBaseUrl: string | undefined,
): string {
  if (publicBaseUrl) return `${publicBaseUrl}/sources/${document.id}#${passage.anchor}`;
  return document.url || (main?.url ?? '');
}
