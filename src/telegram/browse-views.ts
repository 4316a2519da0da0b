// The lists residents leaf through: topics, documents of a topic, reports, passages of a document.

import type { InlineKeyboardButton } from 'telegraf/types';
import type { Catalogue } from '../answering/answer-service.ts';
import type { DocumentHeader } from '../domain.ts';
import { pressButton } from './keyboards.ts';
import type { View } from './passage-view.ts';
import { type Press, shortId } from './press.ts';
import * as texts from './texts.ts';

const pageSize = 8;

/** Reports are read by section, everything else is a service; gaps are not offered. */
export function isReport({ kind, supersededBy }: DocumentHeader): boolean {
  return supersededBy === undefined && (kind === 'report' || kind === 'report-digest');
}

function isService({ kind, supersededBy }: DocumentHeader): boolean {
  return supersededBy === undefined && (kind === 'guide' || kind === 'hotline');
}

/** The list, document or passage a browsing button asks for; nothing when it is gone. */
export function viewTopics(catalogue: Catalogue): View {
  const services = catalogue.documents.filter(isService);
  const topics = [...new Set(services.map(({ topic }) => topic))];
  return {
    text: [{ text: topics.length === 0 ? texts.noTopics : texts.topicsLead }],
    keyboard: pairs(
      topics.map((topic) => {
        const count = services.filter((document) => document.topic === topic).length;
        return pressButton(`${topic}（${count}）`, 'topic', 0, shortId(topic));
      }),
    ),
  };
}

export function viewTopic(catalogue: Catalogue, id: string, page: number): View | undefined {
  const documents = catalogue.documents.filter(
    (document) => isService(document) && shortId(document.topic) === id,
  );
  const topic = documents[0]?.topic;
  if (topic === undefined) return undefined;
  return {
    text: [{ text: topic, bold: true }, { text: `\n${texts.topicLead}` }],
    keyboard: [
      ...paged(documents, { kind: 'topic', index: page, id }, documentButton),
      [pressButton(texts.buttons.topics, 'topics')],
    ],
  };
}

/** With one report its sections at once. */
export function viewReports(catalogue: Catalogue, page: number): View {
  const reports = catalogue.documents.filter(isReport);
  const [only] = reports;
  if (only && reports.length === 1)
    return viewDocument(catalogue, shortId(only.id), 0) ?? noReports;
  if (!only) return noReports;
  return {
    text: [{ text: texts.reportsLead }],
    keyboard: paged(reports, { kind: 'reports', index: page, id: '' }, documentButton),
  };
}

const noReports: View = { text: [{ text: texts.noReports }], keyboard: [] };

export function viewDocument(catalogue: Catalogue, id: string, page: number): View | undefined {
  const document = catalogue.documents.find((candidate) => shortId(candidate.id) === id);
  if (!document) return undefined;
  const { title, summary, publisher, published, checked } = document;
  const origin = [publisher, published, `${texts.passage.checked} ${checked}`].filter(Boolean);
  const up = isReport(document)
    ? catalogue.documents.filter(isReport).length > 1
      ? [[pressButton(texts.buttons.back, 'reports')]]
      : []
    : [[pressButton(texts.buttons.back, 'topic', 0, shortId(document.topic))]];
  return {
    text: [
      { text: title, bold: true },
      { text: `\n${summary}\n${origin.join(' · ')}\n\n${texts.sectionsLead}` },
    ],
    keyboard: [
      ...paged(catalogue.passages(document.id), { kind: 'document', index: page, id }, (passage) =>
        pressButton(passage.headings.at(-1) ?? passage.anchor, 'passage', 0, shortId(passage.id)),
      ),
      ...up,
    ],
  };
}

export function documentButton(document: DocumentHeader): InlineKeyboardButton {
  return pressButton(document.title, 'document', 0, shortId(document.id));
}

/** One item a row and, when there are more than fit, a row to turn pages; a page that is gone shows the last. */
function paged<T>(
  items: readonly T[],
  { kind, index, id }: Press,
  button: (item: T) => InlineKeyboardButton,
): InlineKeyboardButton[][] {
  const last = Math.max(0, Math.ceil(items.length / pageSize) - 1);
  const page = Math.min(index, last);
  const rows = items.slice(page * pageSize, (page + 1) * pageSize).map((item) => [button(item)]);
  return [...rows, ...pageRow({ kind, index: page, id }, last)];
}

/** The row that turns pages; none when everything is on one. */
export function pageRow({ kind, index, id }: Press, last: number): InlineKeyboardButton[][] {
  const row: InlineKeyboardButton[] = [];
  if (index > 0) row.push(pressButton(texts.buttons.previous, kind, index - 1, id));
  if (index < last) row.push(pressButton(texts.buttons.next, kind, index + 1, id));
  return row.length === 0 ? [] : [row];
}

function pairs(row: readonly InlineKeyboardButton[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  for (const [index, button] of row.entries()) {
    if (index % 2 === 0) rows.push([button]);
    else rows.at(-1)?.push(button);
  }
  return rows;
}
