import { sql, type Reader } from '#kernel/database';
import { Refusal, type ProblemRow } from '#kernel/errors';
import { validateAll, validateText } from '#kernel/mutations';
import { isIdOf, makeId } from '#kernel/values';
import { problem, refusal } from '#vocabulary';
import { knownFor, MAX_CANDIDATES } from '../foreign-authority/foreign-authority.candidates.js';
import {
  contentOf,
  namesOf,
  wantedOf,
  type Content,
} from '../foreign-authority/foreign-authority.content.js';
import type { Candidate, KnownAuthorities } from '../likeness/candidates.js';
import { likelyOutcome } from '../likeness/outcome.js';
import type { ForeignAuthorityRecordEntity } from './foreign-authority-record.entity.js';
import type { ForeignAuthorityRecordInput } from './foreign-authority-record.write.input.js';

const MAX_EXTERNAL_ID = 200;

/** What shall become of a row. */
export type RowPlan =
  | { outcome: 'CREATED'; row: CheckedRow; id: string; isRevived: boolean }
  | { outcome: 'JOINED'; row: CheckedRow; id: string; before: ForeignAuthorityRecordEntity | undefined }
  | { outcome: 'UNCHANGED'; id: string }
  | { outcome: 'AMBIGUOUS'; candidates: readonly Candidate[] }
  | { outcome: 'REFUSED'; problems: readonly ProblemRow[] };

/** Row whose content was validated. */
export interface CheckedRow {
  externalId: string;
  content: Content;
  /** What the source says, as it is compared and stored. */
  stated: Record<string, unknown>;
  asOf: string | null;
  input: ForeignAuthorityRecordInput;
}

interface Batch {
  sourceKey: string;
  sourceAsOf: string | null;
  rows: readonly ForeignAuthorityRecordInput[];
}

/** What is known of the rows before any is written. */
interface Known {
  records: ReadonlyMap<string, ForeignAuthorityRecordEntity>;
  authorities: KnownAuthorities;
  /** Entries by id, with the one that stands for each. */
  entries: ReadonlyMap<string, { survivorId: string; isWithdrawn: boolean }>;
}

/** Id of the authority that a row enters: the same each time that the source states it. */
const idOfNew = (sourceKey: string, externalId: string) =>
  makeId('ForeignAuthority', `${sourceKey}\0${externalId}`);

/** Text that is the same for equal values, whatever the order of their keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** Validates each row by itself: one that is wrong has all its problems, and the others go on. */
export async function checkRows({
  rows,
  sourceAsOf,
}: Batch): Promise<(CheckedRow | readonly ProblemRow[])[]> {
  const seen = new Set<string>();
  const checked: (CheckedRow | readonly ProblemRow[])[] = [];
  for (const [at, input] of rows.entries())
    try {
      checked.push(await checkRow(input, sourceAsOf, seen));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      checked.push(
        error.problems.map((one) => ({
          ...one,
          field: ['input', 'rows', String(at), ...one.field.slice(1)],
        })),
      );
    }
  return checked;
}

async function checkRow(
  input: ForeignAuthorityRecordInput,
  sourceAsOf: string | null,
  seen: Set<string>,
): Promise<CheckedRow> {
  const { externalId, content } = await validateAll({
    externalId: () => {
      const id = validateText(input.externalId, 'externalId', MAX_EXTERNAL_ID);
      if (seen.has(id)) throw refusal('EXTERNAL_ID_REPEATED', 'externalId');
      seen.add(id);
      return id;
    },
    content: () => contentOf({ ...input, kind: input.kind ?? 'UNKNOWN' }),
    decision: () => {
      if (input.decision !== 'JOIN') return;
      const { foreignAuthorityId: id } = input;
      if (id == null) throw refusal('VALUE_NEEDED.NOT_NULL', 'foreignAuthorityId');
      if (!isIdOf('ForeignAuthority', id))
        throw refusal('FOREIGN_AUTHORITY_UNKNOWN', 'foreignAuthorityId', { id });
    },
  });
  const asOf = input.asOf ?? sourceAsOf;
  const stated = { ...content, kind: input.kind ?? null, asOf };
  return { externalId, content, stated, asOf, input };
}

/**
 * Plans what becomes of each row, in order, so that a row joins an authority that an earlier one enters. Reads only.
 * @param mayChange whether the actor may change a record of before
 */
export async function planRows(
  reader: Reader,
  batch: Batch,
  checked: readonly (CheckedRow | readonly ProblemRow[])[],
  mayChange: (record: ForeignAuthorityRecordEntity) => boolean,
): Promise<RowPlan[]> {
  const rows = checked.filter((one): one is CheckedRow => 'content' in one);
  const known = await readKnown(reader, batch.sourceKey, rows);
  const plans: RowPlan[] = [];
  for (const [at, one] of checked.entries()) {
    if (!('content' in one)) {
      plans.push({ outcome: 'REFUSED', problems: one });
      continue;
    }
    const plan = await planRow(reader, one, known, batch.sourceKey, mayChange, `rows.${at}`);
    if (plan.outcome === 'CREATED')
      known.authorities.add({
        ...one.content,
        id: plan.id,
        names: wantedOf(one.content).names,
        wikidataIds: one.content.wikidataId === null ? [] : [one.content.wikidataId],
      });
    plans.push(plan);
  }
  return plans;
}

async function planRow(
  reader: Reader,
  row: CheckedRow,
  { records, authorities, entries }: Known,
  sourceKey: string,
  mayChange: (record: ForeignAuthorityRecordEntity) => boolean,
  field: string,
): Promise<RowPlan> {
  const { input, content } = row;
  const before = records.get(row.externalId);
  const refused = (one: ProblemRow): RowPlan => ({ outcome: 'REFUSED', problems: [one] });
  if (input.decision === 'JOIN') {
    const id = input.foreignAuthorityId!.toLowerCase();
    const entry = entries.get(id);
    if (!entry || entry.isWithdrawn)
      return refused(problem('FOREIGN_AUTHORITY_UNKNOWN', `${field}.foreignAuthorityId`, { id }));
    if (before?.foreignAuthorityId !== entry.survivorId && (!before || mayChange(before)))
      return { outcome: 'JOINED', row, id: entry.survivorId, before };
  }
  if (before) {
    const id = before.foreignAuthorityId;
    const isSame = canonical(before.stated) === canonical(row.stated) || !mayChange(before);
    return isSame ? { outcome: 'UNCHANGED', id } : { outcome: 'JOINED', row, id, before };
  }
  const id = idOfNew(sourceKey, row.externalId);
  const entry = entries.get(id);
  if (entry && !entry.isWithdrawn) return { outcome: 'JOINED', row, id: entry.survivorId, before };
  const wanted = { ...wantedOf(content), kind: input.kind };
  const candidates = authorities.candidatesFor(wanted);
  const taken = candidates.find(({ reasons }) => reasons.includes('SAME_WIKIDATA_ID'));
  if (taken && taken.countryCode !== content.countryCode)
    return refused(
      problem('WIKIDATA_ID_TAKEN.OTHER_COUNTRY', `${field}.wikidataId`, {
        names: await namesOf(reader, [taken]),
        country: taken.countryCode,
      }),
    );
  if (taken && input.decision === 'KEEP_APART')
    return refused(
      problem('WIKIDATA_ID_TAKEN.BY', `${field}.wikidataId`, { names: await namesOf(reader, [taken]) }),
    );
  const created: RowPlan = { outcome: 'CREATED', row, id, isRevived: entry !== undefined };
  if (input.decision === 'KEEP_APART') return created;
  const likely = likelyOutcome(wanted, candidates);
  if (likely.outcome === 'JOINED') return { outcome: 'JOINED', row, id: likely.id, before };
  if (likely.outcome === 'CREATED') return created;
  return { outcome: 'AMBIGUOUS', candidates: likely.candidates.slice(0, MAX_CANDIDATES) };
}

async function readKnown(reader: Reader, sourceKey: string, rows: readonly CheckedRow[]): Promise<Known> {
  const externalIds = rows.map(({ externalId }) => externalId);
  const records = await reader.named('ForeignAuthorityRecord.known')
    .rows<ForeignAuthorityRecordEntity>(sql`SELECT r.external_id AS "externalId", r.foreign_authority_id AS "foreignAuthorityId",
      r.stated, r.entered_by AS "enteredBy", r.entered_for_id AS "enteredForId", r.made_version AS "madeVersion", r.is_without_import AS "isWithoutImport"
    FROM foreign_authority_record r WHERE r.source_key = ${sourceKey} AND r.external_id = ANY(${externalIds}::text[])`);
  const ids = [
    ...externalIds.map((externalId) => idOfNew(sourceKey, externalId)),
    ...rows.flatMap(({ input }) => (input.decision === 'JOIN' ? [input.foreignAuthorityId!] : [])),
  ];
  const entries = await reader
    .named('ForeignAuthority.entries')
    .rows<{ id: string; survivorId: string; isWithdrawn: boolean }>(
      sql`SELECT id, coalesce(merged_into_id, id) AS "survivorId", withdrawn_at IS NOT NULL AS "isWithdrawn"
      FROM foreign_authority WHERE id = ANY(${ids}::uuid[])`,
    );
  const before = new Map(records.map((record) => [record.externalId, record]));
  const isNew = rows.filter(({ externalId }) => !before.has(externalId));
  return {
    records: before,
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    authorities: await knownFor(
      reader,
      isNew.map(({ content }) => wantedOf(content)),
    ),
  };
}
