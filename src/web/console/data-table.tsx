// A table of names and figures; wider than a phone, it scrolls inside its own frame.

import type { Child, FC } from 'hono/jsx';

interface DataTableProps {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly Child[])[];
  /** Columns of figures, from 0; they line up at the right. */
  readonly figures?: readonly number[];
}

export const DataTable: FC<DataTableProps> = ({ caption, head, rows, figures = [] }) => {
  const kind = (column: number) => (figures.includes(column) ? 'figure' : undefined);
  return (
    <section class="scroll" aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((name, column) => (
              <th scope="col" class={kind(column)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td class={kind(index + 1)}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
