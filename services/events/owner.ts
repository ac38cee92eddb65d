import { requirePermission, type Actor } from '#kernel/auth';
import type { Sql } from '#kernel/database';
import { lockRow, type Transaction } from '#kernel/mutations';
import { makeId } from '#kernel/values';
import { refusal, sourceLabel } from '#vocabulary';

/** Id for rows without a country group: only a permission that is not confined to groups covers it. */
const NO_GROUP = '';

/**
 * Requires permission for the country group that owns a row. The id of a group is derived from its code.
 * @throws FORBIDDEN
 */
export function requireGroup(actor: Actor, scope: string, code: string | null): void {
  requirePermission(actor, scope, code === null ? NO_GROUP : makeId('CountryGroup', code));
}

/** Source label of the actor. */
export const sourceLabelFor = ({ actor }: Transaction, scope: string) =>
  sourceLabel(actor, scope, 'the country group');

/** Validates the shape of a group code; this service does not know which groups exist. @throws Refusal GROUP_INVALID */
export function validateGroupCode(code: string | null): string | null {
  if (code !== null && !/^[A-Z]{2,40}$/.test(code)) throw refusal('GROUP_INVALID', 'countryGroupCode');
  return code;
}

/** Locks a row after checking that the actor may write it. @throws FORBIDDEN, Refusal NOT_FOUND, VERSION_CONFLICT */
export async function lockOwned<Row extends { version: number; countryGroupCode: string | null }>(
  transaction: Transaction,
  type: string,
  select: Sql,
  scope: string,
  version: number,
): Promise<Row> {
  const row = await lockRow<Row>(transaction, type, select);
  requireGroup(transaction.actor, scope, row.countryGroupCode);
  return lockRow(transaction, type, select, version);
}
