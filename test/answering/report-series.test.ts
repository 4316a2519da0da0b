import { expect, test } from 'vitest';
import {
  isSameSeries,
  namedBody,
  newerReport,
  reportBody,
} from '../../src/answering/report-series.ts';
import { createHeader } from '../fakes/passages.ts';

const report = (publisher: string, title: string, year: number) =>
  createHeader({ id: `${year}`, kind: 'report', publisher, title, year });
const older = report(
  '沙坪坝区人民政府小龙坎街道办事处',
  '小龙坎街道2030年法治政府建设情况报告（要点整理）',
  2030,
);

test.each([
  ['沙坪坝区人民政府小龙坎街道办事处', '小龙坎街道'],
  ['小龙坎街道办', '小龙坎街道'],
  ['重庆市沙坪坝区小龙坎街道', '小龙坎街道'],
  ['重庆市沙坪坝区司法局', '沙坪坝区司法局'],
  ['沙坪坝区人民政府', '沙坪坝区'],
  ['重庆市人民政府', '重庆市'],
  ['重庆市司法局', '重庆市司法局'],
])('%s is called %s', (publisher, body) => {
  expect(reportBody({ publisher })).toBe(body);
});

test.each([
  ['another wording of the title', '小龙坎街道办事处', '2031年度法治政府建设工作报告', true],
  ['another subject', '小龙坎街道办事处', '2031年政府信息公开工作年度报告', false],
  ['another body', '沙坪坝区司法局', '2031年法治政府建设情况报告', false],
])('a series is of one body and one subject: %s', (_what, publisher, title, expected) => {
  expect(isSameSeries(older, report(publisher, title, 2031))).toBe(expected);
});

test('the newest report of a series has none after it, and one that was superseded is none', () => {
  const newest = report('小龙坎街道办', '小龙坎街道2032年法治政府建设情况报告', 2032);
  const middle = report('小龙坎街道办', '小龙坎街道2031年法治政府建设情况报告', 2031);
  const documents = [older, newest, middle];
  expect(newerReport(older, documents)).toBe(newest);
  expect(newerReport(newest, documents)).toBeUndefined();
  expect(newerReport(older, [older, { ...newest, supersededBy: 'x' }])).toBeUndefined();
});

test.each([
  ['重庆市沙坪坝区小龙坎街道调解了多少', '小龙坎街道'],
  ['小龙坎调解了多少', '小龙坎街道'],
  ['区司法局办了多少案', '沙坪坝区司法局'],
  ['沙坪坝区调解了多少', '沙坪坝区'],
  ['法院在哪里', undefined],
])('%s is about %s', (question, body) => {
  expect(namedBody(question, ['沙坪坝区', '沙坪坝区司法局', '小龙坎街道'])).toBe(body);
});
