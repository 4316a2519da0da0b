// Short words that mark a row or a page; the colour never says more than the word.

import type { FC, PropsWithChildren } from 'hono/jsx';
import type { Status } from '../../domain.ts';

export const Tag: FC<PropsWithChildren<{ kind?: 'alarm' | 'good' }>> = ({ kind, children }) => (
  <span class={kind ? `tag ${kind}` : 'tag'}>{children}</span>
);

export const StatusTag: FC<PropsWithChildren<{ status: Status }>> = ({ status, children }) =>
  status === 'answered' ? (
    <Tag kind="good">{children}</Tag>
  ) : /^(failed|emergency)/.test(status) ? (
    <Tag kind="alarm">{children}</Tag>
  ) : (
    <Tag>{children}</Tag>
  );
