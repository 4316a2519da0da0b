// The page on which one logs in.

import type { FC } from 'hono/jsx';
import { ConsoleForm } from './console-form.tsx';
import { Problem } from './problem.tsx';

interface LoginPageProps {
  readonly csrf: string;
  /** The page to go on to. */
  readonly from: string;
  /** Why the last try failed, and the name that was typed. */
  readonly refused: { readonly problem: string; readonly name: string } | undefined;
}

export const LoginPage: FC<LoginPageProps> = ({ csrf, from, refused }) => (
  <div class="login">
    <h1>登录评议后台</h1>
    <p class="hint">这里只给评议员和工作人员用。账号请找管理员开。</p>
    <Problem text={refused?.problem} />
    <ConsoleForm action="/console/login" session={{ csrf }} class="fields">
      <input type="hidden" name="from" value={from} />
      <div class="field">
        <label for="name">名字</label>
        <input
          id="name"
          name="name"
          value={refused?.name ?? ''}
          autocomplete="username"
          maxlength={200}
          required
        />
      </div>
      <div class="field">
        <label for="password">密码</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
        />
      </div>
      <button type="submit" class="primary">
        登录
      </button>
    </ConsoleForm>
  </div>
);
