import type { PoolClient } from 'pg';

/** Fewer changes at once leave the tables about as they were. */
const MANY_CHANGES = 500;

/**
 * Tells the planner of tables that have doubled since it last looked: a first reading of the feeds fills them within
 * seconds, and autovacuum comes a minute later.
 */
export async function analyzeGrown(changes: number, client: PoolClient): Promise<void> {
  if (changes < MANY_CHANGES) return;
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
       AND pg_relation_size(oid) > 2 * greatest(relpages, 16) * current_setting('block_size')::int`,
  );
  for (const { name } of rows) await client.query(`ANALYZE ${name}`);
}
