import { allOf, empty, join, raw, sql, type Sql } from '#kernel/database';
import { choiceCondition } from '#kernel/lists';
import type { ReadPosition } from '#kernel/projections';
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
  /** In the order of the dimensions asked for. */
  values: (string | number | null)[];
  count: number;
  /** Null for subjects without French authorities; 0 where nobody asked. */
  authorities: number | null;
  population: number | null;
}
export interface StatisticsRow {
  total: number;
  authorities: number | null;
  groupsCount: number;
  groups: StatisticsGroupRow[] | null;
  positions: ReadPosition[] | null;
}

export interface StatisticsRequest {
  subject: Subject;
  by: readonly Dimension[];
  /** Of rows `p` of the subject. */
  where: Sql;
  /** Of rows `g` of the groups. */
  having: Sql;
  /** Values without anything have a group too, those that meet the conditions on the dimension. */
  empty: StatisticsFilter | null;
  first: number;
  authorities: boolean;
  authoritiesOfGroups: boolean;
}

const AXES: readonly Axis[] = ['country', 'theme', 'authority'];
const quoted = (name: string) => raw(`"${name}"`);

/** The value of a dimension in a row `r` of {@link spread}; text in the order of its bytes, so that every database orders groups alike. */
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

/** Joins that a value needs, by their text. */
const JOINS: Partial<Record<Dimension, Sql>> = {
  WORLD_REGION: sql`LEFT JOIN country c ON c.code = r.one_country`,
  WORLD_SUB_REGION: sql`LEFT JOIN country c ON c.code = r.one_country`,
  THEME_HEAD: sql`LEFT JOIN theme t ON t.code = r.one_theme`,
  REGION: sql`LEFT JOIN authority a ON a.id = r.one_authority`,
  AUTHORITY_KIND: sql`LEFT JOIN authority a ON a.id = r.one_authority`,
};

/** Rows once for each value of a list; those with an empty one stay, with NULL. */
const onceForEach = (rows: Sql, list: Sql, type: 'text' | 'uuid', name: string, joined = empty) =>
  sql`(SELECT s.*, unnest(coalesce(nullif(${list}, '{}'), ARRAY[NULL]::${raw(type)}[])) AS ${quoted(name)} FROM ${rows} s ${joined})`;

/** FROM: rows `r` once for each value that they have on these axes, with what the dimensions need of other tables. */
function spread(rows: Sql, { axes }: Subject, used: readonly Axis[], by: readonly Dimension[]): Sql {
  for (const axis of used)
    rows = axes[axis]!.isList
      ? onceForEach(rows, sql`s.${quoted(axis)}`, axis === 'authority' ? 'uuid' : 'text', `one_${axis}`)
      : sql`(SELECT s.*, s.${quoted(axis)} AS ${quoted(`one_${axis}`)} FROM ${rows} s)`;
  if (by.includes('THEME_TREE'))
    rows = onceForEach(
      rows,
      sql`coalesce(t.path_codes, ARRAY[s.one_theme])`,
      'text',
      'theme_or_above',
      sql`LEFT JOIN theme t ON t.code = s.one_theme`,
    );
  const joins = new Map(by.flatMap((dimension) => JOINS[dimension] ?? []).map((one) => [one.text, one]));
  return sql`${rows} r ${join([...joins.values(), empty], ' ')}`;
}

/** Every value of a dimension with a count of 0 and no authorities. */
function emptyGroups({ values }: Subject, dimension: Dimension, filter: StatisticsFilter): Sql {
  const country = allOf(countryConditions({ column: sql`c.code`, isList: false }, filter));
  const theme = allOf(themeConditions({ column: sql`t.code`, isList: false }, filter));
  const closed = (list: readonly string[], choice: StatisticsFilter['kind']) =>
    sql`unnest(${list}::text[]) AS v(value) WHERE ${allOf(choiceCondition(sql`v.value`, choice))}`;
  const rows: Record<Exclude<Dimension, 'YEAR'>, Sql> = {
    // Partners are abroad.
    COUNTRY: sql`c.code FROM country c WHERE c.code <> 'FR' AND ${country}`,
    WORLD_REGION: sql`c.region FROM country c WHERE c.region IS NOT NULL AND ${country}`,
    WORLD_SUB_REGION: sql`c.sub_region FROM country c WHERE c.sub_region IS NOT NULL AND ${country}`,
    THEME: sql`t.code FROM theme t WHERE ${theme}`,
    THEME_TREE: sql`t.code FROM theme t WHERE ${theme}`,
    THEME_HEAD: sql`t.path_codes[1] FROM theme t WHERE ${theme}`,
    REGION: sql`s.code FROM region s WHERE ${allOf(choiceCondition(sql`s.code`, filter.region))}`,
    AUTHORITY_KIND: sql`v.value FROM ${closed(AUTHORITY_KINDS, filter.authorityKind)}`,
    KIND: sql`v.value FROM ${closed(values.KIND ?? [], filter.kind)}`,
    STATUS: sql`v.value FROM ${closed(values.STATUS ?? [], filter.status)}`,
  };
  return sql`SELECT DISTINCT v.value COLLATE "C", 0, 0 FROM (SELECT ${rows[dimension as keyof typeof rows]}) AS v(value)`;
}

const positionsOf = (columns: readonly unknown[]) => raw(columns.map((_, index) => index + 1).join(', '));

/**
 * One statement, so that groups, totals and freshness are of one moment. Things that agree in all that they are counted
 * by make a cell, and cells are spread over their groups: however many groups a thing is in, it is read once. Authorities
 * are counted where they are asked for alone, since those of cells cannot be added up.
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
  const held = axes.includes('authority')
    ? sql`cell`
    : authority &&
      sql`(SELECT ${join([...columns, sql`${authority} AS authority`])} FROM ${subject.from} WHERE ${where})`;

  const parts = [
    sql`SELECT ${names}, sum(n)::int AS count, 0 AS authorities
      FROM (SELECT DISTINCT r.cell, r.n, ${values} FROM ${spread(sql`cell`, subject, axes, by)}) x GROUP BY ${names}`,
  ];
  if (request.authoritiesOfGroups && held)
    parts.push(sql`SELECT ${values}, 0, count(DISTINCT r.one_authority)::int
      FROM ${spread(held, subject, [...new Set([...axes, 'authority' as const])], by)}
      WHERE r.one_authority IS NOT NULL GROUP BY ${positionsOf(by)}`);
  if (request.empty) parts.push(emptyGroups(subject, by[0]!, request.empty));

  const allAuthorities =
    request.authorities && held
      ? sql`(SELECT count(DISTINCT r.one_authority)::int FROM ${spread(held, subject, ['authority'], [])})`
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
