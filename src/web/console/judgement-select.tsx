// The choice of a judgement on one statement or one citation.

import type { FC } from 'hono/jsx';
import { judgementLabels, judgementSchema } from '../../review/verdict.ts';
import type { VerdictDraft } from './verdict-fields.ts';

interface JudgementSelectProps {
  readonly part: 'statement' | 'citation';
  readonly position: number;
  readonly label: string;
  readonly draft: VerdictDraft;
}

/** Belongs to the verdict's form, wherever on the page it stands. */
export const verdictFormId = 'verdict-form';

export const JudgementSelect: FC<JudgementSelectProps> = ({ part, position, label, draft }) => {
  const parts = part === 'statement' ? draft.statements : draft.citations;
  const chosen = parts.find((judged) => judged.position === position)?.judgement;
  return (
    <label class="judgement">
      <span>{label}</span>
      <select name={`${part}-${position}`} form={verdictFormId}>
        <option value="">不单独评</option>
        {judgementSchema.options.map((option) => (
          <option value={option} selected={option === chosen}>
            {judgementLabels[option]}
          </option>
        ))}
      </select>
    </label>
  );
};
