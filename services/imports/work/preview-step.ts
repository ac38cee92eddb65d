import { sql, type Reader } from '#kernel/database';
import { ImportRowFate } from '../import-row/import-row-fate.js';
import { ImportState } from '../import/import-state.js';
import { MAX_BATCH } from '../matching/foreign-authorities.js';
import { MatchedNames, isSettled } from '../matching/match-rows.js';
import { recordPartnerships } from '../matching/partnerships.js';
import type { RowMatch } from '../matching/row-match.js';
import { reportMissing } from './earlier-editions.js';
import type { StepTools } from './job.js';
import { namesOf } from './names-cache.js';
import { fateOf, toRecord, withOutcome } from './partnership-rows.js';
import { COLUMNS, saveResults, targetOf, type RowResult, type WorkRow } from './row-work.js';
import { moveOn, readerOf } from './work-queue.js';

/** Reads the next rows of an import whose fate is not known. @param reached number of the last row before them */
export const rowsToPreview = (reader: Reader, importId: string, reached: number): Promise<WorkRow[]> =>
  reader
    .named('job imports.toPreview')
    .rows<WorkRow>(
      sql`SELECT ${COLUMNS} FROM import_row WHERE import_id = ${importId} AND number > ${reached} AND applied_at IS NULL AND fate IS NULL ORDER BY number LIMIT ${MAX_BATCH}`,
    );

/** Finds out what would become of the next rows, or ends the preview. */
export async function stepOfPreview(tools: StepTools): Promise<void> {
  const { found } = tools;
  const reader = readerOf(tools);
  const rows = await rowsToPreview(reader, found.id, found.reached);
  if (!rows.length) {
    await reportMissing(tools);
    return moveOn(tools, found, ImportState.PREVIEWED);
  }
  const names = namesOf(found, () => new MatchedNames(targetOf(found)));
  await saveResults(tools, rows, await previewRows(tools, names, rows));
}

const plainResult = (id: string, fate: ImportRowFate, match: RowMatch | null = null): RowResult => ({
  id,
  fate,
  match,
  partnershipId: null,
  isApplied: false,
});

/** Fate of a row of which nothing is compared: it is refused by a cell, repeats another one, or is none of this layout. */
function fateWithoutContent({ isRefused, isRepeated }: WorkRow): ImportRowFate {
  if (isRefused) return ImportRowFate.REFUSED;
  return isRepeated ? ImportRowFate.UNCHANGED : ImportRowFate.SKIPPED;
}

async function previewRows(
  { found, questions }: StepTools,
  names: MatchedNames,
  rows: readonly WorkRow[],
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  const readable: (WorkRow & { content: NonNullable<WorkRow['content']> })[] = [];
  for (const row of rows)
    if (row.decision?.action === 'SKIP') results.push(plainResult(row.id, ImportRowFate.SKIPPED));
    else if (row.content) readable.push({ ...row, content: row.content });
    else results.push(plainResult(row.id, fateWithoutContent(row)));
  const matches = await names.match(questions, readable);
  const matched = readable.map((row, index) => ({ row, match: matches[index]! }));
  const settled = matched.filter(({ match }) => isSettled(match));
  const known = settled.filter(({ match }) => !match.foreign.some(({ creates }) => creates));
  const outcomes = await recordPartnerships(
    questions,
    { ...targetOf(found), dryRun: true },
    known.map(toRecord),
  );
  for (const { row, match } of matched) {
    const at = known.findIndex((one) => one.row === row);
    if (at >= 0) results.push({ ...withOutcome(row.id, match, outcomes[at]!), isApplied: false });
    else results.push(plainResult(row.id, fateOf(match), match));
  }
  return results;
}
