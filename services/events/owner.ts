import { requirePermission, type Actor } from '#kernel/auth';
import type { Sql } from '#kernel/database';
import { refusal } from '#kernel/errors';
import { lockRow, type Transaction } from '#kernel/mutations';
import { makeId } from '#kernel/values';
import { sourceLabel } from '#vocabulary';

/** What belongs to no group is only for those whose permission is confined to none. */
const NO_GROUP = '';

/**
 * Whether the actor may write what belongs to a country group. Ids of groups are drawn from their codes.
 * @throws FORBIDDEN
 */
export function requireGroup(actor: Actor, scope: string, code: string | null): void {
  requirePermission(actor, scope, code === null ? NO_GROUP : makeId('CountryGroup', code));
}

/** For whom somebody writes. */
export const sourceLabelFor = ({ actor }: Transaction, scope: string) =>
  sourceLabel(actor, scope, 'the country group');

/** @throws Refusal GROUP_INVALID for what is no code of a group; whether there is one is not known here */
export function validateGroupCode(code: string | null): string | null {
  if (code !== null && !/^[A-Z]{2,40}$/.test(code))
    throw refusal(
      'GROUP_INVALID',
      'Expected the code of a country group, such as MG or SAHEL.',
      'countryGroupCode',
    );
  return code;
}

/** A row that the actor may write, locked. */
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
