// The home of a Word file's raw XML: what nobody sees in Word is told and taken out before mammoth, which would keep it.

import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { isUnseenOn, readColor } from './colors.ts';
import { ImportRefusal } from './import-refusal.ts';
import type { Warnings } from './warnings.ts';

/** Half points: 2 pt and less. */
const unreadableSize = 4;
const maxDepth = 150;

interface RunLook {
  vanish?: boolean;
  color?: string;
  ground?: string;
  size?: number;
}

interface Frame {
  readonly name: string;
  xml: string;
  words: string;
  /** Of runs: how they look; of paragraphs and cells: the ground they give. */
  look: RunLook;
}

/** Looks by style id, with what each is based on resolved. @param xml word/styles.xml */
export function readStyleLooks(xml: string): Map<string, RunLook> {
  const own = new Map<string, { basedOn?: string; look: RunLook }>();
  let current: { basedOn?: string; look: RunLook } | undefined;
  parse(xml, {
    open: (tag) => {
      const value = attribute(tag, 'w:val');
      if (tag.name === 'w:style') {
        current = { look: {} };
        own.set(attribute(tag, 'w:styleId') ?? '', current);
      } else if (current && tag.name === 'w:basedOn' && value !== undefined) {
        current.basedOn = value;
      } else if (current) {
        readLook(tag, current.look);
      }
    },
    close: (name) => {
      if (name === 'w:style') current = undefined;
    },
  });
  const resolve = (id: string, depth = 0): RunLook => {
    const style = own.get(id);
    if (!style || depth > 20) return {};
    return { ...(style.basedOn ? resolve(style.basedOn, depth + 1) : {}), ...style.look };
  };
  return new Map([...own.keys()].map((id) => [id, resolve(id)]));
}

/**
 * The part without hidden runs and tracked deletions.
 * @param where the part as staff know it: 正文, 脚注.
 * @throws ImportRefusal when it is nested beyond anything Word writes.
 */
export function removeUnseenRuns(
  xml: string,
  where: string,
  styles: ReadonlyMap<string, RunLook>,
  warnings: Warnings,
): string {
  const root: Frame = { name: '', xml: '', words: '', look: {} };
  const stack: Frame[] = [root];
  let paragraph = 0;
  parse(xml, {
    open: (tag) => {
      if (stack.length > maxDepth) {
        throw new ImportRefusal('里面一层套一层，深得不正常，没有打开；用 Word 另存一份再试');
      }
      if (tag.name === 'w:p') paragraph += 1;
      const attributes = Object.entries(tag.attributes)
        .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
        .join('');
      const frame = { name: tag.name, xml: `<${tag.name}${attributes}>`, words: '', look: {} };
      const run = runOf(stack, tag);
      if (run) {
        const style =
          tag.name === 'w:rStyle' ? styles.get(attribute(tag, 'w:val') ?? '') : undefined;
        run.look = { ...run.look, ...style };
        readLook(tag, run.look);
      } else if (tag.name === 'w:pStyle') {
        const holder = stack.findLast(({ name }) => name === 'w:p');
        if (holder) holder.look = { ...styles.get(attribute(tag, 'w:val') ?? ''), ...holder.look };
      } else if (tag.name === 'w:shd' && /^w:(?:pPr|tcPr)$/.test(stack.at(-1)?.name ?? '')) {
        const holder = stack.at(-2);
        if (holder) readLook(tag, holder.look);
      }
      stack.push(frame);
    },
    text: (text) => {
      const frame = stack.at(-1);
      if (!frame) return;
      frame.xml += escapeXml(text);
      if (/^w:(?:t|delText)$/.test(frame.name)) frame.words += text;
    },
    close: () => {
      const frame = stack.pop();
      const parent = stack.at(-1);
      if (!frame || !parent) return;
      const place = `${where}第${paragraph}段`;
      if (/^w:(?:del|moveFrom)$/.test(frame.name)) {
        if (frame.words) warnings.add(place, '修订里删掉的文字，没有收进来', frame.words);
        return;
      }
      const reason = frame.name === 'w:r' ? whyUnseen(frame, stack) : undefined;
      if (reason !== undefined && frame.words.trim() !== '') {
        warnings.add(place, `${reason}文字，没有收进来`, frame.words);
      }
      if (reason !== undefined) return;
      parent.xml += `${frame.xml}</${frame.name}>`;
      parent.words += frame.words;
    },
  });
  return `<?xml version="1.0" encoding="UTF-8"?>${root.xml}`;
}

/** The run whose properties a tag is one of. */
function runOf(stack: readonly Frame[], tag: SaxesTagPlain): Frame | undefined {
  if (tag.name === 'w:rPr' || stack.at(-1)?.name !== 'w:rPr') return undefined;
  const run = stack.at(-2);
  return run?.name === 'w:r' ? run : undefined;
}

function whyUnseen(run: Frame, above: readonly Frame[]): string | undefined {
  const paragraph = above.findLast(({ name }) => name === 'w:p')?.look ?? {};
  const look = { ...paragraph, ...run.look };
  if (look.vanish) return '隐藏的';
  if ((look.size ?? 99) <= unreadableSize) return '小得看不见的';
  const ground = above.findLast((frame) => frame.look.ground !== undefined)?.look.ground;
  const shade = readColor(run.look.ground ?? ground ?? '');
  if (!isUnseenOn(readColor(look.color ?? ''), shade)) return undefined;
  return shade ? '和背景同色的' : '白色的';
}

function readLook(tag: SaxesTagPlain, look: RunLook): void {
  const value = attribute(tag, 'w:val') ?? '';
  if (tag.name === 'w:vanish' || tag.name === 'w:specVanish')
    look.vanish = !/^(?:0|false|off)$/.test(value);
  if (tag.name === 'w:color') look.color = value;
  if (tag.name === 'w:sz' && value !== '') look.size = Number(value);
  if (tag.name === 'w:highlight') look.ground = highlights[value] ?? '808080';
  const fill = tag.name === 'w:shd' ? attribute(tag, 'w:fill') : undefined;
  if (fill && fill !== 'auto') look.ground = fill;
}

const highlights: Readonly<Record<string, string>> = {
  white: 'ffffff',
  none: 'ffffff',
  black: '000000',
};

function attribute(tag: SaxesTagPlain, name: string): string | undefined {
  return tag.attributes[name];
}

function parse(
  xml: string,
  on: {
    open: (tag: SaxesTagPlain) => void;
    close: (name: string) => void;
    text?: (text: string) => void;
  },
): void {
  const parser = new SaxesParser();
  parser.on('opentag', on.open);
  parser.on('closetag', ({ name }) => on.close(name));
  if (on.text) {
    parser.on('text', on.text);
    parser.on('cdata', on.text);
  }
  parser.on('error', (error) => {
    throw new ImportRefusal('文件坏了，读不下去：用原软件打开，另存一份再试', { cause: error });
  });
  parser.write(xml).close();
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
