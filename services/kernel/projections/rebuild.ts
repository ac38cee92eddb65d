import pg from 'pg';
import type { Logger } from 'pino';
import type { SubgraphClient } from '../graphql/subgraph-client.js';
import { connectAdmin, createSchema, migrate, roleOf, type DatabaseOptions } from '../database/database.js';
import { lockProjectors, openProjector, type ProjectingSubgraph } from './projector.js';
import { hasTable } from '../database/has-table.js';

/** Of several at once, the others wait and then do it again. */
const lockRebuilds = `SELECT pg_advisory_lock(hashtextextended('rebuild ' || $1, 0))`;

interface Rebuild {
  subgraph: ProjectingSubgraph;
  options: DatabaseOptions;
  clients: ReadonlyMap<string, SubgraphClient>;
  log: Logger;
  progress?: (done: number, total: number) => void;
}

/** Whether the tables of a read model were made by other code than today's. */
export async function isOutdated(subgraph: ProjectingSubgraph, pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query('SELECT FROM checkpoint WHERE version <> $1 LIMIT 1', [
    subgraph.readModel!.version,
  ]);
  return rows.length > 0;
}

/**
 * Makes the tables of a read model anew, from the start of every feed, in a schema beside the old one, which goes on
 * answering and following; then puts the new one in its place at once. One that was cut off goes on where it stopped.
 * @returns how many changes were read
 * @throws DatabaseError when the database does not answer
 */
export async function rebuildReadModel({
  subgraph,
  options,
  clients,
  log,
  progress,
}: Rebuild): Promise<number> {
  const live = subgraph.sqlSchema;
  const [next, old] = [`${live}_next`, `${live}_old`];
  const admin = await connectAdmin(options);
  try {
    // With the connection, the lock goes.
    await admin.query(lockRebuilds, [live]);
    await drop(admin, old);
    if (await isOfOtherVersion(admin, next, subgraph)) await drop(admin, next);
    await createSchema(admin, next, roleOf(subgraph, options.url));
    await migrate(subgraph, { ...options, schema: next }, () => {});
    const follower = openProjector(subgraph, clients, { ...options, schema: next }, log);
    let applied: number;
    try {
      applied = await follower.catchUp(progress);
      await admin.query('BEGIN');
      // Whoever follows for the old tables waits, then finds the new ones.
      await admin.query(lockProjectors, [live]);
      // What the old ones have, the new ones have too: freshness never goes back.
      applied += await follower.catchUp();
    } finally {
      await follower.close();
    }
    await admin.query(`ALTER SCHEMA ${pg.escapeIdentifier(live)} RENAME TO ${pg.escapeIdentifier(old)}`);
    await admin.query(`ALTER SCHEMA ${pg.escapeIdentifier(next)} RENAME TO ${pg.escapeIdentifier(live)}`);
    await admin.query('COMMIT');
    await drop(admin, old);
    return applied;
  } finally {
    await admin.end();
  }
}

async function drop(admin: pg.Client, schema: string): Promise<void> {
  await admin.query(`DROP SCHEMA IF EXISTS ${pg.escapeIdentifier(schema)} CASCADE`);
}

/** What an earlier rebuild left unfinished is of use only to the same code. */
async function isOfOtherVersion(
  admin: pg.Client,
  schema: string,
  subgraph: ProjectingSubgraph,
): Promise<boolean> {
  const table = `${pg.escapeIdentifier(schema)}.checkpoint`;
  if (!(await hasTable(admin, table))) return false;
  const { rows: others } = await admin.query(`SELECT FROM ${table} WHERE version <> $1`, [
    subgraph.readModel!.version,
  ]);
  return others.length > 0;
}
