import type { MessageLanguage } from '#kernel/errors';
import type { PublicGraph, PublicGraphRequest } from '../http/public-graph.js';
import { Problem } from './problem.js';
import type { List } from './tables/lists.js';
import { readerOf, selectionFor, type Row } from './tables/selection.js';
import { fileText } from './texts.js';

const TYPE = 'query Type($id: ID!) { node(id: $id) { __typename } }';

/** Returns one entity as a row of its list, and its type. @throws Problem NOT_FOUND */
export async function entityOf(
  id: string,
  lists: Iterable<List>,
  {
    graph,
    caller,
    language,
    linkOf,
  }: {
    graph: PublicGraph;
    caller: PublicGraphRequest;
    language: MessageLanguage;
    linkOf: (id: string) => string;
  },
): Promise<{ type: string; row: Record<string, unknown> }> {
  const node = async (operation: string): Promise<(Row & { __typename: string }) | null> => {
    const result = await graph.run(operation, { id }, caller);
    if (result.errors?.length) throw Problem.ofResult(result);
    return (result.data?.node ?? null) as (Row & { __typename: string }) | null;
  };
  const type = (await node(TYPE))?.__typename;
  const list = [...lists].find((one) => one.type === type);
  const row =
    list &&
    (await node(
      `query Entity($id: ID!) { node(id: $id) { __typename ... on ${list.type} { ${selectionFor(list.columns)} } } }`,
    ));
  if (!row)
    throw Problem.of(language, 'NOT_FOUND', fileText('NO_ENTITY', { id: JSON.stringify(id.slice(0, 100)) }));
  const values = list.columns.map((column) => [column.name, readerOf(column, linkOf)(row)] as const);
  return { type: list.type, row: Object.fromEntries(values) };
}
