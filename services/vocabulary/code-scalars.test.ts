import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CountryCodeScalar, InseeCodeScalar, SirenScalar, isSiren } from './code-scalars.js';

const refused = (scalar: { parseValue(value: unknown): unknown; name: string }, value: unknown) =>
  expect(() => scalar.parseValue(value)).toThrow(new RegExp(`^${scalar.name} expects `));

describe('Siren', () => {
  it('takes nine digits with a right check digit, spaced or not', () => {
    expect(SirenScalar.parseValue('216704825')).toBe('216704825');
    expect(SirenScalar.parseValue('216 704 825')).toBe('216704825');
  });
  it('has one right last digit for any eight', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), (start) => {
        expect([...'0123456789'].filter((last) => isSiren(start + last))).toHaveLength(1);
      }),
    );
  });
  it.each(['216704826', '21670482', '2167048250', 'abc', 216704825])('refuses %p', (value) =>
    refused(SirenScalar, value),
  );
});

describe('InseeCode', () => {
  it.each(['69123', '2A004', '97105', '69', '2A', '976', '84', '6AE'])('takes %s', (text) =>
    expect(InseeCodeScalar.parseValue(text)).toBe(text),
  );
  it.each(['1', '691234', '2C004', 'AB', '', '6912X'])('refuses %p', (value) =>
    refused(InseeCodeScalar, value),
  );
});

describe('CountryCode', () => {
  it.each(['bj', 'BEN', 'B', '', 'B1'])('refuses %p', (value) => refused(CountryCodeScalar, value));
});
