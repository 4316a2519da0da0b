import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Evaluation, EvaluationFailure } from '../../src/answering/evaluate-answers.ts';
import { formatEvaluationReport } from '../../src/answering/evaluation-report.ts';
import type { ModelFigures } from '../../src/answering/model-figures.ts';
import { saveEvaluation } from '../../src/answering/save-evaluation.ts';
import { ServiceError } from '../../src/errors.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const at = new Date('2026-03-01T17:04:05.678Z');

const failure: EvaluationFailure = {
  id: 'labor-cost',
  question: '仲裁是什么 → 要钱吗',
  status: 'answered',
  faults: ['缺少“不收费|免费”', '出处不对：a#x'],
  text: '根据资料：\n1. 要交10元。[1]',
  writer: 'model',
  dropped: ['amount "9" is not in the cited passage: 要交9元。'],
};

const model: ModelFigures = {
  name: 'qwen-plus',
  answersByModel: 150,
  fallbacks: { timeout: 3, unexpected: 1 },
  answersWithDrops: 10,
  statementsDropped: 14,
  inputTokens: 123456,
  outputTokens: 7890,
  callsPerQuestion: 2.25,
  byStep: {
    compose: {
      calls: 180,
      failed: 4,
      inputTokens: 100000,
      outputTokens: 7000,
      p50Ms: 1200,
      p95Ms: 5600,
    },
  },
};

function evaluation(changes: Partial<Evaluation> = {}): Evaluation {
  return {
    questions: 200,
    generation: '20260301T080000Z-ab12',
    accuracy: 0.9725,
    answerAccuracy: 0.961,
    answerRate: 0.99,
    citationPrecision: 0.871,
    citationRecall: 0.982,
    refusalPrecision: 0.943,
    refusalRecall: 1,
    p50Ms: 12,
    p95Ms: 48,
    byKind: { 'form follow-up': '3/4', 'not-covered': '20/21', service: '90/91' },
    failures: [failure],
    ...changes,
  };
}

const report = (changes: Partial<Evaluation> = {}) =>
  formatEvaluationReport(evaluation(changes), at);

test('the head says when, with which index, how answers were made and how many were wrong', () => {
  expect(report()).toContain(`# 考题检查报告

- 时间：2026-03-02 01:04（北京时间）
- 索引：20260301T080000Z-ab12
- 回答方式：只引用原文，没有用语言模型
- 考题：200道，答错1道
`);
  expect(report({ model })).toContain('- 回答方式：语言模型 qwen-plus 写，核对以后才给出\n');
});

test('every figure stands in a table with its meaning', () => {
  const text = report();
  for (const row of [
    '| 全部答对 | 97.3% | 所有考题里，完全答对的 |',
    '| 该答的答对 | 96.1% |',
    '| 该答的答了 | 99.0% |',
    '| 出处准确 | 87.1% |',
    '| 出处找到 | 98.2% |',
    '| 拒答准确 | 94.3% |',
    '| 拒答找到 | 100.0% |',
    '| 一半考题的用时 | 12毫秒以内 |',
    '| 95%考题的用时 | 48毫秒以内 |',
    '| 办事服务 | 90/91 |\n| 资料里没有 | 20/21 |\n| 写法：接着上一句问 | 3/4 |\n',
  ]) {
    expect(text).toContain(`\n${row}`);
  }
});

test("the model's part has its own figures, reasons and steps", () => {
  const text = report({ model });
  for (const row of [
    '| 模型写的回答 | 150道（75.0%） |',
    '| 核对时去掉过句子 | 10道（5.0%） |',
    '| 去掉的句子 | 14句 |',
    '| 输入词元 | 123456 |',
    '| 输出词元 | 7890 |',
    '| 每道题问模型 | 2.3次 |',
    '| 模型没有按时答完 | timeout | 3道（1.5%） |',
    '| 其他 | unexpected | 1道（0.5%） |',
    '| compose | 180 | 4 | 100000 | 7000 | 1200毫秒以内 | 5600毫秒以内 |',
  ]) {
    expect(text).toContain(`\n${row}`);
  }
  expect(report({ model: { ...model, fallbacks: {} } })).toContain('没有这种情况。');
});

test('a report without a model does not speak of one', () => {
  expect(report()).not.toMatch(/## 语言模型|谁写的/);
});

test('a wrong answer is shown with what is wrong, what was dropped and its text', () => {
  expect(report({ model })).toContain(`
### 1. labor-cost：仲裁是什么 → 要钱吗

- 状态：answered
- 谁写的：语言模型
- 问题：缺少“不收费\\|免费”
- 问题：出处不对：a\\#x
- 核对时去掉：amount "9" is not in the cited passage: 要交9元。

\`\`\`text
根据资料：
1. 要交10元。[1]
\`\`\`
`);
  expect(report({ failures: [] })).toContain('## 答错的考题\n\n没有。\n');
});

test('words of residents and models stay words', () => {
  const foreign = '\n# 标题 | <img src=x> ](http://x)\n\n| a | b |';
  const text = report({
    model: { ...model, name: foreign, fallbacks: { [foreign]: 1 } },
    failures: [{ ...failure, question: foreign, faults: [foreign], dropped: [foreign], text: '' }],
  });
  expect(text).not.toMatch(/(?<!\\)<img/);
  expect(text).not.toContain('\n# 标题');
  expect(text).not.toMatch(/^\| a/m);
  expect(text).not.toMatch(/(?<!\\)\]\(http/);
});

test('the report is kept under its time in a folder made for it', async () => {
  const folder = join(await temporaryFolder(), 'data', 'evaluations');
  const path = await saveEvaluation(folder, evaluation(), at);
  expect(path).toBe(join(folder, '20260301T170405Z.md'));
  expect(await readFile(path, 'utf8')).toBe(report());
});

test('a folder that cannot be written ends with a sentence that names it', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  const saving = saveEvaluation(join(file, 'evaluations'), evaluation(), at);
  await expect(saving).rejects.toThrow(ServiceError);
  await expect(saving).rejects.toThrow(/报告写不进 .*evaluations/);
});
