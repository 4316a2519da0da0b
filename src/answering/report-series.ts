// The home of which reports belong together: one body's reports on one subject, year after year.

import type { DocumentHeader } from '../domain.ts';

/** Whose service this is: a question that names no body is about its reports. */
export const ownBody = '小龙坎街道';

export type Report = DocumentHeader & { readonly year: number };

export function isReport(document: DocumentHeader): document is Report {
  return document.year !== undefined;
}

/** The body as residents call it: 沙坪坝区人民政府小龙坎街道办事处 is 小龙坎街道, 重庆市沙坪坝区司法局 is 沙坪坝区司法局. */
export function reportBody({ publisher }: Pick<DocumentHeader, 'publisher'>): string {
  const plain = publisher.replace(/\s+|人民政府|办事处/g, '').replace(/(?<=街道)办$/, '');
  const street = /[^省市区县]{2,}(?:街道|镇|乡)$/.exec(plain)?.[0];
  return street ?? plain.replace(/^重庆市(?=.+[区县])/, '');
}

/** Publishers word a title a little differently every year; what is left here stays. */
const passingWords =
  /[（(][^）)]*[）)]|\s+|\d+年?度?|年度|要点(?:整理)?|工作|情况|总结|报告|年报|关于|的/g;

/** Whether both are of the same body and subject; true of a report and itself. */
export function isSameSeries(one: DocumentHeader, other: DocumentHeader): boolean {
  return isReport(one) && isReport(other) && seriesOf(one) === seriesOf(other);
}

function seriesOf(report: Report): string {
  // What precedes the year names the publisher, each time in another way.
  const [, subject = report.title] = /(?:19|20)\d{2}年?度?(.+)$/.exec(report.title) ?? [];
  return `${reportBody(report)} ${subject.replace(passingWords, '')}`;
}

/** The newest report of the same series, when it is of a later year. @param documents of the same index. */
export function newerReport(
  document: DocumentHeader,
  documents: readonly DocumentHeader[],
): Report | undefined {
  return documents
    .filter(isReport)
    .filter((other) => other.supersededBy === undefined && isSameSeries(document, other))
    .filter(({ year }) => year > (document.year ?? year))
    .sort((a, b) => b.year - a.year)[0];
}

/** The body whose reports a question asks for by name, the innermost: 小龙坎街道 before 沙坪坝区 before 重庆市. */
export function namedBody(question: string, bodies: readonly string[]): string | undefined {
  const named = bodies.filter((body) => aliases(body).some((alias) => question.includes(alias)));
  return named.sort((a, b) => rank(b) - rank(a) || b.length - a.length)[0];
}

function aliases(body: string): string[] {
  const plain = body.replace(/^重庆市/, '').replace(/^沙坪坝区?(?=.)/, '');
  const place = /^(.{2,})(?:街道|镇|乡)$/.exec(body)?.[1];
  return [body, ...(plain.length > 2 ? [plain] : []), ...(place ? [place] : [])];
}

function rank(body: string): number {
  return /(?:街道|镇|乡)$/.test(body) ? 2 : /[区县市]$/.test(body) ? 0 : 1;
}
