// The rate of the random sample, and who has an account.

import type { FC } from 'hono/jsx';
import type { Account } from '../../review/accounts.ts';
import { roleLabels } from '../../review/permits.ts';
import { dayAndTime } from './beijing-time.ts';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';
import { DataTable } from './data-table.tsx';
import { DoneNotice } from './done-notice.tsx';
import { Problem } from './problem.tsx';

interface SettingsPageProps {
  readonly sampleRate: number;
  readonly accounts: readonly Account[];
  readonly session: ConsoleSession;
  /** Whether the rate was just set. */
  readonly done: boolean;
  readonly problem: string | undefined;
}

export const SettingsPage: FC<SettingsPageProps> = ({
  sampleRate,
  accounts,
  session,
  done,
  problem,
}) => (
  <div class="wide">
    <h1>设置</h1>
    <DoneNotice text={done ? '抽查比例已经改好，从下一条回答起生效。' : undefined} />
    <Problem text={problem} />
    <section aria-labelledby="sample">
      <h2 id="sample">随机抽查</h2>
      <p class="hint">
        每一百条回答里，随机抽几条给评议员看。谁也不能挑，所以错误率可信。以前抽到的不变。
      </p>
      <ConsoleForm action="/console/settings/sample-rate" session={session} class="fields across">
        <div class="field">
          <label for="percent">抽查比例（%）</label>
          <input
            id="percent"
            name="percent"
            type="number"
            min={1}
            max={100}
            step="any"
            value={`${Number((sampleRate * 100).toFixed(2))}`}
            required
          />
        </div>
        <div class="actions">
          <button type="submit" class="primary">
            保存
          </button>
        </div>
      </ConsoleForm>
    </section>
    <section aria-labelledby="accounts">
      <h2 id="accounts">账号</h2>
      <p class="hint">开账号、改密码、停用，都在服务器上用命令 npm run accounts 做。</p>
      <DataTable
        caption="全部账号"
        head={['名字', '能做什么', '开通时间', '状态']}
        rows={accounts.map(({ name, role, createdAt, disabledAt }) => [
          name,
          roleLabels[role],
          dayAndTime(createdAt),
          disabledAt === undefined ? '可以登录' : `${dayAndTime(disabledAt)}停用`,
        ])}
      />
    </section>
  </div>
);
