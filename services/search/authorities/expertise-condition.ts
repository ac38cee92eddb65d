import { allOf, anyOf, sql, type Sql } from '#kernel/database';
import { choiceCondition, overlapCondition } from '#kernel/lists';
import { today } from '#vocabulary';
import type { ExpertiseConditionFields } from './authority-search.input.js';
import type { LabelStatus } from '../references/expertise.type.js';

/** A condition on an expertise `e`, and what it says of the authority `a` that holds it. */
interface Condition {
  expertise: Sql;
  /** Met by every authority with such an expertise, so that the others are never looked into. */
  authority: Sql;
  /** Whether `authority` is met by no other. */
  exact: boolean;
}

/** In parentheses, so that PostgreSQL works it out once and not for each label. */
const dayOnce = sql`(SELECT ${today})`;

/** The status of a label that is valid for `period`, whose end is the day after its last; no day at all: it was revoked. */
export const statusOf = (period: Sql): Sql =>
  sql`CASE WHEN isempty(${period}) THEN 'REVOKED' WHEN lower(${period}) > ${dayOnce} THEN 'UPCOMING' WHEN upper(${period}) <= ${dayOnce} THEN 'EXPIRED' ELSE 'ACTIVE' END`;

/** One of these labels is valid today. */
const isLabelled = (periods: Sql): Sql => sql`${dayOnce} <@ ANY(${periods})`;

/** What an expertise rests on today, of its labels and of what it rests on without them. */
export const basisOf = (periods: Sql, basis: Sql): Sql =>
  sql`CASE WHEN ${isLabelled(periods)} THEN 'LABELLED' ELSE ${basis} END`;
export const basisNow = basisOf(sql`e.label_periods`, sql`e.basis`);

/** How today, or no day, stands to the period of a label of each status. */
const TODAY_IS: Readonly<Record<`${LabelStatus}`, Sql>> = {
  UPCOMING: sql`(SELECT daterange(${today}, ${today}, '[]')) <<`,
  ACTIVE: sql`${dayOnce} <@`,
  EXPIRED: sql`(SELECT daterange(${today}, ${today}, '[]')) >>`,
  // Its period has no day at all.
  REVOKED: sql`'empty'::daterange =`,
};

const holdsAny = sql`a.expertise_count > 0`;

interface Choice {
  in?: readonly string[];
  notIn?: readonly string[];
}

/** `{ in, notIn }` over a list that expertises have and authorities sum up. */
function choices(expertise: Sql, authority: Sql, choice: Choice | undefined): Condition[] {
  if (!choice) return [];
  const conditions: Condition[] = [];
  if (choice.in !== undefined)
    conditions.push({
      expertise: allOf(overlapCondition(expertise, { in: choice.in })),
      authority: allOf(overlapCondition(authority, { in: choice.in })),
      exact: true,
    });
  if (choice.notIn !== undefined)
    conditions.push({
      expertise: allOf(overlapCondition(expertise, { notIn: choice.notIn })),
      authority: holdsAny,
      exact: false,
    });
  return conditions;
}

/** Codes of a theme and of all below it, as an SQL list. */
export const themesFrom = (code: string): Sql =>
  sql`ARRAY(SELECT unnest(t.subtree_codes) FROM theme t WHERE t.code = ${code})`;

function themeConditions({ theme }: ExpertiseConditionFields): Condition[] {
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

function labelConditions({ labelStatus: choice }: ExpertiseConditionFields): Condition[] {
  if (!choice) return [];
  const has = (periods: Sql, statuses: readonly string[]) => {
    const chosen = Object.entries(TODAY_IS).filter(([status]) => statuses.includes(status));
    return sql`(${anyOf(chosen.map(([, so]) => sql`${so} ANY(${periods})`))})`;
  };
  const conditions: Condition[] = [];
  if (choice.in)
    conditions.push({
      // The first condition lets an index serve.
      expertise: sql`e.label_periods <> '{}' AND ${has(sql`e.label_periods`, choice.in)}`,
      authority: has(sql`a.label_periods`, choice.in),
      exact: true,
    });
  if (choice.notIn)
    conditions.push({
      expertise: sql`NOT ${has(sql`e.label_periods`, choice.notIn)}`,
      authority: holdsAny,
      exact: false,
    });
  return conditions;
}

function basisConditions({ basis: choice }: ExpertiseConditionFields): Condition[] {
  if (!choice) return [];
  const conditions: Condition[] = [];
  if (choice.in) {
    const expertise = allOf(choiceCondition(basisNow, { in: choice.in }));
    // Few have labels: what the others hold rests on what the summary says.
    const otherwise = sql`a.bases && ${choice.in}::text[] AND (a.label_periods = '{}'
      OR EXISTS (SELECT FROM expertise e WHERE e.authority_id = a.id AND ${expertise}))`;
    const authority = choice.in.includes('LABELLED')
      ? anyOf([isLabelled(sql`a.label_periods`), otherwise])
      : otherwise;
    conditions.push({ expertise, authority, exact: true });
  }
  if (choice.notIn) {
    const expertise = allOf(choiceCondition(basisNow, { notIn: choice.notIn }));
    conditions.push({ expertise, authority: holdsAny, exact: false });
  }
  return conditions;
}

/** Conditions on one expertise. */
export function expertiseConditions(filter: ExpertiseConditionFields): Condition[] {
  return [
    ...themeConditions(filter),
    ...choices(sql`e.country_codes`, sql`a.experience_country_codes`, filter.countryOfExperience),
    ...choices(sql`e.languages`, sql`a.language_codes`, filter.language),
    ...basisConditions(filter),
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
  if (conditions.length === 1 && conditions[0]!.exact) return [conditions[0]!.authority];
  // Many hold a theme and few have worked in a country: to look for such an expertise is then the shorter way.
  const told = filter.theme && filter.countryOfExperience?.in ? conditions.slice(1) : conditions;
  return [
    ...told.map(({ authority }) => authority),
    sql`EXISTS (SELECT FROM expertise e WHERE e.authority_id = a.id AND ${allOf(
      conditions.map(({ expertise }) => expertise),
    )} OFFSET 0)`,
  ];
}
