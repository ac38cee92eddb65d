import { describe, expect, it } from '@jest/globals';
import { sql } from '../database/sql.js';
import { textsOf } from '../errors/messages.js';
import { expectedCode, refuseUnknownCodes, unknownCodes } from './known-codes.js';

describe('unknown codes', () => {
  const name = textsOf({
    REGION: { en: 'the code of a région', fr: 'le code d’une région' },
    THEME: { en: 'a theme', fr: 'une thématique' },
    THING: { en: 'the id of a thing', fr: 'l’identifiant d’une chose' },
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

  it('that are ids are looked up in their table, and refused without the nearest', () => {
    const used = [{ argument: 'filter.id.0', kind: 'THING', code: 'b80e91ef-3f88-862d-bb02-142f17f0d249' }];
    const thing = { name: name('THING'), idsOf: sql`thing` };
    expect(unknownCodes(used, { THING: thing })!.text).toMatch(/NOT \(EXISTS \(SELECT FROM thing k/);
    expect(expectedCode(thing.name, 'x', []).en).toBe('the id of a thing; "x" is none');
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
    const titles = [...known, 'Wikidata, property P190'];
    expect(expectedCode(name('THEME'), 'wikidata', titles).en).toMatch(
      /the nearest are Wikidata, property P190,/,
    );
  });
});
