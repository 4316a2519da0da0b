import { describe, expect, test } from 'vitest';
import { preferAnswerType } from '../../src/answering/answer-type.ts';
import { createPassage, createRanked } from '../fakes/passages.ts';

/** Says nothing of time, money, papers or a number to call. */
const plain = createRanked(createPassage('a#plain', '由调解员主持，双方自愿。'), 0.5);

describe('what holds the kind of answer asked for comes before what is a little nearer', () => {
  test.each([
    ['劳动仲裁要多久', '45日内结案。'],
    ['多长时间之内要申请', '要在1年内申请。'],
    ['how long does it take', '7个工作日。'],
    ['打官司要多少钱', '受理费50元。'],
    ['调解要收费吗', '调解不收费。'],
    ['how much does it cost', '免费。'],
    ['超速罚好多钱', '罚款200元。'],
    ['法律援助打哪个电话', '打12348。'],
    ['what is the phone number', '打96110。'],
    ['街道调解了多少件', '调解21件。'],
    ['有几个调解室', '共5个。'],
    ['申请要带什么材料', '带身份证、申请书。'],
  ])('%s: %s', (question, text) => {
    const fitting = createRanked(createPassage('b#fitting', text), 0.45);
    expect(preferAnswerType([plain, fitting], question).map(({ passage }) => passage.id)).toEqual([
      'b#fitting',
      'a#plain',
    ]);
  });
});

test('what is far nearer stays first', () => {
  const far = createRanked(createPassage('b#far', '45日内结案。'), 0.2);
  expect(preferAnswerType([plain, far], '劳动仲裁要多久')[0]).toMatchObject({
    passage: plain.passage,
  });
});

test('a question that expects no kind of answer changes nothing', () => {
  const ranked = [plain, createRanked(createPassage('b#x', '45日内结案。'), 0.45)];
  expect(preferAnswerType(ranked, '什么是人民调解')).toEqual(ranked);
});
