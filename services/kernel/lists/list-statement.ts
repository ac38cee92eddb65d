import { allOf, empty, keyArray, raw, sql, type Reader, type Sql } from '../database/sql.js';
import { COUNT_UP_TO, countUpTo } from './total.js';
import { keyValues, sortedBy, type Key, type KeyedRow, type OrderBy, type Ordering } from './keyset.js';

/** Definition of a list, whatever its filter, order or parent. Lives as long as the process. */
export interface ListDefinition<Field extends string = string> extends Ordering<Field> {
  /** GraphQL type of the items; binds the cursors, and names the statements. */
  name: string;
  select: Sql;
  /** Table and alias, such as sql`expertise e`. */
  from: Sql;
  defaultOrder: readonly OrderBy<Field>[];
  /** Number of items up to which it is counted; default: {@link COUNT_UP_TO}. */
  countUpTo?: number;
}

/** Parent of a nested list, whose rows have the parent's id in `key` or, with `among`, one of its values in the list `key`. */
export interface ListParent {
  /** Name of the relation, for statements; binds the cursors. */
  name: string;
  id: string;
  key: Sql;
  /** Values that match this parent, always the same for the same id; `key` is then a column that holds a list. */
  among?: readonly string[];
  type: 'uuid' | 'text';
  /** Joins that the key needs. */
  join?: Sql;
}

/** Factory of the parents of one relation. */
export const parentOf =
  (relation: Omit<ListParent, 'id'>) =>
  (id: string): ListParent => ({ ...relation, id });

/** Join condition between an item and `parent`, a row of {@link rowsOf}. */
function belongsTo(parent: ListParent): Sql {
  return parent.among ? sql`${parent.key} && parent.among` : sql`${parent.key} = parent.id`;
}

/** Parents of one relation as rows `parent(id)` or `parent(id, among)`; a parent without values has no row and no items. */
function rowsOf(parents: readonly ListParent[]): Sql {
  const { type, among } = parents[0]!;
  const ids = parents.map(({ id }) => id);
  if (!among) return sql`unnest(${keyArray(ids, type)}) AS parent(id)`;
  const array = raw(`${type}[]`);
  const pairs = parents.flatMap(({ id, among: values = [] }) => values.map((value) => ({ id, value })));
  return sql`(SELECT id, array_agg(value) AS among FROM unnest(${pairs.map(({ id }) => id)}::${array}, ${pairs.map(
    ({ value }) => value,
  )}::${array}) AS pair(id, value) GROUP BY id) AS parent`;
}

/** What one statement reads: the pages of some parents, their totals, or both; without parents, those of the whole list. */
export interface ListParts {
  parents: readonly ListParent[];
  pages: boolean;
  totals: boolean;
}
/** Which items, and in which order. */
export interface ListItems {
  where: readonly Sql[];
  /** Conditions of the cursor, which limit the page and not the total. */
  after: readonly Sql[];
  keys: readonly Key[];
  limit: number;
}

export type ListRow = KeyedRow & { __parent?: string; __total: number };
/** Rows of one parent, and their number up to one more than the bound; each is filled only when it was read. */
export interface ParentResult {
  page: ListRow[];
  total: number;
}

/** Numbers the rows after the page limit: before it, PostgreSQL would number, and so sort, the whole list. */
const NUMBERED = raw('SELECT item.*, row_number() OVER () AS "__position" FROM');
const NO_PARENT = raw(`(SELECT '') AS parent(id)`);
export const idOf = (parent: ListParent | undefined) => parent?.id ?? '';

function statementFor(
  { select, from, countUpTo: bound = COUNT_UP_TO }: ListDefinition,
  { where, after, keys, limit }: ListItems,
  { parents, pages, totals }: ListParts,
): Sql {
  const [parent] = parents;
  const items = (conditions: readonly Sql[]) =>
    sql`FROM ${from} ${parent?.join ?? empty} WHERE ${allOf(parent ? [...conditions, belongsTo(parent)] : conditions)}`;
  const page = sql`SELECT ${select}, ${keyValues(keys)} ${items([...where, ...after])} ORDER BY ${sortedBy(keys)} LIMIT ${limit}`;
  if (!parent && !totals) return page;
  const columns = ['parent.id AS "__parent"', ...(pages ? ['page.*'] : []), ...(totals ? ['"__total"'] : [])];
  return sql`SELECT ${raw(columns.join(', '))} FROM ${parent ? rowsOf(parents) : NO_PARENT}
      ${totals ? sql`CROSS JOIN LATERAL (SELECT ${countUpTo(bound, items(where))} AS "__total") AS counted` : empty}
      ${pages ? sql`LEFT JOIN LATERAL (${NUMBERED} (${page}) AS item) AS page ON TRUE ORDER BY "__position"` : empty}`;
}

/** Reads the parts by one statement. @param ids of the parents, or '' without parents. @returns results by id */
export async function readParts(
  reader: Reader,
  definition: ListDefinition,
  items: ListItems,
  parts: ListParts,
  ids: Iterable<string>,
): Promise<Map<string, ParentResult>> {
  const [first] = parts.parents;
  const name = `${definition.name} list${first ? ` of ${first.name}` : ''}`;
  const results = new Map<string, ParentResult>();
  for (const id of ids) results.set(id, { page: [], total: 0 });
  for (const row of await reader.named(name).rows<ListRow>(statementFor(definition, items, parts))) {
    const result = results.get(row.__parent ?? '')!;
    result.total = row.__total;
    // A parent without items has a row with its total alone.
    if (row.__key) result.page.push(row);
  }
  return results;
}
