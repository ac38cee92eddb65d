import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, listByKey, sql, type Sql } from '#kernel/database';
import { ListReader, choiceCondition, parentOf, type ListDefinition, type ListParent } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { today } from '#vocabulary';
import { CountryGroupTermEntity } from './country-group-term.entity.js';
import type {
  CountryGroupTermFilter,
  CountryGroupTermOrderField,
  CountryGroupTermsArgs,
} from './country-group-term.input.js';
import { knownGroups } from '../known-codes.js';

const columns = columnsOf(CountryGroupTermEntity, 't');

/** Date of a term `t`: when a source shows it or, for terms entered here, its first day. */
const dated = sql`coalesce(t.seen_on, t.starts_on::text)`;

const terms: ListDefinition<`${CountryGroupTermOrderField}`> = {
  name: 'CountryGroupTerm',
  select: columns,
  from: sql`country_group_term t`,
  id: sql`t.id`,
  orders: {
    SEEN_ON: { by: sql`coalesce(${dated}, '') COLLATE "C"`, type: 'text', unknown: sql`${dated} IS NULL` },
    PERSON: { by: sql`t.person COLLATE "fr-FR-x-icu"`, type: 'text' },
  },
  defaultOrder: [{ field: 'SEEN_ON', direction: 'DESC' }],
};

function conditionsOf(filter: CountryGroupTermFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`t.role`, filter.role),
    ...choiceCondition(sql`t.group_code`, filter.group),
  ];
  if (filter.authority !== undefined) {
    const ids = filter.authority.map((id) => requireId('Authority', id, 'filter.authority'));
    conditions.push(sql`t.authority_id = ANY(${ids}::uuid[])`);
  }
  return conditions;
}

export const termsOfGroup = parentOf({
  name: 'CountryGroup',
  key: sql`t.group_code`,
  type: 'text',
});
export const termsOfAuthority = parentOf({
  name: 'Authority',
  key: sql`t.authority_id`,
  type: 'uuid',
});

export function countryGroupTermStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<CountryGroupTermEntity, `${CountryGroupTermOrderField}`>(
    terms,
    reader,
    cursors,
    { group: knownGroups(tools) },
  );
  const presidencies = new Map<string | null, ReturnType<typeof presidencyOn>>();

  // `held_days` starts a year or a month at its first day. After the end of the latest term no earlier one is returned.
  const presidencyOn = (on: string | null) =>
    byKey<string, CountryGroupTermEntity>(
      (codes) =>
        reader.named('CountryGroupTerm.current')
          .rows(sql`SELECT ${columns} FROM (SELECT DISTINCT ON (t.group_code) t.* FROM country_group_term t
            WHERE t.group_code = ${anyKey(codes, 'text')} AND t.role = 'PRESIDENT'
              AND lower(held_days(t.starts_on, t.ends_on, t.seen_on)) <= coalesce(${on}::date, ${today})
            ORDER BY t.group_code, lower(held_days(t.starts_on, t.ends_on, t.seen_on)) DESC, t.id) t
          WHERE t.ends_on IS NULL OR t.ends_on >= coalesce(${on}::date, ${today})`),
      (term) => term.groupCode,
    );

  return {
    byId: byKey<string, CountryGroupTermEntity>(
      (ids) =>
        reader
          .named('CountryGroupTerm.byId')
          .rows(sql`SELECT ${columns} FROM country_group_term t WHERE t.id = ${anyKey(ids, 'uuid')}`),
      (term) => term.id,
    ),
    page: (args: CountryGroupTermsArgs, parent?: ListParent) => list.pageOf(args, conditionsOf, parent),
    /** Authorities named by the terms of a group, the most recent first. */
    authoritiesOfGroup: listByKey<string, { groupCode: string; id: string }>(
      (codes) =>
        reader.named('CountryGroupTerm.authoritiesOfGroup')
          .rows(sql`SELECT t.group_code AS "groupCode", t.authority_id AS id FROM country_group_term t
          WHERE t.group_code = ${anyKey(codes, 'text')} AND t.authority_id IS NOT NULL
          GROUP BY t.group_code, t.authority_id ORDER BY max(${dated} COLLATE "C") DESC NULLS LAST, t.authority_id`),
      (row) => row.groupCode,
    ),
    /** Groups whose terms name an authority, the most recent first. */
    groupsOfAuthority: listByKey<string, { authorityId: string; code: string }>(
      (ids) =>
        reader.named('CountryGroupTerm.groupsOfAuthority')
          .rows(sql`SELECT t.authority_id AS "authorityId", t.group_code AS code FROM country_group_term t
          WHERE t.authority_id = ${anyKey(ids, 'uuid')}
          GROUP BY t.authority_id, t.group_code ORDER BY max(${dated} COLLATE "C") DESC NULLS LAST, t.group_code`),
      (row) => row.authorityId,
    ),
    /**
     * Loads the latest presidency of a group known on a day, or null when it is known to have ended.
     * @param on null for today
     */
    presidency(groupCode: string, on: string | null) {
      let loader = presidencies.get(on);
      if (!loader) presidencies.set(on, (loader = presidencyOn(on)));
      return loader.load(groupCode);
    },
  };
}
