import DataLoader from 'dataloader';
import { pageOfRows } from './keyset.js';
import { readRequest, type ListRequest, type ListTools } from './list-request.js';
import { idOf, readParts, type ListParent, type ParentResult } from './list-statement.js';
import type { Connection, Page } from './pagination.js';
import { COUNT_UP_TO, totalOf } from './total.js';

/** Request for the page or the total of one parent, or of a list without parents. */
interface PartRequest {
  part: 'page' | 'total';
  parent: ListParent | undefined;
}

const ONCE_PER_ID = { cacheKeyFn: ({ part, parent }: PartRequest) => `${part} ${idOf(parent)}` };

/** The plain way to read the pages of a list: a DataLoader for each combination of arguments. */
export class LoadedPages<Row extends object, Field extends string> {
  readonly #loaders = new Map<string, DataLoader<PartRequest, ParentResult, string>>();

  constructor(private readonly tools: ListTools<Field>) {}

  /** @throws BAD_USER_INPUT */
  page(request: ListRequest<Field>): Connection<Row> {
    const { definition, reader, cursors } = this.tools;
    const { slice, items, markOf } = readRequest(this.tools, request);
    const { parent } = request;
    const { orderBy, filter } = request;
    const same = JSON.stringify([
      parent?.name,
      slice,
      orderBy,
      filter,
      slice.cursor === null || idOf(parent),
    ]);
    let loader = this.#loaders.get(same);
    if (!loader) {
      loader = new DataLoader(async (requests) => {
        const ids = new Set(requests.map((one) => idOf(one.parent)));
        const parents = new Map(requests.flatMap((one) => (one.parent ? [[one.parent.id, one.parent]] : [])));
        const includes = (part: PartRequest['part']) => requests.some((one) => one.part === part);
        const parts = { parents: [...parents.values()], pages: includes('page'), totals: includes('total') };
        const results = await readParts(reader, definition, items, parts, ids);
        return requests.map((one) => results.get(idOf(one.parent))!);
      }, ONCE_PER_ID);
      this.#loaders.set(same, loader);
    }
    let read: Promise<Page<Row>> | undefined;
    const page = () =>
      (read ??= loader
        .load({ part: 'page', parent })
        .then((result) => pageOfRows<Row>(result.page, slice, cursors, markOf(parent))));
    return {
      page,
      nodes: async () => (await page()).nodes,
      total: async () =>
        totalOf((await loader.load({ part: 'total', parent })).total, definition.countUpTo ?? COUNT_UP_TO),
    };
  }
}
