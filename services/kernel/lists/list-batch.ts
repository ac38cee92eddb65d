import { pageOfRows } from './keyset.js';
import { readRequest, type ListRequest, type ListTools, type ReadRequest } from './list-request.js';
import { idOf, readParts, type ListParent, type ListRow, type ParentResult } from './list-statement.js';
import type { Connection, Page, Slice } from './pagination.js';
import { COUNT_UP_TO, totalOf, type Total } from './total.js';

type Results = ReadonlyMap<string, ParentResult>;
/** Parents whose pages or totals are read together, and the promise that all of them wait for. */
interface Round {
  parents: Map<string, ListParent | undefined>;
  pages: boolean;
  totals: boolean;
  results: Promise<Results>;
}

const settled = Promise.resolve();

/**
 * Pages of one list with the same arguments, for any number of parents. What is requested until the promises of a tick have
 * settled is read by one statement, and is one promise: a loader would make several promises and closures for each parent.
 */
export class ListBatch<Row extends object, Field extends string> {
  readonly request: ReadRequest;
  readonly #pages = new Map<string, Round>();
  readonly #totals = new Map<string, Round>();
  #round: Round | undefined;

  /** @throws BAD_USER_INPUT for wrong sizes, keys or cursors */
  constructor(
    readonly tools: ListTools<Field>,
    request: ListRequest<Field>,
  ) {
    this.request = readRequest(tools, request);
  }

  connectionOf(parent: ListParent | undefined): Connection<Row> {
    return new BatchedConnection<Row>(this, parent);
  }

  page(parent: ListParent | undefined): Promise<Results> {
    return this.#read(this.#pages, parent, 'pages');
  }

  total(parent: ListParent | undefined): Promise<Results> {
    return this.#read(this.#totals, parent, 'totals');
  }

  /** Results of the round that reads this part of a parent: the one that it is in, or else the next. */
  #read(
    rounds: Map<string, Round>,
    parent: ListParent | undefined,
    part: 'pages' | 'totals',
  ): Promise<Results> {
    const id = idOf(parent);
    let round = rounds.get(id);
    if (!round) {
      rounds.set(id, (round = this.#round ??= this.#open()));
      round.parents.set(id, parent);
      round[part] = true;
    }
    return round.results;
  }

  /** Round that is read after the promises of this tick, as DataLoader does. */
  #open(): Round {
    const round: Round = {
      parents: new Map(),
      pages: false,
      totals: false,
      results: new Promise<Results>((resolve, reject) => {
        void settled.then(() =>
          process.nextTick(() => {
            this.#round = undefined;
            this.#execute(round).then(resolve, reject);
          }),
        );
      }),
    };
    return round;
  }

  async #execute(round: Round): Promise<Results> {
    const { parents, pages, totals } = round;
    const { definition, reader } = this.tools;
    const known = [...parents.values()].filter((parent) => parent !== undefined);
    try {
      return await readParts(
        reader,
        definition,
        this.request.items,
        { parents: known, pages, totals },
        parents.keys(),
      );
    } catch (error) {
      // What failed may be read again.
      for (const id of parents.keys())
        for (const rounds of [this.#pages, this.#totals]) if (rounds.get(id) === round) rounds.delete(id);
      throw error;
    }
  }
}

/** Connection of one parent. Keys, marks and cursors are made when a page is requested, and not for its nodes. */
class BatchedConnection<Row extends object> implements Connection<Row> {
  parts?: Connection<Row>['parts'];
  #page: Promise<Page<Row>> | undefined;

  // Callers add properties of their own, such as the filter and the parent of the list.
  readonly #batch: ListBatch<Row, string>;
  readonly #parent: ListParent | undefined;

  constructor(batch: ListBatch<Row, string>, parent: ListParent | undefined) {
    this.#batch = batch;
    this.#parent = parent;
  }

  nodes(): Promise<Row[]> {
    const id = idOf(this.#parent);
    const { slice } = this.#batch.request;
    return this.#batch.page(this.#parent).then((results) => nodesOf<Row>(results.get(id)!.page, slice));
  }

  page(): Promise<Page<Row>> {
    return (this.#page ??= this.#batch.page(this.#parent).then((results) => {
      const { request, tools } = this.#batch;
      const rows = results.get(idOf(this.#parent))!.page;
      return pageOfRows<Row>(rows, request.slice, tools.cursors, request.markOf(this.#parent));
    }));
  }

  total(): Promise<Total> {
    const id = idOf(this.#parent);
    const { countUpTo = COUNT_UP_TO } = this.#batch.tools.definition;
    return this.#batch.total(this.#parent).then((results) => totalOf(results.get(id)!.total, countUpTo));
  }
}

/** Items of a page in the order of the list. The rows may be shared with others: they are copied before they change. */
function nodesOf<Row>(rows: ListRow[], { limit, backward }: Slice): Row[] {
  const items = rows.length > limit ? rows.slice(0, limit) : rows;
  return (backward ? items.toReversed() : items) as unknown as Row[];
}
