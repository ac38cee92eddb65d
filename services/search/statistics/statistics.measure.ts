import { join, sql, type Sql } from '#kernel/database';
import { quoted, unnestDimensions, valuesOf, type Dimension } from './statistics.dimension.js';
import { columnOf, has, type Axis, type Source, type Subject } from './statistics.subject.js';

/** What is computed for a group, and for all of them, besides the count. */
export const MEASURES = [
  'authorities',
  'foreignAuthorities',
  'countries',
  'themes',
  'inhabitants',
  'amountEur',
] as const;
export type Measure = (typeof MEASURES)[number];

/** Numbers about the known values of a measure. */
export interface Summary {
  known: number;
  sum: number | null;
  average: number | null;
  median: number | null;
  minimum: number | null;
  maximum: number | null;
}
export type Measures = Partial<Record<Measure, number | Summary>>;

const SOURCES: Readonly<Record<Measure, Source>> = {
  authorities: 'authority',
  foreignAuthorities: 'foreignAuthority',
  countries: 'country',
  themes: 'theme',
  inhabitants: 'authority',
  amountEur: 'AMOUNT',
};

export const hasMeasure = (subject: Subject, measure: Measure): boolean => has(subject, SOURCES[measure]);

const summary = sql`jsonb_build_object('known', count(x.number), 'sum', sum(x.number), 'average', avg(x.number),
  'median', percentile_cont(0.5) WITHIN GROUP (ORDER BY x.number), 'minimum', min(x.number), 'maximum', max(x.number))`;

/** Rows of a subject that meet a condition, and the sources of the dimensions by which they are counted. */
export interface Counted {
  subject: Subject;
  /** Condition on rows `p`. */
  where: Sql;
  /** Sources that the rows `cell` of the statement hold. */
  sources: readonly Source[];
  axes: readonly Axis[];
}

/**
 * SELECT of a measure as JSON, after the values of `by`: one row for each group; without `by`, one row.
 * Authorities and the like are distinct ones, so that they are counted over rows and not added up over cells.
 */
export function measured(measure: Measure, counted: Counted, by: readonly Dimension[]): Sql {
  const { subject, where, sources } = counted;
  const axes = by.length ? counted.axes : [];
  const rowsWith = (...columns: Sql[]) =>
    sql`(SELECT ${join([
      ...(by.length ? sources.map((source) => sql`${columnOf(subject, source)} AS ${quoted(source)}`) : []),
      ...columns,
    ])} FROM ${subject.from} WHERE ${where})`;
  const values = by.length ? sql`${valuesOf(by)}, ` : sql``;
  const names = by.length ? sql`${join(by.map((name) => sql`x.${quoted(name)}`))}, ` : sql``;
  const grouped = by.length ? sql`GROUP BY ${join(by.map((name) => sql`x.${quoted(name)}`))}` : sql``;

  if (measure === 'amountEur') {
    const rows = rowsWith(sql`p.id AS thing`, sql`${columnOf(subject, 'AMOUNT')} AS number`);
    return sql`SELECT ${names}${summary} AS value FROM (SELECT DISTINCT ${values}r.thing, r.number FROM ${unnestDimensions(rows, subject, axes, by)}) x ${grouped}`;
  }
  const axis = SOURCES[measure] as Axis;
  const rows = counted.axes.includes(axis)
    ? sql`cell`
    : rowsWith(sql`${columnOf(subject, axis)} AS ${quoted(axis)}`);
  const from = unnestDimensions(rows, subject, [...new Set([...axes, axis])], by);
  const one = sql`r.${quoted(`one_${axis}`)}`;
  if (measure === 'inhabitants')
    return sql`SELECT ${names}${summary} AS value FROM (SELECT DISTINCT ${values}${one} AS thing, h.population AS number FROM ${from} JOIN authority h ON h.id = ${one}) x ${grouped}`;
  return sql`SELECT ${names}to_jsonb(count(DISTINCT x.one)) AS value FROM (SELECT ${values}${one} AS one FROM ${from} WHERE ${one} IS NOT NULL) x ${grouped}`;
}
