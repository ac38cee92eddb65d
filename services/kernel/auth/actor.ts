import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { refusal } from '../errors/problems.js';

const permissionShape = z.object({
  /** What may be done, such as `label:decide`. */
  scope: z.string(),
  /** Id of the one thing to which it is confined; null: of all of them. */
  of: z.string().nullable(),
  /**
   * That one thing is closed and others took over from it. `CLOSED`: it is read, and nothing is written for it any more;
   * `SUCCESSOR`: the actor's own thing took over from it, so that what it left is edited and ended, and nothing begun.
   */
  closed: z.enum(['CLOSED', 'SUCCESSOR']).optional(),
});

/** Who asks, as it travels in the signed part of each request to a subgraph. */
export const actorShape = z.object({
  kind: z.enum(['ANONYMOUS', 'PERSON', 'PARTNER']),
  /** Opaque, and the same at each visit; null for who is not known. */
  id: z.string().max(200).nullable(),
  /** As the graph shows it to the actor alone. */
  name: z.string().max(200).nullable(),
  /** Names of the roles from which the permissions come. */
  roles: z.array(z.string()),
  permissions: z.array(permissionShape),
  /** When what the actor showed ceases to count, in milliseconds since 1970; null: it does not say. */
  expiresAt: z.number().nullable(),
});

/** Who asks. The gateway finds it out, subgraphs check it again. */
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

/** Of which things the actor may do it: of all, or of those with these ids, which may be none. */
export function scopeTargets({ permissions }: Actor, scope: string): 'ALL' | string[] {
  const given = permissions.filter((permission) => permission.scope === scope);
  if (given.some(({ of }) => of === null)) return 'ALL';
  return given.map(({ of }) => of!);
}

/** @param of id of the thing that it is done to; absent: of any thing at all */
export function isPermitted(actor: Actor, scope: string, of?: string): boolean {
  const reach = scopeTargets(actor, scope);
  return reach === 'ALL' || (of === undefined ? reach.length > 0 : reach.includes(of));
}

/**
 * @param of id of the thing that it is done to; absent: of any thing at all
 * @param field of the input that names the thing, for the refusal
 * @throws UNAUTHENTICATED for who is not known, FORBIDDEN for who may not
 * @throws Refusal CLOSED when the thing is closed, and others look after what it left
 */
export function requirePermission(actor: Actor, scope: string, of?: string, field = 'id'): void {
  if (!isPermitted(actor, scope, of))
    throw actor.kind === 'ANONYMOUS' ? unauthenticated() : forbidden([scope], of !== undefined);
  if (of !== undefined && closedFor(actor, scope, of) === 'CLOSED')
    throw refusal('CLOSED', 'It was closed; who writes for its successor looks after what it left.', field);
}

/** As {@link requirePermission}, for what begins: in the name of what is closed, nothing does. */
export function requirePermissionToCreate(actor: Actor, scope: string, of: string, field: string): void {
  requirePermission(actor, scope, of, field);
  if (closedFor(actor, scope, of))
    throw refusal('CLOSED', 'It was closed, and yours took over from it: begin in the name of yours.', field);
}

/** As {@link requirePermission}, without throwing. */
export const canWrite = (actor: Actor, scope: string, of: string): boolean =>
  isPermitted(actor, scope, of) && closedFor(actor, scope, of) !== 'CLOSED';

/** As {@link requirePermissionToCreate}, without throwing. */
export const canCreate = (actor: Actor, scope: string, of: string): boolean =>
  isPermitted(actor, scope, of) && !closedFor(actor, scope, of);

/** From what is only read to what is written without more ado. */
const LEVELS: readonly Permission['closed'][] = ['CLOSED', 'SUCCESSOR', undefined];

/** How far a permission reaches into the one thing: of several ways to it, the one with the highest number counts. */
export const permissionLevel = ({ closed }: Pick<Permission, 'closed'>): number => LEVELS.indexOf(closed);

/** How the thing is closed for the actor, who is permitted; undefined: not at all. */
function closedFor({ permissions }: Actor, scope: string, of: string): Permission['closed'] {
  const ways = permissions.filter(
    (permission) => permission.scope === scope && (permission.of === null || permission.of === of),
  );
  return LEVELS[Math.max(...ways.map(permissionLevel))];
}

export function unauthenticated(): GraphQLError {
  return new GraphQLError('Say who you are: send a token or an API key as a bearer token.', {
    extensions: { code: 'UNAUTHENTICATED' },
  });
}

/**
 * @param scopes any of which would do
 * @param ofThis whether it may be done to other things
 */
export function forbidden(scopes: readonly string[], ofThis = false): GraphQLError {
  return new GraphQLError(
    ofThis
      ? `Your permission ${scopes.join(' or ')} does not reach this one.`
      : `This needs the permission ${scopes.join(' or ')}.`,
    { extensions: { code: 'FORBIDDEN', requires: scopes } },
  );
}
