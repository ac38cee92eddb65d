import pg from 'pg';

/** Counts the rows of all tables of the subgraphs, by name; of an outbox, which keeps changes of other tests, its existing entities. */
export async function rowsIn(url: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables t
       WHERE EXISTS (SELECT FROM pg_tables m WHERE m.schemaname = t.schemaname AND m.tablename = 'migration') ORDER BY 1`,
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
