import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '#kernel/database';
import { ENTERS, ImportRowFate } from '../import-row/import-row-fate.js';
import { ImportDecisionAction } from '../import-row/row-decision.js';
import { ImportState } from '../import/import-state.js';
import { foreignKey } from '../matching/external-id.js';
import {
  MAX_BATCH,
  recordForeignAuthorities,
  type WantedForeignAuthority,
} from '../matching/foreign-authorities.js';
import { isSettled } from '../matching/match-rows.js';
import { recordPartnerships, type PartnershipOutcome } from '../matching/partnerships.js';
import type { PartnerMatch, RowMatch } from '../matching/row-match.js';
import { SubgraphAway, type SubgraphQuestions } from '../matching/subgraph-questions.js';
import type { StepTools } from './job.js';
import { fateOf, toRecord, withOutcome } from './partnership-rows.js';
import { COLUMNS, saveResults, targetOf, type RowResult, type WorkRow } from './row-work.js';
import { withdrawUnused } from './withdraw-unused.js';
import { moveOn, readerOf } from './work-queue.js';

interface MatchedRow {
  row: WorkRow;
  match: RowMatch;
}

/**
 * Enters the next rows into the graph, or ends the work. What the other subgraphs record is found again by the keys of
 * source and row, so that a batch whose results were lost is repeated without harm.
 */
export async function stepOfApplying(tools: StepTools): Promise<void> {
  const { found } = tools;
  const reader = readerOf(tools);
  const rows = await reader
    .named('job imports.toApply')
    .rows<WorkRow>(
      sql`SELECT ${COLUMNS} FROM import_row WHERE import_id = ${found.id} AND number > ${found.reached} AND applied_at IS NULL AND content IS NOT NULL AND fate = ANY(${ENTERS}::text[]) ORDER BY number LIMIT ${MAX_BATCH}`,
    );
  if (!rows.length) return moveOn(tools, found, ImportState.APPLIED);
  await saveResults(tools, rows, await applyRows(tools, rows));
}

/** Wait in milliseconds for the cooperations subgraph to hear of authorities that were created just now. */
const HEARS_AFTER_MS = 200;
const HEARS_WITHIN_MS = 20_000;

/** Records partnerships; those of authorities that cooperations has not heard of yet are sent again. */
async function recordWhenKnown(
  questions: SubgraphQuestions,
  target: Parameters<typeof recordPartnerships>[1],
  rows: readonly MatchedRow[],
): Promise<PartnershipOutcome[]> {
  const outcomes = await recordPartnerships(questions, target, rows.map(toRecord));
  const isUnheard = (index: number) =>
    rows[index]!.match.foreign.some(({ isNew }) => isNew) &&
    outcomes[index]!.problems.some(({ code }) => code === 'FOREIGN_AUTHORITY_UNKNOWN');
  for (const end = Date.now() + HEARS_WITHIN_MS; ;) {
    const unheard = rows.flatMap((_, index) => (isUnheard(index) ? [index] : []));
    if (!unheard.length) return outcomes;
    if (Date.now() > end)
      throw new SubgraphAway('cooperations has not heard of the authorities that were created');
    await sleep(HEARS_AFTER_MS);
    const again = await recordPartnerships(
      questions,
      target,
      unheard.map((index) => toRecord(rows[index]!)),
    );
    unheard.forEach((index, at) => (outcomes[index] = again[at]!));
  }
}

async function applyRows(
  { found, questions, pool, signal }: StepTools,
  rows: readonly WorkRow[],
): Promise<RowResult[]> {
  const target = { ...targetOf(found), dryRun: false };
  const matched = rows.map((row): MatchedRow => ({ row, match: row.match! }));
  const keysOf = await recordForeign({ found, questions }, matched);
  const settled = matched.filter(({ match }) => isSettled(match));
  const outcomes = await recordWhenKnown(questions, target, settled);
  const entered = settled.map(({ row, match }, index): RowResult => {
    const result = withOutcome(row.id, match, outcomes[index]!);
    const isApplied = ENTERS.includes(result.fate);
    // The first attempt at this batch was recorded, and its results were lost: the preview told its fate.
    const fate = result.fate === ImportRowFate.UNCHANGED && row.fate ? row.fate : result.fate;
    return { ...result, fate, isApplied };
  });
  const left = matched.filter(({ match }) => !isSettled(match));
  const appliedIds = new Set(entered.flatMap(({ id, isApplied }) => (isApplied ? id : [])));
  await withdrawUnused({ found, questions, pool, signal }, matched, appliedIds, keysOf);
  return [
    ...entered,
    ...left.map(({ row, match }): RowResult => {
      return { id: row.id, fate: fateOf(match), match, partnershipId: null, isApplied: false };
    }),
  ];
}

/**
 * Creates the authorities abroad that no row before has created, and records which known ones the rows name: the import is
 * one more source of these, so that they stay when the import that entered them is taken back, and a later edition does not
 * ask again what people decided. Writes the ids into the matches.
 * @returns the keys under which the authorities of each row were recorded
 */
async function recordForeign(
  { found, questions }: Pick<StepTools, 'found' | 'questions'>,
  matched: readonly MatchedRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const keysOf = new Map<string, string[]>();
  const wanted = new Map<string, WantedForeignAuthority>();
  for (const { row, match } of matched)
    match.foreign.forEach((one, index) => {
      if (!one.creates && one.id === null) return;
      const text = row.content!.foreign[index]!;
      const key = foreignKey(text);
      keysOf.set(row.id, [...(keysOf.get(row.id) ?? []), key]);
      const decided = decisionOn(one, row.decision?.action === ImportDecisionAction.CREATE);
      wanted.set(key, { text, decision: decided ?? wanted.get(key)?.decision ?? joinOf(one.id) });
    });
  if (!wanted.size) return keysOf;
  const made = await recordForeignAuthorities(questions, { ...targetOf(found), dryRun: false }, [
    ...wanted.values(),
  ]);
  const byKey = new Map([...wanted.keys()].map((key, index) => [key, made[index]!]));
  for (const { row, match } of matched)
    match.foreign = match.foreign.map((one, index) => {
      if (!one.creates && one.id === null) return one;
      const { id, candidateIds, problem } = byKey.get(foreignKey(row.content!.foreign[index]!))!;
      if (problem) match.problems.push(problem);
      if (!one.creates && !one.isDecided && !problem) return one;
      return { ...one, id, candidateIds, creates: false, isNew: true };
    });
  return keysOf;
}

function decisionOn(match: PartnerMatch, isCreation: boolean): WantedForeignAuthority['decision'] {
  if (match.isDecided) return joinOf(match.id);
  return isCreation && match.creates ? { decision: 'KEEP_APART' } : null;
}

const joinOf = (id: string | null): WantedForeignAuthority['decision'] =>
  id === null ? null : { decision: 'JOIN', foreignAuthorityId: id };
