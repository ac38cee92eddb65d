import { badUserInput } from '../errors/errors.js';
import type { CursorCodec, Edge, ListMark, OrderDirection, Page, Slice } from './pagination.js';
import { allOf, anyOf, join, raw, sql, type Sql } from '../database/sql.js';

/** A sort key. */
export interface SortKey {
  /** Never NULL: coalesce it. */
  by: Sql;
  type: 'text' | 'int' | 'date' | 'timestamptz' | 'float8';
  /** Condition, never NULL, that a row's value is not known: such rows stand last, whichever way the list runs. */
  unknown?: Sql;
}

export interface OrderBy<Field extends string = string> {
  field: Field;
  direction: `${OrderDirection}`;
}

/** A sort key of one page, which is read downwards or upwards. */
export interface Key {
  by: Sql;
  type: SortKey['type'] | 'uuid';
  down: boolean;
}

/** What pages of a list are ordered by. */
export interface Ordering<Field extends string> {
  /** The unique id that ends every order, such as sql`e.id`. */
  id: Sql;
  /** Its SQL type, when it is a code instead of a UUID. */
  idType?: 'uuid' | 'text';
  orders: Record<Field, SortKey>;
}

/** A row with the values of its sort keys. */
export type KeyedRow = Record<string, unknown> & { __key: (string | null)[] };

const MAX_KEYS = 5;

/** @throws BAD_USER_INPUT for more than five sort keys */
export function orderOf<Field extends string>(
  given: readonly OrderBy<Field>[] | null | undefined,
  usual: readonly OrderBy<Field>[],
): readonly OrderBy<Field>[] {
  if (!given?.length) return usual;
  if (given.length > MAX_KEYS)
    throw badUserInput({ argument: 'orderBy', expected: `at most ${MAX_KEYS} sort keys` });
  return given;
}

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

/** ORDER BY without its words. */
export function sortedBy(keys: readonly Key[]): Sql {
  return join(keys.map((key) => sql`${key.by} ${raw(key.down ? 'DESC' : 'ASC')}`));
}

/** The column `__key` of a {@link KeyedRow}. Keys of several collations go into one array. */
export function keyValues(keys: readonly Key[]): Sql {
  return sql`ARRAY[${join(keys.map((key) => sql`(${key.by})::text COLLATE "C"`))}] AS "__key"`;
}

/**
 * Conditions that a row stands after another.
 * @param after what the cursor of the other row holds; null for the start of the list
 */
export function seek(keys: readonly Key[], after: readonly string[] | null): Sql[] {
  if (!after) return [];
  const value = (index: number) => sql`${after[index]}::text::${raw(keys[index]!.type)}`;
  return [
    // Implied by the rest, but an index can start here.
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

/** What the cursor of a page holds; null for the start of the list. @throws BAD_USER_INPUT for one of another list */
export function cursorValues(cursors: CursorCodec, mark: ListMark, slice: Slice): string[] | null {
  return slice.cursor === null
    ? null
    : cursors.decode(mark, slice.cursor, slice.backward ? 'before' : 'after');
}

/**
 * @param rows one more than the page asks for, where there are more; in the order in which they were read
 * @param mark of the list that they belong to
 */
export function pageOfRows<Row extends object>(
  rows: readonly KeyedRow[],
  slice: Slice,
  cursors: CursorCodec,
  mark: ListMark,
): Page<Row> {
  const more = rows.length > slice.limit;
  // A copy: pages that several places ask for share their rows, and each reverses its own.
  const kept = rows.slice(0, slice.limit);
  if (slice.backward) kept.reverse();
  const cursorOf = (row: KeyedRow | undefined) => (row ? cursors.encode(mark, row.__key) : null);
  return {
    nodes: kept as unknown as Row[],
    get edges(): Edge<Row>[] {
      return kept.map((row) => ({ cursor: cursorOf(row)!, node: row as unknown as Row }));
    },
    pageInfo: {
      hasNextPage: slice.backward ? slice.cursor !== null : more,
      hasPreviousPage: slice.backward ? more : slice.cursor !== null,
      get startCursor() {
        return cursorOf(kept[0]);
      },
      get endCursor() {
        return cursorOf(kept.at(-1));
      },
    },
  };
}
