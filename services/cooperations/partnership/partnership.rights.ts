import {
  isPermitted,
  canCreate,
  canWrite,
  scopeTargets,
  requirePermission,
  requirePermissionToCreate,
} from '#kernel/auth';
import { refusal } from '#kernel/errors';
import type { Transaction } from '#kernel/mutations';
import { isFromSources } from '#vocabulary';
import type { PartnershipEntity } from './partnership.entity.js';

// Who may do what to a partnership: those who write for one of its French authorities, each for their own.

export const SCOPE = 'partnership:write';

/** One of the French partners is enough. @throws FORBIDDEN, Refusal CLOSED */
export function requireOne({ actor }: Transaction, ids: readonly string[]): void {
  if (ids.some((id) => canWrite(actor, SCOPE, id))) return;
  requirePermission(actor, SCOPE, ids.find((id) => isPermitted(actor, SCOPE, id)) ?? ids[0] ?? '');
}

/** As {@link requireOne}, and it is not closed. */
export function requireOneToBegin({ actor }: Transaction, authorityIds: readonly string[]): void {
  const ids = authorityIds.map((id) => id.toLowerCase());
  if (ids.some((id) => canCreate(actor, SCOPE, id))) return;
  const closed = ids.find((id) => isPermitted(actor, SCOPE, id)) ?? ids[0] ?? '';
  requirePermissionToCreate(actor, SCOPE, closed, 'frenchAuthorityIds');
}

/** @throws Refusal EVIDENCED_BY_SOURCES */
export function requireUnsourced(
  { actor }: Transaction,
  partnership: PartnershipEntity,
  field: string,
): void {
  if (isFromSources(partnership) && scopeTargets(actor, SCOPE) !== 'ALL')
    throw refusal(
      'EVIDENCED_BY_SOURCES',
      'Its sources name its partners: end it on its last day, or ask an administrator to take yours out.',
      field,
    );
}

/**
 * Who writes for some authorities takes only these in and out, and one of them stays.
 * @throws Refusal PARTNERS_INVALID
 */
export function requireOwn(
  { actor }: Transaction,
  before: readonly string[],
  after: readonly string[],
): void {
  if (scopeTargets(actor, SCOPE) === 'ALL') return;
  const isOwn = (id: string) => canWrite(actor, SCOPE, id);
  const wrong = (message: string) => refusal('PARTNERS_INVALID', message, 'frenchAuthorityIds');
  if (before.some((id) => !after.includes(id) && !isOwn(id)))
    throw wrong('Only an administrator takes out authorities for which you do not write.');
  if (after.some((id) => !before.includes(id) && !canCreate(actor, SCOPE, id)))
    throw wrong('Only an administrator takes in authorities for which you do not write.');
  if (!after.some(isOwn))
    throw wrong('One of yours stays: end the partnership, or leave it by partnershipLeave.');
}
