// The people who may not ask for a while, and the form under an answer that blocks whoever asked.

import type { FC } from 'hono/jsx';
import { refusals } from '../../answering/wording.ts';
import {
  type Block,
  blockDays,
  blockReasonLabels,
  blockReasonSchema,
} from '../../review/blocks.ts';
import { dayAndTime } from './beijing-time.ts';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';
import { DoneNotice } from './done-notice.tsx';
import { Problem } from './problem.tsx';

interface BlocksPageProps {
  readonly blocks: readonly Block[];
  readonly session: ConsoleSession;
  /** What was just done. */
  readonly done: string | undefined;
  readonly problem: string | undefined;
}

export const BlocksPage: FC<BlocksPageProps> = ({ blocks, session, done, problem }) => (
  <div class="wide">
    <h1>限制提问</h1>
    <DoneNotice text={done} />
    <Problem text={problem} />
    <p>
      有人辱骂、乱发，妨碍别人提问，可以限制一段时间：在“评议队列”里打开他问的一条，在“接下来”里选“限制这位提问者”。被限制的人遇到急事照样有回答，也还能投诉。不管问什么别的，看到的都是这段话：
    </p>
    <blockquote>{refusals.blocked}</blockquote>
    <p class="hint">
      在Telegram里，限制跟着人走。在网页上只管这次对话：关掉浏览器再来，就认不出是同一个人了。到期以后，系统会删掉认得出人的编号。
    </p>
    {blocks.length === 0 ? (
      <p>现在没有人被限制。</p>
    ) : (
      <div class="panels">
        {blocks.map((block) => (
          <section class="panel" aria-labelledby={block.id}>
            <h2 id={block.id}>{block.reason}</h2>
            <p>{`${describe(block)}　编号 ${block.id.slice(0, 8)}`}</p>
            <ConsoleForm
              action={`/console/blocks/${block.id}/lift`}
              session={session}
              class="actions"
            >
              <button type="submit">取消限制</button>
            </ConsoleForm>
          </section>
        ))}
      </div>
    )}
  </div>
);

interface BlockFormProps {
  readonly action: string;
  readonly session: ConsoleSession;
  /** That of whoever asked, when there is one. */
  readonly block: Block | undefined;
}

export const BlockForm: FC<BlockFormProps> = ({ action, session, block }) =>
  block ? (
    <p>
      {`已经限制了：${block.reason}。${describe(block)}`} <a href="/console/blocks">看限制提问</a>
    </p>
  ) : (
    <ConsoleForm action={action} session={session} class="fields">
      <p class="hint">只在有人辱骂、捣乱的时候用。这个人遇到急事照样有回答。</p>
      <div class="field">
        <label for="block-reason">为什么限制</label>
        <select id="block-reason" name="reason" required>
          {blockReasonSchema.options.map((reason) => (
            <option value={reason}>{blockReasonLabels[reason]}</option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="block-days">限制多久</label>
        <select id="block-days" name="days" required>
          {blockDays.map((days) => (
            <option value={`${days}`}>{`${days}天`}</option>
          ))}
        </select>
      </div>
      <div class="actions">
        <button type="submit" class="danger">
          限制
        </button>
      </div>
    </ConsoleForm>
  );

function describe({ by, since, until }: Block): string {
  return `${by}在${dayAndTime(since)}限制，到${dayAndTime(until)}自动恢复。`;
}
