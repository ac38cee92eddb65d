import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import { dropOldReceipts } from './mutation.js';
import { withComment } from './sql.js';

/** How long a feed keeps the changes of a thing that later ones have made old. Its last change stays for ever. */
export const KEEP_CHANGES_DAYS = 90;
const EVERY_MS = 24 * 3_600_000;
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
 * never wait for long. Of several at once, one does it.
 * @param pool of the subgraph whose feed it is
 * @returns how many were dropped; undefined when another does it
 */
export async function compactChanges(
  pool: Pool,
  ending?: AbortSignal,
  batchSize = BATCH,
): Promise<number | undefined> {
  const client = await pool.connect();
  // What breaks between two statements is told by the next one.
  client.on('error', () => {});
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended('compact ' || current_schema(), 0)) AS mine`,
    );
    return rows[0]!.mine ? await walk(client, batchSize, ending) : undefined;
  } finally {
    // With the connection, the lock goes.
    client.release(true);
  }
}

async function walk(client: PoolClient, batchSize: number, ending?: AbortSignal): Promise<number> {
  let gone = 0;
  for (let at = { transaction: '0', number: '0' }; !ending?.aborted;) {
    const { rows } = await client.query<Batch>(withComment('outbox.compact', COMPACT), [
      at.transaction,
      at.number,
      KEEP_CHANGES_DAYS,
      batchSize,
    ]);
    const [batch] = rows;
    if (!batch?.old) break;
    gone += batch.gone;
    at = batch;
    await sleep(BETWEEN_BATCHES_MS, undefined, ending ? { signal: ending } : {}).catch(() => {});
  }
  return gone;
}

/** Compacts the feed of a subgraph, and forgets old receipts of its mutations, now and once a day, until it is closed. */
export function keepCompact(pool: Pool, log: Logger): { close(): Promise<void> } {
  const ending = new AbortController();
  const running = (async () => {
    while (!ending.signal.aborted) {
      try {
        const gone = await compactChanges(pool, ending.signal);
        if (gone) log.info({ gone }, 'old changes dropped');
        await dropOldReceipts(pool);
      } catch (error) {
        log.warn({ err: error }, 'old changes and receipts could not be dropped; trying again tomorrow');
      }
      await sleep(EVERY_MS, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  })();
  return {
    async close() {
      ending.abort();
      await running;
    },
  };
}
