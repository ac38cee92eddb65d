import { refusal } from './problems.js';
import { sql, type Reader } from './sql.js';
import { today } from './today.js';
import { requireLikelyDates } from './written-facts.js';

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
