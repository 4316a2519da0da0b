// A chart with its figures under it: as a picture for eyes, as a table for everybody.

import type { FC, PropsWithChildren } from 'hono/jsx';
import type { Period } from '../../review/beijing-days.ts';
import type { Display } from '../display.ts';
import type { ChartSize, ChartTheme } from './chart-looks.ts';
import type { ChartName } from './charts.ts';

interface ChartFigureProps {
  readonly chart: ChartName;
  readonly period: Period;
  readonly theme: Display['theme'];
  /** What the picture shows, for who does not see it. */
  readonly alt: string;
  /** Whether the table is shown from the start, as on paper. */
  readonly open?: boolean;
}

export const ChartFigure: FC<PropsWithChildren<ChartFigureProps>> = ({
  chart,
  period: { from, to },
  theme,
  alt,
  open = false,
  children,
}) => {
  const address = (colours: ChartTheme, size: ChartSize) =>
    `/console/charts/${chart}.svg?from=${from}&to=${to}&theme=${colours}&size=${size}`;
  return (
    <figure class="chart">
      <picture>
        {theme === 'auto' ? (
          <>
            <source media={`${phone} and ${dark}`} srcset={address('dark', 'narrow')} />
            <source media={dark} srcset={address('dark', 'wide')} />
          </>
        ) : undefined}
        <source media={phone} srcset={address(theme === 'dark' ? 'dark' : 'light', 'narrow')} />
        <img src={address(theme === 'dark' ? 'dark' : 'light', 'wide')} alt={alt} />
      </picture>
      <details open={open}>
        <summary>看数字</summary>
        {children}
      </details>
    </figure>
  );
};

const dark = '(prefers-color-scheme: dark)';
/** A picture that changes for paper comes too late for it. */
const phone = 'screen and (max-width: 40rem)';
