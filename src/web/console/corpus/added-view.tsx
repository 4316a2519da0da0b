// What was stored of a file that was handed in and what somebody should look at, or what was taken away.

import type { FC } from 'hono/jsx';
import type { Added, Removed } from './corpus-acts.ts';

const done = {
  added: '已经存好',
  replaced: '已经换成新的一份',
  unchanged: '已经有了，没有变化',
} as const;

export const AddedView: FC<{ added: Added }> = ({
  added: { document, outcome, warnings, replacedDigest },
}) => (
  <section class="panel" aria-label="上传的文件">
    <p>{`${done[outcome]}：《${document.title}》，编号 ${document.id}，${document.passages.length}个段落。居民还看不到。`}</p>
    {replacedDigest ? (
      <p>{`它代替了《${replacedDigest}》：以后引用原文，原来的问法照样用。`}</p>
    ) : undefined}
    {warnings.length > 0 ? (
      <>
        <h2>请看一看</h2>
        <ul>
          {warnings.map((warning) => (
            <li>{warning}</li>
          ))}
        </ul>
      </>
    ) : undefined}
  </section>
);

export const RemovedView: FC<{ removed: Removed }> = ({ removed: { document } }) => (
  <section class="panel" aria-label="去掉的文档">
    <p>{`已经去掉：《${document.title}》，编号 ${document.id}。文件还留着，管理员可以找回来。发布以前，居民还看得到。`}</p>
  </section>
);
