import { sql, type Sql } from '#kernel/database';
import { makeId } from '#kernel/values';
import type { ImportEntity } from '../import/import.entity.js';
import type { StepTools } from './job.js';
import { readerOf, writeHeld } from './work-queue.js';

// What an import takes over from those of earlier editions of its source.

/**
 * Condition: the import `i` brought in another edition of the same source, for the same importer or the same authority.
 * Importers choose the keys of their sources, so that a key alone must show nobody the rows of somebody else.
 */
const isOtherEdition = ({ id, sourceKey, actorId, authorityId }: ImportEntity): Sql =>
  sql`i.source_key = ${sourceKey} AND i.id <> ${id} AND (i.actor_id = ${actorId} OR i.authority_id = ${authorityId}::uuid)`;

/** What was decided about a row of an earlier edition, and applied, counts for the same row of this one. */
export async function rememberDecisions(tools: StepTools): Promise<void> {
  const { found } = tools;
  await writeHeld(
    tools,
    found,
    'job imports.rememberDecisions',
    sql`done = done`,
    sql`UPDATE import_row r SET decision = earlier.decision FROM (
        SELECT DISTINCT ON (e.external_id) e.external_id, e.decision FROM file_import i JOIN import_row e ON e.import_id = i.id
        WHERE ${isOtherEdition(found)} AND e.decision IS NOT NULL AND e.applied_at IS NOT NULL
        ORDER BY e.external_id, i.created_at DESC
      ) earlier, held WHERE r.import_id = held.id AND r.external_id = earlier.external_id AND r.content IS NOT NULL`,
  );
}

/** Rows that are missing, by one statement. */
const PAGE = 500;

/** Reports what an earlier import from the same source entered, and this file has not, page by page. */
export async function reportMissing(tools: StepTools): Promise<void> {
  for (let after = ''; ;) {
    tools.signal.throwIfAborted();
    const last = await reportPage(tools, after);
    if (last === null) return;
    after = last;
  }
}

/** Reports the next missing rows in the order of their keys. @returns the last key; null: there are no more */
async function reportPage(tools: StepTools, after: string): Promise<string | null> {
  const { found } = tools;
  const { id } = found;
  const reader = readerOf(tools);
  const missing = await reader.named('job imports.missing').rows<{
    externalId: string;
    content: object;
    cells: object;
    partnershipId: string;
  }>(sql`SELECT DISTINCT ON (r.external_id) r.external_id AS "externalId", r.content, r.cells, r.partnership_id AS "partnershipId"
    FROM file_import i JOIN import_row r ON r.import_id = i.id
    WHERE ${isOtherEdition(found)} AND r.applied_at IS NOT NULL AND r.external_id > ${after}
      AND NOT EXISTS (SELECT FROM import_row own WHERE own.import_id = ${id} AND own.external_id = r.external_id)
    ORDER BY r.external_id, i.created_at DESC LIMIT ${PAGE}`);
  if (!missing.length) return null;
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
  await writeHeld(
    tools,
    found,
    'job imports.reportMissing',
    sql`done = done`,
    sql`INSERT INTO import_row (id, import_id, number, external_id, cells, content, problems, fate, partnership_id)
      SELECT r.id, held.id, number, external_id, cells, content, '[]', 'MISSING_FROM_EDITION', partnership_id
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (id uuid, number int, external_id text, cells json, content jsonb, partnership_id uuid), held
      ON CONFLICT DO NOTHING`,
  );
  return missing.length < PAGE ? null : missing.at(-1)!.externalId;
}
