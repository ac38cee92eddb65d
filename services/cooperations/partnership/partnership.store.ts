import {
  authorityConditions,
  inTheme,
  isOutOfDate,
  isOver,
  statedUntil,
  themeCondition,
  type PartnershipForeignAuthorityFilter,
  knownCountries,
  knownThemes,
  explainedPage,
} from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { allOf, anyKey, byKey, columnsOf, keyArray, listByKey, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  parentOf,
  rangeCondition,
  textCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import { requireId } from '#kernel/values';
import { PartnershipEntity } from './partnership.entity.js';
import { statedEndOf } from './stated-end.js';
import type {
  PartnershipFilter,
  PartnershipFrenchAuthorityFilter,
  PartnershipOrderField,
  PartnershipsArgs,
} from './partnership.input.js';
import { knownPlaces } from '../known-codes.js';

export type PartnershipRow = PartnershipEntity & { isStale: boolean };

const statedEnd = statedEndOf('p');
const statedUntilDay = statedUntil(sql`p.as_of`);
const ended = isOver(sql`p.status_in_source`, statedEnd);
const stale = isOutOfDate(sql`p.status_in_source`, statedEnd, sql`p.as_of`);
const columns = sql`${columnsOf(PartnershipEntity, 'p', ['searchText'])}, ${stale} AS "isStale"`;

const partnerships: ListDefinition<`${PartnershipOrderField}`> = {
  name: 'Partnership',
  select: columns,
  from: sql`partnership p`,
  id: sql`p.id`,
  orders: {
    START_YEAR: { by: sql`coalesce(p.start_year, 0)`, type: 'int', unknown: sql`p.start_year IS NULL` },
    COUNTRY: { by: sql`p.country_code`, type: 'text' },
  },
  defaultOrder: [
    { field: 'COUNTRY', direction: 'ASC' },
    { field: 'START_YEAR', direction: 'ASC' },
  ],
};

/** Conditions on a row `a` of french_authority. */
export function frenchAuthorityConditions(filter: PartnershipFrenchAuthorityFilter, argument: string): Sql[] {
  const conditions = [
    ...authorityConditions(sql`a`, filter),
    ...choiceCondition(sql`a.department_code`, filter.department),
  ];
  if (filter.id !== undefined) {
    const ids = filter.id.map((id) => requireId('Authority', id, argument));
    conditions.push(sql`a.authority_id = ANY(${ids}::uuid[])`);
  }
  return conditions;
}

function frenchAuthorityCondition(filter: PartnershipFrenchAuthorityFilter | undefined): Sql[] {
  if (!filter) return [];
  const conditions = frenchAuthorityConditions(filter, 'filter.frenchAuthority.id');
  return [
    sql`EXISTS (SELECT FROM partnership_french_authority pa JOIN french_authority a USING (authority_id)
      WHERE pa.partnership_id = p.id AND ${allOf(conditions)})`,
  ];
}

function foreignAuthorityCondition(filter: PartnershipForeignAuthorityFilter | undefined): Sql[] {
  if (!filter) return [];
  const conditions = choiceCondition(sql`f.kind`, filter.kind);
  if (filter.id !== undefined) {
    const ids = filter.id.map((id) => requireId('ForeignAuthority', id, 'filter.foreignAuthority.id'));
    conditions.push(sql`f.foreign_authority_id = ANY(${ids}::uuid[])`);
  }
  return [
    sql`EXISTS (SELECT FROM partnership_foreign_authority f WHERE f.partnership_id = p.id AND ${allOf(conditions)})`,
  ];
}

/** Conditions on a row `p` of partnership. */
export function partnershipConditions(filter: PartnershipFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`p.country_code`, filter.country),
    ...choiceCondition(sql`p.kind`, filter.kind),
    ...choiceCondition(sql`p.status_in_source`, filter.status),
    ...choiceCondition(sql`p.confidence`, filter.confidence),
    ...themeCondition(sql`p.theme_codes`, filter.theme),
    ...rangeCondition(sql`p.start_year`, filter.startYear),
    ...frenchAuthorityCondition(filter.frenchAuthority),
    ...foreignAuthorityCondition(filter.foreignAuthority),
    ...textCondition(sql`p.search_text`, filter.text),
  ];
  if (filter.isClassified !== undefined)
    conditions.push(sql`(p.theme_codes <> '{}') = ${filter.isClassified}`);
  if (filter.statedSince !== undefined) conditions.push(sql`${statedUntilDay} >= ${filter.statedSince}`);
  if (filter.isEnded !== undefined) conditions.push(sql`${ended} = ${filter.isEnded}`);
  if (filter.isStale !== undefined) conditions.push(sql`${stale} = ${filter.isStale}`);
  return conditions;
}

export const partnershipsOfAuthority = parentOf({
  name: 'Authority',
  join: sql`JOIN partnership_french_authority pa ON pa.partnership_id = p.id`,
  key: sql`pa.authority_id`,
  type: 'uuid',
});
export const partnershipsOfForeignAuthority = parentOf({
  name: 'ForeignAuthority',
  join: sql`JOIN partnership_foreign_authority pf ON pf.partnership_id = p.id`,
  key: sql`pf.foreign_authority_id`,
  type: 'uuid',
});
export const partnershipsOfCountry = parentOf({
  name: 'Country',
  key: sql`p.country_code`,
  type: 'text',
});
export const partnershipsOfTheme = (code: string, subtreeCodes: readonly string[]): ListParent =>
  inTheme(sql`p.theme_codes`, code, subtreeCodes);

export function partnershipStore(tools: StoreTools) {
  const { reader, cursors } = tools;
  const list = new ListReader<PartnershipRow, `${PartnershipOrderField}`>(partnerships, reader, cursors, {
    country: knownCountries,
    theme: knownThemes(tools),
    ...knownPlaces(tools),
  });
  return {
    byId: byKey<string, PartnershipRow>(
      (ids) =>
        reader
          .named('Partnership.byId')
          .rows(sql`SELECT ${columns} FROM partnership p WHERE p.id = ${anyKey(ids, 'uuid')}`),
      (partnership) => partnership.id,
    ),
    frenchAuthorities: listByKey<string, { id: string; partnershipId: string }>(
      (ids) =>
        reader.named('Partnership.frenchAuthorities')
          .rows(sql`SELECT authority_id AS id, partnership_id AS "partnershipId" FROM partnership_french_authority
          WHERE partnership_id = ${anyKey(ids, 'uuid')} ORDER BY position`),
      (authority) => authority.partnershipId,
    ),
    foreignAuthorities: listByKey<string, { id: string; partnershipId: string }>(
      (ids) =>
        reader.named('Partnership.foreignAuthorities')
          .rows(sql`SELECT foreign_authority_id AS id, partnership_id AS "partnershipId" FROM partnership_foreign_authority
          WHERE partnership_id = ${anyKey(ids, 'uuid')} ORDER BY position`),
      (authority) => authority.partnershipId,
    ),
    /** Partnerships of an authority in a country, the oldest first; keys are `<authority id> <country code>`. */
    betweenAuthorityAndCountry: listByKey<string, PartnershipRow & { pair: string }>(
      (pairs) =>
        reader.named('Partnership.betweenAuthorityAndCountry')
          .rows(sql`SELECT ${columns}, pair.text AS pair FROM unnest(${keyArray(pairs, 'text')}) AS pair(text)
          JOIN partnership_french_authority pa ON pa.authority_id = split_part(pair.text, ' ', 1)::uuid
          JOIN partnership p ON p.id = pa.partnership_id AND p.country_code = split_part(pair.text, ' ', 2)
          ORDER BY p.start_year NULLS LAST, p.id`),
      (partnership) => partnership.pair,
    ),
    page: (args: PartnershipsArgs, parent?: ListParent) =>
      explainedPage(list, args, partnershipConditions, parent, {
        items: 'PARTNERSHIPS',
        unclassified: sql`p.theme_codes = '{}'`,
      }),
  };
}
