import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGround, standsIn } from '../../src/answering/figure-ground.ts';
import { findFigures } from '../../src/answering/figures.ts';

const stands = (statement: string, source: string) => {
  const ground = createGround(source);
  return findFigures(statement).every((figure) => standsIn(figure, ground));
};

describe('what stands in a source', () => {
  test.each([
    ['2023年', '2023年12月1日公布'],
    ['12月1日', '2023年12月1日公布'],
    ['2023年12月', '2023-12-01施行'],
    ['第47条', '第47条第2款'],
    ['《民法典》', '中华人民共和国民法典'],
    ['按民法典', '《民法典》第1077条'],
    ['www.example.cn', 'https://example.cn/a/b'],
    ['2名见证人', '2个以上见证人'],
    ['填一份申请书', '书面申请'],
    ['《民法典》第1077条', '《民法典》第1076条、第1077条'],
    ['一年服务90万人次', '每年服务约90万人次'],
  ])('%s stands in %s', (statement, source) => {
    expect(stands(statement, source)).toBe(true);
  });

  test.each([
    ['2023年12月1日', '2023年施行'],
    ['1日内', '2023年12月1日公布'],
    ['12月1日', '2023年12月2日、1月1日'],
    ['第47条第2款', '第47条'],
    ['第47条第2款', '第47条第3款'],
    ['《法律援助条例》', '《重庆市法律援助条例》'],
    ['按劳动合同法', '劳动法'],
    ['example.cn/c', 'https://example.cn/a/b'],
    ['一名见证人', '两名见证人'],
    ['第二顺序继承人', '第一顺序继承人'],
    ['《民法典》第12条', '《民法典》第1076条。《婚姻登记条例》第12条'],
    ['7日', '7个月'],
    ['110条意见', '110余条意见'],
  ])('%s does not stand in %s', (statement, source) => {
    expect(stands(statement, source)).toBe(false);
  });
});

test('a date stands in itself and in no date of another day', () => {
  const day = fc.date({
    min: new Date('2001-01-01'),
    max: new Date('2049-12-31'),
    noInvalidDate: true,
  });
  const written = (date: Date) =>
    `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  fc.assert(
    fc.property(day, day, (one, other) => {
      expect(stands(written(one), one.toISOString().slice(0, 10))).toBe(true);
      expect(stands(written(one), written(other))).toBe(written(one) === written(other));
    }),
  );
});
