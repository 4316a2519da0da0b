// The home of the evaluation as staff read it: a Markdown page with figures, the model's part, and every wrong answer.

import type { GoldenQuestion } from '../domain.ts';
import type { ModelFault } from './chat-model.ts';
import { escapeLine, fence } from './escape-markdown.ts';
import type { Evaluation, EvaluationFailure } from './evaluate-answers.ts';
import type { ModelFigures } from './model-figures.ts';

/** In the order of the table. */
const kindNames: Readonly<
  Record<GoldenQuestion['kind'] | `form ${GoldenQuestion['form']}`, string>
> = {
  report: '法治报告',
  service: '办事服务',
  law: '法律常识',
  'not-covered': '资料里没有',
  'out-of-scope': '不归这里管',
  unsafe: '不当要求',
  emergency: '紧急情况',
  smalltalk: '打招呼',
  'form plain': '写法：平常',
  'form noisy': '写法：有错字或口语',
  'form english': '写法：英文',
  'form traditional': '写法：繁体',
  'form follow-up': '写法：接着上一句问',
  'form several': '写法：一次问几件事',
};

const fallbackNames: Readonly<Record<string, string>> = {
  timeout: '模型没有按时答完',
  unreachable: '连不上模型',
  'rate-limited': '模型说请求太多',
  rejected: '模型拒绝了请求',
  'server-error': '模型那边出错',
  malformed: '模型的答复格式不对',
  'circuit-open': '模型刚才连续失败，暂时不问',
  overloaded: '等着问模型的太多',
  'budget-spent': '当天的词元用完了',
  'not-sent': '只看了提示词，没有发给模型',
  'nothing-verified': '模型写的句子都没有通过核对',
} satisfies Record<ModelFault | 'nothing-verified', string>;

/** @param at when it was made. @returns Markdown that ends in a line break. */
export function formatEvaluationReport(evaluation: Evaluation, at: Date): string {
  const { questions, generation, model, failures } = evaluation;
  const sections = [
    '# 考题检查报告',
    [
      `- 时间：${beijingTime(at)}（北京时间）`,
      `- 索引：${escapeLine(generation)}`,
      `- 回答方式：${model ? `语言模型 ${escapeLine(model.name)} 写，核对以后才给出` : '只引用原文，没有用语言模型'}`,
      `- 考题：${questions}道，答错${failures.length}道`,
    ].join('\n'),
    '## 总的情况',
    describeFigures(evaluation),
    '## 各类考题',
    table(
      ['类别', '答对/总数'],
      Object.entries(kindNames).flatMap(([kind, name]) => {
        const right = evaluation.byKind[kind];
        return right === undefined ? [] : [[name, right]];
      }),
    ),
    ...(model ? describeModel(model, questions) : []),
    '## 答错的考题',
    ...(failures.length === 0
      ? ['没有。']
      : failures.flatMap(describeFailure(model !== undefined))),
  ];
  return `${sections.join('\n\n')}\n`;
}

function describeFigures(evaluation: Evaluation): string {
  return table(
    ['项目', '数值', '意思'],
    [
      ['全部答对', percent(evaluation.accuracy), '所有考题里，完全答对的'],
      ['该答的答对', percent(evaluation.answerAccuracy), '该回答的考题里，事实齐全、出处正确的'],
      ['该答的答了', percent(evaluation.answerRate), '该回答的考题里，给出了回答的'],
      ['出处准确', percent(evaluation.citationPrecision), '引用的段落里，属于指定文件的'],
      ['出处找到', percent(evaluation.citationRecall), '该回答的考题里，引用了指定文件的'],
      ['拒答准确', percent(evaluation.refusalPrecision), '拒绝回答的考题里，确实不该回答的'],
      ['拒答找到', percent(evaluation.refusalRecall), '不该回答的和紧急的考题里，处理完全正确的'],
      ['一半考题的用时', `${evaluation.p50Ms}毫秒以内`, '问题进来到回答写好'],
      ['95%考题的用时', `${evaluation.p95Ms}毫秒以内`, '同上'],
    ],
  );
}

function describeModel(model: ModelFigures, questions: number): string[] {
  const fallbacks = Object.entries(model.fallbacks);
  return [
    '## 语言模型',
    table(
      ['项目', '数值', '意思'],
      [
        ['模型写的回答', outOf(model.answersByModel, questions), '其余是固定的话或引用的原文'],
        [
          '核对时去掉过句子',
          outOf(model.answersWithDrops, questions),
          '句子没有出处，或和出处对不上',
        ],
        ['去掉的句子', `${model.statementsDropped}句`, '改写以后又去掉的也算'],
        ['输入词元', String(model.inputTokens), '发给模型的字数，按模型的算法'],
        ['输出词元', String(model.outputTokens), '模型写出的字数，按模型的算法'],
        ['每道题问模型', `${model.callsPerQuestion.toFixed(1)}次`, '前面几轮对话不算'],
      ],
    ),
    '### 没有用模型写的原因',
    fallbacks.length === 0
      ? '没有这种情况。'
      : table(
          ['原因', '记录里的写法', '回答'],
          fallbacks.map(([reason, count]) => [
            fallbackNames[reason] ?? '其他',
            reason,
            outOf(count, questions),
          ]),
        ),
    '### 每一步',
    table(
      ['步骤', '次数', '失败', '输入词元', '输出词元', '一半的用时', '95%的用时'],
      Object.entries(model.byStep).map(([step, figures]) => [
        step,
        String(figures.calls),
        String(figures.failed),
        String(figures.inputTokens),
        String(figures.outputTokens),
        `${figures.p50Ms}毫秒以内`,
        `${figures.p95Ms}毫秒以内`,
      ]),
    ),
  ];
}

function describeFailure(
  hasModel: boolean,
): (failure: EvaluationFailure, index: number) => string[] {
  return ({ id, question, status, faults, text, writer, dropped }, index) => [
    `### ${index + 1}. ${escapeLine(id)}：${escapeLine(question)}`,
    [
      `- 状态：${status}`,
      ...(hasModel ? [`- 谁写的：${writer === 'model' ? '语言模型' : '没有用模型写'}`] : []),
      ...faults.map((fault) => `- 问题：${escapeLine(fault)}`),
      ...dropped.map((reason) => `- 核对时去掉：${escapeLine(reason)}`),
    ].join('\n'),
    fence(text),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map(() => '---')),
    ...rows.map((row) => line(row.map(escapeLine))),
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function outOf(count: number, all: number): string {
  return `${count}道（${percent(all === 0 ? 0 : count / all)}）`;
}

/** Staff read Beijing time, wherever the machine stands. */
function beijingTime(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
}
