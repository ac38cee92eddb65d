import { GraphQLError } from 'graphql';
import { z } from 'zod';

const permissionShape = z.object({
  /** What may be done, such as `label:decide`. */
  scope: z.string(),
  /** Id of the one thing to which it is confined; null: of all of them. */
  of: z.string().nullable(),
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
export function reachOf({ permissions }: Actor, scope: string): 'ALL' | string[] {
  const given = permissions.filter((permission) => permission.scope === scope);
  if (given.some(({ of }) => of === null)) return 'ALL';
  return given.map(({ of }) => of!);
}

/** @param of id of the thing that it is done to; absent: of any thing at all */
export function isPermitted(actor: Actor, scope: string, of?: string): boolean {
  const reach = reachOf(actor, scope);
  return reach === 'ALL' || (of === undefined ? reach.length > 0 : reach.includes(of));
}

/**
 * @param of id of the thing that it is done to; absent: of any thing at all
 * @throws UNAUTHENTICATED for who is not known, FORBIDDEN for who may not
 */
export function requirePermission(actor: Actor, scope: string, of?: string): void {
  if (isPermitted(actor, scope, of)) return;
  throw actor.kind === 'ANONYMOUS' ? unauthenticated() : forbidden([scope], of !== undefined);
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
