import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Document, Passage, Source, SourceReference } from '../../src/domain.ts';
import { GenerationStore } from '../../src/retrieval/generation-store.ts';
import { createNamedArticles } from '../../src/retrieval/named-articles.ts';
import { PassageRetriever } from '../../src/retrieval/passage-retriever.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const header = {
  kind: 'guide',
  topic: '',
  summary: '',
  publisher: '',
  published: '',
  url: '',
  checked: '',
  reviewBy: '',
} as const;

function document(
  id: string,
  title: string,
  headings: readonly (readonly string[])[],
  references: readonly SourceReference[] = [],
): Document {
  const passages = headings.map(
    (path, index): Passage => ({
      id: `${id}#${index}`,
      documentId: id,
      anchor: `${index}`,
      headings: path,
      text: `${id}的第${index}段，说的是合同和劳动。`,
      questions: [],
      modelQuestions: [],
      references,
    }),
  );
  return { ...header, id, title, passages };
}

const civilCode: Source = {
  name: '民法典',
  title: '中华人民共和国民法典',
  kind: 'law',
  publisher: '',
  version: '',
  url: '',
};
const documents = [
  document('labor', '', [['劳动合同法第三十八条'], ['劳动合同法第三十八条之一']]),
  document('contract', '', [['合同法第三十八条'], ['合同法第三十九条']]),
  document('rules', '', [['劳动合同法实施条例第三十八条']]),
  document('reading', '', [
    ['最高人民法院关于适用《中华人民共和国民法典》时间效力的若干规定第三条'],
  ]),
  document('code', '中华人民共和国民法典', [
    ['第一编 总则', '第三条'],
    ['第一编 总则', '第四条'],
  ]),
  document('guide', '离婚', [['对方不同意怎么办']], [{ source: civilCode, articles: ['第3条'] }]),
];
const entries = documents.flatMap(({ passages, ...rest }) =>
  passages.map((passage) => ({ passage, document: rest })),
);
const articles = createNamedArticles(entries);
const find = (text: string) =>
  [...articles.find(text)]
    .sort(([, a], [, b]) => b - a)
    .map(([place]) => entries[place]?.passage.id);

test('an article asked for by law and number comes first, and then what rests on it', async () => {
  const store = new GenerationStore(join(await temporaryFolder(), 'index'), {
    endpoint: undefined,
    cacheDir: '',
  });
  await store.rebuild({ documents, glossary: [], digest: 'named' }, () => {});
  const ranked = await new PassageRetriever(store.live).rank('《民法典》第3条是怎么规定的', 3);
  expect(ranked.map(({ passage }) => passage.id).slice(0, 2)).toEqual(['code#0', 'guide#0']);
  const [first] = await new PassageRetriever(store.live).rank('合同法38条', 3);
  expect(first?.passage.id).toBe('contract#0');
});

test.each([
  ['合同法第三十八条', ['contract#0']],
  ['劳动合同法38条', ['labor#0']],
  ['中华人民共和国劳动合同法第三十八条', ['labor#0']],
  ['《劳动合同法》里的第38条之一说了啥', ['labor#1']],
  ['劳动合同法实施条例第三十八条', ['rules#0']],
  ['合同法第三十八条、第三十九条', ['contract#0', 'contract#1']],
  ['最高人民法院关于适用民法典时间效力的若干规定第3条', ['reading#0']],
])("%s is this law's article and not that of a law whose name holds the other's", (text, ids) => {
  expect(find(text)).toEqual(ids);
});

test.each([
  '第三十八条',
  '公司法第三十八条',
  '合同法和公司法第三十八条',
  '合同法',
  '劳动合同法第99条',
])('%s names no article of these laws', (text) => {
  expect(find(text)).toEqual([]);
});
