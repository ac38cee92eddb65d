import { AuthorityKind } from '#vocabulary';
import { sql, type Sql } from '#kernel/database';
import { choiceCondition, overlapCondition } from '#kernel/lists';
import { requireId } from '#kernel/values';
import type { AuthorityAspect, AuthoritySearchFilter } from './authority-search.input.js';
import { countryConditions } from './country-condition.js';
import { hasExpertiseConditions, statusOf } from './expertise-condition.js';
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

const ASPECTS: Readonly<Record<`${AuthorityAspect}`, Sql>> = {
  EXPERTISE: sql`a.expertise_count > 0`,
  PARTNERSHIP: sql`a.partnership_count > 0`,
  LABEL: sql`EXISTS (SELECT FROM label l WHERE l.authority_id = a.id AND l.revoked_on IS NULL
    AND ${statusOf(sql`daterange(l.valid_from, l.valid_until, '[]')`)} = 'ACTIVE')`,
  COUNTRY_GROUP: sql`a.country_group_codes <> '{}'`,
  WEBSITE: sql`a.website IS NOT NULL`,
  POPULATION: sql`a.population IS NOT NULL`,
  SIREN: sql`a.siren IS NOT NULL`,
};

const kindCondition = (choice: AuthoritySearchFilter['kind']) =>
  indexedChoice(sql`a.kind`, choice, choice?.in?.includes(AuthorityKind.COMMUNE) ? undefined : RARE_KIND);
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
    ...overlapCondition(sql`a.partner_country_codes`, filter.partnerCountry),
    ...overlapCondition(sql`a.country_group_codes`, filter.memberOfCountryGroup),
    ...(filter.having ?? []).map((aspect) => ASPECTS[aspect]),
    ...(filter.lacking ?? []).map((aspect) => sql`NOT (${ASPECTS[aspect]})`),
    ...(filter.text === undefined ? [] : [textCondition(parseText(filter.text))]),
    ...countryConditions(filter),
    ...hasExpertiseConditions(filter),
  ];
  if (filter.id !== undefined) {
    const ids = filter.id.map((id) => requireId('Authority', id, 'filter.id'));
    conditions.push(sql`a.id = ANY(${ids}::uuid[])`);
  }
  if (filter.isCurrent !== undefined)
    conditions.push(filter.isCurrent ? sql`a.valid_to IS NULL` : sql`a.valid_to IS NOT NULL`);
  return conditions;
}
