// The way to a person: the corpus' own pages of hotlines, with the number to call.

import type { FC } from 'hono/jsx';
import type { Catalogue } from '../answering/answer-service.ts';
import type { DocumentHeader } from '../domain.ts';
import * as texts from './texts.ts';

/** Free legal advice first, then the government's. */
const first = ['hotline-12348', 'hotline-12345'];

function mainHotlines({ documents }: Catalogue): readonly DocumentHeader[] {
  return first.flatMap((id) => documents.filter((document) => document.id === id));
}

export function allHotlines(catalogue: Catalogue): readonly DocumentHeader[] {
  const main = mainHotlines(catalogue);
  const others = catalogue.documents.filter(
    (document) =>
      document.kind === 'hotline' &&
      document.supersededBy === undefined &&
      !main.includes(document),
  );
  return [...main, ...others];
}

export const Hotlines: FC<{ documents: readonly DocumentHeader[] }> = ({ documents }) => (
  <ul class="hotlines">
    {documents.map(({ id, title, summary }) => {
      const number = /^hotline-(\d+)$/.exec(id)?.[1];
      return (
        <li>
          {number === undefined ? undefined : (
            <a class="call" href={`tel:${number}`} aria-label={texts.people.call(number)}>
              {number}
            </a>
          )}
          <div>
            <p>{summary}</p>
            <p>
              <a href={`/sources/${id}`}>{`${title}：${texts.people.what}`}</a>
            </p>
          </div>
        </li>
      );
    })}
  </ul>
);

/** The two that help with most things. @param isBeside whether it stands in the second column. */
export const People: FC<{ catalogue: Catalogue; isBeside?: boolean }> = ({
  catalogue,
  isBeside = false,
}) => {
  const documents = mainHotlines(catalogue);
  return documents.length === 0 ? null : (
    <section class={isBeside ? 'beside' : undefined} aria-labelledby="people">
      <h2 id="people">{texts.people.title}</h2>
      <Hotlines documents={documents} />
    </section>
  );
};
