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
  overlapCondition,
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

export type PartnershipRow = PartnershipEntity & {
  isStale: boolean;
  start: string | null;
  signed: string | null;
  end: string | null;
};

const statedEnd = statedEndOf('p');
const statedUntilDay = statedUntil(sql`p.as_of`);
const ended = isOver(sql`p.status_in_source`, statedEnd);
const stale = isOutOfDate(sql`p.status_in_source`, statedEnd, sql`p.as_of`);
/** Amounts; the one that a funder granted in euros where the row has no others. */
const amounts = sql`CASE WHEN p.amounts = '[]' AND p.amount_eur IS NOT NULL THEN jsonb_build_array(jsonb_build_object(
  'amount', p.amount_eur, 'currency', 'EUR', 'year', extract(year FROM p.granted_on)::int, 'funder', p.funder)) ELSE p.amounts END`;
const columns = sql`${columnsOf(PartnershipEntity, 'p', ['searchText', 'amounts'])}, ${stale} AS "isStale", ${amounts} AS amounts,
  coalesce(p.start_partial, p.start_year::text) AS start, coalesce(p.signed_partial, p.signed_on::text) AS signed,
  coalesce(p.end_partial, p.end_date::text) AS "end"`;

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
    ...overlapCondition(sql`p.country_codes`, filter.country),
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
export const partnershipsOfCountry = (code: string): ListParent => ({
  name: 'Country',
  id: code,
  among: [code],
  key: sql`p.country_codes`,
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
    byId: byKey<string, PartnershipRow & { asked: string }>(
      (ids) =>
        // The id of one that was joined into another leads to that one.
        reader.named('Partnership.byId')
          .rows(sql`SELECT ${columns}, k.id AS asked FROM unnest(${keyArray(ids, 'uuid')}) k(id)
          LEFT JOIN partnership_alias joined ON joined.id = k.id JOIN partnership p ON p.id = coalesce(joined.partnership_id, k.id)`),
      (partnership) => partnership.asked,
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
          JOIN partnership p ON p.id = pa.partnership_id AND p.country_codes @> ARRAY[split_part(pair.text, ' ', 2)]
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
