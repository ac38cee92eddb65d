import { sql } from '#kernel/database';
import type { ProblemRow } from '#kernel/errors';
import { Refusal } from '#kernel/errors';
import { refuseAny, validateAll, type Transaction, type Written } from '#kernel/mutations';
import { isId, isIdOf } from '#kernel/values';
import { dayInParis, problem, refusal } from '#vocabulary';
import { badUserInput, expected } from '#kernel/errors';
import { readPartners } from '../partnership/partners.writes.js';
import { lockAuthorities, readCandidates } from './candidates.js';
import {
  mayJoin,
  mayRecord,
  mayReplace,
  recordingParty,
  requireAnyRow,
} from './partnership-record.rights.js';
import type { PartnershipRecordInput, PartnershipsRecordInput } from './partnership-record.input.js';
import { persist } from './persist.js';
import { planRow, type Fate, type NewStatement, type World } from './plan-row.writes.js';
import { digestOf, externalIdProblem, validateSource } from './validate-source.js';
import { validateStated, type Known } from './validate-stated.writes.js';

const MAX_ROWS = 100;
const FIELDS = { start: 'start', signed: 'signedOn', end: 'end' };

/** What became of a row, with ids alone: kept with the receipt of the request. */
export interface RecordedRow {
  index: number;
  outcome: Fate['outcome'] | 'REFUSED';
  id: string | null;
  candidates: string[];
  problems: readonly ProblemRow[];
}

/** Id of an import. @throws BAD_USER_INPUT */
export function importIdOf(id: string | null | undefined): string | null {
  if (id == null) return null;
  if (isId(id)) return id.toLowerCase();
  throw badUserInput({ argument: 'input.importId', expected: expected('ID_OF_TYPE', { type: 'Import' }) });
}

const idsOf = (type: string, ids: readonly (string | null | undefined)[]) => [
  ...new Set(ids.filter((id): id is string => isIdOf(type, id)).map((id) => id.toLowerCase())),
];

/** Reads all that the rows concern, in a fixed number of statements. */
async function readWorld(transaction: Transaction, key: string, rows: readonly PartnershipRecordInput[]) {
  const frenchIds = idsOf(
    'Authority',
    rows.flatMap((row) => row.frenchAuthorityIds),
  );
  const foreignIds = idsOf(
    'ForeignAuthority',
    rows.flatMap((row) => row.foreignAuthorityIds),
  );
  await lockAuthorities(transaction, frenchIds);
  const stated = await transaction.named('PartnershipStatement.byKey').rows<{ id: string }>(
    sql`SELECT DISTINCT partnership_id AS id FROM partnership_statement
      WHERE source_key = ${key} AND external_id = ANY(${rows.map(({ externalId }) => externalId)}::text[])`,
  );
  const decided = idsOf(
    'Partnership',
    rows.map(({ partnershipId }) => partnershipId),
  );
  const partnerships = await readCandidates(transaction, {
    frenchIds,
    foreignIds,
    ids: [...stated.map(({ id }) => id), ...decided],
  });
  const all = [...partnerships.values()];
  const partners = await readPartners(
    transaction,
    [...new Set([...frenchIds, ...all.flatMap((one) => one.frenchAuthorityIds)])],
    [...new Set([...foreignIds, ...all.flatMap((one) => one.foreignAuthorityIds)])],
  );
  const themes = await transaction
    .named('theme_tree.known')
    .rows<{ code: string }>(
      sql`SELECT code FROM theme_tree WHERE code = ANY(${rows.flatMap(({ themeCodes }) => themeCodes ?? [])}::text[])`,
    );
  const world: World = { partnerships, partners, keptApart: [] };
  const known: Known = { partners, themes: new Set(themes.map(({ code }) => code)), day: dayInParis() };
  return { world, known };
}

/** The partnership to join or the decision to keep apart. @throws Refusal DECISION_INVALID, PARTNERSHIP_UNKNOWN */
function decisionOf(
  transaction: Transaction,
  { partnerships }: World,
  row: PartnershipRecordInput,
  stated: NewStatement['stated'],
): { join: string } | 'KEEP_APART' | null {
  if (row.decision == null) return null;
  if (row.decision === 'KEEP_APART') return 'KEEP_APART';
  if (row.partnershipId == null) throw refusal('DECISION_INVALID.NEEDS_PARTNERSHIP', 'partnershipId');
  const found = partnerships.get(row.partnershipId.toLowerCase());
  if (!found) throw refusal('PARTNERSHIP_UNKNOWN', 'partnershipId');
  const haveCommon =
    found.frenchAuthorityIds.some((id) => stated.frenchAuthorityIds.includes(id)) ||
    found.foreignAuthorityIds.some((id) => stated.foreignAuthorityIds.includes(id));
  if (!haveCommon) throw refusal('DECISION_INVALID.NO_COMMON_PARTNER', 'partnershipId', { id: found.id });
  if (!mayJoin(transaction, found.frenchAuthorityIds))
    throw refusal('PARTNERS_INVALID.NOT_YOURS', 'partnershipId');
  return { join: found.id };
}

/** Paths of a row's problems begin with its place among the rows. */
const placed = (problems: readonly ProblemRow[], index: number): ProblemRow[] =>
  problems.map((one) => ({ ...one, field: ['input', 'rows', String(index), ...one.field.slice(1)] }));

/** Records what one source states of up to 100 partnerships; each row for itself. */
export async function recordPartnerships(
  transaction: Transaction,
  input: PartnershipsRecordInput,
): Promise<Written> {
  const { rows } = input;
  requireAnyRow(transaction, rows, input.importId ?? null);
  const { source } = await validateAll({
    source: () => validateSource(input.source),
    rows: () =>
      refuseAny([
        (rows.length === 0 || rows.length > MAX_ROWS) && problem('ROWS_INVALID', 'rows', { max: MAX_ROWS }),
      ]),
  });
  const importId = importIdOf(input.importId);
  const { world, known } = await readWorld(transaction, source.key, rows);
  const seen = new Set<string>();
  const stated = new Set<string>();
  const results: RecordedRow[] = [];

  const record = async (row: PartnershipRecordInput): Promise<Fate> => {
    const { what } = await validateAll({
      key: () =>
        refuseAny([
          externalIdProblem(row.externalId, 'externalId'),
          seen.has(row.externalId) && problem('SOURCE_INVALID.REPEATED', 'externalId'),
          !mayRecord(transaction, row.frenchAuthorityIds) &&
            problem('PARTNERS_INVALID.NOT_YOURS', 'frenchAuthorityIds'),
        ]),
      what: () =>
        validateStated(row, { start: row.start, signed: row.signedOn, end: row.end }, known, FIELDS),
    });
    seen.add(row.externalId);
    const asOf = row.asOf ?? source.source.asOf ?? null;
    const statement: NewStatement = {
      sourceKey: source.key,
      externalId: row.externalId,
      source: asOf === null ? { ...source.source, readOn: known.day } : source.source,
      asOf: asOf ?? known.day,
      party: recordingParty(transaction),
      recordedBy: transaction.actor.id,
      importId,
      stated: what,
      digest: digestOf(what, source.source, asOf),
      recordedAt: new Date(),
    };
    const fate = planRow(world, statement, decisionOf(transaction, world, row, what), (...one) =>
      mayReplace(transaction, ...one),
    );
    if (fate.outcome === 'AMBIGUOUS' || fate.outcome === 'UNCHANGED') return fate;
    const { statements } = world.partnerships.get(fate.id)!;
    stated.add(
      statements.find((one) => one.externalId === row.externalId && one.sourceKey === source.key)!.id,
    );
    return fate;
  };

  for (const [index, row] of rows.entries()) {
    try {
      const fate = await record(row);
      const isDone = fate.outcome !== 'AMBIGUOUS';
      results.push({
        index,
        outcome: fate.outcome,
        id: isDone ? fate.id : null,
        candidates: isDone ? [] : fate.candidates,
        problems: [],
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const problems = placed(error.problems, index);
      results.push({ index, outcome: 'REFUSED', id: null, candidates: [], problems });
    }
  }
  if (!input.dryRun) await persist(transaction, world, stated, importId);
  return { id: results.find(({ id }) => id !== null)?.id ?? NO_ID, details: results };
}
/** Stands for no partnership where none was written. */
const NO_ID = '00000000-0000-0000-0000-000000000000';
