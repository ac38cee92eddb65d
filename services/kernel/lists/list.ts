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
import { requireKnownCodes, type CodesOfFields } from './known-codes.js';
import {
  sliceOf,
  type Connection,
  type CursorCodec,
  type ListArgs,
  type Page,
  type PageArgs,
} from './pagination.js';
import { COUNT_UP_TO, countUpTo, totalOf } from './total.js';
import { allOf, empty, keyArray, raw, sql, type Reader, type Sql } from '../database/sql.js';

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

export interface ListRequest<Field extends string = string> {
  page: PageArgs;
  /** Filter as the caller sent it; binds the cursors. */
  filter?: unknown;
  /** Conditions, computed once for all parents that share a statement. */
  where?: () => readonly Sql[];
  orderBy?: readonly OrderBy<Field>[] | null | undefined;
  parent?: ListParent;
}

const whereIn = <Field extends string>({ where }: ListRequest<Field>) => where?.() ?? [];

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

type ListRow = KeyedRow & { __parent?: string; __total: number };

/** Request for the page or the total of one parent, or of a list without parents. */
interface PartRequest {
  part: 'page' | 'total';
  parent: ListParent | undefined;
}
/** Rows of one parent, and their number up to one more than the bound; each is filled only when the batch requests it. */
interface ParentResult {
  page: ListRow[];
  total: number;
}

type StatementFor = (parents: readonly ListParent[], pages: boolean, totals: boolean) => Sql;

/** Numbers the rows after the page limit: before it, PostgreSQL would number, and so sort, the whole list. */
const NUMBERED = raw('SELECT item.*, row_number() OVER () AS "__position" FROM');
const NO_PARENT = raw(`(SELECT '') AS parent(id)`);
const idOf = (parent: ListParent | undefined) => parent?.id ?? '';
const ONCE_PER_ID = { cacheKeyFn: ({ part, parent }: PartRequest) => `${part} ${idOf(parent)}` };

/**
 * Reader of the pages of a list for one request. One statement reads the nested pages of all parents with the same
 * arguments, and their totals when they are requested in the same tick.
 */
export class ListReader<Row extends object, Field extends string = string> {
  readonly #batches = new Map<string, DataLoader<PartRequest, ParentResult, string>>();

  constructor(
    private readonly definition: ListDefinition<Field>,
    private readonly reader: Reader,
    private readonly cursors: CursorCodec,
    /** Kinds of the codes in the filter, which must exist. */
    private readonly codes: CodesOfFields = {},
  ) {}

  /** Connection that reads nothing before its page or total is requested. @throws BAD_USER_INPUT */
  async page(request: ListRequest<Field>): Promise<Connection<Row>> {
    const slice = sliceOf(request.page);
    const order = orderOf(request.orderBy, this.definition.defaultOrder);
    const { parent } = request;
    const filter = JSON.stringify(request.filter ?? {}); // no filter and an empty filter give the same cursors
    const listKey = [
      this.definition.name,
      parent?.name ?? null,
      filter,
      order.map((o) => [o.field, o.direction]),
    ];
    const mark = this.cursors.listMark(parent ? [...listKey, parent.id] : listKey);
    const after = cursorValues(this.cursors, mark, slice);
    // A cursor belongs to one parent: such a page is not batched with those of others.
    const batch = JSON.stringify([listKey, slice.limit, slice.backward, after && [idOf(parent), after]]);
    let loader = this.#batches.get(batch);
    if (!loader) {
      const where = whereIn(request);
      const keys = keysOf(this.definition, order, slice.backward);
      const statementFor: StatementFor = (...parts) =>
        this.#statement(where, seek(keys, after), keys, slice.limit + 1, parts);
      loader = new DataLoader((requests) => this.#read(requests, statementFor), ONCE_PER_ID);
      this.#batches.set(batch, loader);
    }
    let page: Promise<Page<Row>> | undefined;
    return {
      page: () =>
        (page ??= loader
          .load({ part: 'page', parent })
          .then((result) => pageOfRows<Row>(result.page, slice, this.cursors, mark))),
      total: async () => totalOf((await loader.load({ part: 'total', parent })).total, this.#bound),
    };
  }

  /** Connection for the arguments of a list field. @throws BAD_USER_INPUT, also for codes in the filter that do not exist */
  async pageOf<Filter extends CombinedFilter<Filter>>(
    args: ListArgs<Filter, OrderBy<Field>>,
    conditions: (filter: Filter) => Sql[],
    parent?: ListParent,
  ): Promise<Connection<Row>> {
    if (args.filter) await requireKnownCodes(args.filter, this.codes, 'filter');
    return this.page({
      page: args,
      filter: args.filter,
      where: () => whereOf(args.filter, conditions),
      orderBy: args.orderBy,
      ...(parent ? { parent } : {}),
    });
  }

  get #bound(): number {
    return this.definition.countUpTo ?? COUNT_UP_TO;
  }

  async #read(requests: readonly PartRequest[], statementFor: StatementFor): Promise<ParentResult[]> {
    const parents = new Map(requests.flatMap(({ parent }) => (parent ? [[parent.id, parent]] : [])));
    const includes = (part: PartRequest['part']) => requests.some((request) => request.part === part);
    const statement = statementFor([...parents.values()], includes('page'), includes('total'));
    const [first] = parents.values();
    const name = `${this.definition.name} list${first ? ` of ${first.name}` : ''}`;
    const results = new Map<string, ParentResult>(
      requests.map(({ parent }) => [idOf(parent), { page: [], total: 0 }]),
    );
    for (const row of await this.reader.named(name).rows<ListRow>(statement)) {
      const result = results.get(row.__parent ?? '')!;
      result.total = row.__total;
      // A parent without items has a row with its total alone.
      if (row.__key) result.page.push(row);
    }
    return requests.map(({ parent }) => results.get(idOf(parent))!);
  }

  /** @param after conditions of the cursor, which limit the page and not the total */
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
      ${totals ? sql`CROSS JOIN LATERAL (SELECT ${countUpTo(this.#bound, items(where))} AS "__total") AS counted` : empty}
      ${pages ? sql`LEFT JOIN LATERAL (${NUMBERED} (${page}) AS item) AS page ON TRUE ORDER BY "__position"` : empty}`;
  }
}
