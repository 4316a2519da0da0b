// The lists of what was proposed, each with the answer it came from.

import type { Child, FC } from 'hono/jsx';
import type { Catalogue } from '../../answering/answer-service.ts';
import type { ApprovedQuestion, GoldenProposal } from '../../review/proposals.ts';
import { dayAndTime } from './beijing-time.ts';
import { DataTable } from './data-table.tsx';
import { PassageName } from './retrieved-table.tsx';

interface ProposalsPageProps {
  readonly golden: readonly GoldenProposal[];
  readonly approved: readonly ApprovedQuestion[];
  readonly catalogue: Catalogue;
}

export const ProposalsPage: FC<ProposalsPageProps> = ({ golden, approved, catalogue }) => {
  const titles = new Map(catalogue.documents.map(({ id, title }) => [id, title]));
  return (
    <div class="wide">
      <h1>改进建议</h1>
      <section aria-labelledby="golden">
        <h2 id="golden">提出的标准题</h2>
        <p class="hint">
          每次更新资料以前，都会先拿标准题考一遍。在一条问答下面点“作为标准题”，就到这里。
        </p>
        {golden.length === 0 ? (
          <p class="empty">还没有人提出。</p>
        ) : (
          <DataTable
            caption="提出的标准题，新的在前"
            head={['问题', '要引用其中一份', '必须有的话', '谁提的']}
            rows={golden.map(({ questionId, question, documents, facts, by, at }) => [
              <a href={`/console/answers/${questionId}`}>{question}</a>,
              <Lines lines={documents.map((id) => titles.get(id) ?? id)} />,
              <Lines lines={facts} />,
              `${by}，${dayAndTime(at)}`,
            ])}
          />
        )}
      </section>
      <section aria-labelledby="approved">
        <h2 id="approved">认可的问法</h2>
        <p class="hint">以后有人这样问，就更容易找到这些原文。下次更新资料时生效。</p>
        {approved.length === 0 ? (
          <p class="empty">还没有认可的问法。</p>
        ) : (
          <DataTable
            caption="认可的问法，新的在前"
            head={['问题', '应该找到的原文', '谁认可的']}
            rows={approved.map(({ questionId, question, passageIds, by, at }) => [
              <a href={`/console/answers/${questionId}`}>{question}</a>,
              <Lines
                lines={passageIds.map((id) => <PassageName id={id} catalogue={catalogue} />)}
              />,
              `${by}，${dayAndTime(at)}`,
            ])}
          />
        )}
      </section>
    </div>
  );
};

const Lines: FC<{ lines: readonly Child[] }> = ({ lines }) =>
  lines.length === 0 ? (
    '不限'
  ) : (
    <ul class="plain">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
