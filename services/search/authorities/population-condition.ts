import { raw, sql, type Sql } from '#kernel/database';
import { rangeCondition } from '#kernel/lists';

/** Of these, `authority_facts` holds all that the population of an authority reaches. */
const REACHED = [
  1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000,
];
const reached = `('{${REACHED}}'::int[])[1:width_bucket(a.population, '{${REACHED}}'::int[])]`;

/** Condition that the population is at least this round number. */
function atLeast(least: number): Sql {
  const step = REACHED.findLast((reachedStep) => reachedStep <= least);
  return raw(step ? `${reached} @> ARRAY[${step}]` : `a.population >= ${least}`);
}

const ROUND = [1, 2, 5, 10];

/** The largest of 1, 2, 5, 10, 20, 50… that is not above; null below 1. */
export function roundedDown(value: number): number | null {
  if (value < 1) return null;
  const unit = 10 ** (String(Math.floor(value)).length - 1);
  return ROUND.findLast((step) => step * unit <= value)! * unit;
}

/** The smallest of 1, 2, 5, 10, 20, 50… that is not below. */
export function roundedUp(value: number): number {
  if (value < 1) return 1;
  const unit = 10 ** (String(Math.floor(value)).length - 1);
  return ROUND.find((step) => step * unit >= value)! * unit;
}

/**
 * Bounds of the population, each said again as a round number in the text of the statement. A plan that serves any
 * values takes a third of the authorities for what a bound leaves, and so reads the indexes of themes and countries,
 * which large authorities nearly all have; a round number tells it how many there are, and there are few of them, so
 * that statements stay prepared.
 */
export function populationCondition(range: { gte?: number; lte?: number } | undefined): Sql[] {
  const least = range?.gte === undefined ? null : roundedDown(range.gte);
  return [
    ...rangeCondition(sql`a.population`, range),
    ...(least === null ? [] : [atLeast(least)]),
    ...(range?.lte === undefined ? [] : [raw(`a.population <= ${roundedUp(range.lte)}`)]),
  ];
}
