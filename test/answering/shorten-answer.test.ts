import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citeClaims } from '../../src/answering/cite.ts';
import { formatAnswer } from '../../src/answering/format-answer.ts';
import { shortenAnswer } from '../../src/answering/shorten-answer.ts';
import { aiLabel, aiLabelEnglish, moreStatements } from '../../src/answering/wording.ts';
import type { Answer, Status } from '../../src/domain.ts';
import { createHeader, createPassage } from '../fakes/passages.ts';
import { sampleAnswer } from '../fakes/sample-answer.ts';

const evidence = new Map(
  ['a#x', 'b#x', 'c#x', 'd#x'].map((id) => {
    const [documentId = ''] = id.split('#');
    const passage = createPassage(id, `${id}。`);
    return [id, { passage, document: createHeader({ id: documentId, title: documentId }) }];
  }),
);

/** Numbered and worded as the service does it. */
function compose(
  claims: readonly { readonly text: string; readonly passageIds: readonly string[] }[],
  changes: Partial<Answer> = {},
  label?: string,
): Answer {
  const plain = { ...sampleAnswer(), lead: '', notices: [], suggestions: [], ...changes };
  const answer = { ...plain, ...citeClaims(claims, evidence, undefined) };
  return { ...answer, text: formatAnswer({ ...answer, ...(label ? { label } : {}) }) };
}

/** A statement of so many characters. */
const sentence = (length: number, passageId = 'a#x') => ({
  text: `${'字'.repeat(length - 1)}。`,
  passageIds: [passageId],
});
const introduction = { text: '下面几种情况可以：', passageIds: ['a#x'] };
const lengths = (answer: Answer | undefined) => answer?.statements.map(({ text }) => text.length);

test('a shortened answer reads so', () => {
  const claims = [sentence(200, 'b#x'), sentence(80, 'a#x'), sentence(80, 'c#x'), sentence(60)];
  const notices = ['想问得更细，打12348。'];
  const answer = compose(claims, { notices, suggestions: ['要多久？'] });
  expect(shortenAnswer(answer)?.text).toBe(
    `
1. ${'字'.repeat(199)}。[1]
2. ${'字'.repeat(79)}。[2]
想问得更细，打12348。
还有2条，点“展开”看全部。
我能回答的相近问题：
- 要多久？

来源：
[1] b · 要不要钱 · 本服务整理
[2] a · 要不要钱 · 本服务整理

${aiLabel}`.trim(),
  );
});

test('an answer of three hundred characters is shown whole, with its lead and notices counted', () => {
  const claims = [sentence(150), sentence(150)];
  expect(shortenAnswer(compose(claims))).toBeUndefined();
  expect(lengths(shortenAnswer(compose(claims, { lead: '我' })))).toEqual([150]);
  expect(lengths(shortenAnswer(compose(claims, { notices: ['我'] })))).toEqual([150]);
});

test('a few characters or one short statement are not hidden', () => {
  expect(shortenAnswer(compose([sentence(280), sentence(49)]))).toBeUndefined();
  expect(lengths(shortenAnswer(compose([sentence(280), sentence(50)])))).toEqual([280]);
});

test('one long statement is never cut, and the first is always shown', () => {
  expect(shortenAnswer(compose([sentence(900)]))).toBeUndefined();
  expect(lengths(shortenAnswer(compose([sentence(900), sentence(60)])))).toEqual([900]);
});

test('what introduces a list is shown with an item of it or not at all', () => {
  const items = [sentence(100), sentence(100)];
  const behind = compose([sentence(250), introduction, ...items]);
  expect(lengths(shortenAnswer(behind))).toEqual([250]);
  const ahead = compose([{ ...introduction, text: `${'字'.repeat(350)}：` }, ...items]);
  expect(lengths(shortenAnswer(ahead))).toEqual([351, 100]);
  expect(shortenAnswer(compose([introduction, sentence(400)]))).toBeUndefined();
});

test('an English question keeps its English label', () => {
  const claims = [sentence(200), sentence(200)];
  const short = shortenAnswer(compose(claims, {}, `${aiLabel}\n${aiLabelEnglish}`));
  expect(short?.text.endsWith(`\n\n${aiLabel}\n${aiLabelEnglish}`)).toBe(true);
});

test.each<Status>(['emergency', 'refused-unsafe', 'unanswerable-not-covered', 'failed-internal'])(
  'an answer with the status %s is shown whole',
  (status) => {
    const claims = [sentence(200), sentence(200)];
    expect(shortenAnswer(compose(claims, { status }))).toBeUndefined();
    expect(shortenAnswer(compose(claims, { status: 'answered-partly' }))).toBeDefined();
  },
);

const someClaims = fc.array(
  fc.record({
    text: fc
      .tuple(
        fc.constantFrom('字', '😀'),
        fc.integer({ min: 0, max: 120 }),
        fc.constantFrom('。', '：'),
      )
      .map(([character, count, end]) => `${character.repeat(count)}${end}`),
    passageIds: fc.shuffledSubarray([...evidence.keys()], { minLength: 1 }),
  }),
  { minLength: 1, maxLength: 12, size: 'max' },
);

test('whatever is shortened is a beginning of the answer, and its marks mean the same', () => {
  let shortened = 0;
  fc.assert(
    fc.property(someClaims, fc.string(), (claims, notice) => {
      const answer = compose(claims, { notices: [notice] });
      const short = shortenAnswer(answer);
      if (!short) return;
      shortened += 1;
      const { statements, citations, notices } = short;
      expect(statements.length).toBeGreaterThan(0);
      expect(statements).toEqual(answer.statements.slice(0, statements.length));
      expect(citations).toEqual(answer.citations.slice(0, citations.length));
      const marks = new Set(statements.flatMap((statement) => statement.citations));
      expect([...marks].sort()).toEqual([...citations.keys()]);
      expect(statements.at(-1)?.text).not.toMatch(/：$/);
      const hidden = answer.statements.length - statements.length;
      expect(notices).toEqual([notice, moreStatements(hidden)]);
      expect(short.text.length).toBeLessThan(answer.text.length);
    }),
  );
  expect(shortened).toBeGreaterThan(10);
});
