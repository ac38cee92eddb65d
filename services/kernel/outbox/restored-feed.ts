import pg from 'pg';
import type { OutboxPosition } from './outbox.js';
import { badUserInput } from '../errors/errors.js';
import type { SubgraphSchema } from '../database/database.js';
import { hasTable } from '../database/has-table.js';
import { raw, sql, type Reader } from '../database/sql.js';

// A logical dump keeps the transaction ids of the server that it was taken from. On a new server, which counts from the
// start, they lie in the future: a reader stops below the oldest open transaction, and would not see them for years.

/** SQL: this and all above it has not been given by this server. What a feed shows of its own is always below. */
const BEYOND = 'pg_snapshot_xmax(pg_current_snapshot())';
/** No server ever comes so far. */
const OUT_OF_THE_WAY = String(2n ** 62n);

/**
 * Gives the transactions of a feed that lie beyond this server ids that follow that of this very transaction, in the
 * same order. It is open until all is moved, so no reader passes any of them before. Subtransactions take ids too: one
 * for each makes the server count as far.
 */
const move = (table: string) => `DO $body$
  DECLARE
    given bigint := pg_current_xact_id()::text::bigint;
    old xid8;
  BEGIN
    LOCK TABLE ${table} IN EXCLUSIVE MODE;
    -- The old ids and the new ones may overlap.
    UPDATE ${table} SET transaction = (transaction::text::numeric + ${OUT_OF_THE_WAY})::text::xid8 WHERE transaction >= ${BEYOND};
    FOR old IN SELECT DISTINCT transaction FROM ${table} WHERE transaction >= '${OUT_OF_THE_WAY}' ORDER BY 1 LOOP
      given := given + 1;
      BEGIN
        UPDATE ${table} SET transaction = given::text::xid8 WHERE transaction = old;
      EXCEPTION WHEN OTHERS THEN RAISE; -- this makes it a subtransaction
      END;
    END LOOP;
  END $body$`;

/**
 * Takes in feeds that were restored from the dump of another server; does nothing to others. Whatever was drawn
 * from them, or stands beyond this server, counts as outdated from then on, as if other code had made it.
 * @param admin who may do what the roles of the subgraphs may
 * @param log hears one sentence, when there was something to do
 */
export async function adoptRestoredOutboxes(
  admin: pg.Client,
  subgraphs: readonly (SubgraphSchema & { projection?: unknown })[],
  log: (line: string) => void,
): Promise<void> {
  const restored: string[] = [];
  await admin.query('BEGIN');
  for (const { name, sqlSchema } of subgraphs) {
    const table = `${pg.escapeIdentifier(sqlSchema)}.change`;
    if (!(await hasTable(admin, table))) continue;
    const { rowCount } = await admin.query(`SELECT FROM ${table} WHERE transaction >= ${BEYOND} LIMIT 1`);
    if (!rowCount) continue;
    await admin.query(move(table));
    restored.push(name);
  }
  for (const { sqlSchema } of subgraphs.filter(({ projection }) => projection)) {
    // The second one is what an unfinished rebuild left.
    for (const schema of [sqlSchema, `${sqlSchema}_next`]) {
      const table = `${pg.escapeIdentifier(schema)}.checkpoint`;
      if (await hasTable(admin, table))
        await admin.query(
          `UPDATE ${table} SET version = -1 WHERE subgraph = ANY($1) OR transaction >= ${BEYOND}`,
          [restored],
        );
    }
  }
  await admin.query('COMMIT');
  if (restored.length)
    log(
      `The change feeds of ${restored.join(', ')} come from another PostgreSQL server, as after restoring a dump: ` +
        'their transactions were numbered anew, what was drawn from them is made anew, and whoever follows `changes` begins again without a cursor.',
    );
}

/**
 * Refuses positions that this server has not come to: who stands there would wait for years.
 * @throws BAD_USER_INPUT, naming `argument`
 */
export async function refuseBeyond(
  reader: Reader,
  positions: Iterable<OutboxPosition>,
  argument: string,
): Promise<void> {
  const transactions = [...positions].map(({ transaction }) => transaction);
  const [found] = await reader
    .named('outbox.refuseBeyond')
    .rows<{ beyond: boolean }>(
      sql`SELECT EXISTS (SELECT FROM unnest(${transactions}::xid8[]) t WHERE t >= ${raw(BEYOND)}) AS beyond`,
    );
  if (found!.beyond)
    throw badUserInput({
      argument,
      expected: 'a cursor that `changes` gave since then, or none',
      message: `${argument}: this cursor was given before the database was restored from a dump, and leads nowhere now. Begin again without it.`,
    });
}
