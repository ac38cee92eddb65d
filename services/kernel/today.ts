import { sql } from './sql.js';

/** The present day on French clocks, in SQL. */
export const today = sql`(now() AT TIME ZONE 'Europe/Paris')::date`;
/** The present day on French clocks, as values that TypeORM writes: PostgreSQL works them out. */
export const todayDate = (): string => today.text;
export const todayText = (): string => `${today.text}::text`;

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The day on French clocks, such as `2022-01-27`. @param at now, when it is not given */
export const dayInParis = (at = new Date()): string => paris.format(at);
