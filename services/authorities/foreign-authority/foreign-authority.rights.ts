import {
  canCreate,
  canWrite,
  isPermitted,
  requirePermission,
  requirePermissionToCreate,
  scopeTargets,
  type Actor,
} from '#kernel/auth';
import { sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { isIdOf, requireId } from '#kernel/values';
import { refusal } from '#vocabulary';

/** Enters foreign authorities. Grants of editors confine it to the French authorities for which they enter them. */
export const WRITE_SCOPE = 'foreign-authority:write';
/** Changes foreign authorities: those of the grant, and those that were entered for a French authority of the grant. */
export const EDIT_SCOPE = 'foreign-authority:edit';
/** Finds that two entries are of one authority. */
export const MERGE_SCOPE = 'foreign-authority:merge';

/** Party for which an actor whose permission is not confined writes. */
export const partyOf = ({ roles }: Actor): string =>
  roles.includes('ADMINISTRATOR')
    ? 'an administrator'
    : roles.includes('REVIEWER')
      ? 'the ministry'
      : 'a contributor';

/** For whom a foreign authority is entered. */
export interface EnteredFor {
  /** French authority; null for an actor whose permission is not confined. */
  id: string | null;
  /** Author in the provenance. */
  party: string;
}

/**
 * French authority for which an actor enters a foreign one: the one that they name, else the first of their grant.
 * @throws FORBIDDEN; Refusal CLOSED, AUTHORITY_UNKNOWN
 */
export async function enteredFor(
  tx: Transaction,
  authorityId: string | null | undefined,
): Promise<EnteredFor> {
  const { actor } = tx;
  const targets = scopeTargets(actor, WRITE_SCOPE);
  const id =
    authorityId == null
      ? ownAuthority(actor, targets)
      : requireId('Authority', authorityId, 'input.authorityId');
  if (id === null) return { id, party: partyOf(actor) };
  requirePermissionToCreate(actor, WRITE_SCOPE, id, 'authorityId');
  const [authority] = await tx
    .named('ForeignAuthority.enteredFor')
    .rows<{ name: string }>(sql`SELECT name FROM authority WHERE id = ${id}`);
  if (!authority) throw refusal('AUTHORITY_UNKNOWN', 'authorityId', { id });
  return { id, party: authority.name };
}

function ownAuthority(actor: Actor, targets: 'ALL' | readonly string[]): string | null {
  if (targets === 'ALL') return null;
  const own = targets.filter((id) => isIdOf('Authority', id));
  if (!own.length) requirePermission(actor, WRITE_SCOPE, '');
  return own.find((id) => canCreate(actor, WRITE_SCOPE, id)) ?? own[0]!;
}

/** Checks the permission to change a foreign authority. @throws FORBIDDEN */
export function requireEdit(
  actor: Actor,
  { id, enteredForId }: { id: string; enteredForId: string | null },
): void {
  if (isPermitted(actor, EDIT_SCOPE, id)) return;
  if (enteredForId !== null && canWrite(actor, EDIT_SCOPE, enteredForId)) return;
  requirePermission(actor, EDIT_SCOPE, id);
}
