import { sql, type Reader } from '#kernel/database';
import { makeId } from '#kernel/values';
import { ImportRowFate } from '../import-row/import-row-fate.js';
import { ImportState } from '../import/import-state.js';
import type { ImportEntity } from '../import/import.entity.js';
import { MAX_BATCH } from '../matching/foreign-authorities.js';
import { MatchedNames, isSettled } from '../matching/match-rows.js';
import { recordPartnerships } from '../matching/partnerships.js';
import type { RowMatch } from '../matching/row-match.js';
import type { StepTools } from './job.js';
import { namesOf } from './names-cache.js';
import { fateOf, toRecord, withOutcome } from './partnership-rows.js';
import { COLUMNS, saveResults, targetOf, type RowResult, type WorkRow } from './row-work.js';
import { moveOn, noteProgress, readerOf } from './work-queue.js';

/** Reads the next rows of an import whose fate is not known. */
export const rowsToPreview = (reader: Reader, importId: string): Promise<WorkRow[]> =>
  reader
    .named('job imports.toPreview')
    .rows<WorkRow>(
      sql`SELECT ${COLUMNS} FROM import_row WHERE import_id = ${importId} AND applied_at IS NULL AND fate IS NULL ORDER BY number LIMIT ${MAX_BATCH}`,
    );

/** Finds out what would become of the next rows, or ends the preview. */
export async function stepOfPreview(tools: StepTools): Promise<void> {
  const { found } = tools;
  const reader = readerOf(tools);
  const rows = await rowsToPreview(reader, found.id);
  if (!rows.length) {
    await reportMissing(reader, found);
    return moveOn(tools, found, ImportState.PREVIEWED);
  }
  const names = namesOf(found, () => new MatchedNames(targetOf(found)));
  await saveResults(reader, await previewRows(tools, names, rows));
  await noteProgress(reader, found.id, rows.length);
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

/** Reports what an earlier import from the same source entered, and this file has not. */
async function reportMissing(reader: Reader, { id, sourceKey }: ImportEntity): Promise<void> {
  const missing = await reader.named('job imports.missing').rows<{
    externalId: string;
    content: object;
    cells: object;
    partnershipId: string;
  }>(sql`SELECT DISTINCT ON (r.external_id) r.external_id AS "externalId", r.content, r.cells, r.partnership_id AS "partnershipId"
    FROM file_import i JOIN import_row r ON r.import_id = i.id
    WHERE i.source_key = ${sourceKey} AND i.id <> ${id} AND r.applied_at IS NOT NULL AND r.external_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM import_row own WHERE own.import_id = ${id} AND own.external_id = r.external_id)
    ORDER BY r.external_id, i.created_at DESC`);
  if (!missing.length) return;
  const [{ last } = { last: 0 }] = await reader
    .named('job imports.lastRow')
    .rows<{ last: number }>(
      sql`SELECT coalesce(max(number), 0)::int AS last FROM import_row WHERE import_id = ${id}`,
    );
  const rows = missing.map((row, index) => ({
    id: makeId('ImportRow', `${id}\0${last + index + 1}`),
    number: last + index + 1,
    external_id: row.externalId,
    content: row.content,
    cells: row.cells,
    partnership_id: row.partnershipId,
  }));
  await reader.named('job imports.reportMissing').rows(
    sql`INSERT INTO import_row (id, import_id, number, external_id, cells, content, problems, fate, partnership_id)
      SELECT id, ${id}::uuid, number, external_id, cells, content, '[]', 'MISSING_FROM_EDITION', partnership_id
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (id uuid, number int, external_id text, cells json, content jsonb, partnership_id uuid)
      ON CONFLICT DO NOTHING`,
  );
}
