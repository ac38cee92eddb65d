import { describe, expect, it } from '@jest/globals';
import { sql } from '../database/sql.js';
import { textsOf } from '../errors/messages.js';
import { expectedCode, refuseUnknownCodes, unknownCodes } from './known-codes.js';

describe('unknown codes', () => {
  const name = textsOf({
    REGION: { en: 'the code of a région', fr: 'le code d’une région' },
    THEME: { en: 'a theme', fr: 'une thématique' },
  });
  const region = { name: name('REGION'), codes: sql`SELECT code FROM region` };

  it('are looked up by kind, each in one place of the statement', () => {
    const used = ['84', '99'].map((code, at) => ({
      argument: `filter.region.in.${at}`,
      kind: 'REGION',
      code,
    }));
    expect(unknownCodes(used, { REGION: region })!.values).toContainEqual(['84', '99']);
    expect(unknownCodes([], { REGION: region })).toBeUndefined();
  });

  it('are refused with all that there is, where that is little', () => {
    expect(() =>
      refuseUnknownCodes(
        [{ argument: 'filter.region.in.1', kind: 'REGION', code: '99', known: ['01', '84'] }],
        { REGION: region },
      ),
    ).toThrow('filter.region.in.1: expected the code of a région: one of 01, 84; "99" is none.');
    expect(() => refuseUnknownCodes(null, { REGION: region })).not.toThrow();
  });

  it('are refused with the nearest of many', () => {
    const known = [...Array.from({ length: 30 }, (_, at) => `CUL-${at}`), 'ENV-WATER', 'ENV-WASTE'];
    expect(expectedCode(name('THEME'), 'env-watter', known).en).toMatch(
      /the nearest are ENV-WATER, ENV-WASTE/,
    );
  });
});
