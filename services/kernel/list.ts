import DataLoader from 'dataloader';
import {
  connectionOfRows,
  cursorValues,
  keyValues,
  keysOf,
  orderOf,
  seek,
  sortedBy,
  type KeyedRow,
  type OrderBy,
  type Ordering,
} from './keyset.js';
import { whereOf, type CombinedFilter } from './filters.js';
import {
  sliceOf,
  type Connection,
  type CursorCodec,
  type ListArgs,
  type PageArgs,
  type Slice,
} from './pagination.js';
import { allOf, empty, keyArray, raw, sql, type Reader, type Sql } from './sql.js';

/** A list of one kind of row, whatever its filter, order or parent. Lives as long as the program. */
export interface ListDefinition<Field extends string = string> extends Ordering<Field> {
  /** GraphQL type of the items; binds the cursors. */
  name: string;
  select: Sql;
  /** Table and alias, such as sql`expertise e`. */
  from: Sql;
  defaultOrder: readonly OrderBy<Field>[];
}

/** The other end of a nested list: the rows whose `key` is the parent's id or, with `among`, holds one of its values. */
export interface ListParent {
  /** Names the relation; binds the cursors. */
  name: string;
  id: string;
  key: Sql;
  /** Values that count for this parent, always the same for the same id; `key` is then a column that holds a list. */
  among?: readonly string[];
  type: 'uuid' | 'text';
  /** Joins that the key needs. */
  join?: Sql;
}

/** Parents of one relation, which is the same for each of them. */
export const parentOf =
  (relation: Omit<ListParent, 'id'>) =>
  (id: string): ListParent => ({ ...relation, id });

export interface ListRequest<Field extends string = string> {
  page: PageArgs;
  /** The filter as the caller gave it; binds the cursors. */
  filter?: unknown;
  /** Asked once for all parents that share a statement. */
  where?: () => readonly Sql[];
  orderBy?: readonly OrderBy<Field>[] | null | undefined;
  parent?: ListParent;
}

const whereIn = <Field extends string>({ where }: ListRequest<Field>) => where?.() ?? [];

const ONCE_PER_ID = { cacheKeyFn: ({ id }: ListParent) => id };

/** The condition that ties a row to `parent`, a row of {@link rowsOf}. */
function belongsTo(parent: ListParent): Sql {
  return parent.among ? sql`${parent.key} && parent.among` : sql`${parent.key} = parent.id`;
}

/** Parents of one relation as rows `parent(id)` or `parent(id, among)`; one without values has no row, as it has no items. */
function rowsOf(parents: readonly ListParent[]): Sql {
  const { type, among } = parents[0]!;
  const ids = parents.map(({ id }) => id);
  if (!among) return sql`unnest(${keyArray(ids, type)}) AS parent(id)`;
  const array = raw(`${type}[]`);
  const pairs = parents.flatMap(({ id, among = [] }) => among.map((value) => ({ id, value })));
  return sql`(SELECT id, array_agg(value) AS among FROM unnest(${pairs.map(({ id }) => id)}::${array}, ${pairs.map(
    ({ value }) => value,
  )}::${array}) AS pair(id, value) GROUP BY id) AS parent`;
}

type ListRow = KeyedRow & { __parent?: string };

/**
 * Pages of a list for one request. Nested pages with the same arguments are read by one statement,
 * however many parents ask.
 */
export class ListReader<Row extends object, Field extends string = string> {
  readonly #pages = new Map<string, DataLoader<ListParent, ListRow[], string>>();
  readonly #counts = new Map<string, DataLoader<ListParent, number, string>>();

  constructor(
    private readonly definition: ListDefinition<Field>,
    private readonly reader: Reader,
    private readonly cursors: CursorCodec,
  ) {}

  async page(request: ListRequest<Field>): Promise<Connection<Row>> {
    const slice = sliceOf(request.page);
    const order = orderOf(request.orderBy, this.definition.defaultOrder);
    const { parent } = request;
    const filter = JSON.stringify(request.filter ?? {}); // no filter and an empty one are the same list
    const listKey = [
      this.definition.name,
      parent?.name ?? null,
      filter,
      order.map((o) => [o.field, o.direction]),
    ];
    const mark = this.cursors.listMark(parent ? [...listKey, parent.id] : listKey);
    const after = cursorValues(this.cursors, mark, slice);
    const rows = parent
      ? await this.#nested(listKey, slice, after, order, request, parent)
      : await this.reader.rows<ListRow>(this.#select(slice, after, order, whereIn(request)));
    return connectionOfRows<Row>(rows, slice, this.cursors, mark, () => this.#count(listKey, request));
  }

  /** The page that the arguments of a list field ask for. */
  pageOf<Filter extends CombinedFilter<Filter>>(
    args: ListArgs<Filter, OrderBy<Field>>,
    conditions: (filter: Filter) => Sql[],
    parent?: ListParent,
  ): Promise<Connection<Row>> {
    return this.page({
      page: args,
      filter: args.filter,
      where: () => whereOf(args.filter, conditions),
      orderBy: args.orderBy,
      ...(parent ? { parent } : {}),
    });
  }

  #select(
    slice: Slice,
    after: string[] | null,
    order: readonly OrderBy<Field>[],
    where: readonly Sql[],
    parent?: ListParent,
  ): Sql {
    const keys = keysOf(this.definition, order, slice.backward);
    const conditions = [...where, ...seek(keys, after)];
    if (parent) conditions.push(belongsTo(parent));
    const inOrder = sortedBy(keys);
    return sql`SELECT ${this.definition.select}, ${keyValues(keys)}${
      parent ? sql`, row_number() OVER (ORDER BY ${inOrder}) AS "__position"` : empty
    } FROM ${this.definition.from} ${parent?.join ?? empty} WHERE ${allOf(conditions)} ORDER BY ${inOrder} LIMIT ${slice.limit + 1}`;
  }

  #nested(
    listKey: readonly unknown[],
    slice: Slice,
    after: string[] | null,
    order: readonly OrderBy<Field>[],
    request: ListRequest<Field>,
    parent: ListParent,
  ): Promise<ListRow[]> {
    // A cursor belongs to one parent: such a page is batched with nobody.
    const batch = JSON.stringify([listKey, slice.limit, slice.backward, after && [parent.id, after]]);
    let loader = this.#pages.get(batch);
    if (!loader) {
      const where = whereIn(request);
      loader = new DataLoader(async (parents) => {
        const statement = sql`SELECT page.*, parent.id AS "__parent" FROM ${rowsOf(parents)}
          CROSS JOIN LATERAL (${this.#select(slice, after, order, where, parent)}) AS page ORDER BY page."__position"`;
        const byParent = new Map<string, ListRow[]>(parents.map(({ id }) => [id, []]));
        for (const row of await this.reader.rows<ListRow>(statement)) byParent.get(row.__parent!)?.push(row);
        return parents.map(({ id }) => byParent.get(id)!);
      }, ONCE_PER_ID);
      this.#pages.set(batch, loader);
    }
    return loader.load(parent);
  }

  async #count(listKey: readonly unknown[], request: ListRequest<Field>): Promise<number> {
    const { parent } = request;
    if (!parent) {
      const [row] = await this.reader.rows<{ count: number }>(
        sql`SELECT count(*)::int AS count FROM ${this.definition.from} WHERE ${allOf(whereIn(request))}`,
      );
      return row!.count;
    }
    const batch = JSON.stringify(listKey);
    let loader = this.#counts.get(batch);
    if (!loader) {
      const where = whereIn(request);
      loader = new DataLoader(async (parents) => {
        const rows = await this.reader.rows<{ id: string; count: number }>(
          sql`SELECT parent.id AS id, (SELECT count(*)::int FROM ${this.definition.from} ${parent.join ?? empty} WHERE ${allOf(
            [...where, belongsTo(parent)],
          )}) AS count FROM ${rowsOf(parents)}`,
        );
        const counts = new Map(rows.map((row) => [row.id, row.count]));
        return parents.map(({ id }) => counts.get(id) ?? 0);
      }, ONCE_PER_ID);
      this.#counts.set(batch, loader);
    }
    return loader.load(parent);
  }
}
