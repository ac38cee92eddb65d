import { allOf, sql, type Sql } from '#kernel/database';
import { badUserInput } from '#kernel/errors';
import { choiceCondition, rangeCondition } from '#kernel/lists';
import { countriesThat, inGroups } from '../authorities/country-condition.js';
import { themesFrom } from '../authorities/expertise-condition.js';
import type { StatisticsFilter, StatisticsSubject } from './statistics.input.js';
import { NEEDS, SUBJECTS, namesOf, type AxisColumn, type Subject } from './statistics.subject.js';

/** Whether one of these codes is among those of a row. */
const holds = ({ column, isList }: AxisColumn, codes: Sql): Sql =>
  isList ? sql`${column} && ${codes}` : sql`${column} = ANY(${codes})`;

interface Choice {
  in?: string[];
  notIn?: string[];
}
type Meaning = (values: string[]) => Sql;

/** What one and the same row must meet, and what no row may. */
function sides(choices: readonly (readonly [Choice | undefined, Meaning])[]) {
  return {
    wanted: choices.flatMap(([choice, meaning]) => (choice?.in ? [meaning(choice.in)] : [])),
    unwanted: choices.flatMap(([choice, meaning]) => (choice?.notIn ? [meaning(choice.notIn)] : [])),
  };
}

/** @param ownGroup column of the country group, where a row has one of its own */
export function countryConditions(
  axis: AxisColumn,
  { country, worldRegion, worldSubRegion, isLeastDeveloped, countryGroup }: StatisticsFilter,
  ownGroup?: Sql,
): Sql[] {
  const { wanted, unwanted } = sides([
    [worldRegion, (regions) => sql`c.region = ANY(${regions}::text[])`],
    [worldSubRegion, (regions) => sql`c.sub_region = ANY(${regions}::text[])`],
    [ownGroup ? undefined : countryGroup, inGroups],
  ]);
  if (isLeastDeveloped !== undefined) wanted.push(sql`c.least_developed = ${isLeastDeveloped}`);
  const conditions = unwanted.map((condition) => sql`NOT (${holds(axis, countriesThat([condition]))})`);
  if (country?.notIn) conditions.push(sql`NOT (${holds(axis, sql`${country.notIn}::text[]`)})`);
  if (country?.in) {
    if (wanted.length) wanted.push(sql`c.code = ANY(${country.in}::text[])`);
    else conditions.push(holds(axis, sql`${country.in}::text[]`));
  }
  if (wanted.length) conditions.push(holds(axis, countriesThat(wanted)));
  return ownGroup ? [...conditions, ...choiceCondition(ownGroup, countryGroup)] : conditions;
}

export function themeConditions(axis: AxisColumn, { theme, isClassified }: StatisticsFilter): Sql[] {
  const conditions: Sql[] = [];
  if (theme) {
    const codes = theme.descendants ? themesFrom(theme.code) : sql`ARRAY[${theme.code}]::text[]`;
    conditions.push(holds(axis, codes));
  }
  if (isClassified !== undefined)
    conditions.push(
      axis.isList
        ? sql`(${axis.column} <> '{}') = ${isClassified}`
        : sql`(${axis.column} IS NOT NULL) = ${isClassified}`,
    );
  return conditions;
}

/** @param authorities rows `a` of the authorities, up to a condition */
function authorityConditions(
  authorities: Sql,
  { region, department, authorityKind }: StatisticsFilter,
): Sql[] {
  const { wanted, unwanted } = sides([
    [region, (codes) => sql`a.region_code = ANY(${codes}::text[])`],
    [department, (codes) => sql`a.department_codes && ${codes}::text[]`],
    [authorityKind, (kinds) => sql`a.kind = ANY(${kinds}::text[])`],
  ]);
  const conditions = unwanted.map(
    (condition) => sql`NOT EXISTS (SELECT FROM ${authorities} AND ${condition})`,
  );
  if (wanted.length) conditions.push(sql`EXISTS (SELECT FROM ${authorities} AND ${allOf(wanted)})`);
  return conditions;
}

/** @throws BAD_USER_INPUT for values that the subject never has: a misspelt one would count nothing */
function valueConditions(
  { plain, values }: Subject,
  name: 'kind' | 'status',
  filter: StatisticsFilter,
): Sql[] {
  const choice = filter[name];
  const dimension = NEEDS[name] as 'KIND' | 'STATUS';
  const [column, known] = [plain[dimension], values[dimension]];
  if (!choice || !column || !known) return [];
  for (const part of ['in', 'notIn'] as const)
    if (choice[part]?.some((value) => !known.includes(value)))
      throw badUserInput({ argument: `filter.${name}.${part}`, expected: `one of ${known.join(', ')}` });
  return choiceCondition(column, choice);
}

/**
 * Conditions on a row `p` of the subject.
 * @throws BAD_USER_INPUT for conditions that it cannot have
 */
export function statisticsConditions(of: `${StatisticsSubject}`, filter: StatisticsFilter): Sql[] {
  const subject = SUBJECTS[of];
  const known = namesOf(NEEDS, subject);
  for (const name of Object.keys(NEEDS) as (keyof typeof NEEDS)[])
    if (filter[name] !== undefined && !known.includes(name))
      throw badUserInput({
        argument: `filter.${name}`,
        expected: `conditions that ${of} have: ${known.join(', ')}`,
      });
  const { axes, plain, authorities, countryGroup } = subject;
  return [
    ...(axes.country ? countryConditions(axes.country, filter, countryGroup) : []),
    ...(axes.theme ? themeConditions(axes.theme, filter) : []),
    ...(authorities ? authorityConditions(authorities, filter) : []),
    ...valueConditions(subject, 'kind', filter),
    ...valueConditions(subject, 'status', filter),
    ...(plain.YEAR ? rangeCondition(plain.YEAR, filter.year) : []),
  ];
}
