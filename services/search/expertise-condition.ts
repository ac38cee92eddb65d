import { allOf, overlapCondition, sql, type Sql } from '#kernel';
import type { ExpertiseConditionFields } from './authority-search.input.js';

/** A condition on an expertise `e`, and what it says of the authority `a` that holds it. */
interface Condition {
  on: 'theme' | 'country' | 'countryOfExperience' | 'language' | 'basis' | 'labelStatus';
  expertise: Sql;
  /** Met by every authority with such an expertise, so that the others are never looked into. */
  authority: Sql;
  /** Whether `authority` is met by no other. */
  exact: boolean;
}

const today = sql`(now() AT TIME ZONE 'Europe/Paris')::date`;
/** The status of a label `l`. */
export const labelStatus = sql`CASE WHEN l.valid_from > ${today} THEN 'UPCOMING' WHEN l.valid_until < ${today} THEN 'EXPIRED' ELSE 'ACTIVE' END`;

const holdsAny = sql`a.expertise_count > 0`;

/** `{ in, notIn }` over a list that expertises have and authorities sum up. */
function choices(
  on: Condition['on'],
  expertise: Sql,
  authority: Sql,
  choice: { in?: readonly string[]; notIn?: readonly string[] } | undefined,
): Condition[] {
  if (!choice) return [];
  const conditions: Condition[] = [];
  if (choice.in !== undefined)
    conditions.push({
      on,
      expertise: allOf(overlapCondition(expertise, { in: choice.in })),
      authority: allOf(overlapCondition(authority, { in: choice.in })),
      exact: true,
    });
  if (choice.notIn !== undefined)
    conditions.push({
      on,
      expertise: allOf(overlapCondition(expertise, { notIn: choice.notIn })),
      authority: holdsAny,
      exact: false,
    });
  return conditions;
}

function themeConditions({ theme }: ExpertiseConditionFields): Condition[] {
  if (!theme) return [];
  const { code, descendants } = theme;
  return [
    {
      on: 'theme',
      expertise: descendants
        ? sql`e.theme_code = ANY(ARRAY(SELECT unnest(subtree_codes) FROM theme WHERE code = ${code}))`
        : sql`e.theme_code = ${code}`,
      authority: sql`a.theme_codes @> ARRAY[${code}::text]`,
      exact: descendants,
    },
  ];
}

/** What one country `c` must meet, beside being among those asked for. */
function wantedCountries(filter: ExpertiseConditionFields): Sql[] {
  return [
    ...(filter.countryGroup?.in ? [inGroups(filter.countryGroup.in)] : []),
    ...(filter.worldRegion?.in ? [sql`c.region = ANY(${filter.worldRegion.in}::text[])`] : []),
    ...(filter.worldSubRegion?.in ? [sql`c.sub_region = ANY(${filter.worldSubRegion.in}::text[])`] : []),
    ...(filter.isLeastDeveloped === true ? [sql`c.least_developed`] : []),
  ];
}

/** What no country `c` may meet. */
function excludedCountries(filter: ExpertiseConditionFields): Sql[] {
  return [
    ...(filter.countryGroup?.notIn ? [inGroups(filter.countryGroup.notIn)] : []),
    ...(filter.worldRegion?.notIn ? [sql`c.region = ANY(${filter.worldRegion.notIn}::text[])`] : []),
    ...(filter.worldSubRegion?.notIn
      ? [sql`c.sub_region = ANY(${filter.worldSubRegion.notIn}::text[])`]
      : []),
    ...(filter.isLeastDeveloped === false ? [sql`c.least_developed`] : []),
  ];
}

const inGroups = (codes: readonly string[]) =>
  sql`EXISTS (SELECT FROM country_group g WHERE g.code = ANY(${codes}::text[]) AND c.code = ANY(g.country_codes))`;
const countriesThat = (conditions: readonly Sql[]) =>
  sql`ARRAY(SELECT c.code FROM country c WHERE ${allOf(conditions)})`;

/** Codes of the countries that the positive conditions leave, as an SQL list; undefined when there is no condition. */
export function countriesLeft(filter: ExpertiseConditionFields): Sql | undefined {
  const conditions = wantedCountries(filter);
  const codes = filter.country?.in;
  if (!conditions.length) return codes && sql`${codes}::text[]`;
  return countriesThat(codes ? [...conditions, sql`c.code = ANY(${codes}::text[])`] : conditions);
}

function countryConditions(filter: ExpertiseConditionFields): Condition[] {
  const left = countriesLeft(filter);
  const conditions: Condition[] = left
    ? [
        {
          on: 'country',
          expertise: sql`e.authority_country_codes && ${left}`,
          authority: sql`a.country_codes && ${left}`,
          exact: true,
        },
      ]
    : [];
  const not = (codes: Sql): Condition => ({
    on: 'country',
    expertise: sql`NOT e.authority_country_codes && ${codes}`,
    authority: holdsAny,
    exact: false,
  });
  if (filter.country?.notIn) conditions.push(not(sql`${filter.country.notIn}::text[]`));
  conditions.push(...excludedCountries(filter).map((condition) => not(countriesThat([condition]))));
  return conditions;
}

function labelConditions({ labelStatus: choice }: ExpertiseConditionFields): Condition[] {
  if (!choice) return [];
  const has = (statuses: readonly string[]) =>
    sql`EXISTS (SELECT FROM label l WHERE l.expertise_id = e.id AND ${labelStatus} = ANY(${statuses}::text[]))`;
  const conditions: Condition[] = [];
  if (choice.in)
    conditions.push({
      on: 'labelStatus',
      expertise: has(choice.in),
      authority: sql`a.label_count > 0`,
      exact: false,
    });
  if (choice.notIn)
    conditions.push({
      on: 'labelStatus',
      expertise: sql`NOT ${has(choice.notIn)}`,
      authority: holdsAny,
      exact: false,
    });
  return conditions;
}

/** Conditions on one expertise. */
export function expertiseConditions(filter: ExpertiseConditionFields): Condition[] {
  return [
    ...themeConditions(filter),
    ...countryConditions(filter),
    ...choices(
      'countryOfExperience',
      sql`e.country_codes`,
      sql`a.experience_country_codes`,
      filter.countryOfExperience,
    ),
    ...choices('language', sql`e.languages`, sql`a.language_codes`, filter.language),
    ...choices('basis', sql`ARRAY[e.basis]`, sql`a.bases`, filter.basis),
    ...labelConditions(filter),
  ];
}

/**
 * Conditions on an authority `a` that holds an expertise which meets all of them. OFFSET keeps PostgreSQL from making a
 * join of it, which reads every such expertise of the country; only those of authorities that may do are looked into.
 */
export function holdsExpertise(filter: ExpertiseConditionFields): Sql[] {
  const conditions = expertiseConditions(filter);
  if (!conditions.length) return [];
  const onAuthority = conditions.map(({ authority }) => authority);
  if (conditions.length === 1 && conditions[0]!.exact) return onAuthority;
  return [
    ...onAuthority,
    sql`EXISTS (SELECT FROM expertise e WHERE e.authority_id = a.id AND ${allOf(
      conditions.map(({ expertise }) => expertise),
    )} OFFSET 0)`,
  ];
}
