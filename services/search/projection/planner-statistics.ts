import type { PoolClient } from 'pg';

/** Batch size from which tables may have grown much. */
const LARGE_BATCH = 500;

/**
 * Runs ANALYZE on tables that have doubled since the last one: a first projection fills them within seconds, and
 * autovacuum starts only a minute later.
 */
export async function analyzeGrown(changes: number, client: PoolClient): Promise<void> {
  if (changes < LARGE_BATCH) return;
  const { rows } = await client.query<{ name: string }>(
    `SELECT /* search: Projection.statistics */ quote_ident(relname) AS name FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
       AND pg_relation_size(oid) > 2 * greatest(relpages, 16) * current_setting('block_size')::int`,
  );
  for (const { name } of rows) await client.query(`ANALYZE /* search: Projection.statistics */ ${name}`);
}
