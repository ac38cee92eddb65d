import { allOf, empty, join, raw, sql, type Sql } from '#kernel/database';
import { choiceCondition } from '#kernel/lists';
import type { Checkpoint } from '#kernel/projections';
import { POSITIONS } from '../freshness/freshness.store.js';
import { countryConditions, themeConditions } from './statistics.conditions.js';
import type { StatisticsFilter } from './statistics.input.js';
import {
  AUTHORITY_KINDS,
  SOURCES,
  columnOf,
  type Axis,
  type Dimension,
  type Subject,
} from './statistics.subject.js';

export interface StatisticsGroupRow {
  /** Values in the order of the requested dimensions. */
  values: (string | number | null)[];
  count: number;
  /** Number of French authorities; null for subjects without any, 0 when not selected. */
  authorities: number | null;
  population: number | null;
}
export interface StatisticsRow {
  total: number;
  authorities: number | null;
  groupsCount: number;
  groups: StatisticsGroupRow[] | null;
  positions: Checkpoint[] | null;
}

export interface StatisticsRequest {
  subject: Subject;
  by: readonly Dimension[];
  /** Condition on rows `p` of the subject. */
  where: Sql;
  /** Condition on groups `g`. */
  having: Sql;
  /** Filter of the values that have a group even when it is empty; null: no empty groups. */
  empty: StatisticsFilter | null;
  first: number;
  authorities: boolean;
  authoritiesOfGroups: boolean;
}

const AXES: readonly Axis[] = ['country', 'theme', 'authority'];
const quoted = (name: string) => raw(`"${name}"`);

/** Value of a dimension in a row `r` of {@link unnestDimensions}; COLLATE "C" orders groups alike in every database. */
const VALUES: Readonly<Record<Dimension, Sql>> = {
  COUNTRY: sql`r.one_country COLLATE "C"`,
  WORLD_REGION: sql`c.region COLLATE "C"`,
  WORLD_SUB_REGION: sql`c.sub_region COLLATE "C"`,
  THEME: sql`r.one_theme COLLATE "C"`,
  THEME_TREE: sql`r.theme_or_above COLLATE "C"`,
  THEME_HEAD: sql`t.path_codes[1] COLLATE "C"`,
  REGION: sql`a.region_code COLLATE "C"`,
  AUTHORITY_KIND: sql`a.kind COLLATE "C"`,
  KIND: sql`r."KIND" COLLATE "C"`,
  STATUS: sql`r."STATUS" COLLATE "C"`,
  YEAR: sql`r."YEAR"`,
};

/** Joins that the value of a dimension needs. */
const JOINS: Partial<Record<Dimension, Sql>> = {
  WORLD_REGION: sql`LEFT JOIN country c ON c.code = r.one_country`,
  WORLD_SUB_REGION: sql`LEFT JOIN country c ON c.code = r.one_country`,
  THEME_HEAD: sql`LEFT JOIN theme t ON t.code = r.one_theme`,
  REGION: sql`LEFT JOIN authority a ON a.id = r.one_authority`,
  AUTHORITY_KIND: sql`LEFT JOIN authority a ON a.id = r.one_authority`,
};

/** Rows once for each value of an array; a row with an empty array stays once, with NULL. */
const unnestRows = (rows: Sql, list: Sql, type: 'text' | 'uuid', name: string, joined = empty) =>
  sql`(SELECT s.*, unnest(coalesce(nullif(${list}, '{}'), ARRAY[NULL]::${raw(type)}[])) AS ${quoted(name)} FROM ${rows} s ${joined})`;

/** FROM clause: rows `r` once for each combination of values on these axes, joined to the tables that the dimensions need. */
function unnestDimensions(
  rows: Sql,
  { axes }: Subject,
  usedAxes: readonly Axis[],
  by: readonly Dimension[],
): Sql {
  for (const axis of usedAxes)
    rows = axes[axis]!.isList
      ? unnestRows(rows, sql`s.${quoted(axis)}`, axis === 'authority' ? 'uuid' : 'text', `one_${axis}`)
      : sql`(SELECT s.*, s.${quoted(axis)} AS ${quoted(`one_${axis}`)} FROM ${rows} s)`;
  if (by.includes('THEME_TREE'))
    rows = unnestRows(
      rows,
      sql`coalesce(t.path_codes, ARRAY[s.one_theme])`,
      'text',
      'theme_or_above',
      sql`LEFT JOIN theme t ON t.code = s.one_theme`,
    );
  const joins = new Map(
    by.flatMap((dimension) => JOINS[dimension] ?? []).map((clause) => [clause.text, clause]),
  );
  return sql`${rows} r ${join([...joins.values(), empty], ' ')}`;
}

/** Rows of every value of a dimension with a count of 0 and no authorities. */
function emptyGroups({ values }: Subject, dimension: Dimension, filter: StatisticsFilter): Sql {
  const country = allOf(countryConditions({ column: sql`c.code`, isList: false }, filter));
  const theme = allOf(themeConditions({ column: sql`t.code`, isList: false }, filter));
  const closedList = (list: readonly string[], choice: StatisticsFilter['kind']) =>
    sql`unnest(${list}::text[]) AS v(value) WHERE ${allOf(choiceCondition(sql`v.value`, choice))}`;
  const rows: Record<Exclude<Dimension, 'YEAR'>, Sql> = {
    // Partners are abroad: France is no value.
    COUNTRY: sql`c.code FROM country c WHERE c.code <> 'FR' AND ${country}`,
    WORLD_REGION: sql`c.region FROM country c WHERE c.region IS NOT NULL AND ${country}`,
    WORLD_SUB_REGION: sql`c.sub_region FROM country c WHERE c.sub_region IS NOT NULL AND ${country}`,
    THEME: sql`t.code FROM theme t WHERE ${theme}`,
    THEME_TREE: sql`t.code FROM theme t WHERE ${theme}`,
    THEME_HEAD: sql`t.path_codes[1] FROM theme t WHERE ${theme}`,
    REGION: sql`s.code FROM region s WHERE ${allOf(choiceCondition(sql`s.code`, filter.region))}`,
    AUTHORITY_KIND: sql`v.value FROM ${closedList(AUTHORITY_KINDS, filter.authorityKind)}`,
    KIND: sql`v.value FROM ${closedList(values.KIND ?? [], filter.kind)}`,
    STATUS: sql`v.value FROM ${closedList(values.STATUS ?? [], filter.status)}`,
  };
  return sql`SELECT DISTINCT v.value COLLATE "C", 0, 0 FROM (SELECT ${rows[dimension as keyof typeof rows]}) AS v(value)`;
}

const positionsOf = (columns: readonly unknown[]) => raw(columns.map((_, index) => index + 1).join(', '));

/**
 * Statement of a statistic: one, so that groups, totals and freshness are of the same moment. Rows that agree in all
 * dimensions form a cell, and cells are then distributed over their groups: a row is read once, however many groups it is
 * in. Authorities are counted only when selected, because distinct counts of cells cannot be added up.
 */
export function statementOf(request: StatisticsRequest): Sql {
  const { subject, by, where, having, first } = request;
  const sources = [...new Set(by.map((dimension) => SOURCES[dimension]))];
  const axes = AXES.filter((axis) => sources.includes(axis));
  const columns = sources.map((source) => sql`${columnOf(subject, source)} AS ${quoted(source)}`);
  const names = join(by.map(quoted));
  const values = join(by.map((dimension) => sql`${VALUES[dimension]} AS ${quoted(dimension)}`));
  const authority = subject.axes.authority?.column;
  /** Rows with their authorities. */
  const rowsWithAuthorities = axes.includes('authority')
    ? sql`cell`
    : authority &&
      sql`(SELECT ${join([...columns, sql`${authority} AS authority`])} FROM ${subject.from} WHERE ${where})`;

  const parts = [
    sql`SELECT ${names}, sum(n)::int AS count, 0 AS authorities
      FROM (SELECT DISTINCT r.cell, r.n, ${values} FROM ${unnestDimensions(sql`cell`, subject, axes, by)}) x GROUP BY ${names}`,
  ];
  if (request.authoritiesOfGroups && rowsWithAuthorities)
    parts.push(sql`SELECT ${values}, 0, count(DISTINCT r.one_authority)::int
      FROM ${unnestDimensions(rowsWithAuthorities, subject, [...new Set([...axes, 'authority' as const])], by)}
      WHERE r.one_authority IS NOT NULL GROUP BY ${positionsOf(by)}`);
  if (request.empty) parts.push(emptyGroups(subject, by[0]!, request.empty));

  const allAuthorities =
    request.authorities && rowsWithAuthorities
      ? sql`(SELECT count(DISTINCT r.one_authority)::int FROM ${unnestDimensions(rowsWithAuthorities, subject, ['authority'], [])})`
      : sql`NULL::int`;
  const population = by.includes('REGION')
    ? sql`(SELECT a.population FROM region s JOIN authority a ON a.id = s.authority_id WHERE s.code = g."REGION")`
    : sql`NULL::int`;
  return sql`WITH cell AS MATERIALIZED (
      SELECT row_number() OVER () AS cell, x.* FROM (
        SELECT ${join(columns)}, count(*)::int AS n FROM ${subject.from} WHERE ${where} GROUP BY ${positionsOf(columns)}) x),
    counted AS MATERIALIZED (
      SELECT g.* FROM (
        SELECT ${names}, sum(count)::int AS count, ${authority ? sql`sum(authorities)::int` : sql`NULL::int`} AS authorities
        FROM (${join(parts, ' UNION ALL ')}) part GROUP BY ${names}) g WHERE ${having})
    SELECT (SELECT coalesce(sum(n), 0)::int FROM cell) AS total, ${allAuthorities} AS authorities,
      (SELECT count(*)::int FROM counted) AS "groupsCount",
      (SELECT json_agg(page) FROM (
        SELECT json_build_array(${names}) AS values, count, authorities, ${population} AS population
        FROM counted g ORDER BY count DESC, ${names} LIMIT ${first}) page) AS groups,
      ${POSITIONS} AS positions`;
}
