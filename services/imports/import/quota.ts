import { isPermitted } from '#kernel/auth';
import { sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { refusal } from '#vocabulary';
import { ImportState } from './import-state.js';
import { OVERSEES } from './import.store.js';

/** Imports of one person or partner that are neither applied nor taken back. */
export const MAX_OPEN = 100;
/** Bytes of the files of these together. */
export const MAX_OPEN_BYTES = 1024 ** 3;

const FINISHED = [ImportState.APPLIED, ImportState.UNDONE];

/**
 * Checks that the actor may have one more import, or one that is larger; other requests of the same actor wait until this
 * transaction ends. Those who oversee imports have no bound.
 * @param id import that becomes larger; null: a new one
 * @param bytes size of its file
 * @throws Refusal IMPORT_QUOTA
 */
export async function requireQuota(
  tx: Transaction,
  { id, bytes, field }: { id: string | null; bytes: number; field: string },
): Promise<void> {
  if (isPermitted(tx.actor, OVERSEES)) return;
  await tx
    .named('Import.quota')
    .rows(sql`SELECT pg_advisory_xact_lock(hashtextextended('imports of ' || ${tx.actor.id}, 0))`);
  const [open] = await tx.named('Import.quota').rows<{ count: number; bytes: string }>(
    sql`SELECT count(*)::int AS count, coalesce(sum(byte_length), 0)::text AS bytes FROM file_import
      WHERE actor_id = ${tx.actor.id} AND state <> ALL(${FINISHED}::text[]) AND id IS DISTINCT FROM ${id}::uuid`,
  );
  if (id === null && open!.count >= MAX_OPEN)
    throw refusal('IMPORT_QUOTA.OPEN', field, { count: open!.count, max: MAX_OPEN });
  const all = Number(open!.bytes) + bytes;
  if (all > MAX_OPEN_BYTES) throw refusal('IMPORT_QUOTA.BYTES', field, { bytes: all, max: MAX_OPEN_BYTES });
}
