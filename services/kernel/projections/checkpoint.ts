import type { Pool, PoolClient } from 'pg';
import { CHANGE_CHANNEL, type OutboxPosition } from '../outbox/outbox.js';
import { sql, type Reader } from '../database/sql.js';

/** Checkpoint of a projector in the outbox of one subgraph. */
export interface Checkpoint extends OutboxPosition {
  subgraph: string;
  /** Time of the change at the checkpoint. */
  changedAt: Date | null;
}

/** Checkpoints of the outboxes of which something was read. */
export function readCheckpoints(reader: Reader): Promise<Checkpoint[]> {
  return reader
    .named('checkpoint.list')
    .rows<Checkpoint>(
      sql`SELECT subgraph, transaction::text AS transaction, number::text AS number, changed_at AS "changedAt" FROM checkpoint ORDER BY subgraph`,
    );
}

/** Version of replicated tables whose outbox was not read to its end yet. */
export const SNAPSHOT_INCOMPLETE = 0;

/** Checkpoint in the outbox of a subgraph, with the version of the code that wrote it. */
export async function checkpointOf(
  client: Pool | PoolClient,
  subgraph: string,
): Promise<(OutboxPosition & { version: number }) | undefined> {
  const { rows } = await client.query<OutboxPosition & { version: number }>(
    'SELECT /* checkpoint.read */ transaction::text AS transaction, number::text AS number, version FROM checkpoint WHERE subgraph = $1',
    [subgraph],
  );
  return rows[0];
}

/** Moves a checkpoint, and tells those who watch its tables. @param version of the code; for replicated tables it is never lowered */
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
  await client.query('SELECT /* checkpoint.notify */ pg_notify($1, current_schema())', [CHANGE_CHANNEL]);
}

/**
 * Deletes the checkpoint of older code or of an incomplete first reading, so that the outbox is read again from its start.
 * @param version of today's code; null deletes any checkpoint
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

/** Marks an outbox as read to its end, unless another process has restarted and is not as far. */
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
