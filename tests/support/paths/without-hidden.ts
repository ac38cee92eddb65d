import type pg from 'pg';
import type { CallerName } from './callers.js';
import type { Secrets } from './secrets.js';

/** Tables with private rows, and the column of their id; dependent tables first. */
const TABLES = [
  ['expertises.label_application_transition', 'application_id'],
  ['expertises.label_application', 'id'],
  ['cooperations.expression_of_interest', 'id'],
  ['access.api_key', 'id'],
  ['access.role_grant', 'id'],
  ['access.partner', 'id'],
] as const;

/**
 * Runs work while everything hidden from a caller is deleted: the caller must get the same responses.
 * @param admin connection of a superuser, for which triggers are switched off
 */
export async function withoutHidden<Result>(
  admin: pg.Client,
  secrets: Secrets,
  caller: CallerName,
  work: () => Promise<Result>,
): Promise<Result> {
  const hidden = secrets.idsHiddenFrom(caller);
  const inOne = async (change: () => Promise<unknown>) => {
    await admin.query('BEGIN');
    await admin.query('SET LOCAL session_replication_role = replica');
    await change();
    await admin.query('COMMIT');
  };
  const kept = new Map<string, unknown[]>();
  const { rows: mailboxes } = await admin.query<{ id: string; contact: string }>(
    'SELECT id, contact FROM cooperations.cooperation_request WHERE contact IS NOT NULL',
  );
  await inOne(async () => {
    for (const [table, id] of TABLES) {
      const { rows } = await admin.query(
        `DELETE FROM ${table} t WHERE ${id} = ANY($1::uuid[]) RETURNING to_jsonb(t) AS row`,
        [hidden],
      );
      kept.set(
        table,
        rows.map(({ row }) => row),
      );
    }
    for (const { id, contact } of mailboxes)
      if (secrets.in(contact).some((marker) => !secrets.maySee(caller, marker)))
        await admin.query(
          `UPDATE cooperations.cooperation_request SET contact = 'office@nobody.example.org' WHERE id = $1`,
          [id],
        );
  });
  try {
    return await work();
  } finally {
    await inOne(async () => {
      for (const [table] of [...TABLES].reverse())
        await admin.query(
          `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
          [JSON.stringify(kept.get(table))],
        );
      for (const { id, contact } of mailboxes)
        await admin.query('UPDATE cooperations.cooperation_request SET contact = $2 WHERE id = $1', [
          id,
          contact,
        ]);
    });
  }
}
