import { describe, expect, test } from 'vitest';
import {
  isAboutSubdistrict,
  isLegalMatter,
  namedYears,
  otherPlace,
} from '../../src/answering/scope.ts';

const now = new Date('2031-06-15T04:00:00Z');

describe('a year is understood however it is written', () => {
  test.each([
    ['2022年调解了多少件', [2022]],
    ['2022年度报告', [2022]],
    ['报告 2022', [2022]],
    ['2022.5.1以后', [2022]],
    ['二〇二二年的数字', [2022]],
    ['二零二二年的数字', [2022]],
    ['22年调解了多少', [2022]],
    ['2021到2022年', [2021, 2022]],
    ['2022年和2021年比', [2021, 2022]],
    ['今年做了什么', [2031]],
    ['本年度做了什么', [2031]],
    ['去年做了什么', [2030]],
    ['上一年度做了什么', [2030]],
    ['前年做了什么', [2029]],
    ['大前年做了什么', [2028]],
    ['后年有什么打算', [2033]],
    ['what about last year', [2030]],
    ['this year', [2031]],
  ])('%s', (text, expected) => {
    expect(namedYears(text, now)).toEqual(expected);
  });
});

describe('no year is read into', () => {
  test.each([
    '12348怎么打',
    '民法典第1077条',
    '欠我2000元',
    '罚了2000多块',
    '有2020人参加吗',
    '要坐20年牢吗，判10年',
    '住了15年的房子',
    '工作满12年',
    '10年内不能',
    '20年后还能告吗',
    '合同12年了',
    '身份证[身份证号]',
    '后来呢',
    // A report tells what comes next.
    '明年有什么打算',
    'plans for next year',
  ])('%s', (text) => {
    expect(namedYears(text, now)).toEqual([]);
  });
});

describe('another place is noticed', () => {
  test.each([
    ['土湾街道调解了多少件', '土湾'],
    ['沙坪坝街道2023年做了什么', '沙坪坝街道'],
    ['磁器口的司法所', '磁器口'],
    ['渝中区怎么申请', '渝中'],
    ['成都的低保', '成都'],
    ['2023年虎溪街道调解了多少件', '虎溪'],
    ['我问的是童家桥街道', '童家桥'],
    ['小龙坎街道和天星桥街道比', '天星桥'],
    ['北京怎么离婚', '北京'],
  ])('%s', (text, expected) => {
    expect(otherPlace(text)).toBe(expected);
  });
});

describe('no other place is read into', () => {
  test.each([
    '小龙坎街道做了什么',
    '重庆市沙坪坝区小龙坎街道做了什么',
    '沙坪坝小龙坎街道的报告',
    '沙坪坝区的法律援助中心',
    ...['我们', '你们', '俺们', '咱', '这个', '那个', '哪个', '几个', '本', '全', '各', '整个'].map(
      (word) => `${word}街道做了什么`,
    ),
    ...['社区', '基层', '当地', '所在', '辖区', '派出所', '司法所', '户籍', '居住', '乡镇'].map(
      (word) => `${word}街道管不管`,
    ),
    ...['什么', '属于哪个', '向', '找', '去', '问', '请问', '怎么找', '社区和', '法治', '平安'].map(
      (word) => `${word}街道可以调解`,
    ),
    '走在街道上摔了',
    '2023年街道调解了多少',
    '城镇职工的工伤',
    '村镇银行欠钱',
  ])('%s', (text) => {
    expect(otherPlace(text)).toBeUndefined();
  });
});

test.each([
  ['街道办做了什么', true],
  ['小龙坎有几个社区', true],
  ['和顺茶馆是什么', true],
  ['法治政府建设情况', true],
  ['What did Xiaolongkan do', true],
  ['劳动仲裁要不要钱', false],
  ['成都离婚怎么办', false],
])('%s is about the sub-district: %s', (text, expected) => {
  expect(isAboutSubdistrict(text)).toBe(expected);
});

test.each([
  ['老板拖欠工资', true],
  ['房东不退押金', true],
  ['楼上漏水', true],
  ['12348是什么', true],
  ['can I get a divorce', true],
  ['法国怎么去', false],
  ['回锅肉怎么做', false],
  ['明天会下雨吗', false],
])('%s is a legal matter: %s', (text, expected) => {
  expect(isLegalMatter(text)).toBe(expected);
});
