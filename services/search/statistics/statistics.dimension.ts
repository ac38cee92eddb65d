import { empty, join, raw, sql, type Sql } from '#kernel/database';
import { THRESHOLDS } from '../authorities/population-condition.js';
import type { StatisticsDimension } from './statistics.input.js';
import { has, type Axis, type Source, type Subject } from './statistics.subject.js';

export type Dimension = `${StatisticsDimension}`;

/** Source of each dimension, in the order in which errors list them. COUNTRY_GROUP depends on the subject. */
const SOURCES: Readonly<Record<Dimension, Source | null>> = {
  COUNTRY: 'country',
  WORLD_REGION: 'country',
  WORLD_SUB_REGION: 'country',
  COUNTRY_GROUP: null,
  THEME: 'theme',
  THEME_TREE: 'theme',
  THEME_HEAD: 'theme',
  REGION: 'authority',
  DEPARTMENT: 'authority',
  AUTHORITY_KIND: 'authority',
  SIZE_CLASS: 'authority',
  AUTHORITY: 'authority',
  FOREIGN_AUTHORITY: 'foreignAuthority',
  LANGUAGE: 'language',
  LABEL: 'label',
  SOURCE: 'source',
  CONFIDENCE: 'CONFIDENCE',
  KIND: 'KIND',
  STATUS: 'STATUS',
  YEAR: 'YEAR',
  DECADE: 'YEAR',
};
const DIMENSIONS = Object.keys(SOURCES) as Dimension[];

/** Source of a dimension. Events have a country group of their own; other rows have those of their countries. */
export const sourceOf = (subject: Subject, dimension: Dimension): Source =>
  SOURCES[dimension] ?? (has(subject, 'GROUP') ? 'GROUP' : 'country');

export const dimensionsOf = (subject: Subject): Dimension[] =>
  DIMENSIONS.filter((dimension) => has(subject, sourceOf(subject, dimension)));

export const isThemed = (dimension: Dimension): boolean => dimension.startsWith('THEME');
export const isNumber = (dimension: Dimension): boolean =>
  dimension === 'YEAR' || dimension === 'DECADE' || dimension === 'SIZE_CLASS';

export const quoted = (name: string) => raw(`"${name}"`);

/** Smallest number of inhabitants of the size class of an authority `a`. */
const sizeClass = raw(
  `CASE WHEN a.population >= ${THRESHOLDS[0]} THEN ('{${THRESHOLDS}}'::int[])[width_bucket(a.population, '{${THRESHOLDS}}'::int[])] ELSE a.population * 0 END`,
);

/** Value of a dimension in a row `r` of {@link unnestDimensions}; COLLATE "C" orders groups alike in every database. */
export const VALUES: Readonly<Record<Dimension, Sql>> = {
  COUNTRY: sql`r.one_country COLLATE "C"`,
  WORLD_REGION: sql`c.region COLLATE "C"`,
  WORLD_SUB_REGION: sql`c.sub_region COLLATE "C"`,
  COUNTRY_GROUP: sql`r.one_group COLLATE "C"`,
  THEME: sql`r.one_theme COLLATE "C"`,
  THEME_TREE: sql`r.theme_or_above COLLATE "C"`,
  THEME_HEAD: sql`t.path_codes[1] COLLATE "C"`,
  REGION: sql`a.region_code COLLATE "C"`,
  DEPARTMENT: sql`dp.code COLLATE "C"`,
  AUTHORITY_KIND: sql`a.kind COLLATE "C"`,
  SIZE_CLASS: sizeClass,
  AUTHORITY: sql`r.one_authority`,
  FOREIGN_AUTHORITY: sql`r."one_foreignAuthority"`,
  LANGUAGE: sql`r.one_language COLLATE "C"`,
  LABEL: sql`r.one_label COLLATE "C"`,
  SOURCE: sql`r.one_source COLLATE "C"`,
  CONFIDENCE: sql`r."CONFIDENCE" COLLATE "C"`,
  KIND: sql`r."KIND" COLLATE "C"`,
  STATUS: sql`r."STATUS" COLLATE "C"`,
  YEAR: sql`r."YEAR"`,
  DECADE: sql`r."YEAR" - r."YEAR" % 10`,
};

const COUNTRY = sql`LEFT JOIN country c ON c.code = r.one_country`;
const AUTHORITY = sql`LEFT JOIN authority a ON a.id = r.one_authority`;
/** Joins that the value of a dimension needs. */
const JOINS: Partial<Record<Dimension, Sql>> = {
  WORLD_REGION: COUNTRY,
  WORLD_SUB_REGION: COUNTRY,
  THEME_HEAD: sql`LEFT JOIN theme t ON t.code = r.one_theme`,
  REGION: AUTHORITY,
  // Overseas collectivities have codes of the same kind, and are no départements.
  DEPARTMENT: sql`LEFT JOIN department dp ON dp.code = r.one_department`,
  AUTHORITY_KIND: AUTHORITY,
  SIZE_CLASS: AUTHORITY,
};

/** Country groups of each country that is in one. */
const GROUPS_OF_COUNTRIES = sql`(SELECT member.code AS country_code, array_agg(DISTINCT g.code) AS group_codes
  FROM country_group g CROSS JOIN unnest(g.country_codes) member(code) GROUP BY 1)`;

/** Rows once for each value of an array; a row with an empty array stays once, with NULL. */
const unnestRows = (rows: Sql, list: Sql, type: 'text' | 'uuid', name: string, joined = empty) =>
  sql`(SELECT s.*, unnest(coalesce(nullif(${list}, '{}'), ARRAY[NULL]::${raw(type)}[])) AS ${quoted(name)} FROM ${rows} s ${joined})`;

/**
 * FROM clause: rows `r` once for each combination of values on these axes, joined to the tables that the dimensions need.
 * @param rows with a column of the name of each axis, and of each plain source
 */
export function unnestDimensions(
  rows: Sql,
  subject: Subject,
  usedAxes: readonly Axis[],
  by: readonly Dimension[],
): Sql {
  for (const axis of usedAxes)
    rows = subject.axes[axis]!.isList
      ? unnestRows(
          rows,
          sql`s.${quoted(axis)}`,
          axis === 'authority' || axis === 'foreignAuthority' ? 'uuid' : 'text',
          `one_${axis}`,
        )
      : sql`(SELECT s.*, s.${quoted(axis)} AS ${quoted(`one_${axis}`)} FROM ${rows} s)`;
  if (by.includes('THEME_TREE'))
    rows = unnestRows(
      rows,
      sql`coalesce(t.path_codes, ARRAY[s.one_theme])`,
      'text',
      'theme_or_above',
      sql`LEFT JOIN theme t ON t.code = s.one_theme`,
    );
  if (by.includes('DEPARTMENT'))
    rows = unnestRows(
      rows,
      sql`d.department_codes`,
      'text',
      'one_department',
      sql`LEFT JOIN authority d ON d.id = s.one_authority`,
    );
  if (by.includes('COUNTRY_GROUP'))
    rows = has(subject, 'GROUP')
      ? sql`(SELECT s.*, s."GROUP" AS one_group FROM ${rows} s)`
      : unnestRows(
          rows,
          sql`m.group_codes`,
          'text',
          'one_group',
          sql`LEFT JOIN ${GROUPS_OF_COUNTRIES} m ON m.country_code = s.one_country`,
        );
  const joins = new Map(
    by.flatMap((dimension) => JOINS[dimension] ?? []).map((clause) => [clause.text, clause]),
  );
  return sql`${rows} r ${join([...joins.values(), empty], ' ')}`;
}

/** Columns with the values of dimensions in rows of {@link unnestDimensions}. */
export const valuesOf = (by: readonly Dimension[]): Sql =>
  join(by.map((dimension) => sql`${VALUES[dimension]} AS ${quoted(dimension)}`));
