// Statements of an answer beside the passages they rest on, with what both share marked.

import type { FC } from 'hono/jsx';
import type { Catalogue } from '../../answering/answer-service.ts';
import { officialUrlOf } from '../../answering/official-url.ts';
import type { Answer, Citation } from '../../domain.ts';
import { httpUrl } from '../http-url.ts';
import { OutsideLink } from '../outside-link.tsx';
import { sourceAddress } from '../source-links.ts';
import { JudgementSelect } from './judgement-select.tsx';
import { CarryingLines, MarkedText } from './marked-text.tsx';
import type { VerdictDraft } from './verdict-fields.ts';

interface EvidenceProps {
  readonly answer: Answer;
  readonly catalogue: Catalogue;
  /** Absent for those who do not judge. */
  readonly draft: VerdictDraft | undefined;
}

export const StatementEvidence: FC<EvidenceProps> = ({ answer, catalogue, draft }) => {
  const { statements, citations } = answer;
  const shown = new Set<number>();
  const carriers = (indexes: readonly number[]) =>
    indexes.flatMap((index) => {
      const citation = citations[index];
      if (!citation) return [];
      const isFirst = !shown.has(index);
      shown.add(index);
      return [{ citation, index, isFirst }];
    });
  const rows = statements.map((statement) => ({
    statement,
    carriers: carriers(statement.citations),
  }));
  const rest = carriers([...citations.keys()].filter((index) => !shown.has(index)));
  const quote = (other: string, { citation, index, isFirst }: (typeof rest)[number]) => (
    <Quote
      citation={citation}
      number={index + 1}
      other={other}
      official={officialUrlOf(citation, catalogue)}
      isAgain={!isFirst}
      draft={isFirst ? draft : undefined}
    />
  );
  return (
    <>
      <p class="legend hint">
        <mark class="word">底色</mark>是两边都有的词，<mark class="figure">加框</mark>
        是两边都有的数字、日期和法律名称。
      </p>
      <ol class="evidence">
        {rows.map(({ statement: { text }, carriers }, position) => (
          <li>
            <div class="claim">
              <p>
                <MarkedText text={text} other={carriers.map((c) => c.citation.quote).join('\n')} />
              </p>
              {draft ? (
                <JudgementSelect
                  part="statement"
                  position={position}
                  label={`第${position + 1}句`}
                  draft={draft}
                />
              ) : undefined}
            </div>
            <div class="carriers">{carriers.map((carrier) => quote(text, carrier))}</div>
          </li>
        ))}
      </ol>
      {rest.length === 0 ? undefined : (
        <div class="carriers">{rest.map((carrier) => quote(answer.text, carrier))}</div>
      )}
    </>
  );
};

interface QuoteProps {
  readonly citation: Citation;
  readonly number: number;
  readonly other: string;
  readonly official: string;
  /** Whether the whole stands further up: then only the lines that carry the statement are shown. */
  readonly isAgain: boolean;
  /** Absent where the citation is not judged: it is judged where it stands first. */
  readonly draft: VerdictDraft | undefined;
}

const Quote: FC<QuoteProps> = ({ citation, number, other, official, isAgain, draft }) => {
  const { title, section, publisher, published, quote } = citation;
  return (
    <div class="carrier">
      <p class="source-title">{`[${number}] ${title}`}</p>
      {isAgain ? undefined : (
        <p class="meta">{[section, publisher, published].filter(Boolean).join(' · ')}</p>
      )}
      <blockquote>
        {isAgain ? (
          <CarryingLines quote={quote} other={other} />
        ) : (
          <MarkedText text={quote} other={other} />
        )}
      </blockquote>
      {isAgain ? undefined : (
        <p class="links">
          <a href={sourceAddress(citation)} aria-label={`看原文：${title}`}>
            看原文
          </a>
          {httpUrl(official) === undefined ? undefined : (
            <OutsideLink url={official}>官方页面</OutsideLink>
          )}
        </p>
      )}
      {draft ? (
        <JudgementSelect
          part="citation"
          position={number - 1}
          label={`出处[${number}]`}
          draft={draft}
        />
      ) : undefined}
    </div>
  );
};
