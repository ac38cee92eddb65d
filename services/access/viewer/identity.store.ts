import type { Actor, Permission } from '#kernel/auth';
import type { StoreTools } from '#kernel/context';
import { sql, type Sql } from '#kernel/database';
import { isId, makeId } from '#kernel/values';
import { today } from '#vocabulary';
import { permissionsOf, type Grant } from './permissions-of.js';

/** Reason why an API key is refused. */
export type Refused = 'UNKNOWN' | 'REVOKED' | 'EXPIRED';
export type Identity = { actor: Actor } | { refused: Refused };

/** Id of a person, derived from issuer and subject, so that a person without a role has the same id on each visit. */
export const principalId = (issuer: string, subject: string): string =>
  makeId('Principal', `${issuer}\0${subject}`);

interface KeyRow {
  id: string;
  keyId: string;
  name: string;
  scopes: string[] | null;
  expiresAt: Date;
  budgetPerMinute: number | null;
  refused: Refused | null;
  grants: Grant[];
}

/** Condition that an authority `c` is closed today. */
const isClosed = sql`c.valid_to <= ${today}::text`;

/** JSON with the closed authorities of a grant `g`, and all closed predecessors of its open ones. */
const closedOf = sql`CASE WHEN g.role = 'AUTHORITY_EDITOR' THEN jsonb_build_object(
    'closed', (SELECT coalesce(jsonb_agg(c.id), '[]') FROM closed_authority c WHERE c.id = ANY(g.of_ids) AND ${isClosed}),
    'takenOver', (WITH RECURSIVE line (id, is_taken_over) AS (
        SELECT o.id, false FROM unnest(g.of_ids) AS o (id) WHERE NOT EXISTS (SELECT FROM closed_authority c WHERE c.id = o.id AND ${isClosed})
        UNION SELECT c.id, true FROM closed_authority c JOIN line ON c.successor_id = line.id WHERE ${isClosed}
      ) SELECT coalesce(jsonb_agg(id), '[]') FROM line WHERE is_taken_over))
  ELSE '{}' END`;

/** Ids of a grant `g`, and those of the foreign authorities that stand for merged ones among them. */
const targetsOf = sql`g.of_ids || CASE WHEN g.role = 'FOREIGN_AUTHORITY' THEN
  ARRAY(SELECT f.merged_into_id FROM foreign_authority f WHERE f.id = ANY(g.of_ids) AND f.merged_into_id IS NOT NULL) ELSE '{}' END`;

const grantsOf = (
  holder: Sql,
): Sql => sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'of', ${targetsOf}) || ${closedOf} ORDER BY g.granted_at, g.id), '[]')
  FROM role_grant g WHERE ${holder} AND g.revoked_at IS NULL)`;

/** Identities by key or token. Each lookup is one statement and is not cached: a revocation holds from the next request. */
export function identityStore({ reader }: StoreTools) {
  return {
    /** @param hash SHA-256 of the key, in base64url */
    async byKey(hash: string): Promise<Identity> {
      const [row] = await reader.named('Identity.byKey').rows<KeyRow>(sql`WITH used AS (
          UPDATE api_key SET last_used_at = now() WHERE hash = ${hash} AND revoked_at IS NULL AND expires_at > now()
            AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
        )
        SELECT p.id, p.name, k.id AS "keyId", k.scopes, k.expires_at AS "expiresAt", k.budget_per_minute AS "budgetPerMinute", ${grantsOf(sql`g.partner_id = p.id`)} AS grants,
          CASE WHEN k.revoked_at IS NOT NULL THEN 'REVOKED' WHEN k.expires_at <= now() THEN 'EXPIRED' END AS refused
        FROM api_key k JOIN partner p ON p.id = k.partner_id WHERE k.hash = ${hash}`);
      if (!row || row.refused) return { refused: row?.refused ?? 'UNKNOWN' };
      const actor = {
        ...actorOf('PARTNER', row, row.grants, row.scopes, row.expiresAt.getTime()),
        credential: row.keyId,
      };
      return {
        actor: row.budgetPerMinute === null ? actor : { ...actor, budgetPerMinute: row.budgetPerMinute },
      };
    },

    /** Identity of a person of a token issuer; one who is unknown here has an id and no roles. */
    async byPrincipal(issuer: string, subject: string): Promise<Identity> {
      const [row] = await reader
        .named('Identity.byPrincipal')
        .rows<{ id: string; name: string | null; grants: Grant[] }>(
          sql`SELECT p.id, p.name, ${grantsOf(sql`g.principal_id = p.id`)} AS grants
          FROM principal p WHERE p.issuer = ${issuer} AND p.subject = ${subject}`,
        );
      const { id, name, grants } = row ?? { id: principalId(issuer, subject), name: null, grants: [] };
      return { actor: actorOf('PERSON', { id, name }, grants, null, null) };
    },

    /**
     * Permissions that a person or partner has now, for a job that works on their behalf after their request.
     * @param keyId API key by which a partner asked for the work: an expired one still counts, a revoked one does not
     * @returns null for an actor to whom nobody grants anything here: the command line
     */
    async granted(id: string, keyId: string | null): Promise<Permission[] | null> {
      if (!isId(id)) return null;
      const [row] = await reader
        .named('Identity.granted')
        .rows<{ grants: Grant[]; scopes: string[] | null; isRevoked: boolean }>(
          sql`SELECT ${grantsOf(sql`(g.principal_id = ${id} OR g.partner_id = ${id})`)} AS grants,
            k.scopes, (${keyId !== null}::boolean AND (k.id IS NULL OR k.revoked_at IS NOT NULL)) AS "isRevoked"
          FROM (SELECT) actor LEFT JOIN api_key k ON k.id = ${keyId} AND k.partner_id = ${id}`,
        );
      return row!.isRevoked ? [] : permissionsOf(row!.grants, row!.scopes);
    },

    /** Name of the transaction that last revoked or narrowed a grant or a key. */
    async revision(): Promise<string> {
      const [row] = await reader
        .named('Identity.revision')
        .rows<{ name: string }>(sql`SELECT transaction::text AS name FROM revision`);
      return row!.name;
    },
  };
}

function actorOf(
  kind: 'PERSON' | 'PARTNER',
  { id, name }: { id: string; name: string | null },
  grants: readonly Grant[],
  scopes: readonly string[] | null,
  expiresAt: number | null,
): Actor {
  const roles = [...new Set(grants.map(({ role }) => role))];
  return { kind, id, name, roles, permissions: permissionsOf(grants, scopes), expiresAt };
}
