import { setTimeout as sleep } from 'node:timers/promises';
import type { PublicGraph, PublicGraphRequest } from '../../http/public-graph.js';
import { Problem } from '../problem.js';
import type { Row } from '../tables/selection.js';

/** Rows of one page: as many as the graph gives at once. */
export const PAGE_ROWS = 100;
/** Attempts at a page that a fault of the graph has hindered. */
const ATTEMPTS = 4;
const BACKOFF_MS = 500;

export interface Page {
  rows: readonly Row[];
  /** Cursor of each row, where these were asked for. */
  cursors: readonly string[];
  /** Where the next page begins; null after the last one. */
  next: string | null;
}

export interface PagesRequest {
  operation: string;
  variables: Readonly<Record<string, unknown>>;
  after: string | undefined;
  limit: number | undefined;
  caller: PublicGraphRequest;
  /** Waits for the budget of the client; in place when absent. */
  aside?: (wait: () => Promise<void>) => Promise<void>;
}

/** Reads one page. @throws Problem also for a page of which a part is missing: a file says nothing of gaps */
export async function readPage(
  graph: PublicGraph,
  { operation, variables, caller }: Pick<PagesRequest, 'operation' | 'variables' | 'caller'>,
  first: number,
  after: string | undefined,
): Promise<Page> {
  const given = { ...variables, first, ...(after === undefined ? {} : { after }) };
  const result = await graph.run(operation, given, { ...caller, isOneOff: true });
  const page = result.data?.page as
    | {
        nodes?: Row[];
        edges?: { cursor: string; node: Row }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      }
    | null
    | undefined;
  if (result.errors?.length || !page) throw Problem.ofResult(result);
  const { nodes, edges, pageInfo } = page;
  return {
    rows: nodes ?? edges!.map(({ node }) => node),
    cursors: edges?.map(({ cursor }) => cursor) ?? [],
    next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

/**
 * Reads the pages after the first one. The next page is read while its reader takes the one before, and never more than
 * that: a reader that stops, stops the reading. Where the budget of the client ends, reading goes on when it begins again.
 */
export async function* pagesAfter(
  graph: PublicGraph,
  request: PagesRequest,
  first: Page,
): AsyncGenerator<Page, undefined> {
  let left = (request.limit ?? Infinity) - first.rows.length;
  let { next } = first;
  yield first;
  let reading = next !== null && left > 0 ? readPatiently(graph, request, left, next) : undefined;
  while (reading) {
    const page: Page = await reading;
    left -= page.rows.length;
    ({ next } = page);
    reading = next !== null && left > 0 ? readPatiently(graph, request, left, next) : undefined;
    // A failure shows when its turn has come, not as an unhandled rejection before.
    reading?.catch(() => {});
    yield page;
  }
}

async function readPatiently(
  graph: PublicGraph,
  request: PagesRequest,
  left: number,
  after: string,
): Promise<Page> {
  const { signal } = request.caller;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readPage(graph, request, Math.min(PAGE_ROWS, left), after);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'RATE_LIMITED') {
        // Waiting is no failed attempt.
        attempt -= 1;
        const { retryAfter = 1 } = error;
        const wait = () => sleep(retryAfter * 1_000, undefined, { signal });
        await (request.aside ? request.aside(wait) : wait());
        continue;
      }
      const isPassing = ['SUBGRAPH_UNAVAILABLE', 'TIMEOUT'].includes(error.code);
      if (!isPassing || attempt >= ATTEMPTS) throw error;
      await sleep(BACKOFF_MS * 2 ** (attempt - 1), undefined, { signal });
    }
  }
}
