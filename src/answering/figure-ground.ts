// The home of whether a figure stands in a text: which of two forms of a date, an article or a count carries the other. Pure.

import { type Figure, findFigures } from './figures.ts';

/** A text that statements may take their figures from. */
export interface FigureGround {
  readonly text: string;
  readonly figures: readonly Figure[];
}

export function createGround(text: string): FigureGround {
  // What is said of every year is said of one.
  const single = text.replace(/每(?=个?月|[年日天周])/g, '每1');
  return { text, figures: findFigures(single) };
}

/**
 * A date carries its parts, an article with its paragraph carries the article, and a count of 个 the same
 * count of people or places. Nothing carries more than it says.
 */
export function standsIn(figure: Figure, ground: FigureGround): boolean {
  const others = ground.figures.filter(({ kind }) => kind === figure.kind);
  switch (figure.kind) {
    case 'date':
      return others.some(({ value }) => carriesDate(value, figure.value));
    case 'article':
      return others.some(
        ({ value, law }) =>
          `${value}第`.includes(`${figure.value}第`) && isSameLaw(law, figure.law),
      );
    case 'title':
      return (
        others.some(({ value }) => value === figure.value) || standsAlone(figure.value, ground.text)
      );
    case 'law':
      return isNamed(figure.value, ground.text);
    case 'link':
      return others.some(
        ({ value }) => value === figure.value || value.split('/')[0] === figure.value,
      );
    case 'number':
      return standsAsNumber(figure, others);
    default:
      return others.some(({ value }) => value === figure.value);
  }
}

/** "2023-12-01" carries "2023", "2023-12", "-12-01" and "-12". */
function carriesDate(whole: string, part: string): boolean {
  return (
    whole === part ||
    whole.startsWith(`${part}-`) ||
    (`${whole}-`.includes(`${part}-`) && part.startsWith('-'))
  );
}

/** Of an article without a law, any; 民法典 is 依据民法典. */
function isSameLaw(one: string | undefined, other: string | undefined): boolean {
  return !one || !other || one.endsWith(other) || other.endsWith(one);
}

/** 《法律援助条例》 does not stand in 重庆市法律援助条例, which is another. */
function standsAlone(title: string, text: string): boolean {
  const plain = text.replace(/《|》|中华人民共和国/g, '');
  for (let at = plain.indexOf(title); at >= 0; at = plain.indexOf(title, at + 1)) {
    if (!/[市省县区国]/.test(plain.charAt(at - 1))) return true;
  }
  return false;
}

/** Without 《》 nobody knows where a law's name begins: its last characters must stand. */
function isNamed(words: string, text: string): boolean {
  const length = /[宪刑]法$/.test(words) ? 2 : words.endsWith('条例') ? 4 : 3;
  return text.includes(words.slice(-length));
}

/** Counted as 个 by some and more exactly by others. */
const softUnits = new Set(['人', '家', '处', '支', '站', '室', '期']);

function standsAsNumber(figure: Figure, others: readonly Figure[]): boolean {
  const { count, unit } = split(figure.value);
  const isSame = (other: Figure) => {
    if (other.value === figure.value) return true;
    const there = split(other.value);
    const isSoft =
      (unit === '个' && softUnits.has(there.unit)) || (there.unit === '个' && softUnits.has(unit));
    return there.count === count && isSoft;
  };
  if (others.some(isSame)) return true;
  if (!figure.isWeak) return false;
  return unit === '个' || !others.some(({ value }) => split(value).unit === unit);
}

function split(value: string): { count: string; unit: string } {
  const [, count = '', unit = ''] = /^(第?[\d.]+余?)(.*)$/.exec(value) ?? [];
  // Of ordinals only those of the same thing contradict each other.
  return count.startsWith('第') ? { count, unit: `第${unit}` } : { count, unit };
}
