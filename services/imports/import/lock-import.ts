import { forbidden, isPermitted } from '#kernel/auth';
import { sql } from '#kernel/database';
import { lockRow, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { refusal } from '#vocabulary';
import { ImportState } from './import-state.js';
import { OVERSEES, importColumns } from './import.store.js';
import type { ImportEntity } from './import.entity.js';

/**
 * Locks an import that the actor may see.
 * @throws Refusal NOT_FOUND for one that the actor may not see, too
 */
export async function lockImport(tx: Transaction, id: string): Promise<ImportEntity> {
  const select = sql`SELECT ${importColumns} FROM file_import i WHERE i.id = ${requireId('Import', id, 'input.id')}`;
  const found = await lockRow<ImportEntity>(tx, 'Import', select);
  if (found.actorId !== tx.actor.id && !isPermitted(tx.actor, OVERSEES))
    throw refusal('NOT_FOUND', 'id', { type: 'Import' });
  return found;
}

/** As {@link lockImport}, for what its importer alone may do. @throws FORBIDDEN for those who oversee imports */
export async function lockOwnImport(tx: Transaction, id: string): Promise<ImportEntity> {
  const found = await lockImport(tx, id);
  if (found.actorId !== tx.actor.id) throw forbidden(['import:write'], true);
  return found;
}

/** @throws Refusal IMPORT_STATE */
export function requireState({ state }: Pick<ImportEntity, 'state'>, allowed: readonly ImportState[]): void {
  if (!allowed.includes(state))
    throw refusal('IMPORT_STATE.IS', 'id', { state, allowed: allowed.join(', ') });
}
