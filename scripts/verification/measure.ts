// The home of measuring verification: how many wrong statements it catches, how many right ones it lets pass.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { splitStatements } from '../../src/answering/split-statements.ts';
import {
  type Evidence,
  evidenceText,
  verifyStatements,
} from '../../src/answering/verify-statements.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { mutations, type Statement, type Surroundings } from './mutations.ts';

export interface Rate {
  readonly name: string;
  readonly count: number;
  /** Statements that went as they should: wrong ones dropped, right ones kept. */
  readonly right: number;
  /** The others, with the reason where there is one. */
  readonly failures: readonly string[];
}

export interface Measurement {
  readonly mutations: readonly Rate[];
  readonly paraphrases: readonly Rate[];
  readonly quotations: Rate;
}

/** What must hold: caught among figures, dates, phones, articles and titles; passed among paraphrases. */
export const bounds = { caught: 0.99, passed: 0.97 } as const;
/** The classes that the first bound is of. */
export const bounded = [
  'figure, Arabic',
  'figure, Chinese',
  'date',
  'phone',
  'phone added',
  'article',
  'article of the other law',
  'title',
  'title without marks',
] as const;

const project = join(import.meta.dirname, '../..');
const fixtures = join(project, 'test/fixtures/verification');
const perClass = 80;

const paraphrase = z.strictObject({ cites: z.array(z.string()).min(1), says: z.string() });
const paraphrasesSchema = z.strictObject({
  tuned: z.array(paraphrase),
  'held-out': z.array(paraphrase),
});

/** Runs everything; the same numbers every time. */
export async function measureVerification(): Promise<Measurement> {
  const evidence = await loadEvidence();
  const read = async (name: string): Promise<unknown> =>
    parse(await readFile(join(fixtures, name), 'utf8'));
  const splits = Object.entries(paraphrasesSchema.parse(await read('paraphrases.yaml'))).map(
    ([name, list]) => ({
      name,
      statements: list.map(({ cites, says }) => ({ text: says, passageIds: cites })),
    }),
  );
  const invented = z.array(z.string()).parse(await read('invented.yaml'));
  const quotations = quote(evidence);
  const around = createSurroundings(evidence);
  const bases = shuffle(
    [
      ...splits.flatMap(({ statements }) => statements),
      ...quotations.filter(({ text }) => text.length >= 10),
    ],
    around.random,
  );
  const rate = (
    name: string,
    statements: readonly Statement[],
    wanted: 'kept' | 'dropped',
  ): Rate => {
    const { kept, dropped } = verifyStatements(statements, evidence);
    const failures =
      wanted === 'kept'
        ? dropped.map(({ claim, reason }) => `${describe(claim)} ${reason}`)
        : kept.map(describe);
    return { name, count: statements.length, right: statements.length - failures.length, failures };
  };

  const wrong = Object.entries(mutations).map(([name, mutate]) => {
    const made: Statement[] = [];
    for (const base of bases) {
      const mutant = mutate(base, around);
      if (mutant) made.push(mutant);
      if (made.length === perClass) break;
    }
    return rate(name, made, 'dropped');
  });
  const ids = shuffle([...evidence.keys()], around.random);
  const foreign = invented.flatMap((text, index) =>
    [0, 1].map((turn) => ({ text, passageIds: [ids[index * 2 + turn] ?? ''] })),
  );
  return {
    mutations: [...wrong, rate('invented', foreign, 'dropped')],
    paraphrases: splits.map(({ name, statements }) => rate(name, statements, 'kept')),
    quotations: rate('quotations', quotations, 'kept'),
  };
}

const describe = ({ text, passageIds }: Statement) => `${passageIds.join(' ')}: ${text}`;

/** Every passage of the shipped corpus that an answer may cite. */
async function loadEvidence(): Promise<Map<string, Evidence>> {
  const { documents } = await loadCorpus(
    join(project, 'corpus'),
    join(project, 'corpus/none-added'),
  );
  return new Map(
    documents
      .filter(({ kind }) => kind !== 'off-topic')
      .flatMap((document) =>
        document.passages.map((passage) => [passage.id, { passage, document }] as const),
      ),
  );
}

function quote(evidence: ReadonlyMap<string, Evidence>): Statement[] {
  return [...evidence].flatMap(([id, { passage }]) =>
    splitStatements(passage.text).map(({ text }) => ({ text, passageIds: [id] })),
  );
}

function createSurroundings(evidence: ReadonlyMap<string, Evidence>): Surroundings {
  const all = [...evidence.values()];
  const found = (ids: readonly string[]) => ids.flatMap((id) => evidence.get(id) ?? []);
  const others = (id: string, isSame: boolean) => {
    const own = evidence.get(id);
    return all
      .filter(
        ({ passage, document }) =>
          passage.id !== id && (document.id === own?.document.id) === isSame,
      )
      .map(({ passage }) => passage.id);
  };
  return {
    shown: (ids) => found(ids).map(evidenceText).join('\n'),
    laws: (ids) =>
      found(ids).flatMap(({ passage }) =>
        passage.references.map(({ source, articles }) => ({ title: source.title, articles })),
      ),
    titles: [
      ...new Set(
        all.flatMap(({ passage }) =>
          passage.references
            .filter(({ articles }) => articles.length > 0)
            .map(({ source }) => source.title),
        ),
      ),
    ],
    sameDocument: (id) => others(id, true),
    otherDocuments: (id) => others(id, false),
    random: createRandom(20261122),
  };
}

/** mulberry32: small, even, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffle<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((entry) => ({ entry, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => entry);
}
