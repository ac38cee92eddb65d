import { sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { refusal } from '#vocabulary';
import { ImportState } from './import-state.js';
import type { ImportDeleteInput } from './import.write.input.js';
import { lockOwnImport } from './lock-import.js';

/**
 * Deletes an import with its file and rows. A step that is under way finds it gone, and writes no more.
 * @returns its id
 * @throws Refusal NOT_FOUND, IMPORT_STATE while rows of it are in the graph, or may be
 */
export async function deleteImport(tx: Transaction, input: ImportDeleteInput): Promise<string> {
  const { id, state, failedIn } = await lockOwnImport(tx, input.id);
  const [{ applied } = { applied: false }] = await tx
    .named('Import.hasApplied')
    .rows<{ applied: boolean }>(
      sql`SELECT EXISTS (SELECT FROM import_row WHERE import_id = ${id} AND applied_at IS NOT NULL) AS applied`,
    );
  // A batch whose results were lost may have entered rows.
  const isWriting = [state, failedIn].some(
    (one) => one === ImportState.APPLYING || one === ImportState.UNDOING,
  );
  if (applied || isWriting) throw refusal('IMPORT_STATE.IN_GRAPH', 'id');
  await tx.named('Import.delete').rows(sql`DELETE FROM file_import WHERE id = ${id}`);
  return id;
}
