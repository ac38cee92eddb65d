import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { withComment } from '../database/sql.js';

/** How long a feed keeps the changes of a thing that later ones have made old. Its last change stays for ever. */
export const KEEP_CHANGES_DAYS = 90;
const BATCH = 10_000;
/** Others come first. */
const BETWEEN_BATCHES_MS = 50;

/** One batch of a walk through the feed. It ends at what is too young, since a feed is nearly in the order of time. */
const COMPACT = `WITH batch AS MATERIALIZED (
    SELECT c.ctid AS place, transaction, number, changed_at < now() - make_interval(days => $3::int) AS old, (
      SELECT true FROM change later WHERE later.type = c.type AND later.entity_id = c.entity_id
        AND (later.transaction, later.number) > (c.transaction, c.number) LIMIT 1) AS superseded
    FROM change c WHERE (transaction, number) > ($1::xid8, $2::bigint) ORDER BY transaction, number LIMIT $4
  ), gone AS (
    DELETE FROM change WHERE ctid = ANY(ARRAY(SELECT place FROM batch WHERE old AND superseded)) RETURNING 1
  ) SELECT transaction::text AS transaction, number::text AS number, (SELECT bool_or(old) FROM batch) AS old,
      (SELECT count(*)::int FROM gone) AS gone
    FROM batch ORDER BY batch.transaction DESC, batch.number DESC LIMIT 1`;

interface Batch {
  transaction: string;
  number: string;
  old: boolean;
  gone: number;
}

/**
 * Drops the changes that later ones of the same thing have made old, a batch at a time, so that writers and readers
 * never wait for long.
 * @param pool of the subgraph whose feed it is
 * @param ending stops it between two batches, with its reason
 * @returns how many were dropped
 */
export async function compactChanges(pool: Pool, ending?: AbortSignal, batchSize = BATCH): Promise<number> {
  let gone = 0;
  for (let at = { transaction: '0', number: '0' }; ;) {
    ending?.throwIfAborted();
    const { rows } = await pool.query<Batch>(withComment('outbox.compact', COMPACT), [
      at.transaction,
      at.number,
      KEEP_CHANGES_DAYS,
      batchSize,
    ]);
    const [batch] = rows;
    if (!batch?.old) return gone;
    gone += batch.gone;
    at = batch;
    await sleep(BETWEEN_BATCHES_MS, undefined, ending ? { signal: ending } : {}).catch(() => {});
  }
}
