// The form in which a reviewer judges an answer as a whole; its parts are judged where they stand.

import type { FC } from 'hono/jsx';
import {
  judgementLabels,
  judgementSchema,
  reasonLabels,
  reasonSchema,
} from '../../review/verdict.ts';
import type { ConsoleSession } from './console-desk.ts';
import { csrfField } from './console-form.tsx';
import { verdictFormId } from './judgement-select.tsx';
import { Problem } from './problem.tsx';
import type { VerdictDraft } from './verdict-fields.ts';

interface VerdictFormProps {
  readonly action: string;
  readonly session: ConsoleSession;
  readonly draft: VerdictDraft;
  /** Set when this verdict supersedes one. */
  readonly isAgain: boolean;
  /** Why the verdict was not taken. */
  readonly problem: string | undefined;
}

export const VerdictFields: FC<VerdictFormProps> = ({
  action,
  session,
  draft,
  isAgain,
  problem,
}) => (
  <form method="post" action={action} id={verdictFormId} class="fields verdict">
    <input type="hidden" name={csrfField} value={session.csrf} />
    <Problem text={problem} />
    <fieldset class="choices">
      <legend>总评</legend>
      {judgementSchema.options.map((option) => (
        <label class="check">
          <input
            type="radio"
            name="overall"
            value={option}
            checked={option === draft.overall}
            required
          />
          {judgementLabels[option]}
        </label>
      ))}
    </fieldset>
    <fieldset class="choices columns-of-checks">
      <legend>原因（不是“正确”就要选，可以选几个）</legend>
      {reasonSchema.options.map((option) => (
        <label class="check">
          <input
            type="checkbox"
            name="reason"
            value={option}
            checked={draft.reasons.includes(option)}
          />
          {reasonLabels[option]}
        </label>
      ))}
    </fieldset>
    <div class="field">
      <label for="note">说明</label>
      <textarea id="note" name="note" rows={3} maxlength={2000}>
        {draft.note}
      </textarea>
    </div>
    <div class="field">
      <label for="correction">应该怎么答</label>
      <textarea id="correction" name="correction" rows={3} maxlength={2000}>
        {draft.correction}
      </textarea>
    </div>
    <div class="actions">
      <button type="submit" class="primary">
        {isAgain ? '保存新的评议' : '保存评议'}
      </button>
      <p class="hint">
        {isAgain
          ? '新的评议会代替您上一次的，上一次的仍留在记录里。'
          : '保存以后不能改，只能再评一次。'}
      </p>
    </div>
  </form>
);
