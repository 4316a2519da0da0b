import { expect, test } from 'vitest';
import { maxPassageLength } from '../../src/corpus/read-markdown.ts';
import { readOfficialText } from '../../src/corpus/read-official-text.ts';
import { officialText } from '../fakes/corpus-folder.ts';

const anchors = (text: string) => readOfficialText(text).sections.map(({ anchor }) => anchor);

test('the numbering of an official document gives anchors, headings and texts', () => {
  const { title, sections } = readOfficialText(officialText);
  expect(title).toBe('清河街道办事处2031年法治建设情况报告');
  expect(sections.map(({ anchor }) => anchor)).toEqual([
    'overview',
    's0-0-0',
    's1-1-1',
    's1-1-2',
    's1-1-3',
    's1-2-0',
    's2-0-1',
    's2-0-2',
    's3-1-0',
    's3-2-0',
  ]);
  expect(sections[3]).toEqual({
    anchor: 's1-1-2',
    headings: ['一、主要举措和成效', '（一）健全工作机制，依法履职', '二是化解纠纷'],
    text: '二是化解纠纷。全年培训调解员3次，\n调解纠纷21件，成功率97%。',
  });
  expect(sections[5]).toEqual({
    anchor: 's1-2-0',
    headings: ['一、主要举措和成效', '（二）加强宣传'],
    text: '加强宣传。开展宣传7场，发放资料800份。',
  });
});

test('the overview lists every part with its chapters, or with its items where it has none', () => {
  expect(readOfficialText(officialText).sections[0]).toEqual({
    anchor: 'overview',
    headings: ['目录'],
    text: '一、主要举措和成效：（一）健全工作机制，依法履职，（二）加强宣传\n二、存在的不足：一是人手不够，二是宣传不准\n三、2032年工作打算：（一）加强培训，（二）创新宣传',
  });
});

test('a paragraph that goes on under an item stays with it', () => {
  const { sections } = readOfficialText(
    '一、做法\n一是宣传。\n办了7场。\n还发了资料。二是培训。3次。',
  );
  expect(sections.map(({ anchor, text }) => [anchor, text])).toEqual([
    ['s1-0-1', '一是宣传。\n办了7场。\n还发了资料。'],
    ['s1-0-2', '二是培训。3次。'],
  ]);
});

test('items that begin again, and numbers inside items, keep every anchor its own', () => {
  expect(anchors('一、做法\n一是甲。二是乙。\n存在问题：一是丙。二是丁。')).toEqual([
    's1-0-1',
    's1-0-2',
    's1-0-1-2',
    's1-0-2-2',
  ]);
  expect(anchors('一、做法\n一是甲：\n1.子丑。\n2.寅卯。\n二是乙。')).toEqual(['s1-0-1', 's1-0-2']);
  expect(anchors('一、做法\n1.甲。\n2.乙。')).toEqual(['s1-0-1', 's1-0-2']);
});

test('a word that only looks like an item is text', () => {
  expect(anchors('一、做法\n统一是要求。十是个数。五是个数。')).toEqual(['s1-0-0']);
});

test('what is too long for a passage is cut at sentence ends', () => {
  const sentence = `${'长'.repeat(99)}。`;
  const { sections } = readOfficialText(`一、做法\n一是${sentence.repeat(13)}`);
  expect(sections.map(({ anchor }) => anchor)).toEqual(['s1-0-1', 's1-0-1-2', 's1-0-1-3']);
  for (const { text } of sections) {
    expect(text.length).toBeLessThanOrEqual(maxPassageLength);
    expect(text.endsWith('。')).toBe(true);
  }
});

test('half-width brackets, page numbers, invisible characters and the signature are no text', () => {
  const { title, sections } = readOfficialText(
    '\u200b某街道2031年报告\n（2032年1月30日）\n一、做法\n(一)宣传。办了\u200b7场。\n— 1 —\n某街道办事处\n2032年1月30日\n',
  );
  expect(title).toBe('某街道2031年报告');
  expect(sections.map(({ anchor, text }) => [anchor, text])).toEqual([
    ['s1-1-0', '宣传。办了7场。'],
  ]);
});

test('a document without numbering is one section, and one without a sentence has none', () => {
  expect(anchors('通知\n请各社区做好准备。\n有事打电话。')).toEqual(['s0-0-0']);
  expect(readOfficialText('只有标题')).toEqual({ title: '只有标题', sections: [] });
});
