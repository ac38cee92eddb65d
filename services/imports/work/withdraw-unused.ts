import { sql } from '#kernel/database';
import { foreignKey } from '../matching/external-id.js';
import type { StepTools } from './job.js';
import { withdrawAuthorities } from './undo-step.js';
import { readerOf } from './work-queue.js';
import type { WorkRow } from './row-work.js';

/**
 * Takes back the authorities abroad that were recorded for rows whose partnership was then refused, or is ambiguous, unless
 * a row that is in the graph names them, too: nothing of a row that does not enter stays.
 * @param appliedIds ids of the rows of the batch that entered
 * @param keysOf keys under which the authorities of each row were recorded
 */
export async function withdrawUnused(
  tools: Pick<StepTools, 'found' | 'questions' | 'pool' | 'signal'>,
  batch: readonly { row: WorkRow }[],
  appliedIds: ReadonlySet<string>,
  keysOf: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const keysOfRows = (isApplied: boolean) =>
    batch.flatMap(({ row }) => (appliedIds.has(row.id) === isApplied ? (keysOf.get(row.id) ?? []) : []));
  const used = new Set(keysOfRows(true));
  const unused = new Set(keysOfRows(false).filter((key) => !used.has(key)));
  if (!unused.size) return;
  // Rows of earlier batches; only where something was refused, so that other batches cost nothing.
  for (let after = 0; ;) {
    const rows = await readerOf(tools)
      .named('job imports.named')
      .rows<{ number: number; foreign: Parameters<typeof foreignKey>[0][] }>(
        sql`SELECT number, content->'foreign' AS foreign FROM import_row
          WHERE import_id = ${tools.found.id} AND number > ${after} AND applied_at IS NOT NULL ORDER BY number LIMIT ${PAGE}`,
      );
    for (const { foreign } of rows) for (const text of foreign) unused.delete(foreignKey(text));
    if (rows.length < PAGE || !unused.size) break;
    after = rows.at(-1)!.number;
  }
  if (unused.size) await withdrawAuthorities(tools, { externalIds: [...unused] });
}

/** Rows that are read at once. */
const PAGE = 5_000;
