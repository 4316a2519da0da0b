// Periods somebody has answered for with their name.

import type { FC } from 'hono/jsx';
import type { SignOff } from '../../review/sign-offs.ts';
import { dayAndTime } from './beijing-time.ts';
import { DataTable } from './data-table.tsx';

export const SignOffTable: FC<{ signOffs: readonly SignOff[] }> = ({ signOffs }) => (
  <DataTable
    caption="签过字的时间段"
    head={['时间段', '签字人', '签字时间', '没评的', '说明']}
    figures={[3]}
    rows={signOffs.map(({ from, to, signedBy, signedAt, openItems, note, reason }) => [
      `${from}到${to}`,
      signedBy,
      dayAndTime(signedAt),
      openItems,
      [note, reason].filter(Boolean).join('；') || '无',
    ])}
  />
);
