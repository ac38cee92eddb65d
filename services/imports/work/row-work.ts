import { sql } from '#kernel/database';
import type { ImportRowFate } from '../import-row/import-row-fate.js';
import type { RowDecision } from '../import-row/row-decision.js';
import type { ImportEntity } from '../import/import.entity.js';
import type { ImportRow } from '../mapping/import-row.js';
import type { RecordTarget, SourceOfRows } from '../matching/foreign-authorities.js';
import type { RowMatch } from '../matching/row-match.js';
import type { StepTools } from './job.js';
import { progressOf, writeHeld } from './work-queue.js';

/** A row that the present work has come to. */
export interface WorkRow {
  id: string;
  number: number;
  externalId: string | null;
  content: ImportRow | null;
  /** Whether one of its cells refuses it. */
  isRefused: boolean;
  /** Whether another row of the file says the same; without content and neither of both: the map leaves it out. */
  isRepeated: boolean;
  fate: ImportRowFate | null;
  match: RowMatch | null;
  decision: RowDecision | null;
}

/** What the work finds out about a row. */
export interface RowResult {
  id: string;
  fate: ImportRowFate;
  match: RowMatch | null;
  partnershipId: string | null;
  isApplied: boolean;
}

export const COLUMNS = sql`id, number, external_id AS "externalId", content, fate, match, decision,
  EXISTS (SELECT FROM jsonb_array_elements(problems) p WHERE p->'fatal' = 'true') AS "isRefused",
  EXISTS (SELECT FROM jsonb_array_elements(problems) p WHERE p->>'code' = 'REPEATED') AS "isRepeated"`;

const sourceOf = (found: ImportEntity): SourceOfRows => ({
  key: found.sourceKey,
  title: found.sourceTitle,
  url: found.sourceUrl,
  licence: found.sourceLicence,
  asOf: found.sourceAsOf,
});

/** For which import, and whom, rows are recorded. */
export const targetOf = (found: ImportEntity): Omit<RecordTarget, 'dryRun'> => ({
  importId: found.id,
  authorityId: found.authorityId,
  source: sourceOf(found),
});

/**
 * Remembers what became of a batch, and that it is done, by one statement.
 * @param batch rows of the batch, in their order
 * @throws StepSuperseded
 */
export async function saveResults(
  tools: StepTools,
  batch: readonly WorkRow[],
  results: readonly RowResult[],
): Promise<void> {
  const rows = results.map(({ partnershipId, isApplied, ...row }) => ({
    ...row,
    partnership_id: partnershipId,
    is_applied: isApplied,
  }));
  await writeHeld(
    tools,
    tools.found,
    'job imports.save',
    progressOf(batch),
    sql`UPDATE import_row r SET fate = s.fate, match = nullif(s.match, 'null'::jsonb), partnership_id = s.partnership_id,
        applied_at = CASE WHEN s.is_applied THEN now() END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s (id uuid, fate text, match jsonb, partnership_id uuid, is_applied boolean), held
      WHERE r.id = s.id AND r.import_id = held.id`,
  );
}
