import { Confidence } from '#kernel/graphql';
import type { PartnershipEntity } from './partnership.entity.js';

// Dates of a partnership, as precise as their source, and the columns that hold them.

export const firstDay = (date: string): string => `${date}${'-01-01'.slice(date.length - 4)}`;

export function lastDay(date: string): string {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year, month] = date.split('-').map(Number);
  // Day 0 of the next month; `setUTCFullYear`, because the constructor reads years below 100 as of the 20th century.
  const day = new Date(0);
  day.setUTCFullYear(year!, month, 0);
  return `${date}-${String(day.getUTCDate()).padStart(2, '0')}`;
}

/** True when the first date is after the second, however precise either is. */
export const isAfter = (one: string, other: string): boolean => firstDay(one) > lastDay(other);

/** True when both dates may be one and the same: one is the other, or holds it. */
export const mayBeSame = (one: string, other: string): boolean =>
  one.startsWith(other) || other.startsWith(one);

type DateColumns = Pick<
  PartnershipEntity,
  | 'startYear'
  | 'startYearConfidence'
  | 'startPartial'
  | 'signedOn'
  | 'signedPartial'
  | 'endDate'
  | 'endPartial'
>;

export const startColumns = (
  start: string | null,
  confidence: Confidence = Confidence.CONFIRMED,
): Pick<DateColumns, 'startYear' | 'startYearConfidence' | 'startPartial'> => ({
  startYear: start === null ? null : Number(start.slice(0, 4)),
  startYearConfidence: start === null ? null : confidence,
  startPartial: start !== null && start.length > 4 ? start : null,
});

const dayAndRest = (date: string | null): [day: string | null, rest: string | null] =>
  date?.length === 10 ? [date, null] : [null, date];

export function signedColumns(signed: string | null): Pick<DateColumns, 'signedOn' | 'signedPartial'> {
  const [signedOn, signedPartial] = dayAndRest(signed);
  return { signedOn, signedPartial };
}

export function endColumns(end: string | null): Pick<DateColumns, 'endDate' | 'endPartial'> {
  const [endDate, endPartial] = dayAndRest(end);
  return { endDate, endPartial };
}

/** The dates that the columns of a row hold. */
export const datesOf = (
  row: Omit<DateColumns, 'startYearConfidence'>,
): { start: string | null; signed: string | null; end: string | null } => ({
  start: row.startPartial ?? (row.startYear === null ? null : String(row.startYear).padStart(4, '0')),
  signed: row.signedPartial ?? row.signedOn,
  end: row.endPartial ?? row.endDate,
});
