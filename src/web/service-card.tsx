// A service as a card. In an answer it is made of the answer's statements: what was verified and logged is what is shown.

import type { FC } from 'hono/jsx';
import type { Statement } from '../domain.ts';
import { PhoneText } from './phone-text.tsx';
import { SourceMarks } from './source-marks.tsx';
import * as texts from './texts.ts';

/** The lines of a card as the corpus room writes them (`serviceText`). */
const line = /^(谁能办|费用|电话|时间地点|材料|步骤|期限)：(.+)$/s;

export function isCardLine({ text }: Statement): boolean {
  return line.test(text);
}

interface CardProps {
  readonly statements: readonly Statement[];
  /** Titles of all citations of the answer, in their order. */
  readonly titles: readonly string[];
}

/** Lines of one source make one card, whose heading names it. */
export const ServiceCards: FC<CardProps> = ({ statements, titles }) => {
  const sourcesOf = ({ citations }: Statement) => citations.join();
  return [...new Set(statements.map(sourcesOf))].map((sources, index) => {
    const lines = statements.filter((statement) => sourcesOf(statement) === sources);
    return (
      <section class="card" aria-labelledby={`card-${index + 1}`}>
        <h2 id={`card-${index + 1}`}>
          {texts.card.title}
          <SourceMarks citations={lines[0]?.citations ?? []} titles={titles} />
        </h2>
        <CardLines lines={lines.map(({ text }) => text)} />
      </section>
    );
  });
};

/** A card on its document's page, where it is its own source. */
export const CardText: FC<{ text: string }> = ({ text }) => (
  <div class="card">
    <CardLines lines={text.split('\n')} />
  </div>
);

const CardLines: FC<{ lines: readonly string[] }> = ({ lines }) => (
  <dl>
    {lines.map((text) => {
      const [, label = '', value = ''] = line.exec(text) ?? [];
      return (
        <div>
          <dt>{label}</dt>
          <dd>
            <Value label={label} value={value} />
          </dd>
        </div>
      );
    })}
  </dl>
);

const Value: FC<{ label: string; value: string }> = ({ label, value }) => {
  if (label === '材料' && value.includes('；')) {
    return (
      <ul>
        {value.split('；').map((part) => (
          <li>{part}</li>
        ))}
      </ul>
    );
  }
  if (label === '步骤') {
    return (
      <ol>
        {value.split(/；(?=\d+\. )/).map((part) => (
          <li>{part.replace(/^\d+\. /, '')}</li>
        ))}
      </ol>
    );
  }
  return label === '电话' || label === '时间地点' ? (
    <PhoneText text={value} />
  ) : (
    <span>{value}</span>
  );
};
