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
import { allOf, raw, sql, type Reader } from '../database/sql.js';
import { COUNT_UP_TO, countUpTo } from '../lists/total.js';

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
  /** Number of an entry: only later ones are read, the earliest of them first. */
  after?: string | null;
  first: number;
}

/**
 * Internal root fields `_audit` and `_auditCount`, for administrators: the audit of the subgraph, the latest entry first
 * unless only later ones than one are asked for, and the number of entries of an entity, up to one more than {@link COUNT_UP_TO}.
 */
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
        after: { type: GraphQLString },
        first: { type: new GraphQLNonNull(GraphQLInt) },
      },
      async resolve(_root, query, { caller, reader, pool }) {
        requirePermission(caller.actor, AUDIT_SCOPE);
        return (await hasTable(pool, 'audit')) ? readAudit(reader, query as AuditQuery) : [];
      },
    },
    _auditCount: {
      type: new GraphQLNonNull(GraphQLInt),
      args: { entity: { type: new GraphQLNonNull(GraphQLString) } },
      async resolve(_root, { entity }, { caller, reader, pool }) {
        requirePermission(caller.actor, AUDIT_SCOPE);
        return (await hasTable(pool, 'audit')) ? countAudit(reader, entity as string) : 0;
      },
    },
  };
}

/** Entries of an entity and its parts, of an actor, or both. */
function readAudit(reader: Reader, { entity, actor, before, after, first }: AuditQuery): Promise<AuditRow[]> {
  const conditions = [
    ...(entity == null ? [] : [sql`audit.entity_id = ${entity}::uuid`]),
    ...(actor == null ? [] : [sql`audit.actor = ${actor}`]),
    ...(before == null ? [] : [sql`audit.number < ${before}::bigint`]),
    ...(after == null ? [] : [sql`audit.number > ${after}::bigint`]),
  ];
  return reader.named('audit.list')
    .rows<AuditRow>(sql`SELECT number::text AS number, to_json(at) AS at, actor, operation, type,
      entity_id AS "entityId", before, after
    FROM audit WHERE ${allOf(conditions)} ORDER BY audit.number ${raw(after == null ? 'DESC' : 'ASC')} LIMIT ${first}`);
}

async function countAudit(reader: Reader, entity: string): Promise<number> {
  const [counted] = await reader
    .named('audit.count')
    .rows<{ count: number }>(
      sql`SELECT ${countUpTo(COUNT_UP_TO, sql`FROM audit WHERE audit.entity_id = ${entity}::uuid`)} AS count`,
    );
  return counted!.count;
}
