import { raw, sql } from '#kernel/database';
import type { JobDefinition } from '#kernel/scheduler';
import { readerOf } from '../work/work-queue.js';
import { AT_WORK, ImportState } from './import-state.js';
import type { ImportEntity } from './import.entity.js';

const DAY_MS = 24 * 3_600_000;
/** Days after which an import is deleted with its file, rows and decisions, from when something was last done with it. */
export const EXPIRES_AFTER_DAYS = {
  /** An upload that was not finished. */
  uploading: 7,
  /** One that has nothing in the graph: its report and decisions are gone with it. */
  open: 90,
  /** One that was applied: what it entered stays, and can be taken back as an import no more. */
  applied: 3 * 365,
} as const;

const daysOf = ({ state, appliedAt }: Pick<ImportEntity, 'state' | 'appliedAt'>): number => {
  if (state === ImportState.UPLOADING) return EXPIRES_AFTER_DAYS.uploading;
  return appliedAt === null || state === ImportState.UNDONE
    ? EXPIRES_AFTER_DAYS.open
    : EXPIRES_AFTER_DAYS.applied;
};

/** When an import is deleted unless something is done with it before; null while it is worked on. */
export const expiryOf = (found: Pick<ImportEntity, 'state' | 'appliedAt' | 'updatedAt'>): Date | null =>
  AT_WORK.includes(found.state)
    ? null
    : new Date(new Date(found.updatedAt).getTime() + daysOf(found) * DAY_MS);

const { uploading, open, applied } = EXPIRES_AFTER_DAYS;
const isExpired = raw(`i.state NOT IN (${AT_WORK.map((state) => `'${state}'`).join(', ')})
  AND i.updated_at + make_interval(days => CASE WHEN i.state = 'UPLOADING' THEN ${uploading}
    WHEN i.applied_at IS NULL OR i.state = 'UNDONE' THEN ${open} ELSE ${applied} END) <= now()`);

/** Deletes imports that have expired, each in a transaction of its own, with its audit. */
export const expireImports: JobDefinition = {
  name: 'expire-imports',
  everySeconds: 24 * 3_600,
  async run(tools) {
    const expired = await readerOf(tools)
      .named('job expire-imports.due')
      .rows<{ id: string }>(
        sql`SELECT i.id FROM file_import i WHERE ${isExpired} ORDER BY i.updated_at, i.id`,
      );
    for (const { id } of expired) {
      tools.signal.throwIfAborted();
      // Somebody may have gone on with it meanwhile.
      await tools.inTransaction((writer) =>
        writer
          .named('job expire-imports.delete')
          .rows(sql`DELETE FROM file_import i WHERE i.id = ${id} AND ${isExpired}`),
      );
    }
    if (expired.length) tools.log.info({ imports: expired.length }, 'expired imports were deleted');
  },
};
