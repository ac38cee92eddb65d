import { errorText, publicError } from '../errors/errors.js';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { refusal } from '../errors/problems.js';

const permissionShape = z.object({
  /** Permitted action, such as `label:decide`. */
  scope: z.string(),
  /** Id of the entity to which the permission is limited; null: all entities. */
  of: z.string().nullable(),
  /**
   * Present when that entity is closed and has successors. `CLOSED`: its records can be read, not written;
   * `SUCCESSOR`: the actor's own entity is a successor: its records can be edited and ended, and none created for it.
   */
  closed: z.enum(['CLOSED', 'SUCCESSOR']).optional(),
});

/** Shape of an actor in the signed body of each request to a subgraph. */
export const actorShape = z.object({
  kind: z.enum(['ANONYMOUS', 'PERSON', 'PARTNER']),
  /** Opaque and stable; null for an anonymous actor. */
  id: z.string().max(200).nullable(),
  /** Display name, shown to the actor alone. */
  name: z.string().max(200).nullable(),
  /** Names of the roles that grant the permissions. */
  roles: z.array(z.string()),
  permissions: z.array(permissionShape),
  /** Who a person is to the issuer of their token; absent for others. */
  person: z.object({ issuer: z.string(), subject: z.string() }).optional(),
  /** Id of the API key of a partner; absent for others. */
  credential: z.string().optional(),
  /** Expiry of the actor's credential, in milliseconds since 1970; null: it has none. */
  expiresAt: z.number().nullable(),
  /** Cost that the actor may spend in a minute; absent: as much as all who are known. */
  budgetPerMinute: z.number().int().positive().optional(),
});

/** Author of a request. The gateway authenticates it; the gateway and the subgraph both check its permissions. */
export type Actor = z.output<typeof actorShape>;
export type Permission = z.output<typeof permissionShape>;

export const ANONYMOUS: Actor = Object.freeze({
  kind: 'ANONYMOUS',
  id: null,
  name: null,
  roles: [],
  permissions: [],
  expiresAt: null,
});

/** Targets of a permission of the actor: all entities, or the ids of some, which may be none. */
export function scopeTargets({ permissions }: Actor, scope: string): 'ALL' | string[] {
  const granted = permissions.filter((permission) => permission.scope === scope);
  if (granted.some(({ of }) => of === null)) return 'ALL';
  return granted.map(({ of }) => of!);
}

/** True when the actor has the permission. @param of id of the target entity; absent: any entity */
export function isPermitted(actor: Actor, scope: string, of?: string): boolean {
  const targets = scopeTargets(actor, scope);
  return targets === 'ALL' || (of === undefined ? targets.length > 0 : targets.includes(of));
}

/**
 * Checks a permission to write.
 * @param of id of the target entity; absent: any entity
 * @param field input field that names the entity, for the refusal
 * @throws UNAUTHENTICATED for an anonymous actor, FORBIDDEN for one without the permission
 * @throws Refusal CLOSED when the entity is closed and only editors of its successor maintain its records
 */
export function requirePermission(actor: Actor, scope: string, of?: string, field = 'id'): void {
  if (!isPermitted(actor, scope, of))
    throw actor.kind === 'ANONYMOUS' ? unauthenticated() : forbidden([scope], of !== undefined);
  if (of !== undefined && closedFor(actor, scope, of) === 'CLOSED') throw refusal('CLOSED.RECORDS', field);
}

/** As {@link requirePermission}, for a new record: none is created for a closed entity. @throws Refusal CLOSED */
export function requirePermissionToCreate(actor: Actor, scope: string, of: string, field: string): void {
  requirePermission(actor, scope, of, field);
  if (closedFor(actor, scope, of)) throw refusal('CLOSED.NEW_RECORD', field);
}

/** As {@link requirePermission}, without throwing. */
export const canWrite = (actor: Actor, scope: string, of: string): boolean =>
  isPermitted(actor, scope, of) && closedFor(actor, scope, of) !== 'CLOSED';

/** As {@link requirePermissionToCreate}, without throwing. */
export const canCreate = (actor: Actor, scope: string, of: string): boolean =>
  isPermitted(actor, scope, of) && !closedFor(actor, scope, of);

/** Restrictions by a closed entity, the strictest first. */
const LEVELS: readonly Permission['closed'][] = ['CLOSED', 'SUCCESSOR', undefined];

/** Level of a permission on its entity; of several permissions, the one with the highest level counts. */
export const permissionLevel = ({ closed }: Pick<Permission, 'closed'>): number => LEVELS.indexOf(closed);

/** Restriction on an entity for an actor who has the permission; undefined: none. */
function closedFor({ permissions }: Actor, scope: string, of: string): Permission['closed'] {
  const matching = permissions.filter(
    (permission) => permission.scope === scope && (permission.of === null || permission.of === of),
  );
  return LEVELS[Math.max(...matching.map(permissionLevel))];
}

export function unauthenticated(): GraphQLError {
  return publicError('UNAUTHENTICATED', errorText('UNAUTHENTICATED'));
}

/**
 * @param scopes of which any would be enough
 * @param ofThis true when the actor has the permission for other entities
 */
export function forbidden(scopes: readonly string[], ofThis = false): GraphQLError {
  const text = errorText(ofThis ? 'NO_REACH' : 'NO_PERMISSION', { scopes: scopes.join(' / ') });
  return publicError('FORBIDDEN', text, { requires: scopes });
}
