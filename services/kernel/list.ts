import DataLoader from 'dataloader';
import { badUserInput } from './errors.js';
import { whereOf, type CombinedFilter } from './filters.js';
import {
  sliceOf,
  type Connection,
  type CursorCodec,
  type Edge,
  type ListArgs,
  type OrderDirection,
  type PageArgs,
  type Slice,
} from './pagination.js';
import { allOf, anyOf, empty, join, raw, sql, type Reader, type Sql } from './sql.js';

/** A sort key. */
export interface SortKey {
  /** Never NULL: coalesce it. */
  by: Sql;
  type: 'text' | 'int' | 'date' | 'timestamptz' | 'float8';
  /** Condition, never NULL, that a row's value is not known: such rows stand last, whichever way the list runs. */
  unknown?: Sql;
}

/** A list of one kind of row, whatever its filter, order or parent. Lives as long as the program. */
export interface ListDefinition<Field extends string = string> {
  /** GraphQL type of the items; binds the cursors. */
  name: string;
  select: Sql;
  /** Table and alias, such as sql`expertise e`. */
  from: Sql;
  /** The unique id that ends every order, such as sql`e.id`. */
  id: Sql;
  /** Its SQL type, when it is a code instead of a UUID. */
  idType?: 'uuid' | 'text';
  orders: Record<Field, SortKey>;
  defaultOrder: readonly OrderBy<Field>[];
}

export interface OrderBy<Field extends string = string> {
  field: Field;
  direction: `${OrderDirection}`;
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

export interface ListRequest<Field extends string = string> {
  page: PageArgs;
  /** The filter as the caller gave it; binds the cursors. */
  filter?: unknown;
  where?: readonly Sql[];
  orderBy?: readonly OrderBy<Field>[] | null | undefined;
  parent?: ListParent;
}

const ONCE_PER_ID = { cacheKeyFn: ({ id }: ListParent) => id };

/** The condition that ties a row to `parent`, a row of {@link rowsOf}. */
function belongsTo(parent: ListParent): Sql {
  return parent.among ? sql`${parent.key} && parent.among` : sql`${parent.key} = parent.id`;
}

/** Parents of one relation as rows `parent(id)` or `parent(id, among)`; one without values has no row, as it has no items. */
function rowsOf(parents: readonly ListParent[]): Sql {
  const array = raw(`${parents[0]!.type}[]`);
  if (!parents[0]!.among) return sql`unnest(${parents.map(({ id }) => id)}::${array}) AS parent(id)`;
  const pairs = parents.flatMap(({ id, among = [] }) => among.map((value) => ({ id, value })));
  return sql`(SELECT id, array_agg(value) AS among FROM unnest(${pairs.map(({ id }) => id)}::${array}, ${pairs.map(
    ({ value }) => value,
  )}::${array}) AS pair(id, value) GROUP BY id) AS parent`;
}

type PlainRow = Record<string, unknown>;
type KeyedRow = PlainRow & { __key: (string | null)[]; __parent?: string };

/**
 * Pages of a list for one request. Nested pages with the same arguments are read by one statement,
 * however many parents ask.
 */
export class ListReader<Row extends object, Field extends string = string> {
  readonly #pages = new Map<string, DataLoader<ListParent, KeyedRow[], string>>();
  readonly #counts = new Map<string, DataLoader<ListParent, number, string>>();

  constructor(
    private readonly definition: ListDefinition<Field>,
    private readonly reader: Reader,
    private readonly cursors: CursorCodec,
  ) {}

  async page(request: ListRequest<Field>): Promise<Connection<Row>> {
    const slice = sliceOf(request.page);
    const order = this.#order(request.orderBy);
    const { parent } = request;
    const filter = JSON.stringify(request.filter ?? {}); // no filter and an empty one are the same list
    const listKey = [
      this.definition.name,
      parent?.name ?? null,
      filter,
      order.map((o) => [o.field, o.direction]),
    ];
    const mark = this.cursors.listMark(parent ? [...listKey, parent.id] : listKey);
    const after =
      slice.cursor === null
        ? null
        : this.cursors.decode(mark, slice.cursor, slice.backward ? 'before' : 'after');
    const rows = parent
      ? await this.#nested(listKey, slice, after, order, request, parent)
      : await this.reader.rows<KeyedRow>(this.#select(slice, after, order, request.where ?? []));
    return this.#connection(rows, slice, mark, () => this.#count(listKey, request));
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
      where: whereOf(args.filter, conditions),
      orderBy: args.orderBy,
      ...(parent ? { parent } : {}),
    });
  }

  #order(given: readonly OrderBy<Field>[] | null | undefined): readonly OrderBy<Field>[] {
    if (!given?.length) return this.definition.defaultOrder;
    if (given.length > 5) throw badUserInput({ argument: 'orderBy', expected: 'at most 5 sort keys' });
    return given;
  }

  #keys(order: readonly OrderBy<Field>[], backward: boolean) {
    const keys = order.flatMap(({ field, direction }) => {
      const { by, type, unknown } = this.definition.orders[field];
      const key = { by, type, down: (direction === 'DESC') !== backward };
      return unknown ? [{ by: sql`(${unknown})::int`, type: 'int' as const, down: backward }, key] : [key];
    });
    return [
      ...keys,
      { by: this.definition.id, type: this.definition.idType ?? ('uuid' as const), down: backward },
    ];
  }

  #select(
    slice: Slice,
    after: string[] | null,
    order: readonly OrderBy<Field>[],
    where: readonly Sql[],
    parent?: ListParent,
  ): Sql {
    const keys = this.#keys(order, slice.backward);
    const conditions = [...where];
    if (after) {
      const value = (index: number) => sql`${after[index]}::text::${raw(keys[index]!.type)}`;
      // Implied by the rest, but an index can start here.
      conditions.push(sql`${keys[0]!.by} ${raw(keys[0]!.down ? '<=' : '>=')} ${value(0)}`);
      conditions.push(
        anyOf(
          keys.map((key, index) =>
            allOf([
              ...keys.slice(0, index).map((earlier, at) => sql`${earlier.by} = ${value(at)}`),
              sql`${key.by} ${raw(key.down ? '<' : '>')} ${value(index)}`,
            ]),
          ),
        ),
      );
    }
    if (parent) conditions.push(belongsTo(parent));
    const sortedBy = join(keys.map((key) => sql`${key.by} ${raw(key.down ? 'DESC' : 'ASC')}`));
    const keyValues = join(keys.map((key) => sql`(${key.by})::text`));
    return sql`SELECT ${this.definition.select}, ARRAY[${keyValues}] AS "__key"${
      parent ? sql`, row_number() OVER (ORDER BY ${sortedBy}) AS "__position"` : empty
    } FROM ${this.definition.from} ${parent?.join ?? empty} WHERE ${allOf(conditions)} ORDER BY ${sortedBy} LIMIT ${slice.limit + 1}`;
  }

  #nested(
    listKey: readonly unknown[],
    slice: Slice,
    after: string[] | null,
    order: readonly OrderBy<Field>[],
    request: ListRequest<Field>,
    parent: ListParent,
  ): Promise<KeyedRow[]> {
    // A cursor belongs to one parent: such a page is batched with nobody.
    const batch = JSON.stringify([listKey, slice.limit, slice.backward, after && [parent.id, after]]);
    let loader = this.#pages.get(batch);
    if (!loader) {
      loader = new DataLoader(async (parents) => {
        const statement = sql`SELECT page.*, parent.id AS "__parent" FROM ${rowsOf(parents)}
          CROSS JOIN LATERAL (${this.#select(slice, after, order, request.where ?? [], parent)}) AS page ORDER BY page."__position"`;
        const byParent = new Map<string, KeyedRow[]>(parents.map(({ id }) => [id, []]));
        for (const row of await this.reader.rows<KeyedRow>(statement)) byParent.get(row.__parent!)?.push(row);
        return parents.map(({ id }) => byParent.get(id)!);
      }, ONCE_PER_ID);
      this.#pages.set(batch, loader);
    }
    return loader.load(parent);
  }

  #connection(rows: KeyedRow[], slice: Slice, mark: string, total: () => Promise<number>): Connection<Row> {
    const more = rows.length > slice.limit;
    // A copy: pages that several places ask for share their rows, and each reverses its own.
    const kept = rows.slice(0, slice.limit);
    if (slice.backward) kept.reverse();
    const cursorOf = (row: KeyedRow | undefined) => (row ? this.cursors.encode(mark, row.__key) : null);
    const nodes = kept as unknown as Row[];
    return {
      nodes,
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
      total,
    };
  }

  async #count(listKey: readonly unknown[], request: ListRequest<Field>): Promise<number> {
    const { parent } = request;
    const where = request.where ?? [];
    if (!parent) {
      const [row] = await this.reader.rows<{ count: number }>(
        sql`SELECT count(*)::int AS count FROM ${this.definition.from} WHERE ${allOf(where)}`,
      );
      return row!.count;
    }
    const batch = JSON.stringify(listKey);
    let loader = this.#counts.get(batch);
    if (!loader) {
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
