import { raw, sql } from '#kernel/database';
import { requirePermission } from '#kernel/auth';
import type { Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { refusal } from '#vocabulary';
import type { RowDecision } from '../import-row/row-decision.js';
import { ImportEntity } from './import.entity.js';
import { BEGINS, ImportState } from './import-state.js';
import type { ImportApplyInput, ImportPreviewInput, ImportUndoInput } from './import.write.input.js';
import { lockImport, lockOwnImport, requireState } from './lock-import.js';
import { SCOPE } from './import.scope.js';
import { workerOf } from './upload.writes.js';

const MAX_ROWS = 100;

type Work = keyof typeof BEGINS;

/** Lets the job begin, or go on with, a work on an import. @throws Refusal IMPORT_STATE */
async function begin(tx: Transaction, found: ImportEntity, work: Work): Promise<void> {
  const isRepeated = found.state === ImportState.FAILED && found.failedIn === work;
  // A failed upload is read again by sending the file again; a failure of another work lets every work begin that may undo it.
  const isAfterFailure =
    found.state === ImportState.FAILED &&
    found.failedIn !== ImportState.READING &&
    (work === 'UNDOING' || work === 'PREVIEWING');
  if (!isRepeated && !isAfterFailure) requireState(found, BEGINS[work]);
  await tx.manager.update(
    ImportEntity,
    { id: found.id },
    {
      state: ImportState[work],
      failedIn: null,
      failure: null,
      attempts: 0,
      isStopping: false,
      worker: workerOf(tx.actor),
    },
  );
}

/** @returns the id of the import @throws Refusal */
export async function beginPreview(tx: Transaction, input: ImportPreviewInput): Promise<string> {
  const found = await lockOwnImport(tx, input.id);
  requirePermission(tx.actor, SCOPE);
  await begin(tx, found, 'PREVIEWING');
  await unmark(tx, found.id);
  await tx
    .named('Import.forget')
    .rows(
      sql`UPDATE import_row SET fate = NULL, match = NULL WHERE import_id = ${found.id} AND applied_at IS NULL AND fate <> 'MISSING_FROM_EDITION'`,
    );
  await tx
    .named('Import.forgetMissing')
    .rows(sql`DELETE FROM import_row WHERE import_id = ${found.id} AND fate = 'MISSING_FROM_EDITION'`);
  await countWork(tx, found.id, 'fate IS NULL');
  return found.id;
}

/** @returns the id of the import @throws Refusal */
export async function beginApplying(tx: Transaction, input: ImportApplyInput): Promise<string> {
  const found = await lockOwnImport(tx, input.id);
  requirePermission(tx.actor, SCOPE);
  await begin(tx, found, 'APPLYING');
  await requirePreview(tx, found.id);
  await countWork(
    tx,
    found.id,
    `applied_at IS NULL AND content IS NOT NULL AND fate IN ('CREATED', 'JOINED', 'UPDATED', 'UNCHANGED')`,
  );
  return found.id;
}

/** A row that was decided about since the preview has no fate. @throws Refusal IMPORT_STATE */
async function requirePreview(tx: Transaction, id: string): Promise<void> {
  const [{ count } = { count: 0 }] = await tx
    .named('Import.unpreviewed')
    .rows<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM import_row WHERE import_id = ${id} AND applied_at IS NULL AND fate IS NULL`,
    );
  if (count > 0) throw refusal('IMPORT_STATE.UNPREVIEWED', 'id', { count });
}

/** @returns the id of the import @throws Refusal */
export async function beginUndoing(tx: Transaction, input: ImportUndoInput): Promise<string> {
  const found = await lockImport(tx, input.id);
  await begin(tx, found, 'UNDOING');
  await unmark(tx, found.id);
  const ids = input.rowIds?.map((id) => requireId('ImportRow', id, 'input.rowIds')) ?? null;
  if (ids && (ids.length < 1 || ids.length > MAX_ROWS))
    throw refusal('ROW_DECISION_INVALID.COUNT', 'rowIds', { max: MAX_ROWS });
  // Rows that somebody took back one by one are left out by a later application of the rest.
  const skipped: RowDecision = {
    action: 'SKIP',
    candidateIds: [],
    by: tx.actor.id,
    at: new Date().toISOString(),
  };
  const marked = await tx
    .named('Import.markUndone')
    .rows<{ id: string }>(
      ids
        ? sql`UPDATE import_row SET is_undoing = TRUE, decision = ${JSON.stringify(skipped)}::jsonb WHERE import_id = ${found.id} AND applied_at IS NOT NULL AND id = ANY(${ids}::uuid[]) RETURNING id`
        : sql`UPDATE import_row SET is_undoing = TRUE WHERE import_id = ${found.id} AND applied_at IS NOT NULL RETURNING id`,
    );
  const missing = ids?.find((id) => !marked.some((row) => row.id === id));
  if (missing !== undefined) throw refusal('ROW_DECISION_INVALID.ROW', 'rowIds', { id: missing });
  await tx.manager.update(ImportEntity, { id: found.id }, { done: 0, total: marked.length, reached: 0 });
  return found.id;
}

/** Forgets which rows an undo that failed was to take back: they stay until somebody asks for it again. */
async function unmark(tx: Transaction, id: string): Promise<void> {
  await tx
    .named('Import.unmark')
    .rows(sql`UPDATE import_row SET is_undoing = FALSE WHERE import_id = ${id} AND is_undoing`);
}

/** Sets the size of the work. @param condition of the rows that wait, from code */
async function countWork(tx: Transaction, id: string, condition: string): Promise<void> {
  const [{ count } = { count: 0 }] = await tx
    .named('Import.countWork')
    .rows<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM import_row WHERE import_id = ${id} AND ${raw(condition)}`,
    );
  await tx.manager.update(ImportEntity, { id }, { done: 0, total: count, reached: 0 });
}
