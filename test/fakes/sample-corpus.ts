// A handful of documents to browse.

import type { Document, DocumentKind, Passage, Source } from '../../src/domain.ts';

const law: Source = {
  name: '劳动争议调解仲裁法',
  title: '中华人民共和国劳动争议调解仲裁法',
  kind: 'law',
  publisher: '全国人大常委会',
  version: '2008-05-01施行',
  url: 'https://www.gov.cn/law?a=1&b=2',
};

function sampleDocument(
  id: string,
  title: string,
  kind: DocumentKind,
  topic: string,
  sections: readonly string[],
): Document {
  return {
    id,
    title,
    kind,
    topic,
    summary: `${title}的简介。`,
    publisher: '本服务整理',
    published: '',
    url: '',
    checked: '2026-01-02',
    reviewBy: '2026-07-02',
    passages: sections.map(
      (heading, index): Passage => ({
        id: `${id}#${index === 0 ? 'cost' : `s${index}`}`,
        documentId: id,
        anchor: index === 0 ? 'cost' : `s${index}`,
        headings: [title, heading],
        text: `${heading}：劳动争议仲裁不收费 <b>&</b>。`,
        questions: [],
        modelQuestions: [],
        references: [{ source: law, articles: ['第53条'] }],
      }),
    ),
  };
}

export const sampleCorpus: readonly Document[] = [
  sampleDocument('labor-arbitration', '劳动仲裁', 'guide', '劳动工伤', ['要不要钱', '多久之内']),
  sampleDocument('wages', '讨要工资', 'guide', '劳动工伤', ['找谁']),
  sampleDocument('hotline-12348', '12348法律服务热线', 'hotline', '热线', ['管什么']),
  sampleDocument(
    'report-2023',
    '2023年报告要点',
    'report-digest',
    '街道法治',
    Array.from({ length: 20 }, (_, index) => `第${index + 1}节`),
  ),
  sampleDocument('no-address', '没有查到的地址', 'gap', '热线', ['没有']),
];
