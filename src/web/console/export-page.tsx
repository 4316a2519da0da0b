// Chooses what is exported, and as what.

import type { FC } from 'hono/jsx';
import { type ExportFormat, exportFormatSchema } from '../../review/export-answers.ts';
import { queueLabels, queueNameSchema } from '../../review/selection.ts';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';
import { SelectionFields, type SelectionFieldsProps } from './selection-fields.tsx';

const formatLabels: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV，用表格软件打开',
  jsonl: 'JSONL，给程序读',
  xlsx: 'Excel表格（XLSX）',
};

export const ExportPage: FC<SelectionFieldsProps & { session: ConsoleSession }> = ({
  session,
  ...filter
}) => (
  <div class="wide">
    <h1>导出</h1>
    <p>
      文件里是问题、回答、出处和评议，个人信息已隐去。谁在什么时候导出、导出了什么，都会记下来。文件只供工作使用。
    </p>
    <ConsoleForm action="/console/exports" session={session} class="fields across panel">
      <div class="field">
        <label for="queue">哪些问题</label>
        <select id="queue" name="queue">
          {queueNameSchema.options.map((queue) => (
            <option value={queue} selected={queue === filter.selection.queue}>
              {queueLabels[queue]}
            </option>
          ))}
        </select>
      </div>
      <SelectionFields {...filter} />
      <fieldset class="choices">
        <legend>文件格式</legend>
        {exportFormatSchema.options.map((format) => (
          <label class="check">
            <input type="radio" name="format" value={format} checked={format === 'xlsx'} />
            {formatLabels[format]}
          </label>
        ))}
      </fieldset>
      <div class="actions">
        <button type="submit" class="primary">
          导出
        </button>
      </div>
    </ConsoleForm>
  </div>
);
