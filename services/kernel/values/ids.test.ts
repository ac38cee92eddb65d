import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isId, isIdOf, makeId, newId, requireId } from './ids.js';

const type = fc.stringMatching(/^[A-Z][A-Za-z]{1,20}$/);

describe('ids', () => {
  it('of a key are the same at each load, and different for another key', () => {
    fc.assert(
      fc.property(type, fc.string(), fc.string(), (name, a, b) => {
        expect(makeId(name, a)).toBe(makeId(name, a));
        expect(makeId(name, a) === makeId(name, b)).toBe(a === b);
      }),
    );
  });

  it('are UUIDs of version 8 that contain their type', () => {
    fc.assert(
      fc.property(type, fc.string(), (name, key) => {
        for (const id of [makeId(name, key), newId(name)]) {
          expect(isId(id)).toBe(true);
          expect(isIdOf(name, id)).toBe(true);
        }
      }),
    );
  });

  it('of another type, and any other text, are refused with the expected type', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => requireId('Theme', text)).toThrow(/expected an id of the type Theme/);
      }),
    );
    expect(() => requireId('Authority', makeId('Theme', 'x'))).toThrow(
      /expected an id of the type Authority/,
    );
  });

  it('are read whatever their case', () => {
    const id = makeId('Theme', 'x');
    expect(requireId('Theme', id.toUpperCase())).toBe(id);
  });
});
