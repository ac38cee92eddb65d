import { sql, type Reader } from '#kernel/database';
import { refusal } from '#kernel/errors';
import { requireLikelyDates } from '#kernel/mutations';

/** The present day on French clocks, in SQL. */
export const today = sql`(now() AT TIME ZONE 'Europe/Paris')::date`;

/** The present day on French clocks, as values that TypeORM writes: PostgreSQL works them out. */
export const todayDate = (): string => today.text;
export const todayText = (): string => `${today.text}::text`;

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The day on French clocks, such as `2022-01-27`. @param at now, when it is not given */
export const dayInParis = (at = new Date()): string => paris.format(at);

/** The present day in Paris, by the clock of the database. */
export async function dayOf(transaction: Reader): Promise<string> {
  const [row] = await transaction.named('today').rows<{ day: string }>(sql`SELECT ${today}::text AS day`);
  return row!.day;
}

/** @returns the present day in Paris @throws Refusal DATE_INVALID for a day that is yet to come or cannot be */
export async function requirePast(
  transaction: Reader,
  date: string | null | undefined,
  field: string,
): Promise<string> {
  requireLikelyDates({ [field]: date }, [field]);
  const day = await dayOf(transaction);
  if (date != null && date > day) throw refusal('DATE_INVALID', 'It is still to come.', field);
  return day;
}
