import { AuthorityKind, EPCI_KINDS } from '#vocabulary';
import { sql, type Sql } from '#kernel/database';
import { choiceCondition, overlapCondition, rangeCondition } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { ASPECTS } from './authority-aspect.js';
import type { AuthoritySearchFilter } from './authority-search.input.js';
import { countryConditions, tieConditions } from './country-condition.js';
import { expertiseGroupConditions, hasExpertiseConditions } from './expertise-condition.js';
import { hasPartnershipConditions } from './partnership-condition.js';
import { populationCondition } from './population-condition.js';
import { parseText, textCondition } from './text-query.js';

/** Expressions as the index `authority_facts` has them. It indexes arrays, so that one scan answers several conditions. */
const REGION = sql`ARRAY[a.region_code]`;
/** Kind of an authority other than a commune: nearly all are communes, so that an index on them would not help. */
const RARE_KIND = sql`CASE WHEN a.kind <> 'COMMUNE' THEN ARRAY[a.kind] END`;

/** Condition on a column; its `in` uses the index expression where there is one. */
function indexedChoice(
  column: Sql,
  choice: { in?: readonly string[]; notIn?: readonly string[] } | undefined,
  indexedArray: Sql | undefined,
): Sql[] {
  if (!choice?.in || !indexedArray) return choiceCondition(column, choice);
  const { in: values, ...rest } = choice;
  return [sql`${indexedArray} && ${values}::text[]`, ...choiceCondition(column, rest)];
}

const kindCondition = (choice: AuthoritySearchFilter['kind']) =>
  indexedChoice(sql`a.kind`, choice, choice?.in?.includes(AuthorityKind.COMMUNE) ? undefined : RARE_KIND);
function epciCondition(isEpci: boolean | undefined): Sql[] {
  if (isEpci === undefined) return [];
  return kindCondition(isEpci ? { in: [...EPCI_KINDS] } : { notIn: [...EPCI_KINDS] });
}
const regionCondition = (choice: AuthoritySearchFilter['region']) =>
  indexedChoice(sql`a.region_code`, choice, REGION);

/** Conditions of one filter object on an authority `a`, without those inside `and`, `or` and `not`. */
export function authorityConditions(filter: AuthoritySearchFilter): Sql[] {
  const conditions = [
    ...kindCondition(filter.kind),
    ...populationCondition(filter.population),
    ...overlapCondition(sql`a.department_codes`, filter.department),
    ...regionCondition(filter.region),
    ...choiceCondition(sql`a.siren`, filter.siren),
    ...choiceCondition(sql`a.insee_code`, filter.inseeCode),
    ...overlapCondition(sql`a.postal_codes`, filter.postalCode),
    ...overlapCondition(sql`a.partner_country_codes`, filter.partnerCountry),
    ...overlapCondition(sql`a.country_group_codes`, filter.memberOfCountryGroup),
    ...(filter.having ?? []).map((aspect) => ASPECTS[aspect]),
    ...(filter.lacking ?? []).map((aspect) => sql`NOT (${ASPECTS[aspect]})`),
    ...(filter.text === undefined ? [] : [textCondition(parseText(filter.text))]),
    ...epciCondition(filter.isEpci),
    ...rangeCondition(sql`a.partnership_count`, filter.partnershipCount),
    ...rangeCondition(sql`a.expertise_count`, filter.expertiseCount),
    ...rangeCondition(sql`cardinality(a.partner_country_codes)`, filter.partnerCountryCount),
    ...countryConditions(filter),
    ...tieConditions(filter.tie),
    ...hasPartnershipConditions(filter.partnership),
    ...hasExpertiseConditions(filter),
    ...expertiseGroupConditions(filter.expertise),
  ];
  if (filter.id !== undefined) {
    const ids = filter.id.map((id) => requireId('Authority', id, 'filter.id'));
    conditions.push(sql`a.id = ANY(${ids}::uuid[])`);
  }
  if (filter.isCurrent !== undefined)
    conditions.push(filter.isCurrent ? sql`a.valid_to IS NULL` : sql`a.valid_to IS NOT NULL`);
  return conditions;
}
