import { sql } from '#kernel/database';
import { refuseAny, type Transaction } from '#kernel/mutations';
import { isIdOf, requireId } from '#kernel/values';
import { problem, refusal } from '#vocabulary';
import { ImportState } from '../import/import-state.js';
import { lockOwnImport, requireState } from '../import/lock-import.js';
import type { RowMatch } from '../matching/row-match.js';
import { MAX_DECISIONS, type ImportDecideInput } from './import-row.write.input.js';
import { ImportDecisionAction, type RowDecision } from './row-decision.js';

interface DecidedRow {
  id: string;
  number: number;
  isReadable: boolean;
  isApplied: boolean;
  match: RowMatch | null;
}

type Decided = ImportDecideInput['decisions'][number];

/**
 * Ids that a decision may name: candidates of the row, and any authority where none was found for a name, since a person
 * may know better.
 */
export function mayMean(match: RowMatch | null, id: string): boolean {
  if (!match) return false;
  const isOpen = ({ id: sure, candidateIds, creates }: RowMatch['french'][number]) =>
    sure === null && !creates && candidateIds.length === 0;
  return (
    [...match.french, ...match.foreign].some((one) => one.candidateIds.includes(id) || one.id === id) ||
    match.partnershipIds.includes(id) ||
    (isIdOf('Authority', id) && match.french.some(isOpen)) ||
    (isIdOf('ForeignAuthority', id) && match.foreign.some((one) => isOpen(one) || one.creates))
  );
}

function problemOf({ action, candidateIds }: Decided, row: DecidedRow) {
  const ids = candidateIds ?? [];
  const values = { row: row.number };
  if (row.isApplied) return problem('ROW_DECISION_INVALID.APPLIED', 'decisions', values);
  if (action === ImportDecisionAction.SKIP) return undefined;
  if (!row.isReadable) return problem('ROW_DECISION_INVALID.UNREADABLE', 'decisions', values);
  if (action === ImportDecisionAction.JOIN && !ids.length)
    return problem('ROW_DECISION_INVALID.WHICH', 'decisions', values);
  const stranger = ids.find((id) => !mayMean(row.match, id));
  return stranger === undefined
    ? undefined
    : problem('ROW_DECISION_INVALID.CANDIDATE', 'decisions', { ...values, id: stranger });
}

/**
 * Keeps decisions, and forgets what the preview said of their rows: the next one finds it out again. What their names may
 * mean stays, so that a decision can be replaced before.
 * @returns the id of the import
 * @throws Refusal IMPORT_STATE, ROW_DECISION_INVALID
 */
export async function decideRows(tx: Transaction, input: ImportDecideInput): Promise<string> {
  const found = await lockOwnImport(tx, input.id);
  requireState(found, [ImportState.PREVIEWED, ImportState.APPLIED]);
  const decisions = new Map(
    input.decisions.map((decision) => [requireId('ImportRow', decision.rowId, 'input.decisions'), decision]),
  );
  if (decisions.size < 1 || input.decisions.length > MAX_DECISIONS)
    throw refusal('ROW_DECISION_INVALID.COUNT', 'decisions', { max: MAX_DECISIONS });
  const rows = await tx.named('ImportRow.decided').rows<DecidedRow>(
    sql`SELECT id, number, content IS NOT NULL AS "isReadable", applied_at IS NOT NULL AS "isApplied", match
      FROM import_row WHERE import_id = ${found.id} AND id = ANY(${[...decisions.keys()]}::uuid[])
        AND fate IS DISTINCT FROM 'MISSING_FROM_EDITION' FOR UPDATE`,
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  refuseAny(
    [...decisions].map(([id, decision]) => {
      const row = known.get(id);
      return row ? problemOf(decision, row) : problem('ROW_DECISION_INVALID.ROW', 'decisions', { id });
    }),
  );
  const at = new Date().toISOString();
  const decided = [...decisions].map(([id, { action, candidateIds }]) => ({
    id,
    decision: { action, candidateIds: candidateIds ?? [], by: tx.actor.id, at } satisfies RowDecision,
  }));
  await tx.named('ImportRow.decide').rows(
    sql`UPDATE import_row r SET decision = d.decision, fate = NULL, partnership_id = NULL FROM jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) AS d (id uuid, decision jsonb)
      WHERE r.id = d.id`,
  );
  return found.id;
}
