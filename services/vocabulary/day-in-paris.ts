import { sql, type Reader } from '#kernel/database';
import { refusal } from './messages/problems.js';
import { requireLikelyDates } from '#kernel/mutations';

/** SQL of the present day in Paris. */
export const today = sql`(now() AT TIME ZONE 'Europe/Paris')::date`;

/** Present day in Paris as values that TypeORM writes: SQL that PostgreSQL evaluates. */
export const todayDate = (): string => today.text;
export const todayText = (): string => `${today.text}::text`;

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** Day in Paris, such as `2022-01-27`. @param at default: now */
export const dayInParis = (at = new Date()): string => paris.format(at);

/** Present day in Paris, by the clock of the database. */
export async function dayOf(transaction: Reader): Promise<string> {
  const [row] = await transaction.named('today').rows<{ day: string }>(sql`SELECT ${today}::text AS day`);
  return row!.day;
}

/** Checks that a date is not in the future. @returns the present day in Paris @throws Refusal DATE_INVALID for a future or implausible date */
export async function requirePast(
  transaction: Reader,
  date: string | null | undefined,
  field: string,
): Promise<string> {
  requireLikelyDates({ [field]: date }, [field]);
  const day = await dayOf(transaction);
  if (date != null && date > day) throw refusal('DATE_INVALID.IN_FUTURE', field);
  return day;
}
