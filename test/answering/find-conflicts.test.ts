import { expect, test } from 'vitest';
import { findConflicts } from '../../src/answering/find-conflicts.ts';
import type { Document, Source } from '../../src/domain.ts';
import { arbitrationLaw, createDocument, createPassage } from '../fakes/passages.ts';

const page: Source = { ...arbitrationLaw, name: '某网页', kind: 'page' };

function guide(id: string, text: string, source: Source, changes: Partial<Document> = {}) {
  const title = changes.title ?? '劳动仲裁';
  return createDocument({ id, title, ...changes }, [
    createPassage(`${id}#a`, text, {
      headings: [title, '要多久'],
      references: [{ source, articles: [] }],
    }),
  ]);
}

const law = guide('law', '劳动仲裁应当在受理申请之日起45日内裁决完。', arbitrationLaw);

function conflictsOf(documents: readonly Document[], staged: readonly string[]) {
  const passages = documents.flatMap(({ passages, ...document }) =>
    passages.map((passage) => ({ passage, document })),
  );
  return findConflicts(passages, new Set(staged)).map(({ staged, other, higher }) => [
    staged.map(({ passage, figure }) => `${passage.id} ${figure}`),
    `${other.passage.id} ${other.figure}`,
    higher,
  ]);
}

test('another figure for the same matter is shown with whose source ranks higher', () => {
  const added = guide('new', '劳动仲裁在受理申请之日起九十日内裁决完。', page);
  expect(conflictsOf([law, added], ['new#a'])).toEqual([[['new#a 90日'], 'law#a 45日', 'other']]);
  expect(conflictsOf([added, law], ['law#a'])).toEqual([[['law#a 45日'], 'new#a 90日', 'staged']]);
  expect(conflictsOf([law, added], [])).toEqual([]);
});

test('five added texts that agree with each other stand together against the law', () => {
  const five = [1, 2, 3, 4, 5].map((number) =>
    guide(`new-${number}`, '劳动仲裁应当在受理申请之日起15日内裁决完。', page),
  );
  const ids = five.map(({ id }) => `${id}#a`);
  expect(conflictsOf([law, ...five], ids)).toEqual([
    [ids.map((id) => `${id} 15日`), 'law#a 45日', 'other'],
  ]);
});

test('two added texts that contradict each other are shown once, neither above the other', () => {
  const one = guide('one', '劳动仲裁应当在受理申请之日起15日内裁决完。', page);
  const two = guide('two', '劳动仲裁应当在受理申请之日起20日内裁决完。', page);
  expect(conflictsOf([one, two], ['one#a', 'two#a'])).toEqual([
    [['one#a 15日'], 'two#a 20日', 'equal'],
  ]);
});

test('of two sources of one rank the newer counts', () => {
  const old = guide('old', '劳动仲裁应当在受理申请之日起15日内裁决完。', page, {
    published: '2021-01-01',
  });
  const fresh = guide('new', '劳动仲裁应当在受理申请之日起20日内裁决完。', page, {
    published: '2024-01-01',
  });
  expect(conflictsOf([old, fresh], ['new#a'])[0]?.[2]).toBe('staged');
  expect(conflictsOf([old, fresh], ['old#a'])[0]?.[2]).toBe('other');
});

test.each<[string, Document]>([
  [
    'the same figure in other words',
    guide('new', '劳动仲裁受理申请之日起四十五天内裁决完。', page),
  ],
  ['another matter', guide('new', '劳动监察应当在立案之日起60日内查完。', page, { title: '讨薪' })],
  ['another unit', guide('new', '劳动仲裁应当在受理申请之日起3个月内裁决完。', page)],
  [
    'what is there beside the other figure',
    guide('new', '劳动仲裁应当在受理申请之日起45日内裁决完，不是90日内裁决完。', page),
  ],
  [
    'a gap, which answers nothing',
    guide('new', '劳动仲裁应当在受理申请之日起90日内裁决完。', page, { kind: 'gap' }),
  ],
])('no conflict: %s', (_what, added) => {
  expect(conflictsOf([law, added], ['new#a'])).toEqual([]);
});

test('figures of different years do not contradict each other', () => {
  const report = (year: number, count: number) =>
    guide(`report-${year}`, `清河街道调解矛盾纠纷${count}件，成功率97%。`, page, {
      title: '清河街道报告',
      kind: 'report',
      year,
    });
  expect(conflictsOf([report(2030, 18), report(2031, 21)], ['report-2031#a'])).toEqual([]);
  const again = { ...report(2031, 30), id: 'again' };
  expect(conflictsOf([report(2031, 21), again], ['report-2031#a'])).toHaveLength(1);
});
