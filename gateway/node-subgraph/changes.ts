import type { SubgraphCall, SubgraphClient } from '#kernel/auth';
import { badUserInput, expected } from '#kernel/errors';
import { MAX_PAGE, sliceOf, type CursorCodec, type PageArgs } from '#kernel/lists';
import {
  decodeChangeCursor,
  encodeOutboxCursor,
  type ChangeEvent,
  type OutboxPosition,
} from '#kernel/outbox';
import { mergeFromEnd, mergeFromStart, type Dated } from './merge-feeds.js';
import { OutboxReader, before, type ChangeFilter } from './outbox-reader.js';

export interface ChangesArgs extends PageArgs {
  types?: string[] | null;
  since?: string | Date | null;
}

interface ChangeNode extends ChangeEvent, Dated {
  subgraph: string;
}

/** Positions in the outboxes, by subgraph. */
type Positions = Map<string, OutboxPosition>;

/** Changes of several outboxes, merged. */
interface MergedPage {
  /** Positions before the page. */
  start: Positions;
  page: ChangeNode[];
  /** Whether there are more in the direction in which it was read. */
  hasMore: boolean;
}

/** An outbox that a page is read from, and which of its changes. */
interface Source {
  subgraph: string;
  reader: OutboxReader;
  filter: ChangeFilter;
}

/** Changes of a subgraph, whose instants are texts when it runs in another process. */
const nodesOf = (subgraph: string, found: readonly ChangeEvent[]) =>
  found.map((change): ChangeNode => ({ ...change, subgraph, at: new Date(change.changedAt).getTime() }));

/**
 * Merges the transactional outboxes of the subgraphs, by time. A cursor holds a position in each, so the changes of a
 * subgraph that did not answer come when it is back.
 * @param owners owning subgraph by public type
 */
export function createChanges(
  owners: ReadonlyMap<string, string>,
  clients: ReadonlyMap<string, SubgraphClient>,
  cursors: CursorCodec,
) {
  /** Returns the outboxes that hold changes of the types. */
  function sourcesOf({ types, since }: ChangesArgs, call: SubgraphCall): Source[] {
    const unknown = types?.find((type) => !owners.has(type));
    if (unknown !== undefined)
      throw badUserInput({
        argument: 'types',
        expected: expected('TYPES', { types: [...owners.keys()].sort().join(', ') }),
      });
    const asked = [...owners].filter(([type]) => !types || types.includes(type));
    return [...new Set(asked.map(([, subgraph]) => subgraph))].map((subgraph) => ({
      subgraph,
      reader: new OutboxReader(clients.get(subgraph)!, call),
      filter: {
        types: types?.filter((type) => owners.get(type) === subgraph) ?? null,
        since: since ? new Date(since).toISOString() : null,
      },
    }));
  }

  return async function changes(args: ChangesArgs, call: SubgraphCall) {
    const { limit, backward, cursor } = sliceOf({
      ...args,
      first: args.first ?? (args.last == null ? MAX_PAGE : null),
    });
    const sources = sourcesOf(args, call);
    const place =
      cursor === null ? undefined : decodeChangeCursor(cursors, cursor, backward ? 'before' : 'after');
    const positions: Positions = new Map(place?.positions);
    if (backward && place?.last !== undefined) {
      const { last } = place;
      positions.set(last, before(positions.get(last)!));
    }
    const { start, page, hasMore } = backward
      ? await readBackward(sources, cursor === null ? undefined : positions, limit)
      : await readForward(sources, positions, limit);
    const edgeCursors = () => {
      const at: Positions = new Map(start);
      return page.map((change) => {
        at.set(change.subgraph, positionOf(change));
        return encodeOutboxCursor(cursors, at, change.subgraph);
      });
    };
    const ends = endsOf(start, page).map(([at, last]) => encodeOutboxCursor(cursors, at, last));
    return {
      nodes: page.map(({ subgraph, transaction, number, type, entityId, operation, at }) => ({
        id: Buffer.from(`${subgraph} ${transaction} ${number}`).toString('base64url'),
        type,
        entityId,
        operation,
        changedAt: new Date(at).toISOString(),
      })),
      /** Cursors of the changes, made only for who selects them. */
      cursors: edgeCursors,
      pageInfo: {
        hasNextPage: backward ? cursor !== null : hasMore,
        hasPreviousPage: backward ? hasMore : cursor !== null,
        startCursor: page.length ? ends[0] : null,
        endCursor: ends.at(-1),
      },
    };
  };
}

/** Reads behind the positions: at each step the earliest of the changes that come next. */
async function readForward(
  sources: readonly Source[],
  positions: Positions,
  limit: number,
): Promise<MergedPage> {
  const start: Positions = new Map(positions);
  const feeds = await Promise.all(
    sources.map(async ({ subgraph, reader, filter }) => {
      const { from, found } = await reader.next(positions.get(subgraph) ?? null, limit + 1, filter);
      if (from) start.set(subgraph, from);
      return nodesOf(subgraph, found);
    }),
  );
  return { start, ...mergeFromStart(feeds, limit) };
}

/**
 * Reads up to the positions, from the end: at each step the latest of the changes that come before.
 * @param positions undefined for the ends of the outboxes
 */
async function readBackward(
  sources: readonly Source[],
  positions: Positions | undefined,
  limit: number,
): Promise<MergedPage> {
  const start: Positions = new Map(positions);
  const feeds = await Promise.all(
    sources.map(async ({ subgraph, reader, filter }) => {
      const position = positions ? positions.get(subgraph) : await reader.end();
      if (!position) return [];
      start.set(subgraph, position);
      const found = await reader.upTo(position, limit + 1, filter);
      return nodesOf(subgraph, found);
    }),
  );
  const merged = mergeFromEnd(feeds, limit);
  for (const change of merged.page.toReversed()) start.set(change.subgraph, before(change));
  return { start, ...merged };
}

/** The places of the first and of the last change of a page; of an empty one, the positions around it. */
function endsOf(
  start: Positions,
  page: readonly ChangeNode[],
): (readonly [at: Positions, last: string | undefined])[] {
  const at: Positions = new Map(start);
  const [first] = page;
  if (!first) return [[at, undefined]];
  const afterFirst: Positions = new Map(at).set(first.subgraph, positionOf(first));
  for (const change of page) at.set(change.subgraph, positionOf(change));
  return [
    [afterFirst, first.subgraph],
    [at, page.at(-1)!.subgraph],
  ];
}

const positionOf = ({ transaction, number }: OutboxPosition): OutboxPosition => ({ transaction, number });
