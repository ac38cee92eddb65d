import type { Transaction } from '#kernel/mutations';
import { ImportEntity } from './import.entity.js';
import { ImportState } from './import-state.js';
import type { ImportStopInput } from './import.write.input.js';
import { lockImport, requireState } from './lock-import.js';

/** Works that stop between two batches; a file is read in one go. */
const STOPPABLE = [ImportState.PREVIEWING, ImportState.APPLYING, ImportState.UNDOING];

/** Asks the job to stop after its present batch. @returns the id of the import @throws Refusal NOT_FOUND, IMPORT_STATE */
export async function stopWork(tx: Transaction, input: ImportStopInput): Promise<string> {
  const found = await lockImport(tx, input.id);
  requireState(found, STOPPABLE);
  await tx.manager.update(ImportEntity, { id: found.id }, { isStopping: true });
  return found.id;
}
