// The home of what a page holds and a reader does not see: it is told and taken out before anything is read.

import { isUnseenOn, readColor } from './colors.ts';
import type { PageDocument, PageElement, PageNode } from './page-tree.ts';
import type { Warnings } from './warnings.ts';

/** Shorter than this it is an icon or a spacer. */
const worthTelling = 4;
const unseenStyle =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0*(?:;|$|!)|font-size\s*:\s*(?:0|[01](?:\.\d+)?px|[12]pt)(?![\d.])|(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}|clip\s*:\s*rect\(0|clip-path\s*:\s*inset\((?:50|100)%)/i;

/** Removes comments, scripts, styles and whatever is hidden; tells of hidden words. */
export function removeUnseen(document: PageDocument, warnings: Warnings): void {
  for (const selector of selectorsOfHiding(document)) {
    for (const element of findAll(document, selector)) remove(element, '样式表藏起来的', warnings);
  }
  for (const comment of commentsOf(document)) {
    const text = comment.textContent ?? '';
    // Conditional comments of old browsers and build marks are no sentences.
    if (/\p{Script=Han}{4}|[a-z]+(?:\s+[a-z]+){4}/iu.test(text) && !/^\s*\[if\b/i.test(text)) {
      warnings.add('网页注释', '注释里的文字，没有收进来', text);
    }
    comment.remove();
  }
  const silent =
    'script,style,template,noscript,iframe,object,embed,svg,input,select,button,textarea';
  for (const element of findAll(document, silent)) element.remove();
  for (const element of findAll(document, '[hidden],[aria-hidden="true"]')) {
    remove(element, '标为隐藏的', warnings);
  }
  for (const element of findAll(document, '[style],font[color]')) {
    const style = element.getAttribute('style') ?? '';
    if (unseenStyle.test(style)) remove(element, '看不见的', warnings);
    else if (isGroundColored(element)) remove(element, '和背景同色的', warnings);
  }
}

function remove(element: PageElement, kind: string, warnings: Warnings): void {
  const text = (element.textContent ?? '').trim();
  if (text.length >= worthTelling) warnings.add('', `${kind}文字，没有收进来`, text);
  element.remove();
}

function isGroundColored(element: PageElement): boolean {
  const own = declared(element, 'color') ?? element.getAttribute('color');
  const color = own ? readColor(own) : undefined;
  if (!color) return false;
  let ground: string | undefined;
  for (let at: PageElement | null = element; at && !ground; at = at.parentElement) {
    ground =
      declared(at, 'background-color') ??
      declared(at, 'background')?.match(
        /#[0-9a-f]{3,6}\b|rgba?\([^)]*\)|\bwhite\b|\bblack\b/i,
      )?.[0] ??
      at.getAttribute('bgcolor') ??
      undefined;
    // A picture or a gradient behind the words may be of any color.
    if (!ground && /background(?:-image)?\s*:/i.test(at.getAttribute('style') ?? '')) return false;
  }
  return isUnseenOn(color, ground ? readColor(ground) : undefined);
}

function declared(element: PageElement, property: string): string | undefined {
  const style = element.getAttribute('style') ?? '';
  return new RegExp(`(?:^|[;\\s])${property}\\s*:\\s*([^;!]+)`, 'i').exec(style)?.[1];
}

/** Rules of the page's own style sheet that hide; rules for print or narrow screens do not count. */
function selectorsOfHiding(document: PageDocument): string[] {
  return findAll(document, 'style').flatMap((element) => {
    const css = (element.textContent ?? '')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
    return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selector = '', rules = '']) =>
      unseenStyle.test(rules) && !selector.includes(':') ? [selector.trim()] : [],
    );
  });
}

function findAll(document: PageDocument, selector: string): PageElement[] {
  try {
    return [...document.querySelectorAll(selector)];
  } catch {
    // A selector this parser does not know hides nothing.
    return [];
  }
}

function commentsOf(document: PageDocument): PageNode[] {
  const found: PageNode[] = [];
  const waiting: PageNode[] = [...document.childNodes];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeType === 8) found.push(node);
    waiting.push(...node.childNodes);
  }
  return found;
}
