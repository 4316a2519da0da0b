// The home of the promise that nothing is invented: what does not stand in the cited passages is dropped. Pure.

import type { DocumentHeader, Passage } from '../domain.ts';
import { foreignBody } from './bodies.ts';
import { misboundFigure } from './figure-binding.ts';
import { createGround, type FigureGround, standsIn } from './figure-ground.ts';
import { findFigures, findTitles, plainTitle } from './figures.ts';
import { officialHosts, plantedPart } from './planted.ts';
import { turnedClause } from './stance.ts';
import { unsupportedPart } from './support.ts';

/** A statement about to be shown, with the passages it claims to rest on. */
export interface Claim {
  readonly text: string;
  readonly passageIds: readonly string[];
}

export interface Evidence {
  readonly passage: Passage;
  readonly document: DocumentHeader;
}

export interface Verification<C extends Claim> {
  readonly kept: readonly C[];
  /** Why each of the others was dropped, for the log. */
  readonly dropped: readonly { readonly claim: C; readonly reason: string }[];
}

/**
 * Keeps a claim when it cites at least one passage, only passages retrieved for this question, and
 * every figure of it stands in what it cites (design, invariants 1 and 2).
 * @param evidence the passages retrieved for this question, by id.
 */
export function verifyStatements<C extends Claim>(
  claims: readonly C[],
  evidence: ReadonlyMap<string, Evidence>,
): Verification<C> {
  const kept: C[] = [];
  const dropped: { claim: C; reason: string }[] = [];
  const read = createReader(evidence);
  const titles = knownTitles(evidence);
  for (const claim of claims) {
    const reason = findFault(claim, read, titles);
    if (reason === undefined) kept.push(claim);
    else dropped.push({ claim, reason });
  }
  return { kept, dropped };
}

interface Reading extends FigureGround {
  /** The passage's own words, without what its citation shows beside them. */
  readonly passage: string;
  readonly hosts: readonly string[];
}

/** Reads a passage when it is first cited, once. */
function createReader(
  evidence: ReadonlyMap<string, Evidence>,
): (passageId: string) => Reading | undefined {
  const readings = new Map<string, Reading>();
  return (id) => {
    const found = evidence.get(id);
    if (!found) return undefined;
    const reading = readings.get(id) ?? {
      ...createGround(evidenceText(found)),
      passage: found.passage.text,
      hosts: officialHosts(found.passage, found.document),
    };
    readings.set(id, reading);
    return reading;
  };
}

/** Titles of laws that a statement may use without 《》, longer ones first. */
function knownTitles(evidence: ReadonlyMap<string, Evidence>): string[] {
  const titles = new Set<string>();
  for (const { passage } of evidence.values()) {
    for (const { source } of passage.references) {
      if (source.kind === 'page' || source.kind === 'report') continue;
      for (const title of [source.title, source.name]) titles.add(plainTitle(title));
    }
  }
  return [...titles].sort((a, b) => b.length - a.length);
}

/** In one short sentence, for the model that repairs and for the people who review. */
function findFault(
  { text, passageIds }: Claim,
  read: (passageId: string) => Reading | undefined,
  titles: readonly string[],
): string | undefined {
  if (passageIds.length === 0) return '没有写依据哪段资料';
  const readings = passageIds.flatMap((id) => read(id) ?? []);
  if (readings.length < passageIds.length) return '所引的资料不在查到的资料里';
  const shown = readings.map((reading) => reading.text).join('\n');
  const passages = readings.map(({ passage }) => passage).join('\n');
  const ground = { text: shown, figures: readings.flatMap(({ figures }) => figures) };

  const foreign = [...findFigures(text), ...findTitles(text, titles)].find(
    (figure) => !standsIn(figure, ground),
  );
  if (foreign) return `“${foreign.text}”不在所引资料里`;
  const planted = plantedPart(text, new Set(readings.flatMap(({ hosts }) => hosts)));
  if (planted) return `“${planted}”是外来的链接、账号或指令，不能给居民看`;
  const body = foreignBody(text, shown, passages);
  if (body) return `所引资料里没有提到“${body}”`;
  const unsupported = unsupportedPart(text, shown);
  if (unsupported) return `所引资料没有说“${unsupported}”`;
  const misbound = misboundFigure(text, passages);
  if (misbound) return `“${misbound}”在所引资料里说的是另一件事，或者说反了`;
  const turned = turnedClause(text, passages);
  return turned ? `“${turned}”和所引资料的意思相反` : undefined;
}

/** All that a citation of this passage shows: its text, where it stands, and the articles it rests on. */
export function evidenceText({ passage, document }: Evidence): string {
  return [
    ...passage.headings,
    passage.text,
    ...passage.references.flatMap(({ source, articles }) => [
      `《${source.title}》${articles.join('、')}`,
      `《${source.name}》${articles.join('、')}`,
      source.publisher,
      source.version,
      source.url,
    ]),
    `《${document.title}》`,
    document.year === undefined ? '' : `${document.year}年`,
    document.published,
    document.url,
  ].join('\n');
}
