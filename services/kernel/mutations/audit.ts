import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLFieldConfigMap,
  type GraphQLScalarType,
} from 'graphql';
import type { Pool } from 'pg';
import { requirePermission } from '../auth/actor.js';
import type { Caller } from '../auth/caller.js';
import { hasTable } from '../database/has-table.js';
import { allOf, sql, type Reader } from '../database/sql.js';

/** Permission to read the audit. */
export const AUDIT_SCOPE = 'audit:read';

/** Audit entry: a change of one row. */
export interface AuditRow {
  /** Increases with each entry. */
  number: string;
  /** Time of the change (RFC 3339). */
  at: string;
  /** Opaque id of the actor, or `job:<name>`. */
  actor: string;
  /** Name of the mutation or of the job. */
  operation: string;
  type: string;
  entityId: string;
  /** Row before the change; null for a new row. */
  before: Record<string, unknown> | null;
  /** Row after the change; null for a deleted row. */
  after: Record<string, unknown> | null;
}

interface AuditQuery {
  entity?: string | null;
  actor?: string | null;
  /** Number of an entry: only earlier ones are read; absent: starts with the latest. */
  before?: string | null;
  first: number;
}

/** Internal root field `_audit`, for administrators: the audit of the subgraph, the latest entry first. */
export function auditFields(
  any: GraphQLScalarType,
): GraphQLFieldConfigMap<unknown, { reader: Reader; pool: Pool; caller: Caller }> {
  return {
    _audit: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
      args: {
        entity: { type: GraphQLString },
        actor: { type: GraphQLString },
        before: { type: GraphQLString },
        first: { type: new GraphQLNonNull(GraphQLInt) },
      },
      async resolve(_root, query, { caller, reader, pool }) {
        requirePermission(caller.actor, AUDIT_SCOPE);
        return (await hasTable(pool, 'audit')) ? readAudit(reader, query as AuditQuery) : [];
      },
    },
  };
}

/** Entries of an entity and its parts, of an actor, or both. */
function readAudit(reader: Reader, { entity, actor, before, first }: AuditQuery): Promise<AuditRow[]> {
  const conditions = [
    ...(entity == null ? [] : [sql`audit.entity_id = ${entity}::uuid`]),
    ...(actor == null ? [] : [sql`audit.actor = ${actor}`]),
    ...(before == null ? [] : [sql`audit.number < ${before}::bigint`]),
  ];
  return reader.named('audit.list')
    .rows<AuditRow>(sql`SELECT number::text AS number, to_json(at) AS at, actor, operation, type,
      entity_id AS "entityId", before, after
    FROM audit WHERE ${allOf(conditions)} ORDER BY audit.number DESC LIMIT ${first}`);
}
