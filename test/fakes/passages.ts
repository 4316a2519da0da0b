// Passages, documents and rankings made up one line at a time, for the rooms that take them apart.

import type { Document, DocumentHeader, Passage, RankedPassage, Source } from '../../src/domain.ts';

export const arbitrationLaw: Source = {
  name: '劳动争议调解仲裁法',
  title: '中华人民共和国劳动争议调解仲裁法',
  kind: 'law',
  publisher: '全国人大常委会',
  version: '2008-05-01施行',
  url: 'https://flk.example.cn/arbitration',
};

export function createHeader(changes: Partial<DocumentHeader> = {}): DocumentHeader {
  return {
    id: 'guide',
    title: '办事指南',
    kind: 'guide',
    topic: '劳动工伤',
    summary: '指南的简介。',
    publisher: '本服务整理',
    published: '',
    url: '',
    checked: '2031-03-01',
    reviewBy: '2031-09-01',
    ...changes,
  };
}

/** @param id `documentId#anchor`. */
export function createPassage(id: string, text: string, changes: Partial<Passage> = {}): Passage {
  const [documentId = '', anchor = ''] = id.split('#');
  return {
    id,
    documentId,
    anchor,
    headings: ['办事指南', '要不要钱'],
    text,
    questions: [],
    modelQuestions: [],
    references: [],
    ...changes,
  };
}

export function createRanked(
  passage: Passage,
  score: number,
  header: Partial<DocumentHeader> = {},
): RankedPassage {
  const document = createHeader({ id: passage.documentId, ...header });
  return { passage, document, score, lexicalScore: score, vectorScore: score };
}

export function createDocument(header: Partial<DocumentHeader>, passages: Passage[]): Document {
  return { ...createHeader(header), passages };
}
