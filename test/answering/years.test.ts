import { expect, test } from 'vitest';
import * as wording from '../../src/answering/wording.ts';
import type { Answer } from '../../src/domain.ts';
import { PassageRetriever } from '../../src/retrieval/passage-retriever.ts';
import { answeringCorpus } from '../fakes/answering-corpus.ts';
import { buildAnsweringIndex, clock, openAnsweringRoom } from '../fakes/open-answering-room.ts';
import { createDocument, createPassage } from '../fakes/passages.ts';
import { scriptModel } from '../fakes/scripted-model.ts';
import { yearlyCorpus } from '../fakes/yearly-reports.ts';

const generation = buildAnsweringIndex(yearlyCorpus);
const oneYear = buildAnsweringIndex();
const staleGap = buildAnsweringIndex([
  ...answeringCorpus.filter(({ id }) => id !== 'gap-year'),
  createDocument({ id: 'gap-year', kind: 'gap', appliesTo: 'other-year', knownYears: [2030] }, [
    createPassage('gap-year#years', '只有2030年的报告。', { questions: ['别的年份的报告'] }),
  ]),
]);
const open = () => openAnsweringRoom(generation);
const cited = ({ citations }: Answer) => citations.map(({ passageId }) => passageId);
const said = ({ statements }: Answer) => statements.map(({ text }) => text);
const street = '小龙坎街道';

test('without a year the newest report answers, though residents’ questions lead to the older', async () => {
  const { ask } = await open();
  const answer = await ask('街道调解了多少件纠纷？');
  expect(answer.status).toBe('answered');
  expect(cited(answer)).toEqual(['street-2031#s1']);
  expect(answer.lead).toBe(wording.reportLead(street, 2031));
  expect(answer.notices).toEqual([wording.olderReport(2030)]);
});

test('what the newest report does not tell is answered from the one before, and said so', async () => {
  const { ask } = await open();
  const answer = await ask('街道走访了多少家企业？');
  expect(cited(answer)).toEqual(['street-2030#s2']);
  expect(answer.lead).toBe(wording.reportLead(street, 2030));
  expect(answer.notices).toEqual([wording.silentReport(street, 2031)]);
});

test.each([
  ['2030年街道调解了多少件纠纷？', 'street-2030#s1', [wording.newerReport(street, 2031)]],
  ['2031年街道调解了多少件纠纷？', 'street-2031#s1', []],
  ['去年街道调解了多少件纠纷？', 'street-2031#s1', []],
])('%s: only from that year’s report', async (question, passage, notices) => {
  const { ask } = await open();
  const answer = await ask(question);
  expect(cited(answer)).toEqual([passage]);
  expect(answer.notices).toEqual(notices);
});

test('a year whose report does not tell is not answered from another year', async () => {
  const { ask } = await open();
  const answer = await ask('2031年街道走访了多少家企业？');
  expect(answer.status).toBe('unanswerable-not-covered');
  expect(answer.lead).toBe(wording.silentReport(street, 2031));
  expect(answer.text).not.toContain('35家');
  expect(answer.notices).toEqual([wording.olderReport(2030)]);
});

test('a year without a report is told plainly, with the years there are', async () => {
  const { ask } = await open();
  const answer = await ask('2029年街道调解了多少件纠纷？');
  expect(answer.status).toBe('unanswerable-not-covered');
  expect(answer.lead).toBe(wording.otherYear(street, [2029], [2030, 2031]));
  expect(answer.text).not.toMatch(/21件|34件/);
});

test('what was planned for a year stands in the report of the year before', async () => {
  const { ask } = await open();
  expect(cited(await ask('2031年街道计划组织几次执法培训？'))).toEqual(['street-2030#s4']);
  expect(cited(await ask('2031年街道组织了几次执法培训？'))).toEqual(['street-2031#s3']);
});

test.each([
  '对比2030年和2031年街道调解的纠纷',
  '去年街道调解的纠纷比前年多了多少？',
  '这两年街道调解了多少件纠纷？',
])('%s: each year’s own words under its year, and no difference', async (question) => {
  const { ask } = await open();
  const answer = await ask(question);
  expect(answer.status).toBe('answered');
  expect(answer.lead).toBe(wording.comparedYears);
  expect(said(answer)).toEqual([
    `${wording.reportLead(street, 2030)}全年调解矛盾纠纷21件，调解成功率97%。`,
    `${wording.reportLead(street, 2031)}调解矛盾纠纷34件，调解成功率96%。`,
  ]);
  expect(answer.text).not.toContain('13件');
  expect(answer.notices).toEqual([]);
});

test('a comparison says which year does not tell', async () => {
  const { ask } = await open();
  const answer = await ask('2030年和2031年街道各走访了多少家企业？');
  expect(answer.status).toBe('answered-partly');
  expect(cited(answer)).toEqual(['street-2030#s2']);
  expect(answer.notices).toEqual([wording.silentReport(street, 2031)]);
});

test('a comparison with a year that is not there quotes the years that are, and says so', async () => {
  const { ask } = await open();
  const answer = await ask('2029年、2030年和2031年街道各审查了多少份合同？');
  expect(answer.status).toBe('answered-partly');
  expect(answer.lead).toContain(wording.otherYear(street, [2029], [2030, 2031]));
  expect(cited(answer)).toEqual(['street-2030#s3', 'street-2031#s2']);
});

test('with one year only, a comparison says so and quotes that year', async () => {
  const { ask } = await openAnsweringRoom(oneYear);
  const answer = await ask('街道2031年调解的纠纷比2030年多了多少？');
  expect(answer.status).toBe('unanswerable-not-covered');
  expect(answer.lead).toBe(wording.otherYear(street, [2030], [2031]));
  expect(cited(answer)).toEqual(['report-2031#s1', 'gap-year#years']);
  const trend = await ask('这两年街道调解了多少件纠纷？', 'chat-2');
  expect(trend.lead).toBe(wording.oneYearOnly(street, 2031));
});

test('a comparison of nothing in particular is asked back', async () => {
  const { ask } = await open();
  const answer = await ask('对比 2030 和 2031');
  expect(answer.status).toBe('clarification-needed');
  expect(answer.lead).toBe(wording.compareWhat(street, [2030, 2031]));
});

test('a conversation keeps its matter and its year until another is named', async () => {
  const { ask } = await open();
  await ask('2030年街道调解了多少件纠纷？');
  expect(cited(await ask('那审查合同呢？'))).toEqual(['street-2030#s3']);
  await ask('2030年街道调解了多少件纠纷？');
  expect(cited(await ask('那2031年呢？'))).toEqual(['street-2031#s1']);
  expect(cited(await ask('跟上一年比呢？'))).toEqual(['street-2030#s1', 'street-2031#s1']);
  const unknown = await ask('2028年呢？');
  expect(unknown.lead).toBe(wording.otherYear(street, [2028], [2030, 2031]));
});

test('years of different bodies are not mixed', async () => {
  const { ask } = await open();
  const other = await ask('沙坪坝区司法局2030年全区调解了多少纠纷？');
  expect(cited(other)).toEqual(['bureau-2030#s1']);
  expect(other.lead).toBe(wording.reportLead('沙坪坝区司法局', 2030));
  expect(other.notices).toEqual([]);
  const ours = await ask('小龙坎街道2030年全区人民调解组织调解了多少纠纷？', 'chat-3');
  expect(cited(ours)).not.toContain('bureau-2030#s1');
  const missing = await ask('沙坪坝区司法局2031年全区调解了多少纠纷？', 'chat-2');
  expect(missing.lead).toBe(wording.otherYear('沙坪坝区司法局', [2031], [2030]));
});

test('a gap written for fewer years than are known is not quoted any longer', async () => {
  const { ask } = await openAnsweringRoom(staleGap);
  const answer = await ask('2030年街道调解了多少件纠纷？');
  expect(answer.lead).toBe(wording.otherYear(street, [2030], [2031]));
  expect(answer.text).not.toContain('只有2030年的报告');
});

test('years are compared in the reports’ own words also where a model writes', async () => {
  const { ask } = await openAnsweringRoom(generation, { model: scriptModel({}) });
  const answer = await ask('对比2030年和2031年街道调解的纠纷');
  expect(cited(answer)).toEqual(['street-2030#s1', 'street-2031#s1']);
  expect(answer.text).toContain(wording.aiLabel);
});

test('what was superseded, has run out or rests on repealed law alone is not found for new answers', async () => {
  const retriever = new PassageRetriever(generation());
  const found = async (question: string) =>
    (await retriever.rank(question, 40, clock())).map(({ passage }) => passage.id);
  expect(await found('养蜜蜂离住户多远')).not.toContain('bees-old#distance');
  expect(await found('养蜜蜂离住户多远')).toContain('bees-new#distance');
  expect(await found('夜市摆摊几点收摊')).not.toContain('stall#hours');
  expect(await found('报刊亭几点关门')).toContain('kiosk#hours');
  expect(await found('养鸽子不能超过几只')).not.toContain('pigeons#count');
});

test('what is no longer in force keeps its page', async () => {
  const { service } = await open();
  expect(service.catalogue().passages('bees-old')[0]?.text).toBe('养蜜蜂要离住户50米。');
});
