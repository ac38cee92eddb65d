import type { ClientBase, Pool } from 'pg';

/** @param table as SQL names it, with its schema and quoted where need be */
export async function hasTable(client: ClientBase | Pool, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    'SELECT /* hasTable */ to_regclass($1) IS NOT NULL AS there',
    [table],
  );
  return rows[0]!.there;
}
