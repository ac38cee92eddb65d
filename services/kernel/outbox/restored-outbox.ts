import pg from 'pg';
import type { OutboxPosition } from './outbox.js';
import { badUserInput, expected, errorText } from '../errors/errors.js';
import type { SubgraphSchema } from '../database/database.js';
import { hasTable } from '../database/has-table.js';
import { raw, sql, type Reader } from '../database/sql.js';

// A logical dump contains the transaction ids of its server. On a new server, which counts from the start, they lie in the
// future: a reader stops below the oldest open transaction, and would not see them for years.

/** SQL of the first transaction id that this server has not assigned. Readers see lower ids alone. */
const BEYOND = 'pg_snapshot_xmax(pg_current_snapshot())';
/** Offset of the temporary ids: no server ever assigns so high an id. */
const TEMPORARY_OFFSET = String(2n ** 62n);

/**
 * Renumbers the transactions of an outbox that lie beyond this server: with the ids after that of the present transaction,
 * in the same order. The present transaction stays open until all are renumbered, so that no reader passes any of them
 * before. A subtransaction for each makes the server assign the ids.
 */
const renumber = (table: string) => `DO $body$
  DECLARE
    assigned bigint := pg_current_xact_id()::text::bigint;
    old xid8;
  BEGIN
    LOCK TABLE ${table} IN EXCLUSIVE MODE;
    -- The old ids and the new ones may overlap.
    UPDATE ${table} SET transaction = (transaction::text::numeric + ${TEMPORARY_OFFSET})::text::xid8 WHERE transaction >= ${BEYOND};
    FOR old IN SELECT DISTINCT transaction FROM ${table} WHERE transaction >= '${TEMPORARY_OFFSET}' ORDER BY 1 LOOP
      assigned := assigned + 1;
      BEGIN
        UPDATE ${table} SET transaction = assigned::text::xid8 WHERE transaction = old;
      EXCEPTION WHEN OTHERS THEN RAISE; -- an exception block is a subtransaction
      END;
    END LOOP;
  END $body$`;

/**
 * Adopts outboxes that were restored from the dump of another server; does nothing to others. Projections of them, and
 * checkpoints beyond this server, count as outdated from then on, as if other code had written them.
 * @param admin connection with the privileges of the subgraphs' roles
 * @param log receives one sentence when an outbox was adopted
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
    await admin.query(renumber(table));
    restored.push(name);
  }
  for (const { sqlSchema } of subgraphs.filter(({ projection }) => projection)) {
    // The second schema is that of an unfinished rebuild.
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
      `The outboxes of ${restored.join(', ')} come from another PostgreSQL server, as after restoring a dump: ` +
        'their transactions were renumbered, their projections are rebuilt, and readers of `changes` must start again without a cursor.',
    );
}

/**
 * Refuses positions that this server has not reached: a reader there would wait for years.
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
      expected: expected('CURSOR_SINCE_RESTORE'),
      message: errorText('RESTORED', { argument }),
    });
}
