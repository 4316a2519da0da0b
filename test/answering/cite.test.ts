import { describe, expect, test } from 'vitest';
import { citeClaims } from '../../src/answering/cite.ts';
import type { DocumentHeader, Passage } from '../../src/domain.ts';
import { arbitrationLaw, createHeader, createPassage } from '../fakes/passages.ts';

const basis = [{ source: arbitrationLaw, articles: ['第27条', '第53条'] }];

function cite(passage: Passage, header: Partial<DocumentHeader> = {}, publicBaseUrl?: string) {
  const document = createHeader({ id: passage.documentId, ...header });
  const claims = [{ text: passage.text, passageIds: [passage.id] }];
  const { citations } = citeClaims(
    claims,
    new Map([[passage.id, { passage, document }]]),
    publicBaseUrl,
  );
  return citations[0];
}

test('a passage has one citation, however many statements rest on it, in order of appearance', () => {
  const evidence = new Map(
    ['a#x', 'b#x'].map((id) => [
      id,
      { passage: createPassage(id, `${id}。`), document: createHeader({ id: id.slice(0, 1) }) },
    ]),
  );
  const claims = [
    { text: '一。', passageIds: ['b#x'] },
    { text: '二。', passageIds: ['a#x', 'b#x'] },
    { text: '三。', passageIds: ['b#x'] },
  ];
  const { statements, citations } = citeClaims(claims, evidence, undefined);
  expect(citations.map(({ passageId }) => passageId)).toEqual(['b#x', 'a#x']);
  expect(statements).toEqual([
    { text: '一。', citations: [0] },
    { text: '二。', citations: [1, 0] },
    { text: '三。', citations: [0] },
  ]);
});

test('a citation names the page where its passage has one', () => {
  const passage = { ...createPassage('a#x', '一。'), headings: ['甲', '乙'], page: 3 };
  expect(cite(passage)?.section).toMatch(/^乙，第3页/);
});

test('what was not retrieved is never cited', () => {
  const claims = [{ text: '一。', passageIds: ['a#x'] }];
  expect(citeClaims(claims, new Map(), 'https://bot.example.cn')).toEqual({
    statements: [{ text: '一。', citations: [] }],
    citations: [],
  });
});

test('a citation shows the title, the section with the articles, the whole passage and who published it', () => {
  const passage = createPassage('guide#cost', '仲裁不收费。', {
    headings: ['劳动仲裁', '费用', '要不要钱'],
    references: basis,
  });
  expect(cite(passage, { title: '劳动仲裁' })).toEqual({
    documentId: 'guide',
    passageId: 'guide#cost',
    title: '劳动仲裁',
    section: '费用 › 要不要钱，依据《中华人民共和国劳动争议调解仲裁法》第27条、第53条',
    url: 'https://flk.example.cn/arbitration',
    quote: '仲裁不收费。',
    publisher: '全国人大常委会',
    published: '2008-05-01施行',
  });
});

test('without a basis the document itself says who published it and when', () => {
  const passage = createPassage('report#s1', '调解21件。', { headings: ['报告', '一、成效'] });
  const header = { publisher: '某街道办事处', published: '2032-01-15' };
  expect(cite(passage, header)).toMatchObject({
    section: '一、成效',
    publisher: '某街道办事处',
    published: '2032-01-15',
  });
});

test('publisher, date and link are those of the same source, the first with an official page', () => {
  const unlinked = {
    source: { ...arbitrationLaw, url: '', publisher: '某局', version: '2030-01-01' },
    articles: [],
  };
  const passage = createPassage('guide#cost', '不收费。', { references: [unlinked, ...basis] });
  expect(cite(passage)).toMatchObject({
    publisher: arbitrationLaw.publisher,
    published: arbitrationLaw.version,
    url: arbitrationLaw.url,
  });
  expect(cite({ ...passage, references: [unlinked] })).toMatchObject({
    publisher: '某局',
    published: '2030-01-01',
    url: '',
  });
});

test('no official page is shown as proof that something was not found', () => {
  const registry = { source: { ...arbitrationLaw, url: '' }, articles: [] };
  const passage = createPassage('gap#x', '没有查到。', { references: [registry, ...basis] });
  expect(cite(passage, { kind: 'gap' })?.url).toBe('');
});

describe('the link is', () => {
  const own = { url: 'https://report.example.cn/2031' };
  const passage = createPassage('guide#cost', '不收费。', { references: basis });
  const bare = createPassage('guide#cost', '不收费。');
  const unlinked = { source: { ...arbitrationLaw, url: '' }, articles: [] };

  test.each([
    [
      'the source page of this service',
      cite(passage, own, 'https://bot.example.cn'),
      'https://bot.example.cn/sources/guide#cost',
    ],
    ['else the document’s official page', cite(passage, own), own.url],
    ['else the official page of what it rests on', cite(passage), arbitrationLaw.url],
    [
      'of the first source that has one',
      cite(createPassage('guide#cost', '不收费。', { references: [unlinked, ...basis] })),
      arbitrationLaw.url,
    ],
    ['else none', cite(bare), ''],
    ['none when no source has one', cite({ ...bare, references: [unlinked] }), ''],
  ])('%s', (_what, citation, url) => {
    expect(citation?.url).toBe(url);
  });
});
