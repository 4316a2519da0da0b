import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LexicalIndex } from '../../src/retrieval/lexical-index.ts';
import {
  bestSurroundings,
  fuseSignals,
  rankingSignals,
  rankingWeights,
  scoreFloor,
  surroundings,
} from '../../src/retrieval/ranking-signals.ts';

const signalsOf = (index: LexicalIndex, question: string) =>
  rankingSignals(index, index.weigh(question));

const passage = (document: number, text: string, questions: string[] = []) => ({
  document,
  title: '',
  text,
  questions,
});

test('of two passages that say the same, the one beside a passage that fits comes first', () => {
  const index = LexicalIndex.build([
    passage(0, '押金由承租人交付'),
    passage(1, '押金由承租人交付'),
    passage(1, '房东不退押金可以起诉'),
  ]);
  const signals = signalsOf(index, '房东不退押金');
  expect(signals.lexical[1]).toBe(signals.lexical[0]);
  expect(surroundings(signals, index, 1)).toBeGreaterThan(surroundings(signals, index, 0));
});

test('a passage of another document is no neighbour', () => {
  const index = LexicalIndex.build([
    passage(0, '天气'),
    passage(1, '房东不退押金可以起诉'),
    passage(1, '天气'),
  ]);
  const { neighbour } = signalsOf(index, '房东不退押金');
  expect([...neighbour.keys()]).toEqual([2]);
});

test('of two passages that say the same, the one in the document residents ask it of comes first', () => {
  const index = LexicalIndex.build([
    passage(0, '期限是三十日'),
    passage(1, '期限是三十日'),
    passage(1, '冷静期', ['离婚要等好久']),
    passage(2, '登记', ['身份证要等好久']),
  ]);
  const signals = signalsOf(index, '离婚要等好久');
  const [elsewhere, asked = 0, hardly = 1] = [0, 1, 2].map((id) => signals.document.get(id));
  expect(asked).toBeGreaterThan(hardly);
  expect(elsewhere).toBeUndefined();
  expect(surroundings(signals, index, 1)).toBeGreaterThan(surroundings(signals, index, 0));
});

/** The formula as docs/retrieval.md has it, one passage after another. */
function scoreOneByOne(index: LexicalIndex, question: string): number[] {
  const query = index.weigh(question);
  const lexical = [...index.scores(query)];
  const strong = [...lexical.keys()]
    .filter((place) => (lexical[place] ?? 0) > 0)
    .sort((a, b) => (lexical[b] ?? 0) - (lexical[a] ?? 0) || a - b)
    .slice(0, 300);
  const nearest = index.asked.nearest(query, 30);
  const all = nearest.reduce((sum, { similarity }) => sum + similarity ** 2, 0);
  return lexical.map((score, place) => {
    const document = index.documents[place];
    const beside = strong.filter(
      (other) =>
        other !== place && Math.abs(other - place) <= 2 && index.documents[other] === document,
    );
    const votes = nearest.flatMap(({ similarity, passages }) =>
      [...passages]
        .filter((voted) => index.documents[voted] === document)
        .map(() => similarity ** 2 / passages.length),
    );
    return (
      rankingWeights.lexical * score +
      rankingWeights.neighbour * Math.max(0, ...beside.map((other) => lexical[other] ?? 0)) +
      rankingWeights.document *
        Math.sqrt(votes.length === 0 ? 0 : votes.reduce((sum, vote) => sum + vote, 0) / all)
    );
  });
}

test('every passage has the score that the formula gives it by itself', () => {
  const text = fc.string({ unit: fc.constantFrom(...'房东不退押金离婚登记'), maxLength: 8 });
  const laws = fc.array(
    fc.array(fc.record({ text, questions: fc.array(text, { maxLength: 2 }) }), { minLength: 1 }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(laws, text, (documents, question) => {
      const index = LexicalIndex.build(
        documents.flatMap((passages, document) =>
          passages.map((own) => passage(document, own.text, own.questions)),
        ),
      );
      const wanted = scoreOneByOne(index, question);
      const signals = signalsOf(index, question);
      const around = wanted.map((_, place) => surroundings(signals, index, place));
      const lexical = [...signals.lexical];
      const floor = scoreFloor(signals, 2);
      const fused = [...fuseSignals(signals, index)];
      const second = fused.toSorted((a, b) => b - a)[1];
      expect(floor).toBeLessThan(second ?? 0);
      for (const [place, score] of wanted.entries()) {
        expect(fused[place]).toBeCloseTo(score, 6);
        expect(rankingWeights.lexical * (lexical[place] ?? 0) + (around[place] ?? 0)).toBeCloseTo(
          score,
          6,
        );
        expect(around[place]).toBeLessThanOrEqual(bestSurroundings(signals) + 1e-9);
      }
    }),
  );
});
