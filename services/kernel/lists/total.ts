import { raw, sql, type Sql } from '../database/sql.js';

/**
 * Number of items up to which a list is counted. Above the largest list of the shipped data by far; counting so many takes
 * PostgreSQL less than a tenth of a second, whatever the list holds beyond.
 */
export const COUNT_UP_TO = 100_000;

/** Number of items of a list. */
export interface Total {
  /** Up to the bound; the bound itself for a longer list. */
  count: number;
  /** False for a list that is longer than the bound: `count` is then a lower bound. */
  isExact: boolean;
}

/**
 * Expression that counts rows, at most one more than the bound, for {@link totalOf}. The bound is part of the text: PostgreSQL
 * plans a parameter of LIMIT for a tenth of the rows.
 * @param from what follows SELECT, such as sql`FROM expertise e WHERE …`
 */
export function countUpTo(bound: number, from: Sql): Sql {
  return sql`(SELECT count(*)::int FROM (SELECT ${from} LIMIT ${raw(String(bound + 1))}) AS found)`;
}

/** @param counted value of {@link countUpTo} with the same bound */
export function totalOf(counted: number, bound: number): Total {
  return { count: Math.min(counted, bound), isExact: counted <= bound };
}

const BOUND = COUNT_UP_TO.toLocaleString('en-GB');

export const TOTAL_DESCRIPTION = `Number of items in the whole list (nombre total), counted only when selected, and up to ${BOUND}: for a longer list it is ${BOUND}, and \`totalCountIsExact\` is false.`;
export const IS_EXACT_DESCRIPTION = `Whether \`totalCount\` is exact (décompte exact). False for a list of more than ${BOUND} items, of which it is a lower bound: to know more, narrow the filter.`;
