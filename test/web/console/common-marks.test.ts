import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carryingLines, markCommon } from '../../../src/web/console/common-marks.ts';

/** "[words] {figures} the rest" */
const written = (text: string, other: string) =>
  markCommon(text, other)
    .map(({ kind, text: piece }) =>
      kind === 'plain' ? piece : kind === 'word' ? `[${piece}]` : `{${piece}}`,
    )
    .join('');

test.each([
  ['申请法律援助不收费', '法律援助是免费的，申请不用交钱', '[申请法律援助]不收费'],
  ['在七日内提出', '应当自收到之日起7天内提出申请', '在{七日}内[提出]'],
  ['罚款2,000元', '处二千元罚款', '[罚款]{2,000元}'],
  ['二〇二三年十二月一日起', '2023年12月1日施行', '{二〇二三年十二月一日}起'],
  [
    '按《劳动合同法》第三十八条',
    '依据《中华人民共和国劳动合同法》第38条',
    '按{《劳动合同法》第三十八条}',
  ],
  ['打12348', '请拨打１２３４８热线', '[打]{12348}'],
  ['每件50元', '每件10元', '[每件]50元'],
  ['一些人统一办理', '三个月', '一些人统一办理'],
  // Written wide, the first character would be three.
  ['㈠罚款50元', '罚款50元', '㈠[罚款]{50元}'],
  ['完全不同', '天气很好', '完全不同'],
  ['', '天气', ''],
])('%j beside %j is marked %j', (text, other, marked) => {
  expect(written(text, other)).toBe(marked);
});

test('a sentence taken over word for word is one mark around its figures', () => {
  const quote = '劳动争议仲裁不收费。仲裁时效期间为一年。';
  expect(written('仲裁时效期间为一年。', quote)).toBe('[仲裁时效期间为]{一年}[。]');
});

test('the pieces together are the text, whatever is written', () => {
  const text = fc.string({ unit: fc.constantFrom(...'第三十条2３年元％《》法律。 ﬁ①🙂a㈠') });
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(
        markCommon(one, other)
          .map((mark) => mark.text)
          .join(''),
      ).toBe(one);
    }),
  );
});

const linesOf = (passage: string, statement: string) =>
  carryingLines(passage, statement).map((marks) => marks.map(({ text }) => text).join(''));

test('of a passage the lines are taken that share a figure or a run of words with the statement', () => {
  const passage = '费用：不收费\n电话：12333\n单位要在三十日内申请认定\n职工自己也可以';
  expect(linesOf(passage, '打12333问')).toEqual(['电话：12333']);
  expect(linesOf(passage, '用人单位应当30天内申请认定')).toEqual(['单位要在三十日内申请认定']);
});

test('of a passage that shares only short words every line is taken', () => {
  const passage = '单位申请\n职工申请';
  expect(linesOf(passage, '可以申请')).toEqual(['单位申请', '职工申请']);
});
