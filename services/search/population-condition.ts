import { raw, rangeCondition, sql, type Sql } from '#kernel';

const STEPS = [1, 2, 5, 10];

/** The largest of 1, 2, 5, 10, 20, 50… that is not above; null below 1. */
export function roundedDown(value: number): number | null {
  if (value < 1) return null;
  const unit = 10 ** (String(Math.floor(value)).length - 1);
  return STEPS.findLast((step) => step * unit <= value)! * unit;
}

/** The smallest of 1, 2, 5, 10, 20, 50… that is not below. */
export function roundedUp(value: number): number {
  if (value < 1) return 1;
  const unit = 10 ** (String(Math.floor(value)).length - 1);
  return STEPS.find((step) => step * unit >= value)! * unit;
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
    ...(least === null ? [] : [raw(`a.population >= ${least}`)]),
    ...(range?.lte === undefined ? [] : [raw(`a.population <= ${roundedUp(range.lte)}`)]),
  ];
}
