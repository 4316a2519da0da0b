import { describe, expect, test } from 'vitest';
import {
  type EvaluatedService,
  evaluateAnswers,
  findFaults,
} from '../../src/answering/evaluate-answers.ts';
import type { AnswerTrace } from '../../src/audit/audit-log.ts';
import type { Answer, GoldenQuestion } from '../../src/domain.ts';
import { sampleAnswer, sampleModelUse, sampleTrace } from '../fakes/sample-answer.ts';

function golden(changes: Partial<GoldenQuestion> = {}): GoldenQuestion {
  return {
    id: 'g-1',
    question: '仲裁要钱吗',
    after: [],
    kind: 'service',
    facts: [],
    documents: [],
    never: [],
    form: 'plain',
    ...changes,
  };
}

function answer(changes: Partial<Answer> = {}): Answer {
  return { ...sampleAnswer(), text: '仲裁不收费，45日内结案。', ...changes };
}

function citing(...documentIds: string[]): Pick<Answer, 'citations'> {
  const [citation] = sampleAnswer().citations;
  if (!citation) throw new Error('the sample answer has citations');
  return {
    citations: documentIds.map((documentId) => ({
      ...citation,
      documentId,
      passageId: `${documentId}#x`,
    })),
  };
}

/** @param traces by question id; what is not there is not in the log. */
function serving(
  ask: EvaluatedService['ask'],
  traces: Readonly<Record<string, AnswerTrace>> = {},
): EvaluatedService {
  return { ask, traceOf: async (questionId) => traces[questionId] };
}

describe('each fault is found', () => {
  test.each<[string, Partial<GoldenQuestion>, Partial<Answer>, string[]]>([
    ['a refusal', {}, { status: 'refused-out-of-scope' }, ['状态是 refused-out-of-scope']],
    ['half an answer', {}, { status: 'answered-partly' }, ['状态是 answered-partly']],
    [
      'an answer where there is none',
      { kind: 'not-covered' },
      { status: 'answered' },
      ['状态是 answered'],
    ],
    ['a missing fact', { facts: ['10元'] }, {}, ['缺少“10元”']],
    [
      'two missing facts',
      { facts: ['10元', '不收费', '7日|一周'] },
      {},
      ['缺少“10元”', '缺少“7日|一周”'],
    ],
    ['a forbidden word', { never: ['45日'] }, {}, ['不该说“45日”']],
    ['a wrong document', { documents: ['b'] }, citing('a', 'c'), ['出处不对：a#x、c#x']],
    ['no document', { documents: ['b'] }, citing(), ['没有出处']],
    [
      'a number that is not in the first line of an emergency answer',
      { kind: 'emergency', facts: ['110'] },
      { status: 'emergency', text: '情况紧急。\n打110。' },
      ['缺少“110”'],
    ],
    [
      'everything at once',
      { kind: 'law', facts: ['10元'], never: ['收费'], documents: ['b'] },
      { status: 'refused-unsafe', ...citing('a') },
      ['状态是 refused-unsafe', '缺少“10元”', '不该说“收费”', '出处不对：a#x'],
    ],
  ])('%s', (_what, question, given, faults) => {
    expect(findFaults(golden(question), answer(given))).toEqual(faults);
  });
});

describe('no fault is found with', () => {
  test.each<[string, Partial<GoldenQuestion>, Partial<Answer>]>([
    ['a right answer', { facts: ['不收费'], documents: ['labor-arbitration'] }, {}],
    ['either form of a fact', { facts: ['免费|不收费'] }, {}],
    ['another notation of a fact', { facts: ['45 天'] }, { text: '４５日内。' }],
    ['a document known by its beginning', { documents: ['labor-*'] }, {}],
    ['one right document among others', { documents: ['b', 'c'] }, citing('a', 'c')],
    ['either refusal of what is unsafe', { kind: 'unsafe' }, { status: 'refused-out-of-scope' }],
    [
      'what is said not to be covered',
      { kind: 'not-covered' },
      { status: 'unanswerable-not-covered' },
    ],
    [
      'an emergency number in the first line',
      { kind: 'emergency', facts: ['110'] },
      { status: 'emergency', text: '马上打110。\n详情。' },
    ],
  ])('%s', (_what, question, given) => {
    expect(findFaults(golden(question), answer(given))).toEqual([]);
  });
});

test('the figures of a small set are right', async () => {
  const questions = [
    golden({ id: 'right', question: '一', facts: ['不收费'], documents: ['a'] }),
    golden({ id: 'wrong-document', question: '二', documents: ['a'], form: 'noisy' }),
    golden({ id: 'refused', question: '三', kind: 'report', documents: ['a'] }),
    golden({ id: 'no-documents', question: '四', kind: 'law' }),
    golden({ id: 'rightly-refused', question: '五', kind: 'out-of-scope' }),
    golden({ id: 'not-refused', question: '六', kind: 'not-covered' }),
    golden({ id: 'greeting', question: '七', kind: 'smalltalk' }),
  ];
  const answers: Readonly<Record<string, Answer>> = {
    一: answer({ ...citing('a', 'b'), ms: 10 }),
    二: answer({ ...citing('b', 'c'), ms: 20 }),
    三: answer({ status: 'unanswerable-not-covered', ...citing(), ms: 30 }),
    四: answer({ ms: 40 }),
    五: answer({ status: 'refused-out-of-scope', ms: 50 }),
    六: answer({ ms: 60 }),
    七: answer({ status: 'smalltalk', ms: 70 }),
  };
  const progress: number[] = [];
  const { failures, ...figures } = await evaluateAnswers(
    questions,
    serving(async (text) => answers[text] ?? answer({ status: 'failed-internal' })),
    (done) => progress.push(done),
  );
  expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(figures).toEqual({
    questions: 7,
    generation: 'g-1',
    accuracy: 4 / 7,
    answerAccuracy: 2 / 4,
    answerRate: 3 / 4,
    // Of the citations of answers with expected documents: a of a, b, b, c.
    citationPrecision: 1 / 4,
    citationRecall: 1 / 3,
    // Two refusals, one of a covered question; two questions to refuse, one refused.
    refusalPrecision: 1 / 2,
    refusalRecall: 1 / 2,
    p50Ms: 40,
    p95Ms: 70,
    byKind: {
      'form noisy': '0/1',
      'form plain': '4/6',
      law: '1/1',
      'not-covered': '0/1',
      'out-of-scope': '1/1',
      report: '0/1',
      service: '1/2',
      smalltalk: '1/1',
    },
  });
  expect(failures.map(({ id, faults }) => [id, ...faults])).toEqual([
    ['wrong-document', '出处不对：b#x、c#x'],
    ['refused', '状态是 unanswerable-not-covered', '没有出处'],
    ['not-refused', '状态是 answered'],
  ]);
});

test('earlier turns are asked first, in the same conversation, which no other question shares', async () => {
  const asked: [string, string][] = [];
  await evaluateAnswers(
    [
      golden({ id: 'follow-up', after: ['仲裁是什么', '怎么申请'], question: '要多久' }),
      golden({ id: 'other', question: '离婚怎么办' }),
    ],
    serving(async (text, conversation) => {
      asked.push([text, conversation]);
      return answer();
    }),
  );
  expect(asked.map(([text]) => text)).toEqual(['仲裁是什么', '怎么申请', '要多久', '离婚怎么办']);
  const conversations = asked.map(([, conversation]) => conversation);
  expect(new Set(conversations.slice(0, 3)).size).toBe(1);
  expect(conversations[3]).not.toBe(conversations[0]);
});

test('no questions give no failures', async () => {
  const { questions, accuracy, failures } = await evaluateAnswers(
    [],
    serving(async () => answer()),
  );
  expect([questions, accuracy, failures]).toEqual([0, 1, []]);
});

test('a failure tells who wrote the answer and what verification dropped', async () => {
  const questions = [
    golden({ id: 'a', question: 'a', facts: ['没有的'] }),
    golden({ id: 'b', question: 'b', facts: ['没有的'] }),
    golden({ id: 'c', question: 'c', facts: ['没有的'] }),
  ];
  const { failures } = await evaluateAnswers(
    questions,
    serving(async (text) => answer({ questionId: text }), {
      a: { ...sampleTrace(), model: sampleModelUse() },
      b: { ...sampleTrace(), dropped: [] },
    }),
  );
  expect(failures.map(({ id, writer, dropped }) => [id, writer, ...dropped])).toEqual([
    ['a', 'model', '一句话没有出处'],
    ['b', 'quotation'],
    ['c', 'quotation'],
  ]);
});

test('the part of a model is summed up over the questions, not over the turns before them', async () => {
  const use = sampleModelUse();
  const { model } = await evaluateAnswers(
    [golden({ id: 'a', after: ['before'], question: 'a' }), golden({ id: 'b', question: 'b' })],
    serving(async (text) => answer({ questionId: text }), {
      before: { ...sampleTrace(), model: use },
      a: { ...sampleTrace(), model: use },
      b: {
        ...sampleTrace(),
        dropped: [],
        model: { ...use, writer: 'quotation', fallback: 'timeout' },
      },
    }),
  );
  expect(model).toMatchObject({
    name: 'qwen-plus',
    answersByModel: 1,
    fallbacks: { timeout: 1 },
    answersWithDrops: 1,
  });
  expect(model?.callsPerQuestion).toBe(2);
});

test('without a model there are no figures of one', async () => {
  const evaluation = await evaluateAnswers(
    [golden()],
    serving(async () => answer(), { 'q-1': sampleTrace() }),
  );
  expect(evaluation).not.toHaveProperty('model');
});
