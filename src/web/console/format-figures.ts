// The home of figures as staff read them.

import type { EstimatedShare } from '../../review/wilson-interval.ts';

/** @param share 0 to 1. @returns such as "7.4%". */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`;
}

/** @returns such as "0.8秒". */
export function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(ms < 1000 ? 2 : 1))}秒`;
}

export function interval({ low, high }: EstimatedShare): string {
  return `${percent(low)}到${percent(high)}`;
}
