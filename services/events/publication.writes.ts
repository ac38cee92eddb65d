import {
  refusal,
  requireLikelyDates,
  sql,
  today,
  writtenCountries,
  writtenText,
  type Transaction,
} from '#kernel';
import { requireGroup, writtenGroup, writtenThemes } from './owner.js';
import type { PublicationFields } from './publication.write.input.js';

/** Text of a field; null clears it, undefined leaves it. More than one line where there is room for it. */
export const textOf = <Given extends string | null | undefined>(given: Given, field: string, max: number) =>
  (given == null ? given : writtenText(given, field, max, max > 200)) as Given;

/** Without the properties that are undefined. */
export function present<Row extends object>(row: {
  [Property in keyof Row]?: Row[Property] | undefined;
}): Partial<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<Row>;
}

/** As it is to be written; undefined what the input leaves out. */
export async function publicationFields(
  transaction: Transaction,
  scope: string,
  input: PublicationFields & { titleFr?: string | null },
) {
  const { themeCodes, countryCodes, countryGroupCode } = input;
  if (countryGroupCode !== undefined) requireGroup(transaction.actor, scope, writtenGroup(countryGroupCode));
  return {
    titleFr: textOf(input.titleFr ?? undefined, 'titleFr', 200),
    titleEn: textOf(input.titleEn, 'titleEn', 200),
    note: textOf(input.note, 'note', 1_000),
    themeCodes: themeCodes ? await writtenThemes(transaction, themeCodes) : undefined,
    countryCodes: countryCodes ? writtenCountries(countryCodes, 'countryCodes') : undefined,
    countryGroupCode,
  };
}

/** @returns the day in Paris @throws Refusal DATE_INVALID for a date that is yet to come or cannot be */
export async function requirePast(transaction: Transaction, date: string | null | undefined, field: string) {
  requireLikelyDates({ [field]: date }, [field]);
  const [row] = await transaction.rows<{ day: string }>(sql`SELECT ${today}::text AS day`);
  if (date != null && date > row!.day) throw refusal('DATE_INVALID', 'It is still to come.', field);
  return row!.day;
}

export function refuseWithdrawn({ withdrawnAt }: { withdrawnAt: Date | null }): void {
  if (withdrawnAt !== null) throw refusal('WITHDRAWN', 'It was withdrawn.');
}
