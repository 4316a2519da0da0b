// The nouns of judging: what a verdict says, and the words reviewers choose from.

import { z } from 'zod';

export const judgementSchema = z.enum(['right', 'partly', 'wrong', 'unsafe', 'missing-source']);
export type Judgement = z.infer<typeof judgementSchema>;

export const judgementLabels: Readonly<Record<Judgement, string>> = {
  right: '正确',
  partly: '部分正确',
  wrong: '错误',
  unsafe: '有害',
  'missing-source': '缺少出处',
};

export const reasonSchema = z.enum([
  'wrong-figure',
  'wrong-time-limit',
  'wrong-contact',
  'wrong-law',
  'wrong-place',
  'outdated',
  'incomplete',
  'off-question',
  'citation-does-not-carry',
  'better-source-exists',
  'refused-wrongly',
  'answered-wrongly',
  'danger-missed',
  'personal-data',
  'hard-to-understand',
  'other',
]);
export type Reason = z.infer<typeof reasonSchema>;

export const reasonLabels: Readonly<Record<Reason, string>> = {
  'wrong-figure': '数字或金额不对',
  'wrong-time-limit': '日期或期限不对',
  'wrong-contact': '电话、地址或时间不对',
  'wrong-law': '法律或条文不对',
  'wrong-place': '不是本地的规定',
  outdated: '内容过时',
  incomplete: '漏了要紧的内容',
  'off-question': '答非所问',
  'citation-does-not-carry': '原文里没有这个意思',
  'better-source-exists': '有更合适的出处',
  'refused-wrongly': '该答没答',
  'answered-wrongly': '不该答却答了',
  'danger-missed': '紧急情况没认出来',
  'personal-data': '露出了个人信息',
  'hard-to-understand': '不好懂',
  other: '其他（请写说明）',
};

/** A statement or citation by its position in the answer, from 0. */
const partSchema = z.object({
  position: z.number().int().nonnegative(),
  judgement: judgementSchema,
});
export const partsSchema = z.array(partSchema).max(200);
export const reasonsSchema = z.array(reasonSchema).max(reasonSchema.options.length);

/** What a reviewer hands in. */
export const verdictFormSchema = z.object({
  overall: judgementSchema,
  statements: partsSchema,
  citations: partsSchema,
  reasons: reasonsSchema,
  note: z.string().trim().max(2000),
  /** What would have been right. */
  correction: z.string().trim().max(2000),
});
export type VerdictForm = z.infer<typeof verdictFormSchema>;

export interface Verdict extends VerdictForm {
  readonly id: string;
  readonly questionId: string;
  readonly reviewer: string;
  readonly recordedAt: string;
  /** Whether the reviewer has judged again since. */
  readonly superseded: boolean;
}

/** @returns what contradicts itself or is missing, as a sentence for the reviewer. */
export function contradictionOf(form: VerdictForm): string | undefined {
  const parts = [...form.statements, ...form.citations];
  if (form.overall === 'right' && parts.some(({ judgement }) => judgement !== 'right')) {
    return '总评是“正确”，但有句子或出处不是“正确”。请改成一致的。';
  }
  if (form.overall !== 'right' && form.reasons.length === 0) return '请至少选一个原因。';
  if (form.reasons.includes('other') && form.note === '') return '选了“其他”，请写一句说明。';
  return undefined;
}
