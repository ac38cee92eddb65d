import { ANONYMOUS, type Actor } from '#kernel/auth';
import { createReader, columnsOf, raw, sql, type Reader, type Sql } from '#kernel/database';
import type { JobTools } from '#kernel/scheduler';
import { AT_WORK, ImportState } from '../import/import-state.js';
import type { ImportFailure } from '../import/import-failure.js';
import { ImportEntity } from '../import/import.entity.js';

const CALLER = { actor: ANONYMOUS, language: 'FR', requestId: 'imports' } as const;
const columns = columnsOf(ImportEntity, 'i');
/** States at work, as the index `file_import_at_work` names them: with a parameter, it would not serve. */
const isAtWork = raw(`state IN (${AT_WORK.map((state) => `'${state}'`).join(', ')})`);

/** Import as a step works on it, with the fencing token of that step. */
export type HeldImport = Pick<ImportEntity, 'id' | 'state' | 'fence'>;
type QueueTools = Pick<JobTools, 'pool' | 'signal'>;

/** Another process has taken over the work, or the import was deleted: this step ends, and writes no more. */
export class StepSuperseded extends Error {
  override readonly name = 'StepSuperseded';
}

/** Reads and writes of the job that need no audit, such as progress. */
export const readerOf = ({ pool }: Pick<JobTools, 'pool'>): Reader => createReader(pool, 'imports', CALLER);

/** Imports that wait for the job, those that have waited longest first. */
export const waitingImports = (reader: Reader): Promise<ImportEntity[]> =>
  reader
    .named('job imports.waiting')
    .rows<ImportEntity>(
      sql`SELECT ${columns} FROM file_import i WHERE ${isAtWork} ORDER BY updated_at, id LIMIT 50`,
    );

/**
 * Claims the next step of an import, and counts the attempt before it, so that an import that ends its process fails in the
 * end. The session of the lock claims it: a process that was suspended while another one took over cannot.
 * @returns the token of the step and the attempts so far; undefined when the import has moved on meanwhile
 */
export async function beginStep(
  { lockSession }: Pick<JobTools, 'lockSession'>,
  { id, state, version }: ImportEntity,
): Promise<{ attempts: number; fence: number } | undefined> {
  const [row] = await lockSession.named('job imports.begin').rows<{ attempts: number; fence: number }>(
    sql`UPDATE file_import SET attempts = attempts + 1, fence = fence + 1
        WHERE id = ${id} AND state = ${state} AND version = ${version} RETURNING attempts, fence`,
  );
  return row;
}

/**
 * Writes for a step while it holds its import, by one statement that also notes the progress; nothing is written otherwise.
 * @param name of the statement
 * @param progress assignments to columns of the import
 * @param write INSERT, UPDATE or DELETE, which may read `held`, the import; absent: progress alone
 * @throws StepSuperseded
 */
export async function writeHeld(
  tools: QueueTools,
  { id, fence }: HeldImport,
  name: string,
  progress: Sql,
  write?: Sql,
): Promise<void> {
  tools.signal.throwIfAborted();
  const held = await readerOf(tools)
    .named(name)
    .rows(
      sql`WITH held AS (UPDATE file_import SET updated_at = now(), ${progress} WHERE id = ${id} AND fence = ${fence} RETURNING id)
        ${write ? sql`, written AS (${write})` : sql``} SELECT id FROM held`,
    );
  if (!held.length) throw new StepSuperseded(`step ${fence} of the import ${id} is past`);
}

/** Assignments after a batch: rows that are done, and the number of the last of them. */
export const progressOf = (rows: readonly { number: number }[]): Sql =>
  sql`done = done + ${rows.length}, reached = ${rows.at(-1)!.number}, attempts = 0`;

/** Gives a step back that another subgraph could not answer: the attempt does not count. */
export const releaseStep = (tools: QueueTools, found: HeldImport): Promise<void> =>
  writeHeld(tools, found, 'job imports.release', sql`attempts = 0`);

/**
 * Moves an import on, unless somebody has moved it meanwhile; audited.
 * Parts of a file that was read are deleted with it.
 */
export async function moveOn(
  { inTransaction, signal }: Pick<JobTools, 'inTransaction' | 'signal'>,
  { id, state, fence }: HeldImport,
  to: ImportState,
  failure: ImportFailure | null = null,
): Promise<void> {
  signal.throwIfAborted();
  await inTransaction(async (writer) => {
    const moved = await writer.named('job imports.move').rows(
      sql`UPDATE file_import SET state = ${to}, failure = ${failure && JSON.stringify(failure)}::jsonb, attempts = 0, is_stopping = FALSE,
        failed_in = CASE WHEN ${to} = 'FAILED' THEN state END,
        applied_at = CASE WHEN state = 'APPLYING' THEN now() ELSE applied_at END,
        undone_at = CASE WHEN ${to} = 'UNDONE' THEN now() ELSE undone_at END
        WHERE id = ${id} AND state = ${state} AND fence = ${fence} RETURNING id`,
    );
    if (moved.length && to === ImportState.READ)
      await writer.named('job imports.dropParts').rows(sql`DELETE FROM import_part WHERE import_id = ${id}`);
  });
}

/** Caller of other subgraphs on behalf of whoever asked for the work, with the token of the step. */
export const callerOf = ({ id, fence }: HeldImport, worker: Actor) =>
  ({
    actor: worker,
    language: 'FR',
    requestId: `import ${id}`,
    fence: { work: id, number: fence },
  }) as const;
