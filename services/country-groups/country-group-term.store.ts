import {
  ListReader,
  anyKey,
  byKey,
  choiceCondition,
  columnsOf,
  listByKey,
  parentOf,
  requireId,
  sql,
  today,
  type ListDefinition,
  type ListParent,
  type Sql,
  type StoreTools,
} from '#kernel';
import { CountryGroupTermEntity } from './country-group-term.entity.js';
import type {
  CountryGroupTermFilter,
  CountryGroupTermOrderField,
  CountryGroupTermsArgs,
} from './country-group-term.input.js';

const columns = columnsOf(CountryGroupTermEntity, 't');

const terms: ListDefinition<`${CountryGroupTermOrderField}`> = {
  name: 'CountryGroupTerm',
  select: columns,
  from: sql`country_group_term t`,
  id: sql`t.id`,
  orders: {
    SEEN_ON: { by: sql`coalesce(t.seen_on, '') COLLATE "C"`, type: 'text', unknown: sql`t.seen_on IS NULL` },
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

export function countryGroupTermStore({ reader, cursors }: StoreTools) {
  const list = new ListReader<CountryGroupTermEntity, `${CountryGroupTermOrderField}`>(
    terms,
    reader,
    cursors,
  );
  const presidencies = new Map<string | null, ReturnType<typeof presidencyOn>>();

  // Partial dates are text: a year or a month compares as its first day.
  const presidencyOn = (on: string | null) =>
    byKey<string, CountryGroupTermEntity>(
      (codes) =>
        reader.rows(sql`SELECT DISTINCT ON (t.group_code) ${columns} FROM country_group_term t
          WHERE t.group_code = ${anyKey(codes, 'text')} AND t.role = 'PRESIDENT' AND t.seen_on COLLATE "C" <= coalesce(${on}::text, ${today}::text)
          ORDER BY t.group_code, t.seen_on COLLATE "C" DESC, t.id`),
      (term) => term.groupCode,
    );

  return {
    byId: byKey<string, CountryGroupTermEntity>(
      (ids) =>
        reader.rows(sql`SELECT ${columns} FROM country_group_term t WHERE t.id = ${anyKey(ids, 'uuid')}`),
      (term) => term.id,
    ),
    page: (args: CountryGroupTermsArgs, parent?: ListParent) => list.pageOf(args, conditionsOf, parent),
    /** Authorities that the terms of a group name, the latest seen first. */
    authoritiesOfGroup: listByKey<string, { groupCode: string; id: string }>(
      (codes) =>
        reader.rows(sql`SELECT t.group_code AS "groupCode", t.authority_id AS id FROM country_group_term t
          WHERE t.group_code = ${anyKey(codes, 'text')} AND t.authority_id IS NOT NULL
          GROUP BY t.group_code, t.authority_id ORDER BY max(t.seen_on COLLATE "C") DESC NULLS LAST, t.authority_id`),
      (row) => row.groupCode,
    ),
    /** Groups whose terms name an authority, the latest seen first. */
    groupsOfAuthority: listByKey<string, { authorityId: string; code: string }>(
      (ids) =>
        reader.rows(sql`SELECT t.authority_id AS "authorityId", t.group_code AS code FROM country_group_term t
          WHERE t.authority_id = ${anyKey(ids, 'uuid')}
          GROUP BY t.authority_id, t.group_code ORDER BY max(t.seen_on COLLATE "C") DESC NULLS LAST, t.group_code`),
      (row) => row.authorityId,
    ),
    /**
     * The latest president of a group seen on or before a day.
     * @param on null for today
     */
    presidency(groupCode: string, on: string | null) {
      let loader = presidencies.get(on);
      if (!loader) presidencies.set(on, (loader = presidencyOn(on)));
      return loader.load(groupCode);
    },
  };
}
