import { allOf, sql, type Sql } from '#kernel/database';
import { choiceCondition } from '#kernel/lists';
import { THRESHOLDS } from '../authorities/population-condition.js';
import { countryConditions, themeConditions } from './statistics.conditions.js';
import type { Dimension } from './statistics.dimension.js';
import type { StatisticsFilter } from './statistics.input.js';
import { AUTHORITY_KINDS, type Subject } from './statistics.subject.js';

/** Dimensions whose values are not a closed list: a value without anything has no group. */
const OPEN = ['YEAR', 'DECADE', 'AUTHORITY', 'FOREIGN_AUTHORITY', 'LANGUAGE', 'LABEL', 'SOURCE'] as const;
type Open = (typeof OPEN)[number];

export const isClosed = (dimension: Dimension): dimension is Exclude<Dimension, Open> =>
  !(OPEN as readonly Dimension[]).includes(dimension);

/** Smallest numbers of inhabitants of the size classes that a population within these bounds can be in. */
function sizeClassesOf({ gte, lte }: { gte?: number; lte?: number } = {}): number[] {
  return [0, ...THRESHOLDS].filter((from, index) => {
    const below = THRESHOLDS[index];
    return (lte === undefined || from <= lte) && (gte === undefined || below === undefined || below > gte);
  });
}

/** Rows `value` of every value of a dimension that the filter's own conditions on it leave. */
export function emptyGroups(
  { values }: Subject,
  dimension: Exclude<Dimension, Open>,
  filter: StatisticsFilter,
): Sql {
  const country = allOf(countryConditions({ column: sql`c.code`, isList: false }, filter));
  const theme = allOf(themeConditions({ column: sql`t.code`, isList: false }, filter));
  const closedList = (list: readonly string[], ...choices: StatisticsFilter['kind'][]) =>
    sql`unnest(${list}::text[]) AS v(value) WHERE ${allOf(choices.flatMap((choice) => choiceCondition(sql`v.value`, choice)))}`;
  // Of authorities, KIND and AUTHORITY_KIND are the same.
  const isAuthority = values.KIND === AUTHORITY_KINDS;
  const kinds = [filter.authorityKind, ...(isAuthority ? [filter.kind] : [])];
  const rows: Record<Exclude<Dimension, Open>, Sql> = {
    // Partners are abroad: France is no value.
    COUNTRY: sql`c.code FROM country c WHERE c.code <> 'FR' AND ${country}`,
    WORLD_REGION: sql`c.region FROM country c WHERE c.region IS NOT NULL AND ${country}`,
    WORLD_SUB_REGION: sql`c.sub_region FROM country c WHERE c.sub_region IS NOT NULL AND ${country}`,
    COUNTRY_GROUP: sql`s.code FROM country_group s WHERE ${allOf(choiceCondition(sql`s.code`, filter.countryGroup))}`,
    THEME: sql`t.code FROM theme t WHERE ${theme}`,
    THEME_TREE: sql`t.code FROM theme t WHERE ${theme}`,
    THEME_HEAD: sql`t.path_codes[1] FROM theme t WHERE ${theme}`,
    REGION: sql`s.code FROM region s WHERE ${allOf(choiceCondition(sql`s.code`, filter.region))}`,
    DEPARTMENT: sql`s.code FROM department s WHERE ${allOf([
      ...choiceCondition(sql`s.code`, filter.department),
      ...choiceCondition(sql`s.region_code`, filter.region),
    ])}`,
    AUTHORITY_KIND: sql`v.value FROM ${closedList(AUTHORITY_KINDS, ...kinds)}`,
    SIZE_CLASS: sql`unnest(${sizeClassesOf(filter.population)}::int[])`,
    CONFIDENCE: sql`v.value FROM ${closedList(values.CONFIDENCE ?? [], filter.confidence)}`,
    KIND: sql`v.value FROM ${closedList(values.KIND ?? [], ...(isAuthority ? kinds : [filter.kind]))}`,
    STATUS: sql`v.value FROM ${closedList(values.STATUS ?? [], filter.status)}`,
  };
  const collation = dimension === 'SIZE_CLASS' ? sql`` : sql`COLLATE "C"`;
  return sql`SELECT DISTINCT v.value ${collation}, 0, NULL::text, NULL::jsonb FROM (SELECT ${rows[dimension]}) AS v(value)`;
}
