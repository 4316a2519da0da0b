// What came of looking at official pages.

import type { FC } from 'hono/jsx';
import type { FetchReport } from '../../../corpus/fetch/fetch-source.ts';
import { inConsoleWords } from './console-words.ts';

export const verdictNames: Readonly<Record<FetchReport['verdict'], string>> = {
  unchanged: '没有变化',
  changed: '有变化',
  gone: '没有了',
  moved: '搬走了',
  failed: '没取到',
  disallowed: '不让取',
};

export const FetchReports: FC<{ reports: readonly FetchReport[] }> = ({ reports }) => (
  <section aria-labelledby="fetched">
    <h2 id="fetched">官方网页</h2>
    {reports.length === 0 ? <p>没有到期的网页。</p> : undefined}
    <ul class="lines">
      {reports.map(({ name, verdict, detail, warnings }) => (
        <li>
          {`${name}：${verdictNames[verdict]}。${inConsoleWords(detail)}`}
          {warnings.map((warning) => (
            <p class="meta">{inConsoleWords(warning)}</p>
          ))}
        </li>
      ))}
    </ul>
    {reports.some(({ documentId }) => documentId !== undefined) ? (
      <p>
        有新内容，居民还看不到。到<a href="/console/corpus/pending">待发布</a>看改了什么。
      </p>
    ) : undefined}
  </section>
);
