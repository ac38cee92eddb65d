import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql } from '#kernel/database';
import { AuthorityContactEntity, ForeignAuthorityContactEntity } from './contact.entity.js';

const columns = columnsOf(AuthorityContactEntity, 'k');
const foreignColumns = columnsOf(ForeignAuthorityContactEntity, 'k');

export function contactStore({ reader }: StoreTools) {
  return {
    /** Contact of a French authority. */
    ofAuthority: byKey<string, AuthorityContactEntity>(
      (ids) =>
        reader
          .named('Contact.ofAuthority')
          .rows(
            sql`SELECT ${columns} FROM authority_contact k WHERE k.authority_id = ${anyKey(ids, 'uuid')}`,
          ),
      ({ authorityId }) => authorityId,
    ),
    /** Contact of an authority abroad. */
    ofForeignAuthority: byKey<string, ForeignAuthorityContactEntity>(
      (ids) =>
        reader
          .named('Contact.ofForeignAuthority')
          .rows(
            sql`SELECT ${foreignColumns} FROM foreign_authority_contact k WHERE k.foreign_authority_id = ${anyKey(ids, 'uuid')}`,
          ),
      ({ foreignAuthorityId }) => foreignAuthorityId,
    ),
  };
}
