// Publishing although golden questions get worse: with a reason, which the log keeps.

import type { FC } from 'hono/jsx';
import type { ConsoleSession } from '../console-desk.ts';
import { ConsoleForm } from '../console-form.tsx';
import { Problem } from '../problem.tsx';

export const ForceForm: FC<{ session: ConsoleSession; problem: string }> = ({
  session,
  problem,
}) => (
  <section class="panel" aria-label="变差也要发布">
    <Problem text={problem} />
    <p>
      先看下面哪些题变差了，到<a href="/console/corpus/pending">待发布</a>
      看改了什么，改好文件再来。确定没有错，就写明理由发布，理由会记下来。
    </p>
    <ConsoleForm action="/console/corpus/publish" session={session} class="fields">
      <div class="field">
        <label for="reason">为什么变差也要发布</label>
        <textarea id="reason" name="reason" rows={2} maxlength={500} required></textarea>
      </div>
      <div class="actions">
        <button type="submit" class="danger">
          变差也发布
        </button>
      </div>
    </ConsoleForm>
  </section>
);
