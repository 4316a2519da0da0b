// What was found for a question, cited or nearly.

import type { FC } from 'hono/jsx';
import type { Catalogue } from '../../answering/answer-service.ts';
import type { RetrievedPassage } from '../../audit/audit-log.ts';
import { DataTable } from './data-table.tsx';

interface RetrievedTableProps {
  readonly retrieved: readonly RetrievedPassage[];
  readonly catalogue: Catalogue;
}

export const RetrievedTable: FC<RetrievedTableProps> = ({ retrieved, catalogue }) => (
  <DataTable
    caption="找到的段落，包括没有用上的"
    head={['段落', '用上没有', '总分', '字面', '意思']}
    rows={retrieved.map(({ passageId, used, score, lexicalScore, vectorScore }) => [
      <PassageName id={passageId} catalogue={catalogue} />,
      used ? <strong>用上了</strong> : '没用',
      score.toFixed(2),
      lexicalScore.toFixed(2),
      vectorScore.toFixed(2),
    ])}
    figures={[2, 3, 4]}
  />
);

export const PassageName: FC<{ id: string; catalogue: Catalogue }> = ({ id, catalogue }) => {
  const found = catalogue.passage(id);
  if (!found) return <>{`${id}（现在的资料里没有了）`}</>;
  const { headings, documentId, anchor } = found.passage;
  const href = `/sources/${encodeURIComponent(documentId)}#${encodeURIComponent(anchor)}`;
  return <a href={href}>{headings.join(' › ')}</a>;
};
