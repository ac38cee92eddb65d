import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { withComment } from '../database/sql.js';

/** Days for which superseded change events are kept. The last event of each entity stays for ever. */
export const KEEP_CHANGES_DAYS = 90;
const BATCH = 10_000;
/** Pause that lets other transactions go first. */
const BETWEEN_BATCHES_MS = 50;

/** One batch of a pass through the outbox, which ends at a batch without old events: the outbox is nearly in the order of time. */
const COMPACT = `WITH batch AS MATERIALIZED (
    SELECT c.ctid AS row_id, transaction, number, changed_at < now() - make_interval(days => $3::int) AS old, (
      SELECT true FROM change later WHERE later.type = c.type AND later.entity_id = c.entity_id
        AND (later.transaction, later.number) > (c.transaction, c.number) LIMIT 1) AS superseded
    FROM change c WHERE (transaction, number) > ($1::xid8, $2::bigint) ORDER BY transaction, number LIMIT $4
  ), deleted AS (
    DELETE FROM change WHERE ctid = ANY(ARRAY(SELECT row_id FROM batch WHERE old AND superseded)) RETURNING 1
  ) SELECT transaction::text AS transaction, number::text AS number, (SELECT bool_or(old) FROM batch) AS old,
      (SELECT count(*)::int FROM deleted) AS deleted
    FROM batch ORDER BY batch.transaction DESC, batch.number DESC LIMIT 1`;

interface Batch {
  transaction: string;
  number: string;
  old: boolean;
  deleted: number;
}

/**
 * Deletes old change events that later ones of the same entity supersede, in batches, so that writers and readers never
 * wait for long.
 * @param pool of the subgraph that owns the outbox
 * @param signal stops it between two batches
 * @returns the number of deleted events
 * @throws the reason of the signal
 */
export async function compactChanges(pool: Pool, signal?: AbortSignal, batchSize = BATCH): Promise<number> {
  let deleted = 0;
  for (let at = { transaction: '0', number: '0' }; ;) {
    signal?.throwIfAborted();
    const { rows } = await pool.query<Batch>(withComment('outbox.compact', COMPACT), [
      at.transaction,
      at.number,
      KEEP_CHANGES_DAYS,
      batchSize,
    ]);
    const [batch] = rows;
    if (!batch?.old) return deleted;
    deleted += batch.deleted;
    at = batch;
    await sleep(BETWEEN_BATCHES_MS, undefined, signal ? { signal } : {}).catch(() => {});
  }
}
