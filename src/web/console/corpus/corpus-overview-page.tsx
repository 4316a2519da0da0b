// Where the corpus stands: what residents get, what waits, what comes next, and which documents there are.

import type { Child, FC } from 'hono/jsx';
import { permits, type Role } from '../../../review/permits.ts';
import { dayAndTime } from '../beijing-time.ts';
import { DataTable } from '../data-table.tsx';
import { Tag } from '../tag.tsx';
import type { RunningWork } from './background-work.ts';
import type { CorpusStanding, ListedDocument } from './corpus-acts.ts';
import { CorpusTabs } from './corpus-tabs.tsx';
import { describeIndex } from './describe-index.ts';
import { RunningNotice } from './running-notice.tsx';

interface CorpusOverviewPageProps {
  readonly standing: CorpusStanding;
  /** What residents are answered from. */
  readonly documents: readonly ListedDocument[];
  /** ISO date. */
  readonly today: string;
  readonly role: Role;
  readonly running: RunningWork | undefined;
}

export const CorpusOverviewPage: FC<CorpusOverviewPageProps> = ({
  standing,
  documents,
  today,
  role,
  running,
}) => {
  const due = documents.filter(({ reviewBy }) => reviewBy < today);
  return (
    <div class="wide">
      <h1>资料</h1>
      <CorpusTabs current="概况" role={role} />
      <RunningNotice running={running} />
      <dl class="provenance">
        {facts(standing).map(([name, text]) => (
          <>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </>
        ))}
        <dt>下一步</dt>
        <dd>{nextStep(standing, permits(role, 'manage-corpus'))}</dd>
      </dl>
      <p class="hint">
        居民问了、资料里没有的问题，在<a href="/console/overview#gaps">总览</a>里看。
      </p>
      <section aria-labelledby="documents">
        <h2 id="documents">居民正在用的文档</h2>
        <p>{`${documents.length}份文档，${due.length}份到期要重看。先到期的在前。`}</p>
        <DataTable
          caption="全部文档"
          head={['标题', '主题', '编号', '什么时候重看']}
          rows={[...documents]
            .sort((one, other) => one.reviewBy.localeCompare(other.reviewBy))
            .map(({ id, title, topic, reviewBy }) => [
              <a href={`/sources/${id}`}>{title}</a>,
              topic,
              id,
              reviewBy < today ? <Tag kind="alarm">{`${reviewBy}到期`}</Tag> : reviewBy,
            ])}
        />
      </section>
    </div>
  );
};

function facts({
  live,
  staged,
  workingCopy,
  differing,
  held,
}: CorpusStanding): (readonly [string, Child])[] {
  const act = live?.act;
  return [
    ['居民正在用', live ? describeIndex(live.manifest) : '还没有'],
    ...(act
      ? [
          [
            act.kind === 'corpus-published' ? '谁发布的' : '谁退回的',
            `${act.by}，${dayAndTime(act.at)}`,
          ] as const,
        ]
      : []),
    ['已经暂存', staged ? describeIndex(staged) : '没有'],
    [
      '现在的文件',
      typeof workingCopy === 'object' ? (
        <span class="typed">{`有问题，读不了：\n${workingCopy.problem}`}</span>
      ) : (
        {
          live: '和居民正在用的一样',
          staged: `和暂存的一样，和居民正在用的有${differing.length}份不同`,
          changed: `改过，还没有暂存，和居民正在用的有${differing.length}份不同`,
        }[workingCopy]
      ),
    ],
    ...(held
      ? [
          [
            '退回过的',
            `${held.hold.by}在${dayAndTime(held.hold.at)}退回过这里面的内容，不会自动发布：${held.documentIds.join('、')}`,
          ] as const,
        ]
      : []),
  ];
}

function nextStep({ next }: CorpusStanding, mayManage: boolean): Child {
  const pending = mayManage ? <a href="/console/corpus/pending">待发布</a> : '待发布';
  switch (next) {
    case 'nothing':
      return '没有要做的。';
    case 'repair':
      return '先请管理员改好上面说的文件。';
    case 'start':
      return '请管理员重新启动服务。';
    case 'stage':
      return <>到{pending}看改了什么，再暂存、测试、发布。</>;
    case 'publish':
      return <>到{pending}测试，没有问题就发布。</>;
  }
}
