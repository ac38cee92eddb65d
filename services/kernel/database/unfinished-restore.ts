import type { ClientBase, Pool } from 'pg';
import { DatabaseError } from './database-error.js';
import { hasTable } from './has-table.js';

/** Table that exists from when a restore begins to write until it has ended. */
export const UNFINISHED_RESTORE = 'public.passerelle_restore';

/**
 * Keeps programs out of a database whose restore is under way or was interrupted: what they write there, the next restore
 * would overwrite.
 * @throws DatabaseError
 */
export async function refuseUnfinishedRestore(client: ClientBase | Pool): Promise<void> {
  if (await hasTable(client, UNFINISHED_RESTORE))
    throw new DatabaseError(
      'A restore into this database has not ended. If it was interrupted, run `npm run restore` again with the same backup, or drop the database (or DATA_DIR) and begin with an empty one.',
    );
}

/** Tables of a subgraph that a restore alone leaves empty until it ends, and that a graph fills when it is used. */
const FILLED_BY_USE = ['data_load', 'scheduled_run', 'audit', 'change'];

/**
 * @param schemas SQL names of the schemas, quoted where needed
 * @throws DatabaseError when a graph was loaded or used in a database whose restore was interrupted
 */
export async function refuseUsedSince(client: ClientBase, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas)
    for (const name of FILLED_BY_USE) {
      const table = `${schema}.${name}`;
      if (!(await hasTable(client, table))) continue;
      const { rows } = await client.query<{ filled: boolean }>(
        `SELECT EXISTS (SELECT FROM ${table}) AS filled`,
      );
      if (rows[0]!.filled)
        throw new DatabaseError(
          `A restore into this database was interrupted, and a graph was used in it since (${table} has rows): a restore would delete what it holds. Name an empty database (DATABASE_URL) or a new directory (DATA_DIR). To go on with what is there, drop the table ${UNFINISHED_RESTORE}.`,
        );
    }
}
