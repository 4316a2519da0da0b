// The home of what somebody may plant in a document for a bot to pass on: links to elsewhere, accounts, orders. Pure.

import type { DocumentHeader, Passage } from '../domain.ts';
import { findFigures } from './figures.ts';
import { findMisuse } from './screen.ts';

/** Account numbers have 12 digits and more; the longest phone number, with its area, has fewer. */
const account = /\d(?:[ -]?\d){11,}/;
/** A name on a messenger or a group, to be added. */
const contact =
  /(?:微信|威信|wx|vx|QQ|扣扣|企鹅|电报|telegram|whatsapp|加群|进群)(?:号|群)?[：: 是为]*(?=[\w-]*\d|[\w-]*_)[A-Za-z0-9_-]{5,}/i;
/** Where official pages of China live. */
const officialHost = /(?:^|\.)gov\.cn$/;

/**
 * A statement may stand in its passage word for word and still not be ours to pass on.
 * @param hosts of the official pages of what is cited; links to other places are not shown.
 * @returns the part that must not be shown.
 */
export function plantedPart(text: string, hosts: ReadonlySet<string>): string | undefined {
  const plain = text.normalize('NFKC');
  const link = findFigures(plain).find(
    ({ kind, value }) => kind === 'link' && !isOfficial(value, hosts),
  );
  if (link) return link.text;
  const found = account.exec(plain) ?? contact.exec(plain);
  if (found) return found[0];
  return findMisuse(plain) === 'injection' ? plain : undefined;
}

/** Hosts of the official pages behind a passage. */
export function officialHosts(passage: Passage, document: DocumentHeader): string[] {
  const urls = [document.url, ...passage.references.map(({ source }) => source.url)];
  return urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : []));
}

function isOfficial(link: string, hosts: ReadonlySet<string>): boolean {
  const address = /^[a-z]+:\/\//i.test(link) ? link : `https://${link}`;
  if (!URL.canParse(address)) return false;
  const { hostname, protocol } = new URL(address);
  return /^https?:$/.test(protocol) && (hosts.has(hostname) || officialHost.test(hostname));
}
