import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFigures, findTitles } from '../../src/answering/figures.ts';

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
    ['二十四小时', '24小时', '24个小时'],
    ['3至5日', '3-5天', '3~5日', '三到五天', '3日至5日'],
    ['1万元至5万元', '1到5万元', '一万到五万元', '10000元至50000元'],
    ['1.2亿元', '12000万元', '120000000元'],
    ['36.39万件', '363900件'],
    ['3万5千元', '三万五千元', '35000元'],
    ['半年', '6个月', '六个月', '6月内'],
    ['一年半', '18个月'],
    ['12个月', '1年', '一年'],
    ['六成', '60%', '百分之六十'],
    ['三倍', '3倍', '300%'],
    ['2/3', '三分之二'],
    ['万分之五', '10000分之5'],
    ['50块', '五十元', '50块钱'],
    ['17名', '17人', '十七位', '17个人'],
    ['3种', '三类', '3项', '3个'],
    ['5800多次', '5800余次'],
    ['2023年12月1日', '2023-12-01', '2023/12/1', '2023.12.1', '二〇二三年十二月一号'],
    ['下午5点半', '17:30', '17时30分'],
    ['上午9点', '9:00', '九点钟'],
    ['(023)6532-1234', '023-65321234', '02365321234', '（023）65321234'],
    ['一二三四八', '12348', '幺二三四八'],
    ['https://www.example.cn/a', 'www.example.cn/a/', 'example.cn/a'],
    ['第（三）项', '第三项', '第3项'],
    ['12·4', '12.4'],
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
    ['6月', '6个月'],
    ['一年', '两年'],
    ['一次', '两次'],
    ['110余条', '110条'],
    ['5万元', '5元'],
    ['第二顺序', '第一顺序'],
    ['12月1日', '12月2日'],
    ['9:00', '21:00'],
    ['a@example.cn', 'b@example.cn'],
    ['第47条第1款', '第47条第2款'],
  ])('%s and %s', (one, other) => {
    expect(figures(one)).not.toEqual(figures(other));
  });
});

test('a text gives up every figure it has, each with its kind', () => {
  const text =
    '依据《劳动合同法》第八十二条，2023年起打12348，见https://a.example.cn/1，两倍工资、30日。';
  expect(figures(text).toSorted()).toEqual(
    [
      'title 劳动合同法',
      'article 第82条',
      'date 2023',
      'number 12348',
      'link a.example.cn/1',
      'number 2倍',
      'number 30日',
    ].toSorted(),
  );
});

test('every article of a list is of the law before it', () => {
  expect(
    findFigures('依据《民法典》第1077条、第1078条，劳动合同法第47条。').flatMap(
      ({ kind, value, law }) => (kind === 'article' ? [`${law} ${value}`] : []),
    ),
  ).toEqual(['民法典 第1077条', '民法典 第1078条', '劳动合同法 第47条']);
});

test.each([
  '一般不收费。',
  '另一方不同意。',
  '上半年和下半年',
  '统一办理',
  '十分重要',
  '1. 马上停止转账。',
  '第一步，拍照录像。',
  '要一次性告知。',
  '大家一起去，一点也不难。',
  '有一天，这一年，两回事',
  '依法、违法、没有办法、普法',
])('%s has no figure', (text) => {
  expect(figures(text)).toEqual([]);
});

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

test('a number is never read as another', () => {
  const value = fc.integer({ min: 2, max: 9999 });
  fc.assert(
    fc.property(value, value, (one, other) => {
      fc.pre(one !== other);
      expect(figures(`交${inChinese(one)}元。`)).not.toEqual(figures(`交${other}元。`));
    }),
  );
});

test('titles without 《》 are found whole, not one inside another', () => {
  const known = ['重庆市物业管理条例', '物业管理条例', '民法典'];
  const titles = (text: string) => findTitles(text, known).map(({ value }) => value);
  expect(titles('按重庆市物业管理条例和民法典')).toEqual(['重庆市物业管理条例', '民法典']);
  expect(titles('按物业管理条例')).toEqual(['物业管理条例']);
  expect(titles('按《民法典》')).toEqual([]);
});
