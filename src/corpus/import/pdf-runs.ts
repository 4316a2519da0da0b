// The home of the drawing commands of a PDF page as runs of text with their place, and whether anybody sees them.

import { isPaper, readColor } from './colors.ts';

export interface PdfRun {
  readonly text: string;
  /** Points from the left and from the bottom of the page. */
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly size: number;
  /** Why nobody sees it; absent when it is seen. */
  readonly unseen?: string;
  /** Drawn invisibly over a picture, as text recognition leaves it behind a scan. */
  readonly overImage?: true;
}

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
type Box = readonly [left: number, bottom: number, right: number, top: number];

export interface PdfPageCommands {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

interface State {
  readonly transform: Matrix;
  readonly color: string;
  readonly alpha: number;
  readonly size: number;
  readonly mode: number;
  readonly rise: number;
  readonly leading: number;
  readonly characterSpace: number;
  readonly wordSpace: number;
  readonly stretch: number;
}

const identity: Matrix = [1, 0, 0, 1, 0, 0];
const start: State = {
  transform: identity,
  color: '#000000',
  alpha: 1,
  size: 0,
  mode: 0,
  rise: 0,
  leading: 0,
  characterSpace: 0,
  wordSpace: 0,
  stretch: 1,
};
const smallestReadable = 2;
const faintest = 0.06;
/** PDF 32000-1, table 106: neither filled nor stroked. */
const invisibleModes = new Set([3, 7]);

/**
 * Follows the operators of PDF 32000-1, 8.4 and 9.4, in the form in which pdf.js lists them.
 * @param codes pdf.js's numbers of the operators by name.
 * @param view the visible part of the page.
 */
export function readRuns(
  { fnArray, argsArray }: PdfPageCommands,
  codes: Readonly<Record<string, number>>,
  view: Box,
): PdfRun[] {
  const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
  const runs: PdfRun[] = [];
  const painted: { box: Box; color: string }[] = [];
  const images: Box[] = [];
  const saved: State[] = [];
  let state = start;
  let text = identity;
  let line = identity;
  const moveLine = (x: number, y: number) => {
    line = multiply(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  const show = (glyphs: readonly unknown[]) => {
    const from = place(state, text);
    let run = '';
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        text = multiply(text, [1, 0, 0, 1, (-glyph / 1000) * state.size * state.stretch, 0]);
        // A wide jump inside one command is a space or a column.
        if (glyph < -180 && !run.endsWith(' ')) run += ' ';
      } else if (isGlyph(glyph)) {
        run += glyph.unicode;
        const space = state.characterSpace + (glyph.isSpace ? state.wordSpace : 0);
        const width = ((glyph.width / 1000) * state.size + space) * state.stretch;
        text = multiply(text, [1, 0, 0, 1, width, 0]);
      }
    }
    const right = place(state, text).x;
    const where = { x: Math.min(from.x, right), right: Math.max(from.x, right), y: from.y };
    const middle = { x: (where.x + where.right) / 2, y: from.y + from.size / 3 };
    const overImage = images.some((box) => isIn(middle, box));
    const unseen = whyUnseen(state, from.size, middle, view, painted, overImage);
    runs.push({
      ...where,
      text: run,
      size: from.size,
      ...(unseen ? { unseen } : {}),
      ...(unseen === '' ? { overImage: true as const } : {}),
    });
  };

  for (const [index, code] of fnArray.entries()) {
    const args = listOf(argsArray[index]);
    const [first, second, third] = args;
    const amount = Number(first);
    switch (names.get(code)) {
      case 'save':
      case 'beginGroup':
        saved.push(state);
        break;
      case 'paintFormXObjectBegin':
        saved.push(state);
        state = { ...state, transform: multiply(state.transform, matrixOf(first)) };
        break;
      case 'restore':
      case 'endGroup':
      case 'paintFormXObjectEnd':
        state = saved.pop() ?? state;
        break;
      case 'transform':
        state = { ...state, transform: multiply(state.transform, matrixOf(args)) };
        break;
      case 'setGState':
        for (const entry of listOf(first)) {
          const [key, value] = listOf(entry);
          if (key === 'ca') state = { ...state, alpha: Number(value) };
        }
        break;
      case 'setFillRGBColor':
        state = { ...state, color: String(first) };
        break;
      case 'setFillColorN':
      case 'shadingFill':
        // A pattern is of no one color.
        state = { ...state, color: 'pattern' };
        break;
      case 'setFillTransparent':
        state = { ...state, color: 'transparent' };
        break;
      case 'setFont':
        state = { ...state, size: Number(second) };
        break;
      case 'setTextRenderingMode':
        state = { ...state, mode: amount };
        break;
      case 'setTextRise':
        state = { ...state, rise: amount };
        break;
      case 'setLeading':
        state = { ...state, leading: -amount };
        break;
      case 'setCharSpacing':
        state = { ...state, characterSpace: amount };
        break;
      case 'setWordSpacing':
        state = { ...state, wordSpace: amount };
        break;
      case 'setHScale':
        state = { ...state, stretch: amount / 100 };
        break;
      case 'beginText':
        text = identity;
        line = identity;
        break;
      case 'setTextMatrix':
        line = matrixOf(first);
        text = line;
        break;
      case 'setLeadingMoveText':
        state = { ...state, leading: Number(second) };
        moveLine(amount, Number(second));
        break;
      case 'moveText':
        moveLine(amount, Number(second));
        break;
      case 'nextLine':
        moveLine(0, state.leading);
        break;
      case 'showText':
        show(listOf(first));
        break;
      case 'constructPath':
        if (isFill(names.get(Number(first)))) {
          painted.push({ box: boxOf(state.transform, listOf(third)), color: state.color });
        }
        break;
      case 'paintImageXObject':
      case 'paintInlineImageXObject':
      case 'paintImageMaskXObject':
        images.push(boxOf(state.transform, [0, 0, 1, 1]));
        break;
    }
  }
  return runs.filter((run) => run.text.trim() !== '');
}

/** @returns '' for text behind a scan, which is meant to be read. */
function whyUnseen(
  state: State,
  size: number,
  at: { x: number; y: number },
  view: Box,
  painted: readonly { box: Box; color: string }[],
  overImage: boolean,
): string | undefined {
  if (invisibleModes.has(state.mode)) return overImage ? '' : '设成不显示的';
  if (state.alpha < faintest || state.color === 'transparent') return '透明的';
  if (size < smallestReadable) return '小得看不见的';
  if (!isIn(at, view)) return '放在页面外面的';
  const color = readColor(state.color);
  if (!color || overImage) return undefined;
  const ground = painted.findLast(({ box }) => isIn(at, box))?.color;
  if (ground === state.color) return '和背景同色的';
  return ground === undefined && isPaper(color) ? '白色的' : undefined;
}

function place(state: State, text: Matrix): { x: number; y: number; size: number } {
  const [, , c, d, e, f] = multiply(multiply(state.transform, text), [1, 0, 0, 1, 0, state.rise]);
  return { x: e, y: f, size: state.size * Math.hypot(c, d) };
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

function boxOf(matrix: Matrix, corners: readonly unknown[]): Box {
  const [left = 0, bottom = 0, right = 0, top = 0] = corners.map(Number);
  const points = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ].map(([x = 0, y = 0]) => multiply(matrix, [1, 0, 0, 1, x, y]));
  const xs = points.map((point) => point[4]);
  const ys = points.map((point) => point[5]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function isIn({ x, y }: { x: number; y: number }, [left, bottom, right, top]: Box): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}

function isFill(name: string | undefined): boolean {
  return /fill/i.test(name ?? '');
}

function isGlyph(value: unknown): value is { unicode: string; width: number; isSpace: boolean } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'unicode' in value &&
    typeof value.unicode === 'string' &&
    'width' in value &&
    typeof value.width === 'number'
  );
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value instanceof Float32Array ? [...value] : [];
}

function matrixOf(value: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = listOf(value).map(Number);
  return [a, b, c, d, e, f];
}
