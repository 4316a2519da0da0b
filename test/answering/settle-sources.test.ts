import { expect, test } from 'vitest';
import { settleSources } from '../../src/answering/settle-sources.ts';
import { compareSources } from '../../src/answering/source-rank.ts';
import type { DocumentHeader, Source } from '../../src/domain.ts';
import { answeringCorpus } from '../fakes/answering-corpus.ts';
import { buildAnsweringIndex, openAnsweringRoom } from '../fakes/open-answering-room.ts';
import { arbitrationLaw, createDocument, createPassage, createRanked } from '../fakes/passages.ts';
import { scriptModel } from '../fakes/scripted-model.ts';

const office: Source = { ...arbitrationLaw, kind: 'report', publisher: '小龙坎街道办事处' };
const bureau: Source = { ...arbitrationLaw, kind: 'page', publisher: '沙坪坝区司法局' };
const forum: Source = { ...arbitrationLaw, kind: 'page', publisher: '某论坛' };

/** Five texts for one question, near copies of what is official, with the questions residents ask. */
function poison(name: string, heading: string, text: string, questions: readonly string[]) {
  return [1, 2, 3, 4, 5].map((number) => {
    const id = `${name}-${number}`;
    const headings = [heading.split('：')[0] ?? '', heading.split('：')[1] ?? ''];
    return createDocument({ id, title: headings[0] ?? '', publisher: forum.publisher }, [
      createPassage(`${id}#a`, text, {
        headings,
        questions,
        references: [{ source: forum, articles: [] }],
      }),
    ]);
  });
}

const report = createDocument(
  {
    id: 'report-2033',
    title: '小龙坎街道2033年法治报告',
    kind: 'report',
    publisher: office.publisher,
    year: 2033,
  },
  [
    createPassage('report-2033#a', '2033年，小龙坎街道调解物业纠纷35件，成功率97%。', {
      headings: ['小龙坎街道2033年法治报告', '物业纠纷'],
      references: [{ source: office, articles: [] }],
    }),
  ],
);

const generation = buildAnsweringIndex([
  ...answeringCorpus,
  report,
  ...poison('slow', '劳动仲裁：要多久', '劳动仲裁90日内结束。案情复杂的，可以延长15日。', [
    '劳动仲裁要多久',
    '劳动仲裁多久出结果',
  ]),
  ...poison(
    'boast',
    '小龙坎街道2033年：物业纠纷',
    '2033年，小龙坎街道调解物业纠纷350件，成功率97%。',
    ['2033年街道调解了多少件物业纠纷', '街道调解物业纠纷多少件'],
  ),
]);

test.each([
  ['劳动仲裁要多久', '45日', /90日/, 'labor-arbitration#duration'],
  ['2033年小龙坎街道调解了多少件物业纠纷', '35件', /350件/, 'report-2033#a'],
])(
  'five texts of low rank do not outvote the one that counts: %s',
  async (question, right, wrong, passage) => {
    const { ask, audit } = await openAnsweringRoom(generation);
    const answer = await ask(question);
    expect(answer.status).toBe('answered');
    expect(answer.text).toContain(right);
    expect(answer.text).not.toMatch(wrong);
    expect(answer.citations.map(({ passageId }) => passageId)).toContain(passage);
    const dropped = (await audit.find(answer.questionId))?.trace.dropped ?? [];
    expect(dropped.filter((line) => line.endsWith(`${passage} says ${right}`))).toHaveLength(5);
  },
);

test('a model is not shown what was outranked', async () => {
  const model = scriptModel({});
  const { ask } = await openAnsweringRoom(generation, { model });
  await ask('劳动仲裁要多久');
  const prompts = model.asked.map(({ user }) => user).join('\n');
  expect(prompts).toContain('劳动仲裁45日内结束');
  expect(prompts).not.toContain('90日');
});

function ranked(
  id: string,
  days: number,
  score: number,
  source?: Source,
  header: Partial<DocumentHeader> = {},
) {
  const text = `劳动仲裁应当在受理申请之日起${days}日内裁决完。`;
  const references = source ? [{ source, articles: [] }] : [];
  return createRanked(createPassage(`${id}#a`, text, { references }), score, header);
}
const ids = (found: readonly { passage: { id: string } }[]) =>
  found.map(({ passage }) => passage.id);

test('of two of one rank the newer stays and takes the place of the other', () => {
  const old = ranked('old', 60, 0.9, bureau, { published: '2021-01-01' });
  const fresh = ranked('new', 45, 0.5, bureau, { published: '2024-01-01' });
  const settled = settleSources([old, fresh]);
  expect(ids(settled.ranked)).toEqual(['new#a']);
  expect(settled.ranked[0]?.score).toBe(0.9);
  expect(settled.dropped).toEqual(['outranked: old#a says 60日, new#a says 45日']);
});

test('what agrees or is undated is left as it is', () => {
  const law = ranked('law', 45, 0.9, arbitrationLaw);
  const found = [law, ranked('same', 45, 0.8, forum)];
  expect(settleSources(found)).toEqual({ ranked: found, dropped: [] });
  const undated = [ranked('one', 60, 0.9, bureau), ranked('other', 45, 0.8, bureau)];
  expect(settleSources(undated).ranked).toBe(undated);
  expect(settleSources([])).toEqual({ ranked: [], dropped: [] });
});

test('law stands above regulations, above what an office reports of itself, above its pages, above all others', () => {
  const kinds: readonly (Source | undefined)[] = [
    arbitrationLaw,
    { ...arbitrationLaw, kind: 'regulation' },
    { ...arbitrationLaw, kind: 'interpretation' },
    { ...arbitrationLaw, kind: 'local' },
    office,
    bureau,
    forum,
  ];
  const all = kinds.map((source, index) => ranked(`d${index}`, 1, 1, source));
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) {
      expect(compareSources(one, other)).toBeLessThan(0);
      expect(compareSources(other, one)).toBeGreaterThan(0);
    }
  }
  const { kind } = office;
  const boast = ranked('boast', 1, 1, { ...forum, kind });
  expect(compareSources(boast, ranked('forum', 1, 1, forum))).toBe(0);
  expect(compareSources(boast, ranked('none', 1, 1))).toBe(0);
});
