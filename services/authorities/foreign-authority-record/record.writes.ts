import { scopeTargets, type Actor } from '#kernel/auth';
import { keyArray, sql } from '#kernel/database';
import { Refusal, type ProblemRow } from '#kernel/errors';
import { Confidence, type Source } from '#kernel/graphql';
import { refuseAny, validateAll, type Transaction } from '#kernel/mutations';
import { isId } from '#kernel/values';
import { problem, refusal } from '#vocabulary';
import { ForeignAuthorityEntity } from '../foreign-authority/foreign-authority.entity.js';
import { enteredFor, WRITE_SCOPE, type EnteredFor } from '../foreign-authority/foreign-authority.rights.js';
import { statedSource } from '../foreign-authority/foreign-authority.rules.js';
import { newRow } from '../foreign-authority/foreign-authority.content.js';
import { lockCountries } from '../foreign-authority/foreign-authority.writes.js';
import { ForeignAuthorityRecordEntity } from './foreign-authority-record.entity.js';
import { ForeignAuthorityRecordImportEntity } from './foreign-authority-record-import.entity.js';
import type { ForeignAuthoritiesRecordInput } from './foreign-authority-record.write.input.js';
import { checkRows, planRows, type RowPlan } from './record.plan.js';

/** Rows of one batch. */
export const MAX_ROWS = 100;

type Record = ForeignAuthorityRecordEntity;

/** Whether an actor may change a record: whose permission is not confined, those who entered it, and editors of whom it was entered for. */
export function mayChange(
  actor: Actor,
  { enteredBy, enteredForId }: Pick<Record, 'enteredBy' | 'enteredForId'>,
): boolean {
  const targets = scopeTargets(actor, WRITE_SCOPE);
  return (
    targets === 'ALL' || enteredBy === actor.id || (enteredForId !== null && targets.includes(enteredForId))
  );
}

/** Id of an import of another subgraph, in lower case. @throws Refusal NOT_FOUND for what is no id */
export function importOf(id: string): string {
  if (!isId(id)) throw refusal('NOT_FOUND', 'importId', { type: 'Import' });
  return id.toLowerCase();
}

/** @throws Refusal with the problems of the batch as a whole */
const checkBatch = (input: ForeignAuthoritiesRecordInput) =>
  validateAll({
    rows: () =>
      refuseAny([
        (input.rows.length < 1 || input.rows.length > MAX_ROWS) &&
          problem('ROWS_INVALID', 'rows', { max: MAX_ROWS }),
      ]),
    source: () => statedSource(input.source),
    importId: () => (input.importId == null ? null : importOf(input.importId)),
  });

/** Problems of the batch as a whole. */
export async function batchProblems(input: ForeignAuthoritiesRecordInput): Promise<readonly ProblemRow[]> {
  try {
    await checkBatch(input);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
}

/** @returns what became of each row */
export async function recordAuthorities(
  tx: Transaction,
  input: ForeignAuthoritiesRecordInput,
): Promise<RowPlan[]> {
  const origin = await enteredFor(tx, input.authorityId);
  const { source, importId } = await checkBatch(input);
  const batch = batchOf(input);
  const checked = await checkRows(batch);
  await lockCountries(
    tx,
    checked.flatMap((row) => ('content' in row ? row.content.countryCode : [])),
  );
  const plans = await planRows(tx, batch, checked, (record) => mayChange(tx.actor, record));
  const versions = await writeAuthorities(tx, plans, origin);
  await writeRecords(tx, plans, { origin, source, importId, sourceKey: batch.sourceKey, versions });
  await markRecords(tx, batch, plans, { originId: origin.id, importId });
  return plans;
}

export const batchOf = ({ source, rows }: ForeignAuthoritiesRecordInput) => ({
  sourceKey: source.key,
  sourceAsOf: source.asOf ?? null,
  rows,
});

/** Enters new authorities, and again those of an import that was taken back. @returns their versions, by id */
async function writeAuthorities(
  tx: Transaction,
  plans: readonly RowPlan[],
  { id: forId, party }: EnteredFor,
): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  const fresh: Partial<ForeignAuthorityEntity>[] = [];
  for (const plan of plans) {
    if (plan.outcome !== 'CREATED') continue;
    const row = newRow(plan.id, plan.row.content, {
      party,
      forId,
      asOf: plan.row.asOf,
      confidence: Confidence.STATED,
    });
    versions.set(plan.id, 1);
    if (!plan.isRevived) fresh.push(row);
    else {
      const { id, ...content } = row;
      await tx.manager.update(ForeignAuthorityEntity, { id }, { ...content, withdrawnAt: null });
    }
  }
  if (fresh.length) await tx.manager.insert(ForeignAuthorityEntity, fresh);
  const revived = plans.flatMap((plan) => (plan.outcome === 'CREATED' && plan.isRevived ? plan.id : []));
  if (revived.length)
    for (const { id, version } of await tx
      .named('ForeignAuthority.versions')
      .rows<{ id: string; version: number }>(
        sql`SELECT id, version FROM foreign_authority WHERE id = ANY(${revived}::uuid[])`,
      ))
      versions.set(id, version);
  return versions;
}

interface Statement {
  origin: EnteredFor;
  source: Source;
  importId: string | null;
  sourceKey: string;
  versions: ReadonlyMap<string, number>;
}

/** Writes what the source says of each authority that is new, joined or stated anew. */
async function writeRecords(
  tx: Transaction,
  plans: readonly RowPlan[],
  { origin, source, importId, sourceKey, versions }: Statement,
): Promise<void> {
  const records = plans.flatMap((plan) =>
    plan.outcome === 'CREATED' || plan.outcome === 'JOINED'
      ? [
          {
            sourceKey,
            externalId: plan.row.externalId,
            foreignAuthorityId: plan.id,
            isWithoutImport:
              importId === null || (plan.outcome === 'JOINED' && plan.before?.isWithoutImport === true),
            enteredForId: origin.id,
            enteredBy: tx.actor.id,
            madeVersion: plan.outcome === 'CREATED' ? versions.get(plan.id)! : madeBefore(plan),
            source,
            stated: plan.row.stated,
            asOf: plan.row.asOf,
          },
        ]
      : [],
  );
  if (records.length)
    await tx.manager.upsert(ForeignAuthorityRecordEntity, records, ['sourceKey', 'externalId']);
}

/** Notes which import states the rows, also those that were stated before; without an import, that they stay without any. */
async function markRecords(
  tx: Transaction,
  { sourceKey, rows }: { sourceKey: string; rows: ForeignAuthoritiesRecordInput['rows'] },
  plans: readonly RowPlan[],
  { originId, importId }: { originId: string | null; importId: string | null },
): Promise<void> {
  const externalIds = rows.flatMap(({ externalId }, index) => ('id' in plans[index]! ? externalId : []));
  if (!externalIds.length) return;
  if (importId === null)
    await tx.named('ForeignAuthorityRecord.withoutImport').rows(
      sql`UPDATE foreign_authority_record SET is_without_import = TRUE
        WHERE source_key = ${sourceKey} AND external_id = ANY(${keyArray(externalIds, 'text')}) AND NOT is_without_import`,
    );
  else
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(ForeignAuthorityRecordImportEntity)
      .values(
        externalIds.map((externalId) => ({
          sourceKey,
          externalId,
          importId,
          enteredForId: originId,
          enteredBy: tx.actor.id,
        })),
      )
      .orIgnore()
      .execute();
}

/** A record that entered its authority goes on saying so while it is of that authority. */
const madeBefore = ({ id, before }: { id: string; before: Record | undefined }): number | null =>
  before?.foreignAuthorityId === id ? before.madeVersion : null;
