import { requirePermission } from './actor.js';
import type { Caller } from './caller.js';
import { sql, type Reader } from './sql.js';

/** Who may read who changed what. */
export const AUDIT_SCOPE = 'audit:read';

/** What somebody did to a row of a thing. */
export interface AuditRow {
  /** Larger for what was written later. */
  number: string;
  at: Date;
  /** The opaque id of who did it. */
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

/**
 * What people did to a thing and to its parts, the latest first.
 * @param before number of the entry above which the page ends; null for the latest
 * @throws FORBIDDEN for who may not read it
 */
export async function readAudit(
  reader: Reader,
  { actor }: Caller,
  entityId: string,
  before: string | null,
  first: number,
): Promise<AuditRow[]> {
  requirePermission(actor, AUDIT_SCOPE);
  const [table] = await reader.rows<{ there: boolean }>(
    sql`SELECT to_regclass('audit') IS NOT NULL AS there`,
  );
  if (!table!.there) return [];
  return reader.rows<AuditRow>(sql`SELECT number::text AS number, at, actor, operation, type, entity_id AS "entityId", before, after
    FROM audit WHERE entity_id = ${entityId}::uuid AND audit.number < ${before ?? '9223372036854775807'}::bigint
    ORDER BY audit.number DESC LIMIT ${first}`);
}
