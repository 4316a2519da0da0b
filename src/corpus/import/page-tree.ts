// The home of a parsed page, as far as it is read here: linkedom's types ask for a browser's, which the service has none of.

import { parseHTML } from 'linkedom';

export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly firstChild: PageNode | null;
  readonly childNodes: Iterable<PageNode>;
  remove(): void;
}

export interface PageElement extends PageNode {
  readonly tagName: string;
  readonly parentElement: PageElement | null;
  readonly children: Iterable<PageElement> & { readonly length: number };
  getAttribute(name: string): string | null;
  contains(other: PageNode): boolean;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export interface PageDocument extends Pick<PageElement, 'querySelector' | 'querySelectorAll'> {
  readonly documentElement: PageElement;
  readonly childNodes: Iterable<PageNode>;
}

export function parsePage(html: string): PageDocument {
  const { document }: { document: PageDocument } = parseHTML(html);
  return document;
}

/** What of a page has a name and attributes, rather than being text or a comment. */
export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1;
}
