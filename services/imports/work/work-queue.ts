import type { Actor } from '#kernel/auth';
import { createReader, columnsOf, raw, sql, type Reader } from '#kernel/database';
import { ANONYMOUS } from '#kernel/auth';
import type { JobTools } from '#kernel/scheduler';
import { AT_WORK, ImportState } from '../import/import-state.js';
import type { ImportFailure } from '../import/import-failure.js';
import { ImportEntity } from '../import/import.entity.js';

const CALLER = { actor: ANONYMOUS, language: 'FR', requestId: 'imports' } as const;
const columns = columnsOf(ImportEntity, 'i');
/** States at work, as the index `file_import_at_work` names them: with a parameter, it would not serve. */
const isAtWork = raw(`state IN (${AT_WORK.map((state) => `'${state}'`).join(', ')})`);

type QueueTools = Pick<JobTools, 'pool' | 'signal'>;

/** Reads and writes of the job that need no audit, such as progress. */
export const readerOf = ({ pool }: Pick<JobTools, 'pool'>): Reader => createReader(pool, 'imports', CALLER);

/** Imports that wait for the job, those that have waited longest first. */
export const waitingImports = (reader: Reader): Promise<ImportEntity[]> =>
  reader
    .named('job imports.waiting')
    .rows<ImportEntity>(
      sql`SELECT ${columns} FROM file_import i WHERE ${isAtWork} ORDER BY updated_at, id LIMIT 50`,
    );

/** Counts an attempt before its step, so that an import that ends its process fails in the end. @returns attempts so far */
export async function beginStep(reader: Reader, id: string): Promise<number> {
  const [row] = await reader
    .named('job imports.begin')
    .rows<{ attempts: number }>(
      sql`UPDATE file_import SET attempts = attempts + 1 WHERE id = ${id} RETURNING attempts`,
    );
  return row?.attempts ?? 0;
}

/** Notes progress of a step that ended well, which ends the count of attempts. */
export async function noteProgress(tools: QueueTools, id: string, done: number): Promise<void> {
  await noteProgressWithin(tools, id, done);
  await readerOf(tools)
    .named('job imports.stepDone')
    .rows(sql`UPDATE file_import SET attempts = 0 WHERE id = ${id}`);
}

/** Notes progress inside a step that begins anew when it is killed: its attempts go on counting. */
export async function noteProgressWithin(tools: QueueTools, id: string, done: number): Promise<void> {
  tools.signal.throwIfAborted();
  await readerOf(tools)
    .named('job imports.progress')
    .rows(sql`UPDATE file_import SET done = done + ${done}, updated_at = now() WHERE id = ${id}`);
}

/**
 * Moves an import on, unless somebody has moved it meanwhile; audited.
 * Parts of a file that was read are deleted with it.
 */
export async function moveOn(
  { inTransaction, signal }: Pick<JobTools, 'inTransaction' | 'signal'>,
  found: Pick<ImportEntity, 'id' | 'state'>,
  to: ImportState,
  failure: ImportFailure | null = null,
): Promise<void> {
  signal.throwIfAborted();
  await inTransaction(async (writer) => {
    const moved = await writer.named('job imports.move').rows(
      sql`UPDATE file_import SET state = ${to}, failure = ${failure && JSON.stringify(failure)}::jsonb, attempts = 0,
        failed_in = CASE WHEN ${to} = 'FAILED' THEN state END,
        applied_at = CASE WHEN ${to} = 'APPLIED' AND state = 'APPLYING' THEN now() ELSE applied_at END,
        undone_at = CASE WHEN ${to} = 'UNDONE' THEN now() ELSE undone_at END
        WHERE id = ${found.id} AND state = ${found.state} RETURNING id`,
    );
    if (moved.length && to === ImportState.READ)
      await writer
        .named('job imports.dropParts')
        .rows(sql`DELETE FROM import_part WHERE import_id = ${found.id}`);
  });
}

/** Caller of other subgraphs on behalf of whoever asked for the work. */
export const callerOf = ({ id, worker }: { id: string; worker: Actor }) =>
  ({ actor: worker, language: 'FR', requestId: `import ${id}` }) as const;
