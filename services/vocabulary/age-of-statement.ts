import { raw, sql, type Sql } from '#kernel/database';
import { today } from './day-in-paris.js';

/** Age, in years, after which a source no longer shows that something is under way. */
export const STALE_AFTER_YEARS = 5;

/** Last day of the date of a statement, from its column: a year or a month counts whole. */
export const statedUntil = (asOf: Sql): Sql => sql`(${asOf} || substr('-12-31', length(${asOf}) - 3))`;

/** Whether something is over: its source calls it ended, or its stated end is past. */
export const isOver = (status: Sql, statedEnd: Sql): Sql =>
  sql`(${status} = 'ENDED' OR coalesce(${statedEnd} < (SELECT ${today}), false))`;

/** Whether something that its source calls ongoing is out of date: its stated end is past, or the statement too old. */
export const isOutOfDate = (status: Sql, statedEnd: Sql, asOf: Sql): Sql =>
  sql`coalesce(${status} = 'ONGOING' AND (${statedEnd} < (SELECT ${today})
    OR ${statedUntil(asOf)} < (SELECT (${today} - interval '${raw(String(STALE_AFTER_YEARS))} years')::date::text)), false)`;
