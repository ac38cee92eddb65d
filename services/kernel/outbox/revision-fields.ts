import { GraphQLInt, GraphQLNonNull, GraphQLString, parse, type GraphQLFieldConfigMap } from 'graphql';
import type { SubgraphClient } from '../auth/subgraph-client.js';
import { dataOf } from './outbox-client.js';
import type { RevisionWatcher } from './revision-watcher.js';

/** Internal root field of each subgraph, for the gateway: its revision, when it is another, or after a time. */
export function revisionFields(): GraphQLFieldConfigMap<unknown, { revisions: RevisionWatcher }> {
  return {
    _contentRevision: {
      type: GraphQLString,
      args: { known: { type: GraphQLString }, waitMs: { type: new GraphQLNonNull(GraphQLInt) } },
      resolve: (_root, { known, waitMs }, { revisions }) =>
        revisions.next((known as string | undefined) ?? null, waitMs as number),
    },
  };
}

const revisionOf = parse(
  'query Revision($known: String, $waitMs: Int!) { _contentRevision(known: $known, waitMs: $waitMs) }',
);

/**
 * Waits until the revision of a subgraph is another than `known`, at most `waitMs` milliseconds.
 * @returns null while the subgraph does not know it
 * @throws GraphQLError when the subgraph does not answer
 */
export async function nextRevision(
  subgraphClient: SubgraphClient,
  known: string | null,
  waitMs: number,
  signal: AbortSignal,
): Promise<string | null> {
  const variables = { known, waitMs };
  return (await dataOf<{ _contentRevision: string | null }>(subgraphClient, revisionOf, variables, signal))
    ._contentRevision;
}
