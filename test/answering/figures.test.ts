import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFigures } from '../../src/answering/figures.ts';

const figures = (text: string) => findFigures(text).map(({ kind, value }) => `${kind} ${value}`);

describe('the same figure in another notation is the same', () => {
  test.each([
    ['七日', '7日', '7天', '7 日', '７日'],
    ['百分之九十八', '98%', '９８％', '98 %', '百分之98'],
    ['百分之二十五点五', '25.5%'],
    ['二十个工作日', '20个工作日', '20 个工作日', '２０个工作日', '20工作日'],
    ['1234567元', '1,234,567元', '１，２３４，５６７元', '1,234,567 元'],
    ['两年', '二年', '2年'],
    ['十二万元', '12万元', '12 万元'],
    ['三千五百元', '3500元', '3,500元'],
    ['一百零五件', '105件'],
    ['一百一十人次', '110人次'],
    ['二〇二三年九月一日', '2023年9月1日', '2023年9月1号', '２０２３年９月１日'],
    ['第四十七条', '第47条', '第 47 条'],
    ['第一千零七十七条', '第1077条'],
    ['第四十七条之一', '第47条之1'],
    ['《中华人民共和国民法典》', '《民法典》'],
    ['三分之二', '3分之2'],
    ['六十周岁', '60周岁'],
    ['二十四小时', '24小时'],
  ])('%s', (first, ...others) => {
    expect(figures(first)).not.toEqual([]);
    for (const other of others) expect(figures(other)).toEqual(figures(first));
  });
});

describe('another figure is another', () => {
  test.each([
    ['7日', '7个工作日'],
    ['7日', '7个月'],
    ['98%', '98件'],
    ['3000余人', '3000余件'],
    ['3支队伍', '3站'],
    ['12348', '12345'],
    ['第47条', '第47款'],
    ['第47条', '第47条之一'],
    ['三分之一', '三分之二'],
    ['九月一日', '八月一日'],
    ['半年', '一年'],
    ['半个月', '一个月'],
    ['《民法典》', '《刑法》'],
    ['https://a.example.cn/x', 'https://a.example.cn/y'],
    ['023-65312345', '023-65312346'],
    ['2023-09-01', '2023-09-02'],
    ['1.5倍', '15倍'],
  ])('%s and %s', (one, other) => {
    expect(figures(one)).not.toEqual(figures(other));
  });
});

test('a text gives up every figure it has, each with its kind', () => {
  const text =
    '依据《劳动合同法》第八十二条，2023年起打12348，见https://a.example.cn/1，两倍工资、30日。';
  expect(figures(text).toSorted()).toEqual(
    [
      'title 《劳动合同法》',
      'article 第82条',
      'number 2023年',
      'number 12348',
      'url https://a.example.cn/1',
      'number 2倍',
      'number 30日',
    ].toSorted(),
  );
});

test.each(['一般不收费。', '另一方不同意。', '上半年和下半年', '统一办理', '十分重要'])(
  '%s has no figure',
  (text) => {
    expect(figures(text)).toEqual([]);
  },
);

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** As it is read aloud, up to 9999. */
function inChinese(value: number): string {
  let said = '';
  for (const [unit, size] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit > 0) said += `${digits[digit]}${unit}`;
    else if (said !== '' && !said.endsWith('零')) said += '零';
  }
  return said.replace(/零$/, '').replace(/^一十/, '十');
}

test('every number up to 9999 reads the same in Chinese numerals, half-width, full-width and grouped', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), (value) => {
      const expected = [`number ${value}元`];
      const fullWidth = String(value).replace(/\d/g, (digit) =>
        String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
      );
      for (const form of [value, inChinese(value), fullWidth, value.toLocaleString('en')]) {
        expect(figures(`交${form}元。`)).toEqual(expected);
      }
    }),
  );
});
