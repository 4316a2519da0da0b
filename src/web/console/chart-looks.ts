// The home of what charts look like: the colours of the style sheet's tokens, and the sizes for desks and phones.

import { z } from 'zod';
import type { StatusGroup } from './status-groups.ts';

export const chartThemeSchema = z.enum(['light', 'dark']);
export type ChartTheme = z.infer<typeof chartThemeSchema>;

export const chartSizeSchema = z.enum(['wide', 'narrow']);
export type ChartSize = z.infer<typeof chartSizeSchema>;

export interface ChartLook {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly paper: string;
  readonly accent: string;
  readonly alarm: string;
  readonly groups: Readonly<Record<StatusGroup, string>>;
  readonly width: number;
  readonly fontSize: number;
}

type Colours = Omit<ChartLook, 'width' | 'fontSize'>;

/** Neighbours differ in lightness too, for those who do not see their colours apart. */
const colours: Readonly<Record<ChartTheme, Colours>> = {
  light: {
    ink: '#1b2127',
    muted: '#515c67',
    line: '#d5dadf',
    paper: '#ffffff',
    accent: '#17508a',
    alarm: '#a3231b',
    groups: {
      answered: '#17508a',
      uncovered: '#e0a526',
      refused: '#6d7883',
      other: '#b9cde2',
      failed: '#a3231b',
    },
  },
  dark: {
    ink: '#e7eaed',
    muted: '#a8b2bc',
    line: '#353e47',
    paper: '#1b2126',
    accent: '#8fbbea',
    alarm: '#ff9d94',
    groups: {
      answered: '#8fbbea',
      uncovered: '#c48f1c',
      refused: '#98a3ad',
      other: '#46617d',
      failed: '#ff9d94',
    },
  },
};

const sizes: Readonly<Record<ChartSize, Pick<ChartLook, 'width' | 'fontSize'>>> = {
  wide: { width: 960, fontSize: 14 },
  narrow: { width: 320, fontSize: 14 },
};

export function chartLook(theme: ChartTheme, size: ChartSize): ChartLook {
  return { ...colours[theme], ...sizes[size] };
}
