import { whereOf, type CombinedFilter } from './filters.js';
import type { OrderBy } from './keyset.js';
import { requireKnownCodes, type CodesOfFields } from './known-codes.js';
import { ListBatch } from './list-batch.js';
import type { ListRequest, ListTools } from './list-request.js';
import { LoadedPages } from './loaded-pages.js';
import { idOf, type ListDefinition, type ListParent } from './list-statement.js';
import type { Connection, CursorCodec, ListArgs } from './pagination.js';
import type { Reader, Sql } from '../database/sql.js';
import { isFast } from '../plain-ways/index.js';

/**
 * Reader of the pages of a list for one request. One statement reads the nested pages of all parents with the same
 * arguments, and their totals when they are requested in the same tick.
 */
export class ListReader<Row extends object, Field extends string = string> {
  readonly #batches = new Map<string, ListBatch<Row, Field>>();
  readonly #tools: ListTools<Field>;
  readonly #loaded: LoadedPages<Row, Field> | undefined;

  /**
   * @param codes kinds of the codes in the filter, which must exist
   * @param fast whether all parents share one batch; otherwise a loader of its own reads each page: the plain way
   */
  constructor(
    definition: ListDefinition<Field>,
    reader: Reader,
    cursors: CursorCodec,
    private readonly codes: CodesOfFields = {},
    fast = isFast('lists'),
  ) {
    this.#tools = { definition, reader, cursors };
    if (!fast) this.#loaded = new LoadedPages(this.#tools);
  }

  /** Connection that reads nothing before its nodes, page or total are requested. @throws BAD_USER_INPUT */
  page(request: ListRequest<Field>): Connection<Row> {
    if (this.#loaded) return this.#loaded.page(request);
    const { first, last, after, before } = request.page;
    const { parent, filter, orderBy } = request;
    const cursor = after ?? before;
    // A cursor belongs to one parent: such a page is not batched with those of others.
    const same =
      `${parent?.name ?? ''} ${first ?? ''} ${last ?? ''} ` +
      (filter || orderBy || cursor != null
        ? JSON.stringify([filter, orderBy, after, before, cursor == null ? null : idOf(parent)])
        : '');
    let batch = this.#batches.get(same);
    if (!batch) this.#batches.set(same, (batch = new ListBatch<Row, Field>(this.#tools, request)));
    return batch.connectionOf(parent);
  }

  /** Connection for the arguments of a list field. @throws BAD_USER_INPUT, also for codes in the filter that do not exist */
  pageOf<Filter extends CombinedFilter<Filter>>(
    args: ListArgs<Filter, OrderBy<Field>>,
    conditions: (filter: Filter) => Sql[],
    parent?: ListParent,
  ): Connection<Row> | Promise<Connection<Row>> {
    const { filter, orderBy } = args;
    const read = () =>
      this.page({
        page: args,
        filter,
        where: () => whereOf(filter, conditions),
        orderBy,
        ...(parent ? { parent } : {}),
      });
    return filter ? requireKnownCodes(filter, this.codes, 'filter').then(read) : read();
  }
}
