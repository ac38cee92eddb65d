import { sql, type Sql } from '#kernel/database';
import { today } from '#vocabulary';

/** Today as a scalar subquery, which PostgreSQL evaluates once and not for each row. */
const day = sql`(SELECT ${today})`;

/** Status of a request today in Europe/Paris: an open one past its last day has expired, even if no change event says so yet. */
export const requestStatusNow = (request: Sql): Sql =>
  sql`CASE WHEN ${request}.status = 'OPEN' AND ${request}.expires_on < ${day} THEN 'EXPIRED' ELSE ${request}.status END`;
