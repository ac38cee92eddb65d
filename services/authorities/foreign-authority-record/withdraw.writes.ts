import { keyArray, sql, type Reader, type Sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { refusal } from '#vocabulary';
import type { ForeignAuthorityRecordEntity } from './foreign-authority-record.entity.js';
import type { ForeignAuthoritiesWithdrawInput } from './foreign-authority-record.write.input.js';
import { MAX_ROWS, importOf, mayChange } from './record.writes.js';

export interface Withdrawal {
  withdrawn: number;
  deleted: number;
  kept: number;
  left: number;
}

/** Statement that an import makes, with who entered it there. */
type Marked = Pick<
  ForeignAuthorityRecordEntity,
  'sourceKey' | 'externalId' | 'foreignAuthorityId' | 'madeVersion' | 'enteredBy' | 'enteredForId'
>;

/** Keys of statements as a table `gone`. */
const goneOf = (records: readonly Marked[]): Sql =>
  sql`unnest(${keyArray(
    records.map(({ sourceKey }) => sourceKey),
    'text',
  )}, ${keyArray(
    records.map(({ externalId }) => externalId),
    'text',
  )}) AS gone(source_key, external_id)`;

/** Ids of authorities that statements entered, with the versions that they then had, as a table `made`. */
const madeOf = (made: readonly Marked[]): Sql =>
  sql`unnest(${keyArray(
    made.map(({ foreignAuthorityId }) => foreignAuthorityId),
    'uuid',
  )}, ${made.map(({ madeVersion }) => madeVersion)}::integer[]) AS made(id, version)`;

/**
 * Takes back some rows of an import. A statement that another import makes, too, or that somebody entered outside of any,
 * stays.
 * @throws Refusal NOT_FOUND when it is an import of others, ROWS_INVALID
 */
export async function withdrawImport(
  tx: Transaction,
  input: ForeignAuthoritiesWithdrawInput,
): Promise<Withdrawal> {
  const importId = importOf(input.importId);
  if (input.limit < 1 || input.limit > MAX_ROWS) throw refusal('ROWS_INVALID', 'limit', { max: MAX_ROWS });
  const keys = input.externalIds ?? null;
  if (keys && (keys.length < 1 || keys.length > MAX_ROWS))
    throw refusal('ROWS_INVALID', 'externalIds', { max: MAX_ROWS });
  const all = await tx.named('ForeignAuthorityRecord.ofImport')
    .rows<Marked>(sql`SELECT r.source_key AS "sourceKey", r.external_id AS "externalId", r.foreign_authority_id AS "foreignAuthorityId",
      r.made_version AS "madeVersion", m.entered_by AS "enteredBy", m.entered_for_id AS "enteredForId"
    FROM foreign_authority_record_import m JOIN foreign_authority_record r USING (source_key, external_id)
    WHERE m.import_id = ${importId} AND (${keys}::text[] IS NULL OR m.external_id = ANY(${keys}::text[]))
    ORDER BY r.source_key, r.external_id FOR UPDATE`);
  const own = all.filter((record) => mayChange(tx.actor, record));
  if (all.length && !own.length) throw refusal('NOT_FOUND', 'importId', { type: 'Import' });
  const records = own.slice(0, input.limit);
  await tx.named('ForeignAuthorityRecordImport.withdraw').rows(
    sql`DELETE FROM foreign_authority_record_import m USING ${goneOf(records)}
      WHERE m.import_id = ${importId} AND m.source_key = gone.source_key AND m.external_id = gone.external_id`,
  );
  const deletedKeys = await tx
    .named('ForeignAuthorityRecord.withdraw')
    .rows<{ sourceKey: string; externalId: string }>(
      sql`DELETE FROM foreign_authority_record r USING ${goneOf(records)}
      WHERE r.source_key = gone.source_key AND r.external_id = gone.external_id AND NOT r.is_without_import
        AND NOT EXISTS (SELECT FROM foreign_authority_record_import m WHERE m.source_key = r.source_key AND m.external_id = r.external_id)
      RETURNING r.source_key AS "sourceKey", r.external_id AS "externalId"`,
    );
  const isGone = new Set(deletedKeys.map(({ sourceKey, externalId }) => `${sourceKey} ${externalId}`));
  const made = records.filter(
    ({ sourceKey, externalId, madeVersion }) =>
      madeVersion !== null && isGone.has(`${sourceKey} ${externalId}`),
  );
  const deleted = await withdrawAuthorities(tx, made);
  const ids = new Set(records.flatMap((one) => (one.madeVersion === null ? [] : one.foreignAuthorityId)));
  return {
    withdrawn: records.length,
    deleted,
    kept: ids.size - deleted,
    left: own.length - records.length,
  };
}

/** Withdraws authorities that nothing states any more; others that state them inherit who made them. @returns their number */
async function withdrawAuthorities(tx: Transaction, made: readonly Marked[]): Promise<number> {
  if (!made.length) return 0;
  const deleted = await tx.named('ForeignAuthority.withdraw').rows<{
    id: string;
  }>(sql`UPDATE foreign_authority f
    SET withdrawn_at = now() FROM ${madeOf(made)}
    WHERE f.id = made.id AND f.version = made.version AND f.merged_into_id IS NULL
      AND NOT EXISTS (SELECT FROM foreign_authority_record other WHERE other.foreign_authority_id = f.id)
      AND NOT EXISTS (SELECT FROM foreign_authority entry WHERE entry.merged_into_id = f.id)
    RETURNING f.id`);
  // An authority that others state, too, stays until the last of them is taken back.
  await tx.named('ForeignAuthorityRecord.inherit').rows(sql`UPDATE foreign_authority_record r
    SET made_version = made.version FROM ${madeOf(made)}
    WHERE r.foreign_authority_id = made.id AND r.made_version IS NULL`);
  return deleted.length;
}

/** Number of rows of an import that are left, for the answer to a request that is repeated. */
export async function rowsLeft(reader: Reader, importId: string): Promise<number> {
  const [counted] = await reader
    .named('ForeignAuthorityRecord.left')
    .rows<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM foreign_authority_record_import WHERE import_id = ${importId.toLowerCase()}::uuid`,
    );
  return counted!.count;
}
