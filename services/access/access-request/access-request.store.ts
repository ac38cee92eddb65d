import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import { ListReader, choiceCondition, parentOf, type ListDefinition } from '#kernel/lists';
import { AccessRequestEntity } from './access-request.entity.js';
import type {
  AccessRequestFilter,
  AccessRequestOrderField,
  AccessRequestsArgs,
} from './access-request.input.js';

export type AccessRequestRow = Omit<AccessRequestEntity, 'proposedKey' | 'updatedAt'>;

const columns = sql`${columnsOf(AccessRequestEntity, 'a', ['proposedKey', 'updatedAt', 'foreignAuthorityId'])},
  coalesce((SELECT f.merged_into_id FROM foreign_authority f WHERE f.id = a.foreign_authority_id), a.foreign_authority_id) AS "foreignAuthorityId"`;

const requests: ListDefinition<`${AccessRequestOrderField}`> = {
  name: 'AccessRequest',
  select: columns,
  from: sql`access_request a`,
  id: sql`a.id`,
  orders: { SUBMITTED_AT: { by: sql`a.submitted_at`, type: 'timestamptz' } },
  defaultOrder: [{ field: 'SUBMITTED_AT', direction: 'DESC' }],
};

const conditionsOf = ({ status }: AccessRequestFilter): Sql[] => choiceCondition(sql`a.status`, status);

const ofPrincipal = parentOf({ name: 'Principal', key: sql`a.principal_id`, type: 'uuid' });

export function accessRequestStore({ reader, cursors }: StoreTools) {
  const list = new ListReader<AccessRequestRow, `${AccessRequestOrderField}`>(requests, reader, cursors);
  return {
    byId: byKey<string, AccessRequestRow>(
      (ids) =>
        reader
          .named('AccessRequest.byId')
          .rows(sql`SELECT ${columns} FROM access_request a WHERE a.id = ${anyKey(ids, 'uuid')}`),
      (request) => request.id,
    ),
    /** @param principalId whose requests; absent: those of everybody */
    page: (args: AccessRequestsArgs, principalId?: string) =>
      list.pageOf(args, conditionsOf, principalId === undefined ? undefined : ofPrincipal(principalId)),
  };
}
