import { sql } from './sql.js';

/** The present day on French clocks, in SQL. */
export const today = sql`(now() AT TIME ZONE 'Europe/Paris')::date`;
