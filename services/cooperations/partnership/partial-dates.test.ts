import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { datesIn, dateProblems } from './partnership.dates.js';
import {
  datesOf,
  endColumns,
  firstDay,
  isAfter,
  lastDay,
  mayBeSame,
  signedColumns,
  startColumns,
} from './partial-dates.js';

const day = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const partial = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([date, length]) => date.slice(0, length));

/** All days that a date may stand for, one by one. */
function daysOf(date: string): string[] {
  const days = [];
  const year = Number(date.slice(0, 4));
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days.filter((one) => one.startsWith(date));
}

describe('dates that are known to the year, month or day', () => {
  it('begin and end with the first and last of their days', () =>
    fc.assert(
      fc.property(partial, (date) => {
        const days = daysOf(date);
        expect([firstDay(date), lastDay(date)]).toEqual([days[0], days.at(-1)]);
      }),
    ));

  it('are after another only when all their days are, and the same when one day is in both', () =>
    fc.assert(
      fc.property(partial, partial, (one, other) => {
        const [days, others] = [daysOf(one), daysOf(other)];
        expect(isAfter(one, other)).toBe(days.every((first) => others.every((second) => first > second)));
        expect(mayBeSame(one, other)).toBe(days.some((first) => others.includes(first)));
      }),
      { numRuns: 30 },
    ));

  it('come back from the columns as precise as they were', () =>
    fc.assert(
      fc.property(fc.option(partial), fc.option(partial), fc.option(partial), (start, signed, end) => {
        const columns = { ...startColumns(start), ...signedColumns(signed), ...endColumns(end) };
        expect(datesOf(columns)).toEqual({ start, signed, end });
      }),
    ));
});

describe('datesIn', () => {
  it.each([
    [{ startYear: 2013 }, { start: '2013' }],
    [{ startYear: 2013, start: '2013-05' }, { start: '2013-05' }],
    [{ signedOn: '2013-05-20', signed: '2013' }, { signed: '2013-05-20' }],
    [{ end: null }, { end: null }],
    [{ endDate: null, end: '2020' }, { end: '2020' }],
    [{}, {}],
  ])('reads %j as %j', (input, dates) => expect(datesIn(input)).toEqual(dates));

  it.each([
    { startYear: 2013, start: '2014-01' },
    { signedOn: '2013-05-20', signed: '2013-06' },
    { endDate: '2020-01-01', end: '2021' },
  ])('refuses %j', (input) => expect(() => datesIn(input)).toThrow('DATES_INVALID'));
});

describe('dateProblems', () => {
  const codes = (...given: Parameters<typeof dateProblems>) => dateProblems(...given).map(({ code }) => code);
  it.each([
    [{ start: '2020-05', end: '2020' }, 'ONGOING', []],
    [{ start: '2020-05', end: '2020-04' }, 'ONGOING', ['DATES_INVALID']],
    [{ signed: '2021', end: '2020-12-31' }, 'ENDED', ['DATES_INVALID']],
    [{ start: '2020', end: '2027' }, 'ENDED', ['DATES_INVALID']],
    [{ start: '2020', end: '2026' }, 'ENDED', []],
    [{ start: '1700' }, 'ONGOING', ['YEAR_INVALID']],
  ])('of %j %s are %j', (dates, status, expected) =>
    expect(codes(dates, status, '2026-11-30')).toEqual(expected),
  );
});
