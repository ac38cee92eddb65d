import type { StoreTools } from '#kernel/context';
import { anyKey, columnsOf, listByKey, sql } from '#kernel/database';
import { FormerNameEntity } from './former-name.entity.js';

const columns = columnsOf(FormerNameEntity, 'f');

export function formerNameStore({ reader }: StoreTools) {
  return {
    /** Former names of an authority, the oldest first: names that ended at an unknown time before 1943, then by their end. */
    ofAuthority: listByKey<string, FormerNameEntity>(
      (ids) =>
        reader.named('FormerName.ofAuthority')
          .rows(sql`SELECT ${columns} FROM former_name f WHERE f.authority_id = ${anyKey(ids, 'uuid')}
          ORDER BY coalesce(f.valid_to, f.last_seen, '') COLLATE "C", f.name COLLATE "fr-FR-x-icu", f.id`),
      (row) => row.authorityId,
    ),
  };
}
