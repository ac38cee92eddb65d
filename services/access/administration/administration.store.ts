import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, sql, type Sql } from '#kernel/database';
import { badUserInput, expected } from '#kernel/errors';
import { ListReader, choiceCondition, type ListDefinition } from '#kernel/lists';
import { isId, requireId } from '#kernel/values';
import type {
  ApiKeyFilter,
  ApiKeyOrderField,
  ApiKeysArgs,
  PartnerFilter,
  PartnerOrderField,
  PartnersArgs,
  RoleGrantFilter,
  RoleGrantOrderField,
  RoleGrantsArgs,
} from './administration.input.js';
import { ApiKeyEntity } from '../api-key/api-key.entity.js';
import { PartnerEntity } from '../partner/partner.entity.js';
import { PrincipalEntity } from '../role-grant/principal.entity.js';
import { RoleGrantEntity } from '../role-grant/role-grant.entity.js';

const partners: ListDefinition<`${PartnerOrderField}`> = {
  name: 'Partner',
  select: columnsOf(PartnerEntity, 'p'),
  from: sql`partner p`,
  id: sql`p.id`,
  orders: {
    NAME: { by: sql`p.name COLLATE "fr-FR-x-icu"`, type: 'text' },
    CREATED_AT: { by: sql`p.created_at`, type: 'timestamptz' },
  },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
};

const keyColumns = columnsOf(ApiKeyEntity, 'k', ['hash']);
const keys: ListDefinition<`${ApiKeyOrderField}`> = {
  name: 'ApiKey',
  select: keyColumns,
  from: sql`api_key k`,
  id: sql`k.id`,
  orders: {
    CREATED_AT: { by: sql`k.created_at`, type: 'timestamptz' },
    EXPIRES_AT: { by: sql`k.expires_at`, type: 'timestamptz' },
  },
  defaultOrder: [{ field: 'CREATED_AT', direction: 'DESC' }],
};

const grants: ListDefinition<`${RoleGrantOrderField}`> = {
  name: 'RoleGrant',
  select: columnsOf(RoleGrantEntity, 'g'),
  from: sql`role_grant g`,
  id: sql`g.id`,
  orders: { GRANTED_AT: { by: sql`g.granted_at`, type: 'timestamptz' } },
  defaultOrder: [{ field: 'GRANTED_AT', direction: 'DESC' }],
};

const requireIds = (type: string, values: readonly string[], argument: string): string[] =>
  values.map((id) => requireId(type, id, argument));

const conditionIs = (condition: Sql, wanted: boolean): Sql => (wanted ? condition : sql`NOT (${condition})`);

const partnerConditions = ({ name }: PartnerFilter): Sql[] => choiceCondition(sql`p.name`, name);

function keyConditions({ partner, prefix, isActive }: ApiKeyFilter): Sql[] {
  const conditions = choiceCondition(sql`k.prefix`, prefix);
  if (partner !== undefined)
    conditions.push(sql`k.partner_id = ANY(${requireIds('Partner', partner, 'filter.partner')}::uuid[])`);
  if (isActive !== undefined)
    conditions.push(conditionIs(sql`k.revoked_at IS NULL AND k.expires_at > now()`, isActive));
  return conditions;
}

function grantConditions({ role, partner, principal, of, isActive }: RoleGrantFilter): Sql[] {
  const conditions = choiceCondition(sql`g.role`, role);
  if (partner !== undefined)
    conditions.push(sql`g.partner_id = ANY(${requireIds('Partner', partner, 'filter.partner')}::uuid[])`);
  if (principal !== undefined)
    conditions.push(
      sql`g.principal_id = ANY(${requireIds('Principal', principal, 'filter.principal')}::uuid[])`,
    );
  if (of !== undefined) {
    if (!of.every(isId)) throw badUserInput({ argument: 'filter.of', expected: expected('IDS_OF_GRAPH') });
    conditions.push(sql`g.of_ids && ${of}::uuid[]`);
  }
  if (isActive !== undefined) conditions.push(conditionIs(sql`g.revoked_at IS NULL`, isActive));
  return conditions;
}

/** Partners, API keys, role grants and persons, for administrators. */
export function accessStore({ reader, cursors }: StoreTools) {
  const partnerList = new ListReader<PartnerEntity, `${PartnerOrderField}`>(partners, reader, cursors);
  const keyList = new ListReader<ApiKeyEntity, `${ApiKeyOrderField}`>(keys, reader, cursors);
  const grantList = new ListReader<RoleGrantEntity, `${RoleGrantOrderField}`>(grants, reader, cursors);
  const byId = <Row extends { id: string }>({
    name,
    select,
    from,
    id,
  }: Pick<ListDefinition, 'name' | 'select' | 'from' | 'id'>) =>
    byKey<string, Row>(
      (ids) =>
        reader
          .named(`${name}.byId`)
          .rows(sql`SELECT ${select} FROM ${from} WHERE ${id} = ${anyKey(ids, 'uuid')}`),
      (row) => row.id,
    );
  return {
    partners: (args: PartnersArgs) => partnerList.pageOf(args, partnerConditions),
    keys: (args: ApiKeysArgs) => keyList.pageOf(args, keyConditions),
    grants: (args: RoleGrantsArgs) => grantList.pageOf(args, grantConditions),
    partner: byId<PartnerEntity>(partners),
    key: byId<ApiKeyEntity>(keys),
    grant: byId<RoleGrantEntity>(grants),
    principal: byId<PrincipalEntity>({
      name: 'Principal',
      select: columnsOf(PrincipalEntity, 'x'),
      from: sql`principal x`,
      id: sql`x.id`,
    }),
  };
}
