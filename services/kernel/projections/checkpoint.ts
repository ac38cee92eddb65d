import type { Pool, PoolClient } from 'pg';
import type { FeedPosition } from '../outbox/outbox.js';
import { sql, type Reader } from '../database/sql.js';

/** Where whoever follows stands in the feed of one subgraph. */
export interface ReadPosition extends FeedPosition {
  subgraph: string;
  /** When the change there happened. */
  changedAt: Date | null;
}

/** Of the feeds of which something was read. */
export function readPositions(reader: Reader): Promise<ReadPosition[]> {
  return reader
    .named('checkpoint.list')
    .rows<ReadPosition>(
      sql`SELECT subgraph, transaction::text AS transaction, number::text AS number, changed_at AS "changedAt" FROM checkpoint ORDER BY subgraph`,
    );
}

/** Version of copies whose feed was not read to its end yet. */
export const UNFINISHED = 0;

/** Where a follower stands in the feed of a subgraph, and the version of the code that came so far. */
export async function positionOf(
  at: Pool | PoolClient,
  subgraph: string,
): Promise<(FeedPosition & { version: number }) | undefined> {
  const { rows } = await at.query<FeedPosition & { version: number }>(
    'SELECT /* checkpoint.read */ transaction::text AS transaction, number::text AS number, version FROM checkpoint WHERE subgraph = $1',
    [subgraph],
  );
  return rows[0];
}

/** @param version of copies: never lowered */
export async function movePosition(
  client: PoolClient,
  subgraph: string,
  { transaction, number, changedAt }: FeedPosition & { changedAt: Date },
  { isCopy, version }: { isCopy: boolean; version: number },
): Promise<void> {
  await client.query(
    `INSERT /* checkpoint.move */ INTO checkpoint (subgraph, transaction, number, version, changed_at) VALUES ($1, $2::xid8, $3, $4, $5)
     ON CONFLICT (subgraph) DO UPDATE SET transaction = excluded.transaction, number = excluded.number,
       version = CASE WHEN $6 THEN greatest(checkpoint.version, excluded.version) ELSE excluded.version END,
       changed_at = excluded.changed_at, applied_at = excluded.applied_at`,
    [subgraph, transaction, number, version, changedAt, isCopy],
  );
}

/**
 * Where older code stood, or a first reading was cut off, the feed is read again from its start.
 * @param version null: whoever stood there
 */
export async function forgetOlder(pool: Pool, subgraph: string, version: number | null): Promise<void> {
  await pool.query(
    'DELETE /* checkpoint.forget */ FROM checkpoint WHERE subgraph = $1 AND ($2::integer IS NULL OR version < $2)',
    [subgraph, version],
  );
}

/** The feed was read to its end, unless somebody began anew and is not as far. */
export async function markWhole(
  pool: Pool,
  subgraph: string,
  { transaction, number }: FeedPosition,
  version: number,
): Promise<void> {
  await pool.query(
    `UPDATE /* checkpoint.markSnapshotComplete */ checkpoint SET version = $2
      WHERE subgraph = $1 AND version < $2 AND (transaction, number) >= ($3::xid8, $4::bigint)`,
    [subgraph, version, transaction, number],
  );
}
