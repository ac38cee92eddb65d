import pg from 'pg';

// GIN indexes of a schema that is being filled: building them from all rows takes a fraction of the time that entering each
// row takes. Projections look rows up by other indexes.

/** Table of the definitions that wait, so that an interrupted rebuild still has them. */
const tableOf = (schema: string) => `${pg.escapeIdentifier(schema)}.deferred_index`;

/** Drops the GIN indexes of a schema until {@link buildDeferredIndexes}. */
export async function deferIndexes(admin: pg.Client, schema: string): Promise<void> {
  const table = tableOf(schema);
  await admin.query('BEGIN');
  await admin.query(
    `CREATE TABLE IF NOT EXISTS ${table} (definition text PRIMARY KEY, table_name text NOT NULL)`,
  );
  const { rows } = await admin.query<{ index: string }>(
    `WITH gin AS (
       SELECT c.oid FROM pg_class c JOIN pg_am a ON a.oid = c.relam
       WHERE c.relnamespace = to_regnamespace($1) AND c.relkind = 'i' AND a.amname = 'gin'
     ), kept AS (
       INSERT INTO ${table} SELECT pg_get_indexdef(i.indexrelid), i.indrelid::regclass::text
       FROM gin JOIN pg_index i ON i.indexrelid = gin.oid
     ) SELECT oid::regclass::text AS index FROM gin`,
    [pg.escapeIdentifier(schema)],
  );
  for (const { index } of rows) await admin.query(`DROP INDEX ${index}`);
  await admin.query('COMMIT');
}

/** Builds the indexes that {@link deferIndexes} has dropped, all or none, with the statistics of their expressions. */
export async function buildDeferredIndexes(admin: pg.Client, schema: string): Promise<void> {
  const table = tableOf(schema);
  await admin.query('BEGIN');
  const { rows } = await admin.query<{ definition: string; table: string }>(
    `SELECT definition, table_name AS "table" FROM ${table} ORDER BY 1`,
  );
  for (const { definition } of rows) await admin.query(definition);
  for (const name of new Set(rows.map((row) => row.table))) await admin.query(`ANALYZE ${name}`);
  await admin.query(`DROP TABLE ${table}`);
  await admin.query('COMMIT');
}
