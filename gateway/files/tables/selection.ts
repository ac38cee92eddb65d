import type { Column } from './columns.js';

type Tree = Map<string, Tree | string | undefined>;

/** Returns the selection set of a row that has these columns, without its braces. */
export function selectionFor(columns: readonly Column[]): string {
  const tree: Tree = new Map();
  for (const { path, selection, name } of columns) {
    // The link is made of the id.
    const fields = path.length ? path : name === 'link' ? ['id'] : [];
    let at = tree;
    for (const [index, field] of fields.entries()) {
      if (index === fields.length - 1) {
        if (!at.has(field)) at.set(field, selection);
      } else {
        const inner = at.get(field);
        if (inner instanceof Map) at = inner;
        else at.set(field, (at = new Map()));
      }
    }
  }
  return printed(tree);
}

const printed = (tree: Tree): string =>
  [...tree]
    .map(([field, inner]) => {
      if (inner === undefined) return field;
      return `${field} { ${typeof inner === 'string' ? inner : printed(inner)} }`;
    })
    .join(' ');

export type Row = Readonly<Record<string, unknown>>;

/** Returns how to read a column in a row of the graph: null where the row has no value, an array for several. */
export function readerOf({ path }: Column, linkOf: (id: string) => string): (row: Row) => unknown {
  if (!path.length) return ({ id }) => linkOf(id as string);
  const [first, second, third] = path as [string, string?, string?];
  if (second === undefined) return (row) => row[first] ?? null;
  if (third === undefined) return (row) => inside(row[first], second);
  return (row) => path.reduce<unknown>((at, field) => inside(at, field), row);
}

function inside(at: unknown, field: string): unknown {
  if (at == null) return null;
  if (!Array.isArray(at)) return (at as Row)[field] ?? null;
  return at.map((item) => (item == null ? null : ((item as Row)[field] ?? null)));
}
