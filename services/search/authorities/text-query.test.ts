import { describe, expect, it } from '@jest/globals';
import { markName } from './highlight.js';
import { parseText } from './text-query.js';

const words = (...all: string[]) => all.map((word) => ({ words: [word], quoted: false }));
const quoted = (...all: string[]) => ({ words: all, quoted: true });

describe('a text to search for', () => {
  it.each<[text: string, branches: ReturnType<typeof parseText>]>([
    ['Évreux', [{ terms: words('evreux'), without: [] }]],
    ['st denis', [{ terms: words('saint', 'denis'), without: [] }]],
    ["L'Haÿ-les-Roses", [{ terms: words('l', 'hay', 'les', 'roses'), without: [] }]],
    ['"saint denis" réunion', [{ terms: [quoted('saint', 'denis'), ...words('reunion')], without: [] }]],
    ['eau -potable -"grand Lyon"', [{ terms: words('eau'), without: [['potable'], ['grand', 'lyon']] }]],
    [
      'Lyon OR Villeurbanne or bron',
      [words('lyon'), words('villeurbanne'), words('bron')].map((terms) => ({ terms, without: [] })),
    ],
    // `or` is an ordinary word without words on both sides.
    ['or', [{ terms: words('or'), without: [] }]],
    ['or blanc', [{ terms: words('or', 'blanc'), without: [] }]],
    ['"never closed', [{ terms: [quoted('never', 'closed')], without: [] }]],
    ['lyon lyon', [{ terms: words('lyon'), without: [] }]],
    ['lyon - 69 --', [{ terms: words('lyon', '69'), without: [] }]],
    ["' OR 1=1 --", [{ terms: words('or', '1'), without: [] }]],
    ['lyon or !', [{ terms: words('lyon'), without: [] }]],
  ])('%s', (text, branches) => {
    expect(parseText(text)).toEqual(branches);
  });

  it.each([
    ['', 'at least one letter or digit'],
    ['!? "" -', 'at least one letter or digit'],
    ['-lyon', 'a word that must occur, beside those that must not'],
    ['lyon or -paris', 'a word that must occur, beside those that must not'],
    ['a b c d e f g h i j k', 'at most 10 words'],
    ['"a b c d e f" -"g h i j k"', 'at most 10 words'],
  ])('%j is refused', (text, expected) => {
    expect(() => parseText(text)).toThrow(
      expect.objectContaining({
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', argument: 'filter.text', expected }),
      }),
    );
  });
});

describe('a name with the words that were found', () => {
  it.each([
    ['Évreux', 'evr', '**Évreux**'],
    ['Saint-Denis', 'st denis', '**Saint**-**Denis**'],
    ['St Denis en Val', '"saint denis"', '**St** **Denis** en Val'],
    ['Métropole de Lyon', 'lyon or paris', 'Métropole de **Lyon**'],
    ['Nogent-sur-Vernisson', '"vernisson nogent"', undefined],
    ['Œuilly', 'oeu', '**Œuilly**'],
    ["L'Haÿ-les-Roses", 'roses', "L'Haÿ-les-**Roses**"],
    ['Lyon <b>', 'lyon -b', '**Lyon** <b>'],
    ['Paris', 'lyon', undefined],
  ])('%s: %s', (name, text, marked) => {
    expect(markName(name, parseText(text))).toBe(marked);
  });
});
