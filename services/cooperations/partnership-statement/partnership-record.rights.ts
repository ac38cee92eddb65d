import {
  canCreate,
  canWrite,
  requirePermission,
  requirePermissionToCreate,
  scopeTargets,
} from '#kernel/auth';
import type { Transaction } from '#kernel/mutations';
import { sourceLabel } from '#vocabulary';

// Who may record what sources state of partnerships: editors for rows that name one of their authorities, contributors,
// reviewers and administrators for all.

export const RECORD_SCOPE = 'partnership:record';

/** Source label of the actor. */
export const recordingParty = ({ actor }: Pick<Transaction, 'actor'>) =>
  sourceLabel(actor, RECORD_SCOPE, 'a partner authority');

export const mayRecord = ({ actor }: Pick<Transaction, 'actor'>, frenchIds: readonly string[]): boolean =>
  frenchIds.some((id) => canCreate(actor, RECORD_SCOPE, id.toLowerCase()));

/** Whether the actor may add a statement to a partnership of these authorities. */
export const mayJoin = ({ actor }: Pick<Transaction, 'actor'>, frenchIds: readonly string[]): boolean =>
  frenchIds.some((id) => canWrite(actor, RECORD_SCOPE, id));

/** Requires permission for one of the rows. @throws FORBIDDEN, Refusal CLOSED */
export function requireAnyRow(
  transaction: Pick<Transaction, 'actor'>,
  rows: readonly { frenchAuthorityIds: readonly string[] }[],
): void {
  const { actor } = transaction;
  requirePermission(actor, RECORD_SCOPE);
  if (scopeTargets(actor, RECORD_SCOPE) === 'ALL') return;
  if (rows.some(({ frenchAuthorityIds }) => mayRecord(transaction, frenchAuthorityIds))) return;
  requirePermissionToCreate(actor, RECORD_SCOPE, rows[0]?.frenchAuthorityIds[0]?.toLowerCase() ?? '', 'rows');
}
