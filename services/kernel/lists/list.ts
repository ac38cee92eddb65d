import DataLoader from 'dataloader';
import {
  cursorValues,
  keyValues,
  keysOf,
  orderOf,
  pageOfRows,
  seek,
  sortedBy,
  type Key,
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
  type Page,
  type PageArgs,
} from './pagination.js';
import { allOf, empty, keyArray, raw, sql, type Reader, type Sql } from '../database/sql.js';

/** A list of one kind of row, whatever its filter, order or parent. Lives as long as the program. */
export interface ListDefinition<Field extends string = string> extends Ordering<Field> {
  /** GraphQL type of the items; binds the cursors, and names the statements. */
  name: string;
  select: Sql;
  /** Table and alias, such as sql`expertise e`. */
  from: Sql;
  defaultOrder: readonly OrderBy<Field>[];
}

/** The other end of a nested list: the rows whose `key` is the parent's id or, with `among`, holds one of its values. */
export interface ListParent {
  /** Names the relation and its statements; binds the cursors. */
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
  const pairs = parents.flatMap(({ id, among: values = [] }) => values.map((value) => ({ id, value })));
  return sql`(SELECT id, array_agg(value) AS among FROM unnest(${pairs.map(({ id }) => id)}::${array}, ${pairs.map(
    ({ value }) => value,
  )}::${array}) AS pair(id, value) GROUP BY id) AS parent`;
}

type ListRow = KeyedRow & { __parent?: string; __total: number };

/** What is asked of the items of one parent, or of a list without parents. */
interface Wanted {
  what: 'page' | 'total';
  parent: ListParent | undefined;
}
/** What was read for one parent, as far as any asked for it. */
interface Found {
  page: ListRow[];
  total: number;
}

type StatementFor = (parents: readonly ListParent[], pages: boolean, totals: boolean) => Sql;

/** Numbers what is cut to a page already: PostgreSQL would number, and so sort, the whole list before it is cut. */
const NUMBERED = raw('SELECT item.*, row_number() OVER () AS "__position" FROM');
const NO_PARENT = raw(`(SELECT '') AS parent(id)`);
const idOf = (parent: ListParent | undefined) => parent?.id ?? '';
const ONCE_PER_ID = { cacheKeyFn: ({ what, parent }: Wanted) => `${what} ${idOf(parent)}` };

/**
 * Pages of a list for one request. Nested pages with the same arguments are read by one statement, however many parents
 * ask, and so are their totals when they are asked for in the same moment.
 */
export class ListReader<Row extends object, Field extends string = string> {
  readonly #batches = new Map<string, DataLoader<Wanted, Found, string>>();

  constructor(
    private readonly definition: ListDefinition<Field>,
    private readonly reader: Reader,
    private readonly cursors: CursorCodec,
  ) {}

  /** Nothing is read before the connection is asked for something. @throws BAD_USER_INPUT */
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
    // A cursor belongs to one parent: such a page is batched with nobody.
    const batch = JSON.stringify([listKey, slice.limit, slice.backward, after && [idOf(parent), after]]);
    let loader = this.#batches.get(batch);
    if (!loader) {
      const where = whereIn(request);
      const keys = keysOf(this.definition, order, slice.backward);
      const statementFor: StatementFor = (...asked) =>
        this.#statement(where, seek(keys, after), keys, slice.limit + 1, asked);
      loader = new DataLoader((wanted) => this.#read(wanted, statementFor), ONCE_PER_ID);
      this.#batches.set(batch, loader);
    }
    let page: Promise<Page<Row>> | undefined;
    return {
      page: () =>
        (page ??= loader
          .load({ what: 'page', parent })
          .then((found) => pageOfRows<Row>(found.page, slice, this.cursors, mark))),
      total: async () => (await loader.load({ what: 'total', parent })).total,
    };
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

  async #read(wanted: readonly Wanted[], statementFor: StatementFor): Promise<Found[]> {
    const parents = new Map(wanted.flatMap(({ parent }) => (parent ? [[parent.id, parent]] : [])));
    const asks = (what: Wanted['what']) => wanted.some((one) => one.what === what);
    const statement = statementFor([...parents.values()], asks('page'), asks('total'));
    const [first] = parents.values();
    const name = `${this.definition.name} list${first ? ` of ${first.name}` : ''}`;
    const found = new Map<string, Found>(wanted.map(({ parent }) => [idOf(parent), { page: [], total: 0 }]));
    for (const row of await this.reader.named(name).rows<ListRow>(statement)) {
      const ofParent = found.get(row.__parent ?? '')!;
      ofParent.total = row.__total;
      // A parent without items has a row for its total.
      if (row.__key) ofParent.page.push(row);
    }
    return wanted.map(({ parent }) => found.get(idOf(parent))!);
  }

  /** @param after conditions on what the page may hold, beside those of the list */
  #statement(
    where: readonly Sql[],
    after: readonly Sql[],
    keys: readonly Key[],
    limit: number,
    [parents, pages, totals]: Parameters<StatementFor>,
  ): Sql {
    const { select, from } = this.definition;
    const [parent] = parents;
    const items = (conditions: readonly Sql[]) =>
      sql`FROM ${from} ${parent?.join ?? empty} WHERE ${allOf(parent ? [...conditions, belongsTo(parent)] : conditions)}`;
    const page = sql`SELECT ${select}, ${keyValues(keys)} ${items([...where, ...after])} ORDER BY ${sortedBy(keys)} LIMIT ${limit}`;
    if (!parent && !totals) return page;
    const columns = [
      'parent.id AS "__parent"',
      ...(pages ? ['page.*'] : []),
      ...(totals ? ['"__total"'] : []),
    ];
    return sql`SELECT ${raw(columns.join(', '))} FROM ${parent ? rowsOf(parents) : NO_PARENT}
      ${totals ? sql`CROSS JOIN LATERAL (SELECT count(*)::int AS "__total" ${items(where)}) AS counted` : empty}
      ${pages ? sql`LEFT JOIN LATERAL (${NUMBERED} (${page}) AS item) AS page ON TRUE ORDER BY "__position"` : empty}`;
  }
}
