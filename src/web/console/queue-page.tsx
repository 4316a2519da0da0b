// The queues with their counts, what narrows them, and the answers found.

import type { FC } from 'hono/jsx';
import type { Channel, DocumentHeader } from '../../domain.ts';
import { channelLabels, statusLabels } from '../../review/log-labels.ts';
import type { QueueItem } from '../../review/queue-items.ts';
import {
  type QueueName,
  queueLabels,
  queueNameSchema,
  type Selection,
} from '../../review/selection.ts';
import { dayAndTime } from './beijing-time.ts';
import { QueueFilter } from './queue-filter.tsx';
import { searchOf } from './selection-query.ts';
import { StatusTag, Tag } from './tag.tsx';

interface QueuePageProps {
  readonly selection: Selection;
  readonly items: readonly QueueItem[];
  /** Where the next page begins. */
  readonly next: string | undefined;
  readonly isFirst: boolean;
  readonly counts: ReadonlyMap<QueueName, number>;
  readonly documents: readonly DocumentHeader[];
  readonly channels: readonly Channel[];
}

export const QueuePage: FC<QueuePageProps> = ({
  selection,
  items,
  next,
  isFirst,
  counts,
  documents,
  channels,
}) => (
  <div class="wide">
    <h1>评议队列</h1>
    <nav class="queues" aria-label="队列">
      <ul>
        {queueNameSchema.options.map((queue) => (
          <li>
            <a
              href={`/console${searchOf({ ...selection, queue })}`}
              aria-current={queue === selection.queue ? 'true' : undefined}
            >
              <span>{queueLabels[queue]}</span>
              <span class="count">{counts.get(queue) ?? 0}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <QueueFilter selection={selection} documents={documents} channels={channels} />
    {items.length === 0 ? (
      <p class="empty">这里没有符合条件的问题。</p>
    ) : (
      <QueueTable selection={selection} items={items} />
    )}
    <p class="pages">
      {isFirst ? undefined : <a href={`/console${searchOf(selection)}`}>回到第一页</a>}
      {next === undefined ? undefined : (
        <a href={`/console${searchOf(selection, { after: next })}`}>下一页</a>
      )}
    </p>
  </div>
);

const QueueTable: FC<Pick<QueuePageProps, 'selection' | 'items'>> = ({ selection, items }) => (
  <table class="queue">
    <caption>{`${queueLabels[selection.queue]}，最新的在最上面`}</caption>
    <thead>
      <tr>
        <th scope="col">问题</th>
        <th scope="col">结果</th>
        <th scope="col">评议</th>
      </tr>
    </thead>
    <tbody>
      {items.map((item) => (
        <tr>
          <th scope="row">
            <a href={`/console/answers/${item.questionId}${searchOf(selection)}`}>
              {item.text || '（没有内容）'}
            </a>
            <span class="meta">
              {`${dayAndTime(item.askedAt)} · ${channelLabels[item.channel]}`}
            </span>
            {item.thumbsDown ? <Tag kind="alarm">居民说没用</Tag> : undefined}
            {item.sampled ? <Tag>抽查</Tag> : undefined}
            {item.fallback ? <Tag>模型没写成</Tag> : undefined}
          </th>
          <td>
            <StatusTag status={item.status}>{statusLabels[item.status]}</StatusTag>
          </td>
          <td>{judgedBy(item)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

function judgedBy({ reviewers, judgedByViewer }: QueueItem): string {
  if (reviewers === 0) return '还没评';
  return judgedByViewer ? `${reviewers}人，有您` : `${reviewers}人`;
}
