// The home of how a selection of answers is written in a page's address.

import { type Selection, selectionSchema } from '../../review/selection.ts';

/** @param query fields of a form; empty ones do not narrow. @returns nothing when a field has a value that is none of its own. */
export function readSelection(query: Readonly<Record<string, string>>): Selection | undefined {
  const { unjudged, ...fields } = query;
  const filled = Object.entries(fields).filter(([, value]) => value.trim() !== '');
  const selection = selectionSchema.safeParse({
    ...Object.fromEntries(filled),
    unjudged: unjudged === 'yes',
  });
  return selection.success ? selection.data : undefined;
}

/** @returns "?…", or nothing when everything is meant. */
export function searchOf(
  { unjudged, queue, ...narrowed }: Selection,
  more: Readonly<Record<string, string>> = {},
): string {
  const fields = { queue, ...narrowed, unjudged: unjudged ? 'yes' : undefined, ...more };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    const isUsual = name === 'queue' && value === 'all';
    if (value !== undefined && value !== '' && !isUsual) search.set(name, value);
  }
  return search.size === 0 ? '' : `?${search}`;
}
