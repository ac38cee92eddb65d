import { AuthorityKind } from '#vocabulary';
import { sql, type Sql } from '#kernel/database';
import { choiceCondition, overlapCondition } from '#kernel/lists';
import { requireId } from '#kernel/values';
import type { AuthorityAspect, AuthoritySearchFilter } from './authority-search.input.js';
import { worksThere } from './country-condition.js';
import { holdsExpertise, statusOf } from './expertise-condition.js';
import { populationCondition } from './population-condition.js';
import { parseText, textCondition } from './text-query.js';

/** As `authority_facts` keeps them: it holds lists, and all conditions that it can answer are one look into it. */
const REGION = sql`ARRAY[a.region_code]`;
/** Communes are nearly all authorities. */
const RARE_KIND = sql`CASE WHEN a.kind <> 'COMMUNE' THEN ARRAY[a.kind] END`;

function oneOf(
  column: Sql,
  choice: { in?: readonly string[]; notIn?: readonly string[] } | undefined,
  list: Sql | undefined,
): Sql[] {
  if (!choice?.in || !list) return choiceCondition(column, choice);
  const { in: values, ...others } = choice;
  return [sql`${list} && ${values}::text[]`, ...choiceCondition(column, others)];
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
  oneOf(sql`a.kind`, choice, choice?.in?.includes(AuthorityKind.COMMUNE) ? undefined : RARE_KIND);
const regionCondition = (choice: AuthoritySearchFilter['region']) =>
  oneOf(sql`a.region_code`, choice, REGION);

/** SQL of the conditions of one filter object, without those inside `and`, `or` and `not`, on an authority `a`. */
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
    ...worksThere(filter),
    ...holdsExpertise(filter),
  ];
  if (filter.id !== undefined) {
    const ids = filter.id.map((id) => requireId('Authority', id, 'filter.id'));
    conditions.push(sql`a.id = ANY(${ids}::uuid[])`);
  }
  if (filter.isCurrent !== undefined)
    conditions.push(filter.isCurrent ? sql`a.valid_to IS NULL` : sql`a.valid_to IS NOT NULL`);
  return conditions;
}
