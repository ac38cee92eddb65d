import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, keyArray, listByKey, raw, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  overlapCondition,
  parentOf,
  rangeCondition,
  textCondition,
  type ListDefinition,
  type ListParent,
  type OrderBy,
} from '#kernel/lists';
import { requireId } from '#kernel/values';
import { AuthorityAliasEntity, AuthorityCodeEntity, AuthorityEntity } from './authority.entity.js';
import type { AuthoritiesArgs, AuthorityFilter, AuthorityOrderField } from './authority.input.js';
import { knownDepartments, knownRegions } from '../known-codes.js';

export type AuthorityRow = Omit<AuthorityEntity, 'searchText' | 'departmentCodes'>;

const columns = columnsOf(AuthorityEntity, 'a', ['searchText', 'departmentCodes']);
const aliasColumns = columnsOf(AuthorityAliasEntity, 'l');
const codeColumns = columnsOf(AuthorityCodeEntity, 'c');

/** Sort keys. Unknown values come last in both directions, which takes one expression per direction. */
type SortField = `${AuthorityOrderField}` | 'POPULATION_UPWARDS' | 'INSEE_CODE_DOWNWARDS';

const authorities: ListDefinition<SortField> = {
  name: 'Authority',
  select: columns,
  from: sql`authority a`,
  id: sql`a.id`,
  orders: {
    NAME: { by: sql`a.name COLLATE "fr-FR-x-icu"`, type: 'text' },
    POPULATION: { by: sql`coalesce(a.population, -1)`, type: 'int' },
    POPULATION_UPWARDS: { by: sql`coalesce(a.population, 2147483647)`, type: 'int' },
    INSEE_CODE: { by: sql`coalesce(a.insee_code, '~') COLLATE "C"`, type: 'text' },
    INSEE_CODE_DOWNWARDS: { by: sql`coalesce(a.insee_code, '') COLLATE "C"`, type: 'text' },
    KIND: { by: sql`a.kind`, type: 'text' },
  },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
};

function sortOf(orderBy: AuthoritiesArgs['orderBy']): OrderBy<SortField>[] | undefined {
  return orderBy?.map(({ field, direction }) => {
    if (field === 'POPULATION' && direction === 'ASC') return { field: 'POPULATION_UPWARDS', direction };
    if (field === 'INSEE_CODE' && direction === 'DESC') return { field: 'INSEE_CODE_DOWNWARDS', direction };
    return { field, direction };
  });
}

function conditionsOf(filter: AuthorityFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`a.kind`, filter.kind),
    ...rangeCondition(sql`a.population`, filter.population),
    ...overlapCondition(sql`a.department_codes`, filter.department),
    ...choiceCondition(sql`a.region_code`, filter.region),
    ...choiceCondition(sql`a.siren`, filter.siren),
    ...choiceCondition(sql`a.insee_code`, filter.inseeCode),
    ...overlapCondition(sql`a.postal_codes`, filter.postalCode),
    ...textCondition(sql`a.search_text`, filter.text),
  ];
  if (filter.id !== undefined) {
    const ids = filter.id.map((id) => requireId('Authority', id, 'filter.id'));
    conditions.push(sql`a.id = ANY(${ids}::uuid[])`);
  }
  if (filter.isCurrent !== undefined)
    conditions.push(filter.isCurrent ? sql`a.valid_to IS NULL` : sql`a.valid_to IS NOT NULL`);
  return conditions;
}

/** Members of an intermunicipal body, from the official code, and of a joint syndicate or an association, from people. */
export const membersOf = parentOf({
  name: 'Group',
  join: sql`JOIN (SELECT member_id, group_id FROM membership UNION ALL SELECT member_id, body_id FROM body_member) m
    ON m.member_id = a.id`,
  key: sql`m.group_id`,
  type: 'uuid',
});
/** Joint syndicates and associations of which an authority is a member. */
export const bodiesOf = parentOf({
  name: 'Member',
  join: sql`JOIN body_member b ON b.body_id = a.id`,
  key: sql`b.member_id`,
  type: 'uuid',
});
export const ofDepartment = (code: string): ListParent => ({
  name: 'Department',
  id: code,
  key: sql`a.department_codes`,
  among: [code],
  type: 'text',
});
export const ofRegion = parentOf({
  name: 'Region',
  key: sql`a.region_code`,
  type: 'text',
});

/** Bound on a chain of successors: a longer one contains a cycle. */
const MAX_CHAIN = raw('20');

/**
 * Statement that follows the chain of successors of each authority `own` that meets `condition`, to its end.
 * @param requested expression of the key that was looked up, returned as `requested`
 */
const successorsOf = (requested: Sql, condition: Sql): Sql =>
  sql`WITH RECURSIVE walk AS (
      SELECT ${requested} AS requested, own.valid_to IS NULL AS live, own.id, own.successor_id, 0 AS step FROM authority own WHERE ${condition}
      UNION ALL SELECT w.requested, w.live, next.id, next.successor_id, w.step + 1 FROM walk w
        JOIN authority next ON next.id = w.successor_id WHERE w.step < ${MAX_CHAIN}
    ) SELECT ${columns}, walk.requested FROM walk JOIN authority a ON a.id = walk.id WHERE walk.successor_id IS NULL`;

export function authorityStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<AuthorityRow, SortField>(authorities, reader, cursors, {
    department: knownDepartments(tools),
    region: knownRegions(tools),
  });
  /** Today's authorities of SIRENs of before. One whose communes several bodies took over leads to none of them. */
  const ofFormerSirens = (sirens: readonly string[]) =>
    reader.named('Authority.byFormerSiren').rows<
      AuthorityRow & { requested: string }
    >(sql`SELECT ${columns}, former.siren AS requested FROM (
          SELECT f.siren, min(f.authority_id::text)::uuid AS id FROM former_name f
          WHERE f.siren = ${anyKey(sirens, 'text')} GROUP BY 1 HAVING count(DISTINCT f.authority_id) = 1
        ) former JOIN authority a ON a.id = former.id`);
  return {
    byId: byKey<string, AuthorityRow>(
      (ids) =>
        reader
          .named('Authority.byId')
          .rows(sql`SELECT ${columns} FROM authority a WHERE a.id = ${anyKey(ids, 'uuid')}`),
      (authority) => authority.id,
    ),
    /** Today's authority: the one that exists with this SIREN, else the successor of a closed one, or of a body of before, that had it. */
    bySiren: byKey<string, AuthorityRow & { requested: string }>(
      async (sirens) => {
        const found = await reader
          .named('Authority.bySiren')
          .rows<AuthorityRow & { requested: string }>(
            sql`${successorsOf(sql`own.siren`, sql`own.siren = ${anyKey(sirens, 'text')}`)} ORDER BY walk.live`,
          );
        const known = new Set(found.map(({ requested }) => requested));
        const former = sirens.filter((siren) => !known.has(siren));
        return former.length ? [...found, ...(await ofFormerSirens(former))] : found;
      },
      (authority) => authority.requested,
    ),
    /** Today's authority by an item of Wikidata. */
    byWikidataId: byKey<string, AuthorityRow & { requested: string }>(
      (items) =>
        reader
          .named('Authority.byWikidataId')
          .rows(
            sql`${successorsOf(sql`own.wikidata_id`, sql`own.wikidata_id = ${anyKey(items, 'text')}`)} ORDER BY walk.live`,
          ),
      (authority) => authority.requested,
    ),
    /** Today's authority: itself or, when it is closed, its last known successor. */
    today: byKey<string, AuthorityRow & { requested: string }>(
      (ids) =>
        reader.named('Authority.today').rows(successorsOf(sql`own.id`, sql`own.id = ${anyKey(ids, 'uuid')}`)),
      (authority) => authority.requested,
    ),
    /** Today's authority: the one with this code, else the one to which a former code leads. Régions are left out: their codes are also those of départements. */
    byInseeCode: byKey<string, AuthorityRow & { requestedCode: string }>(
      (codes) =>
        reader.named('Authority.byInseeCode')
          .rows(sql`SELECT ${columns}, requested.code AS "requestedCode" FROM unnest(${keyArray(codes, 'text')}) AS requested(code)
          CROSS JOIN LATERAL (
            SELECT own.id, 1 AS rank FROM authority own
              WHERE own.insee_code = requested.code AND own.valid_to IS NULL AND own.key NOT LIKE 'REG-%'
            UNION ALL SELECT c.authority_id, 2 FROM authority_code c WHERE c.code = requested.code
            ORDER BY rank LIMIT 1
          ) AS found JOIN authority a ON a.id = found.id`),
      (authority) => authority.requestedCode,
    ),
    aliases: listByKey<string, AuthorityAliasEntity>(
      (ids) =>
        reader.named('Authority.aliases')
          .rows(sql`SELECT ${aliasColumns} FROM authority_alias l WHERE l.authority_id = ${anyKey(ids, 'uuid')}
          ORDER BY l.name COLLATE "fr-FR-x-icu", l.kind`),
      (alias) => alias.authorityId,
    ),
    codes: listByKey<string, AuthorityCodeEntity>(
      (ids) =>
        reader.named('Authority.codes')
          .rows(sql`SELECT ${codeColumns} FROM authority_code c WHERE c.authority_id = ${anyKey(ids, 'uuid')}
          ORDER BY c.code COLLATE "C"`),
      (code) => code.authorityId,
    ),
    groupings: listByKey<string, AuthorityRow & { memberId: string }>(
      (ids) =>
        reader.named('Authority.groupings')
          .rows(sql`SELECT ${columns}, m.member_id AS "memberId" FROM membership m JOIN authority a ON a.id = m.group_id
          WHERE m.member_id = ${anyKey(ids, 'uuid')} ORDER BY a.name COLLATE "fr-FR-x-icu", a.id`),
      (group) => group.memberId,
    ),
    predecessors: listByKey<string, AuthorityRow>(
      (ids) =>
        reader.named('Authority.predecessors')
          .rows(sql`SELECT ${columns} FROM authority a WHERE a.successor_id = ${anyKey(ids, 'uuid')}
          ORDER BY a.name COLLATE "fr-FR-x-icu", a.id`),
      (authority) => authority.successorId!,
    ),
    page: (args: AuthoritiesArgs, parent?: ListParent) =>
      list.pageOf({ ...args, orderBy: sortOf(args.orderBy) ?? null }, conditionsOf, parent),
  };
}
