import { sql, type Sql } from '#kernel/database';
import { today } from '#vocabulary';

/** In parentheses, so that PostgreSQL works it out once and not for each row. */
const day = sql`(SELECT ${today})`;

/** The status of a request on this day in Paris: one past its last day has expired, whether or not anybody has told search. */
export const requestStatusNow = (request: Sql): Sql =>
  sql`CASE WHEN ${request}.status = 'OPEN' AND ${request}.expires_on < ${day} THEN 'EXPIRED' ELSE ${request}.status END`;
