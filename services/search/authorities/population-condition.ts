import { raw, sql, type Sql } from '#kernel/database';
import { rangeCondition } from '#kernel/lists';

/** Thresholds of size classes, and of the index `authority_facts`, which holds those that the population of an authority reaches. */
export const THRESHOLDS = [
  1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000,
];
const reachedThresholds = `('{${THRESHOLDS}}'::int[])[1:width_bucket(a.population, '{${THRESHOLDS}}'::int[])]`;

/** Condition that the population is at least this round number, in the form that the index answers. */
function atLeast(minimum: number): Sql {
  const step = THRESHOLDS.findLast((reached) => reached <= minimum);
  return raw(step ? `${reachedThresholds} @> ARRAY[${step}]` : `a.population >= ${minimum}`);
}

const ROUND = [1, 2, 5, 10];

/** Rounds down to 1, 2, 5, 10, 20, 50…; null below 1. */
export function roundedDown(value: number): number | null {
  if (value < 1) return null;
  const unit = 10 ** (String(Math.floor(value)).length - 1);
  return ROUND.findLast((step) => step * unit <= value)! * unit;
}

/** Rounds up to 1, 2, 5, 10, 20, 50…. */
export function roundedUp(value: number): number {
  if (value < 1) return 1;
  const unit = 10 ** (String(Math.floor(value)).length - 1);
  return ROUND.find((step) => step * unit >= value)! * unit;
}

/**
 * Bounds of the population, each repeated as a round number in the text of the statement. A generic plan assumes that a
 * bound leaves a third of the authorities, and so reads the indexes of themes and countries, which large authorities
 * nearly all have. A literal round number gives the planner the true count; there are few such numbers, so that
 * statements stay prepared.
 */
export function populationCondition(range: { gte?: number; lte?: number } | undefined): Sql[] {
  const minimum = range?.gte === undefined ? null : roundedDown(range.gte);
  return [
    ...rangeCondition(sql`a.population`, range),
    ...(minimum === null ? [] : [atLeast(minimum)]),
    ...(range?.lte === undefined ? [] : [raw(`a.population <= ${roundedUp(range.lte)}`)]),
  ];
}
