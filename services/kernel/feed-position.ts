import type { FeedPosition } from './change-feed.js';
import { sql, type Reader } from './sql.js';

/** DDL of the table in which a read model, or whoever keeps copies, keeps how far it has come. */
export const FEED_POSITION_DDL = `CREATE TABLE feed_position (
  subgraph text PRIMARY KEY,
  transaction xid8 NOT NULL,
  number bigint NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
)`;

/** Where whoever follows stands in the feed of one subgraph. */
export interface ReadPosition extends FeedPosition {
  subgraph: string;
  /** When the change there happened. */
  changedAt: Date | null;
}

/** Of the feeds of which something was read. */
export function readPositions(reader: Reader): Promise<ReadPosition[]> {
  return reader.rows<ReadPosition>(
    sql`SELECT subgraph, transaction::text AS transaction, number::text AS number, changed_at AS "changedAt" FROM feed_position ORDER BY subgraph`,
  );
}
