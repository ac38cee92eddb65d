import { sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { refusal } from '#vocabulary';

/** Time zone of events that name none. */
export const DEFAULT_TIME_ZONE = 'Europe/Paris';

/** Names of regions and places, and UTC: no abbreviations, whose meaning varies, and no offsets, which have no summer time. */
const IANA_NAME = /^(UTC|[A-Z][A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2})$/;

function isTimeZone(name: string): boolean {
  if (!IANA_NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // A RangeError says that there is no such zone.
    return false;
  }
}

/**
 * IANA name of a time zone that Node.js and PostgreSQL know: PostgreSQL computes instants, and would fail for others.
 * @throws Refusal TIME_ZONE_INVALID
 */
export async function validateTimeZone(transaction: Transaction, name: string): Promise<string> {
  if (name === DEFAULT_TIME_ZONE) return name;
  const known =
    isTimeZone(name) &&
    (await transaction
      .named('TimeZone.known')
      .rows(sql`SELECT name FROM pg_timezone_names WHERE name = ${name}`));
  if (!known || !known.length) throw refusal('TIME_ZONE_INVALID', 'timeZone', { name: name.slice(0, 50) });
  return name;
}
