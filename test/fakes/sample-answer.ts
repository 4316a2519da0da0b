// A question with its answer as the log and the doors meet them.

import type { AnswerTrace, LoggedQuestion, ModelUse } from '../../src/audit/audit-log.ts';
import type { Answer } from '../../src/domain.ts';

export function sampleQuestion(id = 'q-1'): LoggedQuestion {
  return {
    id,
    channel: 'telegram',
    conversation: 'digest-of-chat',
    asker: 'digest-of-asker',
    text: '劳动仲裁要不要钱？电话[电话]',
    redacted: ['phone'],
  };
}

export function sampleAnswer(questionId = 'q-1'): Answer {
  return {
    questionId,
    status: 'answered',
    text: '根据资料：\n1. 劳动仲裁不收费。[1]\n2. 受理费是每件10元。[1][2]',
    lead: '根据资料：',
    statements: [
      { text: '劳动仲裁不收费。', citations: [0] },
      { text: '受理费是每件10元。', citations: [0, 1] },
    ],
    citations: [
      {
        documentId: 'labor-arbitration',
        passageId: 'labor-arbitration#cost',
        title: '劳动仲裁',
        section: '要不要钱（劳动争议调解仲裁法第53条）',
        url: 'https://www.gov.cn/law',
        quote: '劳动争议仲裁不收费。',
        publisher: '本服务整理',
        published: '',
      },
      {
        documentId: 'litigation-fees',
        passageId: 'litigation-fees#labor',
        title: '诉讼费',
        section: '劳动争议案件',
        url: '',
        quote: '劳动争议案件每件交纳10元。',
        publisher: '国务院',
        published: '2006-12-19',
      },
    ],
    notices: ['想问得更细，打12348。'],
    suggestions: ['劳动仲裁要多久之内申请？'],
    generation: 'g-1',
    ms: 12.5,
  };
}

export function sampleTrace(): AnswerTrace {
  return {
    retrieved: [
      {
        passageId: 'labor-arbitration#cost',
        score: 0.91,
        lexicalScore: 0.5,
        vectorScore: 0.7,
        used: true,
      },
      { passageId: 'other#a', score: 0.1, lexicalScore: 0, vectorScore: 0.1, used: false },
    ],
    passageDigests: { 'labor-arbitration#cost': 'ab', 'litigation-fees#labor': 'cd' },
    timings: { retrieve: 3.25, compose: 1 },
    dropped: ['一句话没有出处'],
    route: 'service',
  };
}

/** A model that wrote the answer after one repair that failed. */
export function sampleModelUse(): ModelUse {
  return {
    model: 'qwen-plus',
    writer: 'model',
    fallback: '',
    calls: [
      {
        step: 'compose',
        prompt: 'compose 1 3f2a9c0d1e2f',
        outcome: 'ok',
        inputTokens: 812,
        outputTokens: 96,
        ms: 1240,
      },
      {
        step: 'repair',
        prompt: 'repair 2 00aa11bb22cc',
        outcome: 'timeout: no answer within 8 s',
        inputTokens: 0,
        outputTokens: 0,
        ms: 8000,
      },
    ],
  };
}
