import { allOf, sql, type Sql } from '#kernel/database';
import { badUserInput, expected } from '#kernel/errors';
import { choiceCondition, overlapCondition, rangeCondition } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { countriesThat, inGroups, statementConditions, themesFrom } from '#vocabulary';
import type { StatisticsFilter, StatisticsSubject } from './statistics.input.js';
import { SUBJECTS, columnOf, has, type AxisColumn, type Source, type Subject } from './statistics.subject.js';

/** Name of a condition of a filter. */
export type Condition = Exclude<keyof StatisticsFilter, 'and' | 'or' | 'not'>;

/** Source that each condition of a filter needs. */
export const NEEDS: Readonly<Record<Condition, Source>> = {
  country: 'country',
  worldRegion: 'country',
  worldSubRegion: 'country',
  isLeastDeveloped: 'country',
  countryGroup: 'country',
  theme: 'theme',
  isClassified: 'theme',
  region: 'authority',
  department: 'authority',
  authorityKind: 'authority',
  population: 'authority',
  authority: 'authority',
  foreignAuthority: 'foreignAuthority',
  language: 'language',
  source: 'source',
  confidence: 'CONFIDENCE',
  statedSince: 'AS_OF',
  isEnded: 'AS_OF',
  isStale: 'AS_OF',
  amountEur: 'AMOUNT',
  kind: 'KIND',
  status: 'STATUS',
  year: 'YEAR',
};

/** Condition that a row has one of these codes. */
const hasAnyOf = ({ column, isList }: AxisColumn, codes: Sql): Sql =>
  isList ? sql`${column} && ${codes}` : sql`${column} = ANY(${codes})`;

interface Choice {
  in?: string[];
  notIn?: string[];
}
type ToCondition = (values: string[]) => Sql;

/** Conditions that one and the same row must meet, and those that no row may meet. */
function splitChoices(choices: readonly (readonly [Choice | undefined, ToCondition])[]) {
  return {
    required: choices.flatMap(([choice, toCondition]) => (choice?.in ? [toCondition(choice.in)] : [])),
    excluded: choices.flatMap(([choice, toCondition]) => (choice?.notIn ? [toCondition(choice.notIn)] : [])),
  };
}

/** @param ownGroup column of the row's own country group, where the subject has one */
export function countryConditions(
  axis: AxisColumn,
  { country, worldRegion, worldSubRegion, isLeastDeveloped, countryGroup }: StatisticsFilter,
  ownGroup?: Sql,
): Sql[] {
  const { required, excluded } = splitChoices([
    [worldRegion, (regions) => sql`c.region = ANY(${regions}::text[])`],
    [worldSubRegion, (regions) => sql`c.sub_region = ANY(${regions}::text[])`],
    [ownGroup ? undefined : countryGroup, inGroups],
  ]);
  if (isLeastDeveloped !== undefined) required.push(sql`c.least_developed = ${isLeastDeveloped}`);
  const conditions = excluded.map((condition) => sql`NOT (${hasAnyOf(axis, countriesThat([condition]))})`);
  if (country?.notIn) conditions.push(sql`NOT (${hasAnyOf(axis, sql`${country.notIn}::text[]`)})`);
  if (country?.in) {
    if (required.length) required.push(sql`c.code = ANY(${country.in}::text[])`);
    else conditions.push(hasAnyOf(axis, sql`${country.in}::text[]`));
  }
  if (required.length) conditions.push(hasAnyOf(axis, countriesThat(required)));
  return ownGroup ? [...conditions, ...choiceCondition(ownGroup, countryGroup)] : conditions;
}

export function themeConditions(axis: AxisColumn, { theme, isClassified }: StatisticsFilter): Sql[] {
  const conditions: Sql[] = [];
  if (theme) {
    const codes = theme.descendants ? themesFrom(theme.code) : sql`ARRAY[${theme.code}]::text[]`;
    conditions.push(hasAnyOf(axis, codes));
  }
  if (isClassified !== undefined)
    conditions.push(
      axis.isList
        ? sql`(${axis.column} <> '{}') = ${isClassified}`
        : sql`(${axis.column} IS NOT NULL) = ${isClassified}`,
    );
  return conditions;
}

/** @param authorities FROM and WHERE of the authorities `a` of a row, to which conditions are added */
function authorityConditions(
  authorities: Sql,
  { region, department, authorityKind, population }: StatisticsFilter,
): Sql[] {
  const { required, excluded } = splitChoices([
    [region, (codes) => sql`a.region_code = ANY(${codes}::text[])`],
    [department, (codes) => sql`a.department_codes && ${codes}::text[]`],
    [authorityKind, (kinds) => sql`a.kind = ANY(${kinds}::text[])`],
  ]);
  const conditions = excluded.map(
    (condition) => sql`NOT EXISTS (SELECT FROM ${authorities} AND ${condition})`,
  );
  required.push(...rangeCondition(sql`a.population`, population));
  if (required.length) conditions.push(sql`EXISTS (SELECT FROM ${authorities} AND ${allOf(required)})`);
  return conditions;
}

/** Condition that a row has one of these entities, by their ids. */
function entityConditions(
  { axes }: Subject,
  name: 'authority' | 'foreignAuthority',
  type: 'Authority' | 'ForeignAuthority',
  filter: StatisticsFilter,
): Sql[] {
  const [axis, ids] = [axes[name], filter[name]];
  if (!axis || !ids) return [];
  const uuids = ids.map((id, at) => requireId(type, id, `filter.${name}.${at}`));
  return [hasAnyOf(axis, sql`${uuids}::uuid[]`)];
}

/** @throws BAD_USER_INPUT for values that the subject never has: a misspelt one would silently count nothing */
function valueConditions(subject: Subject, name: 'kind' | 'status', filter: StatisticsFilter): Sql[] {
  const choice = filter[name];
  const source = name === 'kind' ? 'KIND' : 'STATUS';
  const allowed = subject.values[source];
  if (!choice || !allowed) return [];
  for (const part of ['in', 'notIn'] as const)
    if (choice[part]?.some((value) => !allowed.includes(value)))
      throw badUserInput({
        argument: `filter.${name}.${part}`,
        expected: expected('ONE_OF', { values: allowed.join(', ') }),
      });
  return choiceCondition(columnOf(subject, source), choice);
}

/**
 * Conditions on a row `p` of the subject.
 * @throws BAD_USER_INPUT for conditions that do not apply to it
 */
export function statisticsConditions(of: `${StatisticsSubject}`, filter: StatisticsFilter): Sql[] {
  const subject = SUBJECTS[of];
  const names = Object.keys(NEEDS) as (keyof typeof NEEDS)[];
  const applicable = names.filter((name) => has(subject, NEEDS[name]));
  for (const name of names)
    if (filter[name] !== undefined && !applicable.includes(name))
      throw badUserInput({
        argument: `filter.${name}`,
        expected: expected('CONDITIONS_OF', { subject: of, conditions: applicable.join(', ') }),
      });
  const { axes, plain, authorities } = subject;
  return [
    ...(axes.country ? countryConditions(axes.country, filter, plain.GROUP) : []),
    ...(axes.theme ? themeConditions(axes.theme, filter) : []),
    ...(authorities ? authorityConditions(authorities, filter) : []),
    ...entityConditions(subject, 'authority', 'Authority', filter),
    ...entityConditions(subject, 'foreignAuthority', 'ForeignAuthority', filter),
    ...(axes.language ? overlapCondition(axes.language.column, filter.language) : []),
    ...(axes.source ? overlapCondition(axes.source.column, filter.source) : []),
    ...(plain.AS_OF ? statementConditions(filter) : []),
    ...(plain.AMOUNT ? rangeCondition(plain.AMOUNT, filter.amountEur) : []),
    ...valueConditions(subject, 'kind', filter),
    ...valueConditions(subject, 'status', filter),
    ...(plain.YEAR ? rangeCondition(plain.YEAR, filter.year) : []),
  ];
}
