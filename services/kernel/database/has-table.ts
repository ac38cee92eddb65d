import type { ClientBase, Pool } from 'pg';

/** True when the table exists. @param table name as in SQL, with its schema and quotes where needed */
export async function hasTable(client: ClientBase | Pool, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    'SELECT /* hasTable */ to_regclass($1) IS NOT NULL AS there',
    [table],
  );
  return rows[0]!.there;
}
