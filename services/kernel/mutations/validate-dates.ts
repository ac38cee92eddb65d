import type { Transaction } from './mutation.js';
import { refusal } from '../errors/problems.js';
import { sql } from '../database/sql.js';
import { today } from '../../vocabulary/today.js';
import { requireLikelyDates } from './validate-facts.js';

/** The present day in Paris, by the clock of the database. */
export async function dayOf(transaction: Pick<Transaction, 'rows'>): Promise<string> {
  const [row] = await transaction.rows<{ day: string }>(sql`SELECT ${today}::text AS day`);
  return row!.day;
}

/** @returns the present day in Paris @throws Refusal DATE_INVALID for a day that is yet to come or cannot be */
export async function requirePast(
  transaction: Pick<Transaction, 'rows'>,
  date: string | null | undefined,
  field: string,
): Promise<string> {
  requireLikelyDates({ [field]: date }, [field]);
  const day = await dayOf(transaction);
  if (date != null && date > day) throw refusal('DATE_INVALID', 'It is still to come.', field);
  return day;
}
