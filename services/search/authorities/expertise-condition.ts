import { allOf, anyOf, sql, type Sql } from '#kernel/database';
import { choiceCondition, overlapCondition } from '#kernel/lists';
import { themesFrom, today } from '#vocabulary';
import type {
  AuthorityExpertiseFilter,
  ExpertiseAspect,
  ExpertiseConditions,
} from './expertise-condition.input.js';
import type { LabelStatus } from '../references/expertise.type.js';

/** Condition on an expertise `e`, and what it implies for the authority `a` that holds it. */
interface ExpertiseCondition {
  expertise: Sql;
  /** Condition that every authority with such an expertise meets, so that expertises of others are not read. */
  authority: Sql;
  /** Whether only authorities with such an expertise meet `authority`. */
  exact: boolean;
}

/** Today as a scalar subquery, which PostgreSQL evaluates once and not for each label. */
const day = sql`(SELECT ${today})`;

/** Status of a label by its period, whose upper bound is the day after its last; an empty period: it was revoked. */
export const statusOf = (period: Sql): Sql =>
  sql`CASE WHEN isempty(${period}) THEN 'REVOKED' WHEN lower(${period}) > ${day} THEN 'UPCOMING' WHEN upper(${period}) <= ${day} THEN 'EXPIRED' ELSE 'ACTIVE' END`;

/** Condition that a label is valid today. */
export const isLabelled = (periods: Sql): Sql => sql`${day} <@ ANY(${periods})`;

/** Basis of an expertise today: LABELLED with a valid label, else the basis that it has without labels. */
export const basisOf = (periods: Sql, basis: Sql): Sql =>
  sql`CASE WHEN ${isLabelled(periods)} THEN 'LABELLED' ELSE ${basis} END`;
export const basisNow = basisOf(sql`e.label_periods`, sql`e.basis`);

/** Left side and operator of the comparison with a label's period, by status. */
const PERIOD_TEST: Readonly<Record<`${LabelStatus}`, Sql>> = {
  UPCOMING: sql`(SELECT daterange(${today}, ${today}, '[]')) <<`,
  ACTIVE: sql`${day} <@`,
  EXPIRED: sql`(SELECT daterange(${today}, ${today}, '[]')) >>`,
  // A revoked label has an empty period.
  REVOKED: sql`'empty'::daterange =`,
};

const hasAnyExpertise = sql`a.expertise_count > 0`;

interface Choice {
  in?: readonly string[];
  notIn?: readonly string[];
}

/** `{ in, notIn }` over an array that expertises have and authorities summarise. */
function arrayConditions(expertise: Sql, authority: Sql, choice: Choice | undefined): ExpertiseCondition[] {
  if (!choice) return [];
  const conditions: ExpertiseCondition[] = [];
  if (choice.in !== undefined)
    conditions.push({
      expertise: allOf(overlapCondition(expertise, { in: choice.in })),
      authority: allOf(overlapCondition(authority, { in: choice.in })),
      exact: true,
    });
  if (choice.notIn !== undefined)
    conditions.push({
      expertise: allOf(overlapCondition(expertise, { notIn: choice.notIn })),
      authority: hasAnyExpertise,
      exact: false,
    });
  return conditions;
}

function themeConditions({ theme }: ExpertiseConditions): ExpertiseCondition[] {
  if (!theme) return [];
  const { code, descendants } = theme;
  return [
    {
      expertise: descendants ? sql`e.theme_code = ANY(${themesFrom(code)})` : sql`e.theme_code = ${code}`,
      authority: sql`a.theme_codes @> ARRAY[${code}::text]`,
      exact: descendants,
    },
  ];
}

function labelConditions({ labelStatus: choice }: ExpertiseConditions): ExpertiseCondition[] {
  if (!choice) return [];
  const has = (periods: Sql, statuses: readonly string[]) => {
    const tests = Object.entries(PERIOD_TEST).filter(([status]) => statuses.includes(status));
    return sql`(${anyOf(tests.map(([, test]) => sql`${test} ANY(${periods})`))})`;
  };
  const conditions: ExpertiseCondition[] = [];
  if (choice.in)
    conditions.push({
      // The first condition makes the partial index usable.
      expertise: sql`e.label_periods <> '{}' AND ${has(sql`e.label_periods`, choice.in)}`,
      authority: has(sql`a.label_periods`, choice.in),
      exact: true,
    });
  if (choice.notIn)
    conditions.push({
      expertise: sql`NOT ${has(sql`e.label_periods`, choice.notIn)}`,
      authority: hasAnyExpertise,
      exact: false,
    });
  return conditions;
}

function basisConditions({ basis: choice }: ExpertiseConditions): ExpertiseCondition[] {
  if (!choice) return [];
  const conditions: ExpertiseCondition[] = [];
  if (choice.in) {
    const expertise = allOf(choiceCondition(basisNow, { in: choice.in }));
    // The summary answers authorities without labels, nearly all of them; expertises are read of the others alone.
    const bySummary = sql`a.bases && ${choice.in}::text[] AND (a.label_periods = '{}'
      OR EXISTS (SELECT FROM expertise e WHERE e.authority_id = a.id AND ${expertise}))`;
    const authority = choice.in.includes('LABELLED')
      ? anyOf([isLabelled(sql`a.label_periods`), bySummary])
      : bySummary;
    conditions.push({ expertise, authority, exact: true });
  }
  if (choice.notIn) {
    const expertise = allOf(choiceCondition(basisNow, { notIn: choice.notIn }));
    conditions.push({ expertise, authority: hasAnyExpertise, exact: false });
  }
  return conditions;
}

/** Conditions on one and the same expertise. */
export function expertiseConditions(filter: ExpertiseConditions): ExpertiseCondition[] {
  return [
    ...themeConditions(filter),
    ...arrayConditions(sql`e.country_codes`, sql`a.experience_country_codes`, filter.countryOfExperience),
    ...arrayConditions(sql`e.languages`, sql`a.language_codes`, filter.language),
    ...basisConditions(filter),
    ...labelConditions(filter),
  ];
}

/**
 * Conditions on an authority `a` that it holds an expertise which meets the whole filter. OFFSET keeps PostgreSQL from
 * rewriting the subquery as a join over every such expertise of the country: only those of candidates are read.
 */
export function hasExpertiseConditions(filter: ExpertiseConditions): Sql[] {
  const conditions = expertiseConditions(filter);
  return conditions.length ? holds(conditions, filter) : [];
}

function holds(conditions: readonly ExpertiseCondition[], filter: ExpertiseConditions): Sql[] {
  if (conditions.length === 1 && conditions[0]!.exact) return [conditions[0]!.authority];
  // The theme is left to the subquery: many authorities hold one, and few of them have worked in the country.
  const narrowing = filter.theme && filter.countryOfExperience?.in ? conditions.slice(1) : conditions;
  return [
    ...narrowing.map(({ authority }) => authority),
    sql`EXISTS (SELECT FROM expertise e WHERE e.authority_id = a.id AND ${allOf(
      conditions.map(({ expertise }) => expertise),
    )} OFFSET 0)`,
  ];
}

const ASPECTS: Readonly<Record<`${ExpertiseAspect}`, Sql>> = {
  LANGUAGE: sql`coalesce(e.languages <> '{}', false)`,
  COUNTRY_OF_EXPERIENCE: sql`e.country_codes <> '{}'`,
  MOBILISATION: sql`coalesce(e.mobilisation_modes <> '{}', false)`,
  LABEL: sql`e.label_periods <> '{}'`,
};

/** Conditions on an authority `a` that it holds an expertise which meets the group; an empty one: any expertise. */
export function expertiseGroupConditions(filter: AuthorityExpertiseFilter | undefined): Sql[] {
  if (!filter) return [];
  const aspects = [
    ...(filter.having ?? []).map((aspect) => ASPECTS[aspect]),
    ...(filter.lacking ?? []).map((aspect) => sql`NOT (${ASPECTS[aspect]})`),
  ].map((expertise): ExpertiseCondition => ({ expertise, authority: hasAnyExpertise, exact: false }));
  const conditions = [...expertiseConditions(filter), ...aspects];
  return conditions.length ? holds(conditions, filter) : [hasAnyExpertise];
}
