// The official pages that are watched: when each was looked at, and a button that looks now.

import type { FC } from 'hono/jsx';
import type { FetchStanding } from '../../../corpus/fetch/fetch-sources.ts';
import type { ConsoleSession } from '../console-desk.ts';
import { ConsoleForm } from '../console-form.tsx';
import { DataTable } from '../data-table.tsx';
import { Problem } from '../problem.tsx';
import type { RunningWork } from './background-work.ts';
import { CorpusTabs } from './corpus-tabs.tsx';
import { verdictNames } from './fetch-reports.tsx';
import { RunningNotice } from './running-notice.tsx';

interface SourcesPageProps {
  readonly standings: readonly FetchStanding[];
  readonly problem: string | undefined;
  readonly running: RunningWork | undefined;
  readonly session: ConsoleSession;
}

export const SourcesPage: FC<SourcesPageProps> = ({ standings, problem, running, session }) => (
  <div class="wide">
    <h1>来源</h1>
    <CorpusTabs current="来源" role={session.actor.role} />
    <Problem text={problem} />
    <RunningNotice running={running} />
    <p>这些官方网页会定期看有没有变化。新的内容不会自己发布。</p>
    {standings.length === 0 ? (
      <p class="empty">还没有登记要看的网页。</p>
    ) : (
      <DataTable
        caption="登记的官方网页"
        head={['名字', '上次结果', '上次看', '上次变', '下次该看', '操作']}
        rows={standings.map(({ name, verdict, checked, changed, nextDue, isDue }) => [
          name,
          verdict ? verdictNames[verdict] : '还没有看过',
          checked ?? '',
          changed ?? '',
          isDue ? '现在' : nextDue,
          running ? (
            ''
          ) : (
            <ConsoleForm action="/console/corpus/fetch" session={session}>
              <input type="hidden" name="name" value={name} />
              <button type="submit" aria-label={`现在看${name}`}>
                现在看
              </button>
            </ConsoleForm>
          ),
        ])}
      />
    )}
  </div>
);
