import { refuseAny, requireLikelyDates, validateAll, type Transaction } from '#kernel/mutations';
import { dayOf, problem } from '#vocabulary';
import { firstDay, isAfter, mayBeSame } from './partial-dates.js';

/** Dates of an input: the whole days and the year that clients could always write, and dates as precise as they are known. */
export interface DatesInput {
  startYear?: number | null | undefined;
  signedOn?: string | null | undefined;
  endDate?: string | null | undefined;
  start?: string | null | undefined;
  signed?: string | null | undefined;
  end?: string | null | undefined;
}
/** Dates as precise as they are known; undefined: the input does not say. */
export interface Dates {
  start?: string | null | undefined;
  signed?: string | null | undefined;
  end?: string | null | undefined;
}

/** Of two ways to write one date, that which is written; both are when they agree: then the more precise one. */
function either(
  precise: string | null | undefined,
  plain: string | null | undefined,
): string | null | undefined {
  if (precise == null || plain == null) return precise === undefined ? plain : (plain ?? precise);
  return precise.length >= plain.length ? precise : plain;
}

/** @throws Refusal DATES_INVALID when two fields give one date differently */
export function datesIn(input: DatesInput): Dates {
  const { start, signed, end, signedOn, endDate } = input;
  const startYear = input.startYear == null ? input.startYear : String(input.startYear).padStart(4, '0');
  const differ = (precise: string | null | undefined, plain: string | null | undefined) =>
    precise != null && plain != null && !mayBeSame(precise, plain);
  refuseAny([
    differ(start, startYear) &&
      problem('DATES_INVALID.DIFFER', 'startYear', { one: start!, other: startYear! }),
    differ(signed, signedOn) &&
      problem('DATES_INVALID.DIFFER', 'signedOn', { one: signed!, other: signedOn! }),
    differ(end, endDate) && problem('DATES_INVALID.DIFFER', 'endDate', { one: end!, other: endDate! }),
  ]);
  return {
    start: either(start, startYear),
    signed: either(signed, signedOn),
    end: either(end, endDate),
  };
}

/**
 * Problems of the dates of a partnership, by the fields in which they were written.
 * @param day today in Europe/Paris
 */
export function dateProblems(
  { start, signed, end }: Dates,
  status: string,
  day: string,
  fields = { start: 'startYear', end: 'endDate' },
) {
  const thisYear = Number(day.slice(0, 4));
  const startYear = start == null ? null : Number(start.slice(0, 4));
  return [
    startYear !== null &&
      (startYear < 1800 || startYear > thisYear + 1) &&
      problem('YEAR_INVALID', fields.start, { from: 1800, to: thisYear + 1 }),
    end != null &&
      ((signed != null && isAfter(signed, end) && problem('DATES_INVALID.ENDS_BEFORE_SIGNED', fields.end)) ||
        (start != null && isAfter(start, end) && problem('DATES_INVALID.ENDS_BEFORE_BEGINS', fields.end))),
    end != null &&
      status === 'ENDED' &&
      firstDay(end) > day &&
      problem('DATES_INVALID.ENDED_IN_FUTURE', fields.end),
  ].filter((one) => one !== false);
}

/** @throws Refusal DATE_INVALID, DATES_INVALID, YEAR_INVALID */
export async function checkDates(transaction: Transaction, dates: Dates, status: string): Promise<void> {
  const day = await dayOf(transaction);
  await validateAll({
    likely: () => requireLikelyDates({ signedOn: dates.signed, endDate: dates.end }, ['signedOn', 'endDate']),
    order: () => refuseAny(dateProblems(dates, status, day)),
  });
}
