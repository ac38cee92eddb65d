import {
  isPermitted,
  canCreate,
  canWrite,
  scopeTargets,
  requirePermission,
  requirePermissionToCreate,
} from '#kernel/auth';
import type { Transaction } from '#kernel/mutations';
import { refusal, isFromSources } from '#vocabulary';
import type { PartnershipEntity } from './partnership.entity.js';

// Permissions on partnerships: an actor with permission for one of the French authorities may change one.

export const SCOPE = 'partnership:write';

/** Requires permission for at least one of the French partners. @throws FORBIDDEN, Refusal CLOSED */
export function requireAnyPartner({ actor }: Transaction, ids: readonly string[]): void {
  if (ids.some((id) => canWrite(actor, SCOPE, id))) return;
  requirePermission(actor, SCOPE, ids.find((id) => isPermitted(actor, SCOPE, id)) ?? ids[0] ?? '');
}

/** Requires permission for at least one French partner that is not closed. @throws FORBIDDEN, Refusal CLOSED */
export function requireAnyPartnerToCreate({ actor }: Transaction, authorityIds: readonly string[]): void {
  const ids = authorityIds.map((id) => id.toLowerCase());
  if (ids.some((id) => canCreate(actor, SCOPE, id))) return;
  const closed = ids.find((id) => isPermitted(actor, SCOPE, id)) ?? ids[0] ?? '';
  requirePermissionToCreate(actor, SCOPE, closed, 'frenchAuthorityIds');
}

/**
 * Refuses to remove partners that public sources name, unless the actor is an administrator.
 * @throws Refusal EVIDENCED_BY_SOURCES
 */
export function requireUnsourced(
  { actor }: Transaction,
  partnership: PartnershipEntity,
  field: string,
): void {
  if (isFromSources(partnership) && scopeTargets(actor, SCOPE) !== 'ALL')
    throw refusal('EVIDENCED_BY_SOURCES.PARTNERS', field);
}

/**
 * Requires that an actor who is no administrator adds and removes only authorities of their own and keeps one of them.
 * @throws Refusal PARTNERS_INVALID
 */
export function requireOwnPartners(
  { actor }: Transaction,
  before: readonly string[],
  after: readonly string[],
): void {
  if (scopeTargets(actor, SCOPE) === 'ALL') return;
  const isOwn = (id: string) => canWrite(actor, SCOPE, id);
  const field = 'frenchAuthorityIds';
  if (before.some((id) => !after.includes(id) && !isOwn(id)))
    throw refusal('PARTNERS_INVALID.REMOVES', field);
  if (after.some((id) => !before.includes(id) && !canCreate(actor, SCOPE, id)))
    throw refusal('PARTNERS_INVALID.ADDS', field);
  if (!after.some(isOwn)) throw refusal('PARTNERS_INVALID.KEEP_ONE', field);
}
