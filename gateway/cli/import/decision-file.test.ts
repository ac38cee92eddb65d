import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decisionFile, decisionOf, readDecisions, type OpenRow } from './decision-file.js';

const row: OpenRow = {
  id: 'r',
  sheet: 'ACCORDS',
  rowNumber: 7,
  externalId: 'REF-7',
  fate: 'AMBIGUOUS',
  reasons: ['One of the 3 French authorities of this name.'],
  candidates: [
    { id: '11111111-1111-8111-8111-111111111111', label: 'Saint-Denis (93)' },
    { id: '22222222-2222-8222-8222-222222222222', label: 'Saint-Denis (11)' },
  ],
  cells: [
    { column: 'Commune', value: 'Saint-Denis; "la vraie"' },
    { column: 'Note', value: '=HYPERLINK("http://x")' },
  ],
};
/** The file as a person saves it with a decision in its first line. */
const filled = (text: string, decision: string) =>
  Buffer.from(text.replace(/\r\n;/, `\r\n${decision};`), 'utf8');

describe('the file of rows to decide', () => {
  it('gives back what was filled in, by number', () => {
    const { filled: lines, complaints } = readDecisions(filled(decisionFile([row]), '2'));
    expect(complaints).toEqual([]);
    expect(lines).toMatchObject([
      { key: 'REF-7', row: 'ACCORDS 7', decision: { action: 'JOIN', candidateIds: [row.candidates[1]!.id] } },
    ]);
  });

  it('leaves out lines without a decision, and complains about what is none', () => {
    expect(readDecisions(Buffer.from(decisionFile([row])))).toEqual({ filled: [], complaints: [] });
    const { filled: lines, complaints } = readDecisions(filled(decisionFile([row]), 'peut-être'));
    expect(lines).toEqual([]);
    expect(complaints).toEqual([expect.stringContaining('"peut-être" is no decision')]);
  });

  it('has no cell that a spreadsheet runs', () => {
    expect(decisionFile([row])).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it('is read whatever separator a spreadsheet saves it with', () => {
    const plain = { ...row, cells: [], reasons: ['One.'], candidates: row.candidates.slice(0, 1) };
    for (const separator of [',', '\t'])
      expect(
        readDecisions(
          Buffer.from(
            filled(decisionFile([plain]), 'skip')
              .toString()
              .replaceAll(';', separator),
          ),
        ).filled,
      ).toMatchObject([{ decision: { action: 'SKIP', candidateIds: [] } }]);
  });

  it.each([
    ['create', 'CREATE'],
    ['Créer', 'CREATE'],
    ['ignorer', 'SKIP'],
    ['1 2', 'JOIN'],
    ['3', undefined],
    ['0', undefined],
    ['create 1', undefined],
  ])('reads %s as %s', (text, action) => {
    expect(decisionOf(text, ['a', 'b'])?.action).toBe(action);
  });

  it('keeps keys, whatever text they are', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).map((key) => key.replaceAll('\r', '').trim()),
        (key) => {
          fc.pre(key !== '' && !key.startsWith("'"));
          const text = decisionFile([{ ...row, externalId: key }]);
          expect(readDecisions(filled(text, 'skip')).filled[0]!.key).toBe(key);
        },
      ),
    );
  });
});
