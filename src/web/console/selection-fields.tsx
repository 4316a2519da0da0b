// The fields of a form by which a selection of answers is narrowed.

import type { FC } from 'hono/jsx';
import { statusSchema } from '../../audit/read-logged-answer.ts';
import type { Channel, DocumentHeader } from '../../domain.ts';
import { channelLabels, statusLabels } from '../../review/log-labels.ts';
import type { Selection } from '../../review/selection.ts';

export interface SelectionFieldsProps {
  readonly selection: Selection;
  readonly documents: readonly DocumentHeader[];
  readonly channels: readonly Channel[];
}

export const SelectionFields: FC<SelectionFieldsProps> = ({ selection, documents, channels }) => {
  const { unjudged, status, from, to, documentId, channel, text } = selection;
  return (
    <>
      <div class="field">
        <label for="text">问题里的字</label>
        <input id="text" name="text" value={text ?? ''} maxlength={100} />
      </div>
      <div class="field">
        <label for="status">结果</label>
        <select id="status" name="status">
          <option value="">全部</option>
          {statusSchema.options.map((option) => (
            <option value={option} selected={option === status}>
              {statusLabels[option]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="channel">渠道</label>
        <select id="channel" name="channel">
          <option value="">全部</option>
          {channels.map((option) => (
            <option value={option} selected={option === channel}>
              {channelLabels[option]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="documentId">引用的资料</label>
        <select id="documentId" name="documentId">
          <option value="">全部</option>
          {documents.map(({ id, title }) => (
            <option value={id} selected={id === documentId}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="from">从哪天</label>
        <input id="from" name="from" type="date" value={from ?? ''} />
      </div>
      <div class="field">
        <label for="to">到哪天</label>
        <input id="to" name="to" type="date" value={to ?? ''} />
      </div>
      <label class="check">
        <input type="checkbox" name="unjudged" value="yes" checked={unjudged} />
        只看还没评的
      </label>
    </>
  );
};
