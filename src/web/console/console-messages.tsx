// Says why a page of the console cannot be shown, and what to do.

import type { FC } from 'hono/jsx';

/** One wording for each way a page cannot be shown. */
export const messages = {
  incomplete: { status: 400, title: '内容不完整', text: '请返回上一页，检查以后再提交。' },
  'logged-out': {
    status: 401,
    title: '登录已过期',
    text: '刚才的内容没有保存。请先登录，再提交一次。',
  },
  forged: {
    status: 403,
    title: '没有提交成功',
    text: '这个页面打开得太久，或者不是从后台打开的。请重新打开页面，再提交一次。',
  },
  'not-permitted': {
    status: 403,
    title: '没有权限',
    text: '您的账号不能做这件事。请找管理员。',
  },
  missing: { status: 404, title: '没有这个页面', text: '可能是地址写错了。请从评议队列开始找。' },
  'too-long': { status: 413, title: '内容太长', text: '请写短一些，再提交一次。' },
  failed: { status: 500, title: '出了点问题', text: '请再试一次。还是不行，请告诉管理员。' },
} as const;

export type MessageName = keyof typeof messages;

export const ConsoleMessage: FC<{ name: MessageName }> = ({ name }) => (
  <div class="narrow">
    <h1>{messages[name].title}</h1>
    <p class="lead">{messages[name].text}</p>
    <p>
      <a class="primary" href="/console">
        回到评议队列
      </a>
    </p>
  </div>
);
