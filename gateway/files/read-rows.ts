import type { PublicGraph, PublicGraphRequest } from '../http/public-graph.js';
import { PAGE_ROWS, pagesAfter, readPage } from './export/pages.js';

/** Returns all rows of a list, or the first ones. @throws Problem */
export async function readRows<Row>(
  graph: PublicGraph,
  operation: string,
  variables: Readonly<Record<string, unknown>>,
  caller: PublicGraphRequest,
  limit?: number,
): Promise<Row[]> {
  const request = { operation, variables, after: undefined, limit, caller };
  const first = await readPage(graph, request, Math.min(limit ?? PAGE_ROWS, PAGE_ROWS), undefined);
  const rows: Row[] = [];
  for await (const page of pagesAfter(graph, request, first)) rows.push(...(page.rows as Row[]));
  return rows;
}
