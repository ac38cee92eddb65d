import { raw, sql } from '#kernel/database';
import { today } from '#vocabulary';

/** Days before the last day of a request from which it expires soon. */
export const EXPIRES_SOON_DAYS = 7;

/** Today in Paris, as a subquery: PostgreSQL evaluates it once and not for each row. */
const day = sql`(SELECT ${today})`;

/** Status of a request `r` today in Paris: EXPIRED after its last day, even before the job `expire` has run. */
export const statusNow = sql`CASE WHEN r.status = 'OPEN' AND r.expires_on < ${day} THEN 'EXPIRED' ELSE r.status END`;

export const expiresSoon = sql`coalesce(r.status = 'OPEN' AND r.expires_on BETWEEN ${day} AND ${day} + ${raw(
  String(EXPIRES_SOON_DAYS),
)}, FALSE)`;
