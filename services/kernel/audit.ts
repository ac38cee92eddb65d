import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLFieldConfigMap,
  type GraphQLScalarType,
} from 'graphql';
import { requirePermission } from './actor.js';
import type { Caller } from './caller.js';
import { allOf, sql, type Reader } from './sql.js';

/** Who may read what was changed by whom. */
const SCOPE = 'audit:read';

/** Something that somebody changed. */
export interface AuditRow {
  at: string;
  /** Id of who did it. */
  actor: string;
  /** Name of the mutation. */
  operation: string;
  type: string;
  entityId: string;
  /** The row of the table before; null when it is new. */
  before: Record<string, unknown> | null;
  /** The row of the table after; null when it is gone. */
  after: Record<string, unknown> | null;
}

/** A root field for those who look after the graph, in no public schema: the audit of the subgraph, the latest first. */
export function auditFields(
  any: GraphQLScalarType,
): GraphQLFieldConfigMap<unknown, { reader: Reader; caller: Caller }> {
  return {
    _audit: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
      args: {
        entity: { type: GraphQLString },
        actor: { type: GraphQLString },
        first: { type: new GraphQLNonNull(GraphQLInt) },
      },
      resolve(_root, { entity, actor, first }: { entity?: string; actor?: string; first: number }, context) {
        requirePermission(context.caller.actor, SCOPE);
        const conditions = [
          ...(entity == null ? [] : [sql`entity_id = ${entity}::uuid`]),
          ...(actor == null ? [] : [sql`actor = ${actor}`]),
        ];
        return context.reader.rows<AuditRow>(sql`SELECT to_json(at) AS at, actor, operation, type,
            entity_id AS "entityId", before, after
          FROM audit WHERE ${allOf(conditions)} ORDER BY number DESC LIMIT ${first}`);
      },
    },
  };
}
