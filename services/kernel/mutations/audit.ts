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

/** Who may read who changed what. */
export const AUDIT_SCOPE = 'audit:read';

/** What somebody did to a row of a thing. */
export interface AuditRow {
  /** Larger for what was written later. */
  number: string;
  /** RFC 3339. */
  at: string;
  /** The opaque id of who did it, or the name of a job. */
  actor: string;
  /** Name of the mutation or of the job. */
  operation: string;
  type: string;
  entityId: string;
  /** The row before; null when it is new. */
  before: Record<string, unknown> | null;
  /** The row after; null when it is gone. */
  after: Record<string, unknown> | null;
}

interface Asked {
  entity?: string | null;
  actor?: string | null;
  /** Number of the entry above which the page ends; absent: the latest one is the first. */
  before?: string | null;
  first: number;
}

/** A root field for those who look after the graph, in no public schema: the audit of the subgraph, the latest first. */
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
      async resolve(_root, asked, { caller, reader, pool }) {
        requirePermission(caller.actor, AUDIT_SCOPE);
        return (await hasTable(pool, 'audit')) ? readAudit(reader, asked as Asked) : [];
      },
    },
  };
}

/** What people did to a thing and to its parts, or what one of them did. */
function readAudit(reader: Reader, { entity, actor, before, first }: Asked): Promise<AuditRow[]> {
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
