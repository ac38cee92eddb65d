import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateScalar, DateTimeScalar, PartialDateScalar, UrlScalar } from './scalars.js';

const refused = (scalar: { parseValue(value: unknown): unknown; name: string }, value: unknown) =>
  expect(() => scalar.parseValue(value)).toThrow(new RegExp(`^${scalar.name} expects `));

describe('Date', () => {
  it('takes every day of the calendar', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T00:00:00Z'),
          noInvalidDate: true,
        }),
        (date) => {
          const text = date.toISOString().slice(0, 10);
          expect(DateScalar.parseValue(text)).toBe(text);
        },
      ),
    );
  });
  it.each([
    '2024-02-30',
    '0000-00-00',
    '10000000-01-01',
    '2024-2-3',
    '2024-01-01T00:00:00Z',
    '',
    20240101,
    null,
  ])('refuses %p', (value) => refused(DateScalar, value));
});

describe('DateTime', () => {
  it('is serialised to text, which no step on the way treats as an object', () =>
    expect(DateTimeScalar.serialize(new Date('2022-01-15T22:59:59Z'))).toBe('2022-01-15T22:59:59.000Z'));
  it('takes instants, in any zone', () =>
    expect(DateTimeScalar.parseValue('2022-01-15T23:59:59+01:00')).toEqual(new Date('2022-01-15T22:59:59Z')));
  it.each([
    '0001-01-01T00:00:00.000Z',
    '0099-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59.999Z',
    '0001-01-01T23:00:00-01:00',
    '9999-12-31T00:00:00+01:00',
  ])('keeps %s, at the edge of the calendar', (text) =>
    expect(DateTimeScalar.serialize(DateTimeScalar.parseValue(text))).toBe(new Date(text).toISOString()),
  );
  it.each([
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '2022-01-15T24:00:00Z',
    '2022-01-15T00:00:00+24:00',
    '2022-01-15T00:00:00',
  ])('refuses %s', (text) => refused(DateTimeScalar, text));
  it.each(['yesterday', '2022-01-15', '2022-02-30T00:00:00Z', '', 5, null])('refuses %p', (value) =>
    refused(DateTimeScalar, value),
  );
});

describe('PartialDate', () => {
  it.each(['2014', '2019-09', '2019-09-01'])('takes %s', (text) =>
    expect(PartialDateScalar.parseValue(text)).toBe(text),
  );
  it.each(['0000', '2019-13', '2019-02-30', '19', '2019-9'])('refuses %p', (value) =>
    refused(PartialDateScalar, value),
  );
});

describe('URL', () => {
  it.each(['bj', 'BEN', 'B', '', 'B1'])('refuses %p', (value) => refused(UrlScalar, value));
  it.each(['javascript:alert(1)', 'ftp://example.org', 'data:text/html,x', '//example.org'])(
    'refuses %p',
    (value) => refused(UrlScalar, value),
  );
});
