import {
  canCreate,
  canWrite,
  requirePermission,
  requirePermissionToCreate,
  scopeTargets,
} from '#kernel/auth';
import type { Transaction } from '#kernel/mutations';

// Who may record what sources state of partnerships: editors for rows that name one of their authorities, contributors,
// reviewers and administrators for all.

export const RECORD_SCOPE = 'partnership:record';

/** Parties by role, the first that an actor has. */
const PARTIES: readonly (readonly [role: string, party: string])[] = [
  ['ADMINISTRATOR', 'an administrator'],
  ['REVIEWER', 'the ministry'],
  ['CONTRIBUTOR', 'a contributor'],
];

/** Party for which the actor records; an API key may have less than the roles that it comes from. */
export function recordingParty({ actor }: Pick<Transaction, 'actor'>): string {
  if (scopeTargets(actor, RECORD_SCOPE) !== 'ALL') return 'a partner authority';
  return PARTIES.find(([role]) => actor.roles.includes(role))?.[1] ?? 'a contributor';
}

export const mayRecord = ({ actor }: Pick<Transaction, 'actor'>, frenchIds: readonly string[]): boolean =>
  frenchIds.some((id) => canCreate(actor, RECORD_SCOPE, id.toLowerCase()));

/** Whether the actor may add a statement to a partnership of these authorities. */
export const mayJoin = ({ actor }: Pick<Transaction, 'actor'>, frenchIds: readonly string[]): boolean =>
  frenchIds.some((id) => canWrite(actor, RECORD_SCOPE, id));

/**
 * Whether the actor may replace a statement: who recorded it, and whoever may write for a French partner that it states or
 * that its partnership has.
 */
export const mayReplace = (
  transaction: Pick<Transaction, 'actor'>,
  before: { recordedBy: string; stated: { frenchAuthorityIds: readonly string[] } },
  partnership: { frenchAuthorityIds: readonly string[] },
): boolean =>
  before.recordedBy === transaction.actor.id ||
  mayJoin(transaction, before.stated.frenchAuthorityIds) ||
  mayJoin(transaction, partnership.frenchAuthorityIds);

/**
 * Requires permission for one of the rows; those of an import are refused one by one instead, so that it does not matter how
 * they fall into batches. @throws FORBIDDEN, Refusal CLOSED
 */
export function requireAnyRow(
  transaction: Pick<Transaction, 'actor'>,
  rows: readonly { frenchAuthorityIds: readonly string[] }[],
  importId: string | null,
): void {
  const { actor } = transaction;
  requirePermission(actor, RECORD_SCOPE);
  if (importId !== null || scopeTargets(actor, RECORD_SCOPE) === 'ALL') return;
  if (rows.some(({ frenchAuthorityIds }) => mayRecord(transaction, frenchAuthorityIds))) return;
  requirePermissionToCreate(actor, RECORD_SCOPE, rows[0]?.frenchAuthorityIds[0]?.toLowerCase() ?? '', 'rows');
}
