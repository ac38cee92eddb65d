import { badUserInput, expected } from '../errors/errors.js';
import type { CursorCodec, Edge, ListMark, OrderDirection, Page, Slice } from './pagination.js';
import { allOf, anyOf, join, raw, sql, type Sql } from '../database/sql.js';

/** Sort key. */
export interface SortKey {
  /** Expression, never NULL: coalesce it. */
  by: Sql;
  type: 'text' | 'int' | 'date' | 'timestamptz' | 'float8';
  /** Condition, never NULL, that the value of a row is not known: such rows come last in either direction. */
  unknown?: Sql;
}

export interface OrderBy<Field extends string = string> {
  field: Field;
  direction: `${OrderDirection}`;
}

/** Sort key of one page with its direction. */
export interface Key {
  by: Sql;
  type: SortKey['type'] | 'uuid';
  down: boolean;
}

/** Sort keys of a list. */
export interface Ordering<Field extends string> {
  /** The unique id that ends every order, such as sql`e.id`. */
  id: Sql;
  /** SQL type of the id; default: uuid. */
  idType?: 'uuid' | 'text';
  orders: Record<Field, SortKey>;
}

/** Row with the values of its sort keys. */
export type KeyedRow = Record<string, unknown> & { __key: (string | null)[] };

const MAX_KEYS = 5;

/** Requested order, or the default one. @throws BAD_USER_INPUT for more than five sort keys */
export function orderOf<Field extends string>(
  requested: readonly OrderBy<Field>[] | null | undefined,
  defaultOrder: readonly OrderBy<Field>[],
): readonly OrderBy<Field>[] {
  if (!requested?.length) return defaultOrder;
  if (requested.length > MAX_KEYS)
    throw badUserInput({ argument: 'orderBy', expected: expected('SORT_KEYS', { max: MAX_KEYS }) });
  return requested;
}

/** Sort keys of a page, the id last. @param backward reverses every key */
export function keysOf<Field extends string>(
  { id, idType = 'uuid', orders }: Ordering<Field>,
  order: readonly OrderBy<Field>[],
  backward: boolean,
): Key[] {
  const keys = order.flatMap(({ field, direction }): Key[] => {
    const { by, type, unknown } = orders[field];
    const key = { by, type, down: (direction === 'DESC') !== backward };
    return unknown ? [{ by: sql`(${unknown})::int`, type: 'int', down: backward }, key] : [key];
  });
  return [...keys, { by: id, type: idType, down: backward }];
}

/** List of an ORDER BY clause. */
export function sortedBy(keys: readonly Key[]): Sql {
  return join(keys.map((key) => sql`${key.by} ${raw(key.down ? 'DESC' : 'ASC')}`));
}

/** Column `__key` of a {@link KeyedRow}. One collation, so that keys of several collations fit into one array. */
export function keyValues(keys: readonly Key[]): Sql {
  return sql`ARRAY[${join(keys.map((key) => sql`(${key.by})::text COLLATE "C"`))}] AS "__key"`;
}

/**
 * Conditions that a row comes after another one.
 * @param after key values of the other row, from its cursor; null for the start of the list
 */
export function seek(keys: readonly Key[], after: readonly string[] | null): Sql[] {
  if (!after) return [];
  const value = (index: number) => sql`${after[index]}::text::${raw(keys[index]!.type)}`;
  return [
    // Redundant, but lets an index scan start here.
    sql`${keys[0]!.by} ${raw(keys[0]!.down ? '<=' : '>=')} ${value(0)}`,
    anyOf(
      keys.map((key, index) =>
        allOf([
          ...keys.slice(0, index).map((earlier, at) => sql`${earlier.by} = ${value(at)}`),
          sql`${key.by} ${raw(key.down ? '<' : '>')} ${value(index)}`,
        ]),
      ),
    ),
  ];
}

/** Key values in the cursor of a page; null for the start of the list. @throws BAD_USER_INPUT for a cursor of another list */
export function cursorValues(cursors: CursorCodec, mark: ListMark, slice: Slice): string[] | null {
  return slice.cursor === null
    ? null
    : cursors.decode(mark, slice.cursor, slice.backward ? 'before' : 'after');
}

/**
 * Page from the rows that were read.
 * @param rows one more than the limit when there are more, in the order in which they were read
 * @param mark of their list
 */
export function pageOfRows<Row extends object>(
  rows: readonly KeyedRow[],
  slice: Slice,
  cursors: CursorCodec,
  mark: ListMark,
): Page<Row> {
  const hasMore = rows.length > slice.limit;
  // A copy, since pages that share these rows reverse them as well.
  const items = rows.slice(0, slice.limit);
  if (slice.backward) items.reverse();
  const cursorOf = (row: KeyedRow | undefined) => (row ? cursors.encode(mark, row.__key) : null);
  return {
    nodes: items as unknown as Row[],
    get edges(): Edge<Row>[] {
      return items.map((row) => ({ cursor: cursorOf(row)!, node: row as unknown as Row }));
    },
    pageInfo: {
      hasNextPage: slice.backward ? slice.cursor !== null : hasMore,
      hasPreviousPage: slice.backward ? hasMore : slice.cursor !== null,
      get startCursor() {
        return cursorOf(items[0]);
      },
      get endCursor() {
        return cursorOf(items.at(-1));
      },
    },
  };
}
