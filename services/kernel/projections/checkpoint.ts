import type { Pool, PoolClient } from 'pg';
import type { OutboxPosition } from '../outbox/outbox.js';
import { sql, type Reader } from '../database/sql.js';

/** Where whoever follows stands in the feed of one subgraph. */
export interface Checkpoint extends OutboxPosition {
  subgraph: string;
  /** When the change there happened. */
  changedAt: Date | null;
}

/** Of the feeds of which something was read. */
export function readCheckpoints(reader: Reader): Promise<Checkpoint[]> {
  return reader
    .named('checkpoint.list')
    .rows<Checkpoint>(
      sql`SELECT subgraph, transaction::text AS transaction, number::text AS number, changed_at AS "changedAt" FROM checkpoint ORDER BY subgraph`,
    );
}

/** Version of copies whose feed was not read to its end yet. */
export const SNAPSHOT_INCOMPLETE = 0;

/** Where a follower stands in the feed of a subgraph, and the version of the code that came so far. */
export async function checkpointOf(
  at: Pool | PoolClient,
  subgraph: string,
): Promise<(OutboxPosition & { version: number }) | undefined> {
  const { rows } = await at.query<OutboxPosition & { version: number }>(
    'SELECT /* checkpoint.read */ transaction::text AS transaction, number::text AS number, version FROM checkpoint WHERE subgraph = $1',
    [subgraph],
  );
  return rows[0];
}

/** @param version of copies: never lowered */
export async function saveCheckpoint(
  client: PoolClient,
  subgraph: string,
  { transaction, number, changedAt }: OutboxPosition & { changedAt: Date },
  { isReplica, version }: { isReplica: boolean; version: number },
): Promise<void> {
  await client.query(
    `INSERT /* checkpoint.move */ INTO checkpoint (subgraph, transaction, number, version, changed_at) VALUES ($1, $2::xid8, $3, $4, $5)
     ON CONFLICT (subgraph) DO UPDATE SET transaction = excluded.transaction, number = excluded.number,
       version = CASE WHEN $6 THEN greatest(checkpoint.version, excluded.version) ELSE excluded.version END,
       changed_at = excluded.changed_at, applied_at = excluded.applied_at`,
    [subgraph, transaction, number, version, changedAt, isReplica],
  );
}

/**
 * Where older code stood, or a first reading was cut off, the feed is read again from its start.
 * @param version null: whoever stood there
 */
export async function dropOlderCheckpoint(
  pool: Pool,
  subgraph: string,
  version: number | null,
): Promise<void> {
  await pool.query(
    'DELETE /* checkpoint.forget */ FROM checkpoint WHERE subgraph = $1 AND ($2::integer IS NULL OR version < $2)',
    [subgraph, version],
  );
}

/** The feed was read to its end, unless somebody began anew and is not as far. */
export async function markSnapshotComplete(
  pool: Pool,
  subgraph: string,
  { transaction, number }: OutboxPosition,
  version: number,
): Promise<void> {
  await pool.query(
    `UPDATE /* checkpoint.markSnapshotComplete */ checkpoint SET version = $2
      WHERE subgraph = $1 AND version < $2 AND (transaction, number) >= ($3::xid8, $4::bigint)`,
    [subgraph, version, transaction, number],
  );
}
