import { allOf, join, raw, sql, type Sql } from '#kernel/database';
import { keyValues, seek, sortedBy, type Key, type KeyedRow, type UnknownCode } from '#kernel/lists';
import type { Checkpoint } from '#kernel/projections';
import { POSITIONS } from '../freshness/freshness.store.js';
import {
  VALUES,
  isNumber,
  quoted,
  sourceOf,
  unnestDimensions,
  valuesOf,
  type Dimension,
} from './statistics.dimension.js';
import { emptyGroups, isClosed } from './statistics.empty.js';
import type { StatisticsFilter, StatisticsOrder } from './statistics.input.js';
import { measured, type Counted, type Measure, type Measures } from './statistics.measure.js';
import { AXES, columnOf, type Subject } from './statistics.subject.js';

export interface StatisticsGroupRow extends KeyedRow {
  /** Values in the order of the requested dimensions. */
  values: (string | number | null)[];
  count: number;
  measures: Measures | null;
  population: number | null;
  /** For each dimension, the number of things with the same value; null unless selected. */
  within: number[] | null;
}
export interface StatisticsRow {
  total: number;
  measures: Measures | null;
  groupsCount: number;
  groups: StatisticsGroupRow[] | null;
  /** Number of things without any filter; null unless selected. */
  things: number | null;
  /** For each dimension, the number of things with a value; null unless selected. */
  known: number[] | null;
  byConfidence: { confidence: string; count: number }[] | null;
  unknown: UnknownCode[] | null;
  positions: Checkpoint[] | null;
}

/** Parts that are computed only when they are selected. */
export interface Selected {
  measures: readonly Measure[];
  measuresOfGroups: readonly Measure[];
  within: boolean;
  things: boolean;
  known: boolean;
  byConfidence: boolean;
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
  orderBy: `${StatisticsOrder}`;
  /** Key values of the group after which the page begins. */
  after: readonly string[] | null;
  limit: number;
  selected: Selected;
  /** Column of codes that do not exist. */
  unknown: Sql | undefined;
}

/** Sort keys of groups `g`: missing values come last. */
function keysOf(by: readonly Dimension[], orderBy: `${StatisticsOrder}`): Key[] {
  const values = by.flatMap((dimension): Key[] => {
    const value = sql`g.${quoted(dimension)}`;
    return [
      { by: sql`(${value} IS NULL)::int`, type: 'int', down: false },
      isNumber(dimension)
        ? { by: sql`coalesce(${value}, 0)`, type: 'int', down: false }
        : { by: sql`coalesce(${value}::text, '') COLLATE "C"`, type: 'text', down: false },
    ];
  });
  return orderBy === 'COUNT' ? [{ by: sql`g.count`, type: 'int', down: true }, ...values] : values;
}

const positionsOf = (columns: readonly unknown[]) => raw(columns.map((_, index) => index + 1).join(', '));
const measuresOf = (measures: readonly Measure[], counted: Counted): Sql =>
  measures.length
    ? sql`jsonb_build_object(${join(measures.map((measure) => sql`${measure}::text, (${measured(measure, counted, [])})`))})`
    : sql`NULL::jsonb`;

/** Cells once for each value of one dimension. */
function cellsBy({ subject, axes }: Counted, dimension: Dimension): Sql {
  const own = axes.filter((axis) => axis === sourceOf(subject, dimension));
  return unnestDimensions(sql`cell`, subject, own, [dimension]);
}

/** Number of things of each value of one dimension. */
function countsWithin(counted: Counted, dimension: Dimension): Sql {
  return sql`SELECT x.value, sum(x.n)::int AS count FROM (
    SELECT DISTINCT r.cell, r.n, ${VALUES[dimension]} AS value FROM ${cellsBy(counted, dimension)}) x GROUP BY 1`;
}

/** Number of things that have a value of a dimension. */
function knownBy(counted: Counted, dimension: Dimension): Sql {
  return sql`(SELECT coalesce(sum(x.n), 0)::int FROM (
    SELECT DISTINCT r.cell, r.n FROM ${cellsBy(counted, dimension)} WHERE ${VALUES[dimension]} IS NOT NULL) x)`;
}

/** Groups with their counts and measures. */
function countedGroups(request: StatisticsRequest, counted: Counted): Sql {
  const { subject, by, having, selected } = request;
  const names = join(by.map(quoted));
  const parts = [
    sql`SELECT ${names}, sum(n)::int AS n, NULL::text AS measure, NULL::jsonb AS value
      FROM (SELECT DISTINCT r.cell, r.n, ${valuesOf(by)} FROM ${unnestDimensions(sql`cell`, subject, counted.axes, by)}) x GROUP BY ${names}`,
    ...selected.measuresOfGroups.map(
      (measure) =>
        sql`SELECT ${names}, 0, ${measure}::text, m.value FROM (${measured(measure, counted, by)}) m`,
    ),
  ];
  const [first] = by;
  if (request.empty && first && isClosed(first)) parts.push(emptyGroups(subject, first, request.empty));
  return sql`SELECT g.* FROM (
      SELECT ${names}, sum(n)::int AS count, jsonb_object_agg(measure, value) FILTER (WHERE measure IS NOT NULL) AS measures
      FROM (${join(parts, ' UNION ALL ')}) part GROUP BY ${names}) g WHERE ${having}`;
}

/**
 * Statement of a statistic: one, so that groups, totals and freshness are of the same moment. Rows that agree in all
 * dimensions form a cell, and cells are then distributed over their groups: a row is read once, however many groups it is
 * in. What cells cannot add up, such as distinct authorities, is read again from the rows, and only when it is selected.
 */
export function statementOf(request: StatisticsRequest): Sql {
  const { subject, by, where, limit, selected, unknown } = request;
  const sources = [...new Set(by.map((dimension) => sourceOf(subject, dimension)))];
  const axes = AXES.filter((axis) => (sources as readonly string[]).includes(axis));
  const counted: Counted = { subject, where, sources, axes };
  const columns = sources.map((source) => sql`${columnOf(subject, source)} AS ${quoted(source)}`);
  const names = join(by.map((dimension) => sql`g.${quoted(dimension)}`));
  const keys = keysOf(by, request.orderBy);
  const population = by.includes('REGION')
    ? sql`(SELECT a.population FROM region s JOIN authority a ON a.id = s.authority_id WHERE s.code = g."REGION")`
    : sql`NULL::int`;
  // Arrays compare NULL with NULL, and can be hashed.
  const isSame = (dimension: Dimension, index: number) =>
    sql`ARRAY[${quoted(`within${index}`)}.value::text] = ARRAY[g.${quoted(dimension)}::text]`;
  const joins = selected.within
    ? by.map(
        (dimension, index) =>
          sql`LEFT JOIN (${countsWithin(counted, dimension)}) ${quoted(`within${index}`)} ON ${isSame(dimension, index)}`,
      )
    : [];
  const within = selected.within
    ? sql`json_build_array(${join(by.map((_, index) => sql`coalesce(${quoted(`within${index}`)}.count, 0)`))})`
    : sql`NULL::json`;
  return sql`WITH cell AS MATERIALIZED (
      SELECT row_number() OVER () AS cell, x.* FROM (
        SELECT ${join(columns)}, count(*)::int AS n FROM ${subject.from} WHERE ${where} GROUP BY ${positionsOf(columns)}) x),
    counted AS MATERIALIZED (${countedGroups(request, counted)}),
    page AS MATERIALIZED (
      SELECT i.*, row_number() OVER () AS place FROM (
        SELECT g.*, ${keyValues(keys)} FROM counted g WHERE ${allOf(seek(keys, request.after))} ORDER BY ${sortedBy(keys)} LIMIT ${limit}) i)
    SELECT (SELECT coalesce(sum(n), 0)::int FROM cell) AS total, ${measuresOf(selected.measures, counted)} AS measures,
      (SELECT count(*)::int FROM counted) AS "groupsCount",
      (SELECT json_agg(item ORDER BY item.place) FROM (
        SELECT json_build_array(${names}) AS values, g.count, g.measures, g."__key", g.place, ${population} AS population, ${within} AS within
        FROM page g ${join(joins.length ? joins : [sql``], ' ')}) item) AS groups,
      ${selected.things ? sql`(SELECT count(*)::int FROM ${subject.from})` : sql`NULL::int`} AS things,
      ${selected.known ? sql`json_build_array(${join(by.map((dimension) => knownBy(counted, dimension)))})` : sql`NULL::json`} AS known,
      ${
        selected.byConfidence
          ? sql`(SELECT json_agg(c) FROM (SELECT ${columnOf(subject, 'CONFIDENCE')} AS confidence, count(*)::int AS count
              FROM ${subject.from} WHERE ${where} GROUP BY 1 ORDER BY 2 DESC, 1) c)`
          : sql`NULL::json`
      } AS "byConfidence",
      ${unknown ?? sql`NULL::json`} AS unknown,
      ${POSITIONS} AS positions`;
}
