// The home of the few groups into which statuses go where sixteen would be too many to look at.

import type { Status } from '../../domain.ts';

export type StatusGroup = 'answered' | 'uncovered' | 'refused' | 'other' | 'failed';

/** In the order in which they are drawn and listed. */
export const statusGroupLabels: Readonly<Record<StatusGroup, string>> = {
  answered: '回答了',
  uncovered: '资料里没有',
  refused: '不能受理',
  other: '打招呼、要说清楚',
  failed: '出错',
};
export const statusGroups: readonly StatusGroup[] = [
  'answered',
  'uncovered',
  'refused',
  'other',
  'failed',
];

const groupOf: Readonly<Record<Status, StatusGroup>> = {
  answered: 'answered',
  'answered-partly': 'answered',
  emergency: 'answered',
  'unanswerable-no-passages': 'uncovered',
  'unanswerable-not-covered': 'uncovered',
  'refused-out-of-scope': 'refused',
  'refused-unsafe': 'refused',
  'refused-too-long': 'refused',
  'refused-quota': 'refused',
  'refused-paused': 'refused',
  'refused-blocked': 'refused',
  'clarification-needed': 'other',
  smalltalk: 'other',
  'failed-model': 'failed',
  'failed-storage': 'failed',
  'failed-internal': 'failed',
};

export function countByGroup(
  byStatus: ReadonlyMap<Status, number>,
): Readonly<Record<StatusGroup, number>> {
  const counts = { answered: 0, uncovered: 0, refused: 0, other: 0, failed: 0 };
  for (const [status, count] of byStatus) counts[groupOf[status]] += count;
  return counts;
}
