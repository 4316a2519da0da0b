// The form that narrows a queue. It asks by address, so that a selection can be kept and sent on.

import type { FC } from 'hono/jsx';
import { SelectionFields, type SelectionFieldsProps } from './selection-fields.tsx';

export const QueueFilter: FC<SelectionFieldsProps> = ({ selection, documents, channels }) => {
  const { queue, unjudged, status, from, to, documentId, channel, text } = selection;
  const isNarrowed = [status, from, to, documentId, channel, text].some(Boolean) || unjudged;
  return (
    <details class="filter" open={isNarrowed}>
      <summary>筛选</summary>
      <form method="get" action="/console" class="fields across">
        <input type="hidden" name="queue" value={queue} />
        <SelectionFields selection={selection} documents={documents} channels={channels} />
        <div class="actions">
          <button type="submit" class="primary">
            筛选
          </button>
          <a href={`/console?queue=${queue}`}>清空</a>
        </div>
      </form>
    </details>
  );
};
