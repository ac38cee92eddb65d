import { knownCountries, explainedPage } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, keyArray, listByKey, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  overlapCondition,
  textCondition,
  type ListDefinition,
} from '#kernel/lists';
import { CountryGroupEntity } from './country-group.entity.js';
import type { CountryGroupFilter, CountryGroupOrderField, CountryGroupsArgs } from './country-group.input.js';
import { knownGroups } from '../known-codes.js';

const ABSENCE_FR =
  'Aucune source publiée ne donne d’adresse fonctionnelle pour ce groupe-pays : s’adresser à Cités Unies France, qui l’anime (https://cites-unies-france.org).';
const ABSENCE_EN =
  'No published source gives a role mailbox for this country group: ask Cités Unies France, which runs it (https://cites-unies-france.org).';

const columns = sql`${columnsOf(CountryGroupEntity, 'g', ['searchText'])},
  CASE WHEN g.contact IS NULL THEN ${ABSENCE_FR} END AS "contactAbsenceFr",
  CASE WHEN g.contact IS NULL THEN ${ABSENCE_EN} END AS "contactAbsenceEn"`;

const groups: ListDefinition<`${CountryGroupOrderField}`> = {
  name: 'CountryGroup',
  select: columns,
  from: sql`country_group g`,
  id: sql`g.id`,
  orders: {
    NAME_FR: { by: sql`g.name_fr COLLATE "fr-FR-x-icu"`, type: 'text' },
    NAME_EN: { by: sql`g.name_en COLLATE "en-x-icu"`, type: 'text' },
    CODE: { by: sql`g.code`, type: 'text' },
    LAST_ACTIVITY_ON: {
      by: sql`coalesce(g.last_activity_on, '0001-01-01')`,
      type: 'date',
      unknown: sql`g.last_activity_on IS NULL`,
    },
  },
  defaultOrder: [{ field: 'NAME_FR', direction: 'ASC' }],
};

function conditionsOf(filter: CountryGroupFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`g.code`, filter.code),
    ...choiceCondition(sql`g.status`, filter.status),
    ...overlapCondition(sql`g.country_codes`, filter.country),
    ...textCondition(sql`g.search_text`, filter.text),
  ];
  if (filter.isClosed !== undefined) conditions.push(sql`(g.closed_on IS NOT NULL) = ${filter.isClosed}`);
  if (filter.hasPresidency !== undefined) {
    conditions.push(sql`EXISTS (SELECT FROM country_group_term t
      WHERE t.group_code = g.code AND t.role = 'PRESIDENT' AND (t.seen_on IS NOT NULL OR t.starts_on IS NOT NULL)) = ${filter.hasPresidency}`);
  }
  return conditions;
}

export function countryGroupStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const groupCodes = knownGroups(tools);
  const list = new ListReader<CountryGroupEntity, `${CountryGroupOrderField}`>(groups, reader, cursors, {
    code: groupCodes,
    country: knownCountries,
  });
  return {
    byId: byKey<string, CountryGroupEntity>(
      (ids) =>
        reader
          .named('CountryGroup.byId')
          .rows(sql`SELECT ${columns} FROM country_group g WHERE g.id = ${anyKey(ids, 'uuid')}`),
      (group) => group.id,
    ),
    byCode: byKey<string, CountryGroupEntity>(
      (codes) =>
        reader
          .named('CountryGroup.byCode')
          .rows(sql`SELECT ${columns} FROM country_group g WHERE g.code = ${anyKey(codes, 'text')}`),
      (group) => group.code,
    ),
    ofCountry: listByKey<string, CountryGroupEntity & { countryCode: string }>(
      (codes) =>
        reader.named('CountryGroup.ofCountry')
          .rows(sql`SELECT ${columns}, searched.code AS "countryCode" FROM unnest(${keyArray(codes, 'text')}) AS searched(code)
          JOIN country_group g ON g.country_codes @> ARRAY[searched.code] ORDER BY g.name_fr COLLATE "fr-FR-x-icu", g.id`),
      (group) => group.countryCode,
    ),
    page: (args: CountryGroupsArgs) =>
      explainedPage(list, args, conditionsOf, undefined, { items: 'COUNTRY_GROUPS' }),
  };
}
