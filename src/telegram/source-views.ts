// Shows what the answers rest on: how much there is, the reports, the official sources with their pages.

import type { Catalogue } from '../answering/answer-service.ts';
import type { Source } from '../domain.ts';
import { isReport, pageRow } from './browse-views.ts';
import type { View } from './passage-view.ts';
import { publicUrl } from './public-url.ts';
import type { RichText } from './rich-text.ts';
import * as texts from './texts.ts';

const pageSize = 20;
/** Laws first: they are what residents look for. */
const order: readonly Source['kind'][] = [
  'report',
  'law',
  'regulation',
  'interpretation',
  'local',
  'page',
];

export function viewSources(catalogue: Catalogue, index: number): View {
  const used = new Map<string, Source>();
  let passages = 0;
  for (const document of catalogue.documents) {
    for (const passage of catalogue.passages(document.id)) {
      passages += 1;
      for (const { source } of passage.references) used.set(source.name, source);
    }
  }
  const sources = [...used.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const reports = catalogue.documents.filter(isReport);
  const last = Math.max(0, Math.ceil(sources.length / pageSize) - 1);
  const page = Math.min(index, last);
  const shown = sources.slice(page * pageSize, (page + 1) * pageSize);
  const head: RichText = [
    { text: texts.sourcesLead(catalogue.documents.length, passages, sources.length) },
    ...(reports.length === 0 ? [] : [{ text: `\n\n${texts.documentsHeading}` }]),
    ...reports.flatMap(({ title, publisher, published, url }) =>
      sourceLine(title, url, [publisher, published]),
    ),
  ];
  return {
    text: [
      ...(page === 0 ? head : []),
      ...(shown.length === 0 ? [] : [{ text: `\n\n${texts.sourcesHeading(page + 1, last + 1)}` }]),
      ...shown.flatMap(({ title, url, publisher, version }) =>
        sourceLine(title, url, [publisher, version]),
      ),
    ],
    keyboard: pageRow({ kind: 'sources', index: page, id: '' }, last),
  };
}

function sourceLine(title: string, address: string, facts: readonly string[]): RichText {
  const href = publicUrl(address);
  const rest = facts.filter(Boolean).map((fact) => ` · ${fact}`);
  return [
    { text: '\n- ' },
    href === undefined ? { text: title } : { text: title, href },
    { text: rest.join('') },
  ];
}
