import type { SubgraphCall, SubgraphClient } from '#kernel/auth';
import {
  END_OF_OUTBOX,
  hasReached,
  type ChangeEvent,
  type OutboxPosition,
  type OutboxState,
} from '#kernel/outbox';
import { parse } from 'graphql';
import { answerOf } from '../operation/subgraph-calls.js';

const feedQuery = parse('query Feed($after: _Any) { _feed(after: $after) }');
const changesQuery = parse(
  'query Changes($after: _Any, $types: [String!], $since: String, $first: Int!) { _changes(after: $after, types: $types, since: $since, first: $first) }',
);
const upToQuery = parse(
  'query ChangesUpTo($upTo: _Any!, $types: [String!], $since: String, $last: Int!) { _changesUpTo(upTo: $upTo, types: $types, since: $since, last: $last) }',
);

/** Conditions on the changes of an outbox. */
export interface ChangeFilter {
  types: string[] | null;
  since: string | null;
}

/** Changes of one outbox. */
export interface ReadChanges {
  /** Position before the changes; null at the start. */
  from: OutboxPosition | null;
  found: ChangeEvent[];
}

/** Returns the position just before a change. */
export const before = ({ transaction, number }: OutboxPosition): OutboxPosition => ({
  transaction,
  number: String(BigInt(number) - 1n),
});

/** Reads the outbox of one subgraph for the gateway. */
export class OutboxReader {
  constructor(
    private readonly client: SubgraphClient,
    private readonly call: SubgraphCall,
  ) {}

  /** Returns the end of the outbox; null when it is empty. */
  async end(): Promise<OutboxPosition | null> {
    return (await this.#ask<{ _feed: OutboxState }>(feedQuery, { after: END_OF_OUTBOX }))._feed.end;
  }

  /**
   * Reads the next changes behind a position.
   * @returns `from`: the position before them, moved past changes that the filter excludes, which are not read again
   */
  async next(after: OutboxPosition | null, first: number, filter: ChangeFilter): Promise<ReadChanges> {
    const read = async () =>
      (await this.#ask<{ _changes: ChangeEvent[] }>(changesQuery, { after, first, ...filter }))._changes;
    let found = await read();
    if (!found.length && (filter.types || filter.since)) {
      const end = await this.end();
      if (!end || (after && hasReached(after, end))) return { from: after, found };
      // Read again: a matching change may have been committed between the first read and that end.
      found = await read();
      if (!found.length) return { from: end, found };
    }
    return { from: after ?? (filter.since && found[0] ? before(found[0]) : null), found };
  }

  /** Reads the last changes up to a position, in their order. */
  async upTo(position: OutboxPosition, last: number, filter: ChangeFilter): Promise<ChangeEvent[]> {
    return (await this.#ask<{ _changesUpTo: ChangeEvent[] }>(upToQuery, { upTo: position, last, ...filter }))
      ._changesUpTo;
  }

  #ask<Data>(document: ReturnType<typeof parse>, variables: Record<string, unknown>): Promise<Data> {
    return answerOf<Data>(this.client, document, variables, this.call);
  }
}
