import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ImportRow } from '../mapping/import-row.js';
import { KeysOfFile } from './keys-of-file.js';

const rowOf = (row: number, note: string, externalId: string | null = null): ImportRow => ({
  place: { row },
  externalId,
  french: [{ name: 'Lyon' }],
  foreign: [{ name: 'Abomey', country: 'BJ' }],
  kind: null,
  titleFr: null,
  titleEn: null,
  themes: [],
  dacSectorCode: null,
  start: '2013',
  signedOn: null,
  end: null,
  status: null,
  amounts: [],
  documents: [],
  asOf: null,
  note,
});

describe('keys of the rows of a file', () => {
  it('are distinct and in the order of the file when 50,000 rows would have the same one', () => {
    const count = 50_000;
    const keys = new KeysOfFile();
    const given = Array.from({ length: count }, (_, index) => keys.keyOf(rowOf(index + 1, `${index}`)));
    const [{ key: base } = { key: '' }] = given;
    expect(given.every(({ problem }) => problem === null)).toBe(true);
    expect(given.map(({ key }) => key)).toEqual(
      Array.from({ length: count }, (_, index) => (index === 0 ? base : `${base}#${index + 1}`)),
    );
    const again = Array.from({ length: count }, (_, index) => keys.keyOf(rowOf(count + 1, `${index}`)));
    expect(again.map(({ key }) => key)).toEqual(given.map(({ key }) => key));
    expect(new Set(again.map(({ problem }) => problem?.code))).toEqual(new Set(['REPEATED']));
    expect(again[41]!.problem!.expected).toContain('Row 42 says the same');
  });

  it('are the rows’ own, which two rows that differ cannot share', () => {
    const keys = new KeysOfFile();
    expect(keys.keyOf(rowOf(1, 'a', 'A'))).toEqual({ key: 'A', problem: null });
    expect(keys.keyOf(rowOf(2, 'a', 'A'))).toMatchObject({
      key: 'A',
      problem: { code: 'REPEATED', fatal: false },
    });
    expect(keys.keyOf(rowOf(3, 'b', 'A'))).toMatchObject({
      key: 'A',
      problem: { code: 'EXTERNAL_ID_TWICE', value: 'A', fatal: true },
    });
  });

  it('pass by a number that a row has as its own key', () => {
    const keys = new KeysOfFile();
    const { key: base } = keys.keyOf(rowOf(1, 'a'));
    keys.keyOf(rowOf(2, 'b', `${base}#2`));
    expect(keys.keyOf(rowOf(3, 'c')).key).toBe(`${base}#3`);
  });

  it('are those that counting from the first row on gives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 6 })), (notes) => {
        const keys = new KeysOfFile();
        const order: number[] = [];
        const base = new KeysOfFile().keyOf(rowOf(1, '')).key;
        notes.forEach((note, index) => {
          if (!order.includes(note)) order.push(note);
          const number = order.indexOf(note) + 1;
          expect(keys.keyOf(rowOf(index + 1, `${note}`)).key).toBe(number === 1 ? base : `${base}#${number}`);
        });
      }),
    );
  });
});
