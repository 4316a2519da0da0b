import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitStatements } from '../../src/answering/split-statements.ts';

const texts = (text: string) => splitStatements(text).map((unit) => unit.text);
const kinds = (text: string) => splitStatements(text).map((unit) => unit.kind);

test('sentences end at 。！？', () => {
  expect(texts('仲裁不收费。真的吗？真的！去吧')).toEqual([
    '仲裁不收费。',
    '真的吗？',
    '真的！',
    '去吧',
  ]);
});

describe('inside quotation marks and brackets nothing is cut', () => {
  test.each([
    '他说“不给。一分也不给。”就走了。',
    '写明「欠款。利息。」两项。',
    '带身份证（原件。复印件也要。）到窗口。',
    '看《怎么办？》这本书。',
    '【提示。注意！】先打电话。',
    '这是（“双重。”括号！）一句。',
  ])('%s', (text) => {
    expect(texts(text)).toEqual([text]);
  });
});

test('a bracket that never closes takes its line along, and no other', () => {
  expect(texts('带证件（原件。再来。\n下一行。另一句。')).toEqual([
    '带证件（原件。再来。',
    '下一行。',
    '另一句。',
  ]);
});

test('a bracket that was never opened changes nothing', () => {
  expect(texts('原件）要带。复印件（一份。两份。）也行。')).toEqual([
    '原件）要带。',
    '复印件（一份。两份。）也行。',
  ]);
});

test('list items are units without their marks, and a line that introduces them says so', () => {
  const text =
    '申请要带：\n- 身份证。复印件也行。\n* 申请书\n• 合同\n1. 第一步\n2、第二步\n3）第三步';
  expect(texts(text)).toEqual([
    '申请要带：',
    '身份证。复印件也行。',
    '申请书',
    '合同',
    '第一步',
    '第二步',
    '第三步',
  ]);
  expect(kinds(text)).toEqual(['introduction', ...Array<string>(6).fill('item')]);
});

test('a line that begins with a figure is no list item', () => {
  expect(kinds('2023年调解21件。')).toEqual(['sentence']);
  expect(texts('1.5倍工资。')).toEqual(['1.5倍工资。']);
  expect(texts('3.5%的利率。')).toEqual(['3.5%的利率。']);
});

test.each(['其中', '该', '此', '这', '上述', '前述', '以上', '其结果'])(
  'a sentence that begins with %s is quoted with the one before',
  (opening) => {
    const text = `调解21件。${opening}办结20件。完了。`;
    expect(texts(text)).toEqual([`调解21件。${opening}办结20件。`, '完了。']);
  },
);

test.each(['其他人也可以来。', '其余的交给社区。', '另外可以起诉。'])('%s stands alone', (text) => {
  expect(texts(`调解21件。${text}`)).toEqual(['调解21件。', text]);
});

test('a leaning sentence does not lean on an introduction or an item', () => {
  expect(texts('要带：\n- 身份证\n其中一样就行。')).toEqual(['要带：', '身份证', '其中一样就行。']);
});

test('a long sentence is cut at ；, a short one is not', () => {
  const long = `${'一'.repeat(50)}；${'二'.repeat(50)}；${'三'.repeat(9)}。`;
  expect(texts(long)).toEqual([
    `${'一'.repeat(50)}；`,
    `${'二'.repeat(50)}；`,
    `${'三'.repeat(9)}。`,
  ]);
  expect(texts('先调解；不成再起诉。')).toEqual(['先调解；不成再起诉。']);
});

test('nothing has no units', () => {
  expect(splitStatements('')).toEqual([]);
  expect(splitStatements('\n \n。。')).toEqual([]);
});

test('nothing is lost or added but list marks, white space and marks that say nothing', () => {
  const piece = fc.constantFrom(
    ...[
      '仲裁',
      '不收费',
      '2023年',
      '1.5倍',
      '。',
      '！',
      '？',
      '；',
      '：',
      '“',
      '”',
      '（',
      '）',
      '《',
    ],
    ...[
      '》',
      '\n',
      '\n- ',
      '\n1. ',
      '\n12、',
      ' ',
      '其中',
      '该',
      '词'.repeat(60),
      '-',
      '3）',
      '98%',
    ],
  );
  const listMark = /^\s*(?:[-*•]|\d{1,2}(?:[、)）]|[.](?!\d)))\s*(?=\S)/;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      const plain = text
        .split('\n')
        .map((line) => line.replace(listMark, ''))
        .join('')
        .replace(/[^\p{L}\p{N}%]/gu, '');
      expect(
        texts(text)
          .join('')
          .replace(/[^\p{L}\p{N}%]/gu, ''),
      ).toBe(plain);
    }),
    { numRuns: 500 },
  );
});

test('every unit stands in the text as it is written', () => {
  const piece = fc.constantFrom(...['仲裁', '收费', '。', '；', '“', '”', '（', '）', '：', '98%']);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      for (const unit of texts(text)) expect(text).toContain(unit);
    }),
  );
});
