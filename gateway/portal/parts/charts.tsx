import type { ComponentChildren } from 'preact';
import { Scroll } from './scroll.js';

export interface Bar {
  name: ComponentChildren;
  value: number;
  /** The value as it is read. */
  shown: string;
  /** Cells between the name and the bar. */
  cells?: string[];
}

/**
 * Bars of a chart inside its table: one row a bar, so that the figures need no second place.
 * @param caption names the table @param heads of the name, of `cells`, and of the value
 */
export function BarTable({ caption, heads, of }: { caption: string; heads: string[]; of: readonly Bar[] }) {
  const most = Math.max(...of.map(({ value }) => value), 0);
  return (
    <Scroll label={caption}>
      <table class="bars">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{head}</th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {of.map(({ name, value, shown, cells = [] }) => (
            <tr>
              <th scope="row">{name}</th>
              {cells.map((cell) => (
                <td class="number">{cell}</td>
              ))}
              <td class="number">{shown}</td>
              <td class="bar">
                <svg
                  viewBox="0 0 200 12"
                  width="200"
                  height="12"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  <rect width={most ? Math.round((value / most) * 2_000) / 10 : 0} height="12" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const WIDTH = 640;
const HEIGHT = 220;
const FOOT = 24;
const HEAD = 18;

/** Columns side by side, with their values above and their names below. The table that says the same stands beside it. */
export function Columns({
  of,
  label,
}: {
  of: readonly { name: string; value: number; shown: string }[];
  label: string;
}) {
  const most = Math.max(...of.map(({ value }) => value), 1);
  const step = WIDTH / Math.max(of.length, 1);
  return (
    <svg class="columns" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {of.map(({ name, value, shown }, index) => {
        const height = Math.round((value / most) * (HEIGHT - FOOT - HEAD));
        const middle = Math.round(index * step + step / 2);
        const top = HEIGHT - FOOT - height;
        return (
          <>
            <rect
              x={Math.round(index * step + step * 0.15)}
              y={top}
              width={Math.round(step * 0.7)}
              height={height}
            />
            <text x={middle} y={top - 5} text-anchor="middle">
              {shown}
            </text>
            <text x={middle} y={HEIGHT - 7} text-anchor="middle">
              {name}
            </text>
          </>
        );
      })}
    </svg>
  );
}
