import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import type { Role } from '../role-grant/roles.js';

/** Active role of the viewer. */
export interface ViewerRoleRow {
  role: Role;
  of: string[];
  since: Date;
}

export function viewerStore({ reader }: StoreTools) {
  return {
    /** @param id id of a partner or a person */
    roles(id: string): Promise<ViewerRoleRow[]> {
      return reader.named('Viewer.roles')
        .rows<ViewerRoleRow>(sql`SELECT g.role, CASE WHEN g.role = 'FOREIGN_AUTHORITY'
          THEN ARRAY(SELECT DISTINCT coalesce(f.merged_into_id, o.id) FROM unnest(g.of_ids) AS o(id) LEFT JOIN foreign_authority f ON f.id = o.id)
          ELSE g.of_ids END AS of, g.granted_at AS since FROM role_grant g
        WHERE g.revoked_at IS NULL AND (g.partner_id = ${id} OR g.principal_id = ${id}) ORDER BY g.granted_at, g.id`);
    },
  };
}
