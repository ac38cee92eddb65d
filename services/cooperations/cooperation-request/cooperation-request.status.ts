import { raw, sql } from '#kernel/database';
import { today } from '#vocabulary';

/** For so many days before its last one, and on it, a request says that it expires soon. */
export const EXPIRES_SOON_DAYS = 7;

/** In parentheses, so that PostgreSQL works it out once and not for each row. */
const day = sql`(SELECT ${today})`;

/** The status of a request `r` on this day in Paris: one past its last day has expired, whether or not the job has come by. */
export const statusNow = sql`CASE WHEN r.status = 'OPEN' AND r.expires_on < ${day} THEN 'EXPIRED' ELSE r.status END`;

export const expiresSoon = sql`coalesce(r.status = 'OPEN' AND r.expires_on BETWEEN ${day} AND ${day} + ${raw(
  String(EXPIRES_SOON_DAYS),
)}, FALSE)`;
