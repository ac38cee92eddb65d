import pg from 'pg';
import type { Logger } from 'pino';
import type { SubgraphClient } from '../auth/subgraph-client.js';
import { connectAdmin, createSchema, migrate, roleOf, type DatabaseOptions } from '../database/database.js';
import { lockProjectors, openProjector, type ProjectingSubgraph } from './projector.js';
import { hasTable } from '../database/has-table.js';
import { buildDeferredIndexes, deferIndexes } from './deferred-indexes.js';

/** SQL of the lock of rebuilds: of several at once, the others wait and then rebuild again. */
const lockRebuilds = `SELECT pg_advisory_lock(hashtextextended('rebuild ' || $1, 0))`;

interface Rebuild {
  subgraph: ProjectingSubgraph;
  options: DatabaseOptions;
  clients: ReadonlyMap<string, SubgraphClient>;
  log: Logger;
  progress?: (done: number, total: number) => void;
}

/** True when another version of the code filled the tables of a read model. */
export async function isOutdated(subgraph: ProjectingSubgraph, pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query(
    'SELECT /* rebuild.isOutdated */ FROM checkpoint WHERE version <> $1 LIMIT 1',
    [subgraph.readModel!.version],
  );
  return rows.length > 0;
}

/** True when nothing has filled the tables of a read model yet. */
export async function isEmpty(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query('SELECT /* rebuild.isEmpty */ FROM checkpoint LIMIT 1');
  return rows.length === 0;
}

/**
 * Rebuilds a read model from the start of every outbox in a second schema, while the old tables keep answering and being
 * updated; then swaps the two schemas. An interrupted rebuild resumes where it stopped.
 * @returns the number of changes read
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
    // The end of the connection releases the lock.
    await admin.query(lockRebuilds, [live]);
    await drop(admin, old);
    if (await isOfOtherVersion(admin, next, subgraph)) await drop(admin, next);
    await createSchema(admin, next, roleOf(subgraph, options.url));
    await migrate(subgraph, { ...options, schema: next }, () => {});
    await deferIndexes(admin, next);
    const projector = openProjector(subgraph, clients, { ...options, schema: next }, log);
    let applied: number;
    try {
      applied = await projector.catchUp(progress);
      await buildDeferredIndexes(admin, next);
      // What was written meanwhile, so that the projector of the old tables does not wait for it.
      applied += await projector.catchUp();
      await admin.query('BEGIN');
      // The projector of the old tables waits, then finds the new ones.
      await admin.query(lockProjectors, [live]);
      // Catches up with the old tables, so that freshness never goes back.
      applied += await projector.catchUp();
    } finally {
      await projector.close();
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

/** True when other code began the rebuild in this schema: it cannot be resumed. */
async function isOfOtherVersion(
  admin: pg.Client,
  schema: string,
  subgraph: ProjectingSubgraph,
): Promise<boolean> {
  const table = `${pg.escapeIdentifier(schema)}.checkpoint`;
  if (!(await hasTable(admin, table))) return false;
  const { rows } = await admin.query(`SELECT FROM ${table} WHERE version <> $1`, [
    subgraph.readModel!.version,
  ]);
  return rows.length > 0;
}
