import pg from 'pg';

/**
 * Number of rows by table, in all subgraphs; of an outbox, which keeps the events of other tests, the number of entities.
 * Runs of the scheduler are left out: they depend on when it was looked at.
 */
export async function rowsIn(url: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables t
       WHERE EXISTS (SELECT FROM pg_tables m WHERE m.schemaname = t.schemaname AND m.tablename = 'migration') AND t.tablename <> 'scheduled_run' ORDER BY 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of rows) {
      const counted = await client.query<{ count: string }>(
        name.endsWith('.change')
          ? `SELECT count(*) FROM (SELECT type, entity_id FROM ${name} GROUP BY 1, 2 HAVING NOT 'DELETED' = ANY(array_agg(operation))) kept`
          : `SELECT count(*) FROM ${name}`,
      );
      counts[name] = Number(counted.rows[0]!.count);
    }
    return counts;
  } finally {
    await client.end();
  }
}
