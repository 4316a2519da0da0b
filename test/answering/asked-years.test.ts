import { expect, test } from 'vitest';
import { askedYears, asksOnlyOfYears } from '../../src/answering/asked-years.ts';

const now = new Date('2031-06-15T04:00:00Z');

test.each([
  ['2030年调解了多少', [2030], false],
  ['对比 2029 和 2030', [2029, 2030], true],
  ['2030年比2029年多了多少', [2029, 2030], true],
  ['2030年跟上一年比呢', [2029, 2030], true],
  ['今年比去年多了多少', [2030, 2031], true],
  ['比去年多吗', [2030], true],
  ['这两年调解了多少', [], true],
  ['近三年的趋势', [], true],
  ['同比增长多少', [], true],
  ['调解了多少', [], false],
  ['两年内能不能起诉', [], false],
  ['离婚和分居比较哪个好', [], false],
  ['2030年和单位打官司', [2030], false],
])('%s names %j, compares years: %s', (text, named, compares) => {
  expect(askedYears(text, undefined, now)).toMatchObject({ named, compares });
});

test('the last turn that says a year counts, and the year before is the one before that', () => {
  const topic = '2028年调解了多少\n那2029年呢';
  expect(askedYears('那培训呢', topic, now).named).toEqual([2029]);
  expect(askedYears('跟上一年比呢', topic, now).named).toEqual([2028, 2029]);
  expect(askedYears('2030年呢', topic, now).named).toEqual([2030]);
});

test.each([
  ['今年比去年多了多少', true],
  ['对比一下2029年和2030年的数据', true],
  ['那2030年呢？', true],
  ['2030年调解了多少', false],
  ['那培训呢', false],
])('%s says nothing but years: %s', (text, expected) => {
  expect(asksOnlyOfYears(text, now)).toBe(expected);
});
