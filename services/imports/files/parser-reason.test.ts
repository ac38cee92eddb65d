import { describe, expect, it } from '@jest/globals';
import type { Text } from '#kernel/errors';
import { readMap } from '../mapping/index.js';
import { readContent } from '../support/read-text.js';
import { workbookOf } from '../support/workbooks.js';
import { FileError } from './file-error.js';
import { csvReason } from './parser-reason.js';
import * as catalogue from './parser-reasons.messages.js';

// Files that parsers refuse, each by another of their errors. What is said of them is French in French, and English in English.

async function refusalOf(content: string | Uint8Array): Promise<Text> {
  const read = readContent(content).then(() => null);
  const error: unknown = await read.catch((refusal: unknown) => refusal);
  if (error instanceof FileError) return error.text;
  throw new Error('the file was read, or failed otherwise', { cause: error });
}

const IATI = '<iati-activities version="2.03"><iati-activity>';
const FILES: [name: string, content: string | Uint8Array, french: RegExp][] = [
  ['JSON that ends too early', '[{"a":1},{"a":2}', /s’arrête au milieu d’une valeur/],
  ['JSON with a stray sign', '[{"a":1},{"a":;}]', /« ?;|";" inattendu/],
  ['a broken line of NDJSON', '{"a":1}\n{"a":\n', /s’arrête au milieu d’une valeur/],
  ['a line of NDJSON that is no object', '{"a":1}\n[2]\n', /pas un objet/],
  ['XML whose element stays open', `${IATI}<title>`, /n’est pas fermé|s’arrête au milieu/],
  [
    'XML with a stray end',
    `${IATI}</title></iati-activity></iati-activities>`,
    /sans avoir été ouvert|n’est pas fermé/,
  ],
  [
    'XML with an unknown entity',
    `${IATI}&nbsp;</iati-activity></iati-activities>`,
    /entité n’est pas définie/,
  ],
  [
    'half a workbook',
    workbookOf([{ name: 'A', rows: '' }]).subarray(0, 200),
    /archive ne peut pas être décompressée/,
  ],
];

describe('a file that a parser refuses', () => {
  it.each(FILES)('is explained in French: %s', async (_, content, french) => {
    const text = await refusalOf(content);
    expect(text.fr).toMatch(french);
    expect(text.fr).not.toBe(text.en);
    // Words of the parsers, none of which is French.
    expect(text.fr).not.toMatch(/\b(unexpected|token|position|tag|closed|ended|the|CSV_[A-Z]+)\b/i);
  });
});

const MAPS: [name: string, text: string, french: RegExp][] = [
  ['a tab', 'a:\n\tb: 1', /tabulation/],
  ['a key twice', 'a: 1\na: 2', /deux fois/],
  ['an unknown alias', 'a: *b', /alias/],
  ['an open list', 'a: [1, 2', /ligne \d+ : le texte n’est pas du YAML/],
];

describe('a map that is no YAML', () => {
  it.each(MAPS)('is explained in French: %s', (_, text, french) => {
    const { problems } = readMap(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]!.fr).toMatch(french);
    for (const one of problems) {
      expect(one.fr).not.toBe(one.en);
      expect(one.fr).not.toMatch(/\b(the|must|expected|unresolved|keys|flow|implicit)\b/i);
    }
  });
});

describe('reasons', () => {
  it.each([
    ['CSV_QUOTE_NOT_CLOSED', /guillemet n’est pas fermé/],
    ['CSV_INVALID_CLOSING_QUOTE', /à l’intérieur d’une cellule/],
    ['CSV_SOMETHING_NEW', /mal écrit/],
  ])('of csv-parse are read by its code %s', (code, french) => expect(csvReason(code).fr).toMatch(french));

  it.each(Object.entries(catalogue.PARSER_REASONS))('%s is not the same in both languages', (_, { en, fr }) =>
    expect(fr).not.toBe(en),
  );
});
