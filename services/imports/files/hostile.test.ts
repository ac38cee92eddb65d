import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { strToU8, zipSync } from 'fflate';
import { readContent } from '../support/read-text.js';
import { inlineRows, workbookOf } from '../support/workbooks.js';
import { FileError, readRecords, type ReadOptions } from './index.js';

/** Refusal of a content; an error when it is read. */
async function refusal(content: string | Uint8Array | Readable, options?: ReadOptions): Promise<FileError> {
  try {
    if (content instanceof Readable) {
      const file = await readRecords(content, options);
      try {
        for await (const _ of file) continue;
      } finally {
        await file.close();
      }
    } else await readContent(content, options);
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
  throw new Error('the file was read');
}

/** A stream that repeats a part, so that the test needs no memory for it. */
const repeated = (head: string, part: string, times: number, tail = '') =>
  Readable.from(
    (function* () {
      yield head;
      for (let index = 0; index < times; index++) yield part;
      yield tail;
    })(),
  );

const MB = 1024 * 1024;
const megabyte = 'x'.repeat(MB);

describe('a file that cannot be read', () => {
  it.each<[string, string | Uint8Array, string, ReadOptions?]>([
    ['nothing', '', 'FILE_EMPTY'],
    ['white space', ' \n\n ', 'FILE_EMPTY'],
    ['a PDF', '%PDF-1.7 …', 'FORMAT_UNKNOWN'],
    ['a web page', '<!DOCTYPE html><html><body/></html>', 'FORMAT_UNKNOWN'],
    ['other XML', '<?xml version="1.0"?><rss/>', 'FORMAT_UNKNOWN'],
    ['a compressed file', Buffer.from([0x1f, 0x8b, 8, 0]), 'FORMAT_UNKNOWN'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'FORMAT_UNKNOWN'],
    ['an archive', zipSync({ 'a.txt': strToU8('x') }), 'FORMAT_UNKNOWN'],
    ['OpenDocument', zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('<a/>') }), 'FORMAT_UNKNOWN'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'WORKBOOK_OLD'],
    ['half a workbook', workbookOf([{ name: 'A', rows: '' }]).subarray(0, 200), 'WORKBOOK_BROKEN'],
    ['an empty workbook', workbookOf([{ name: 'A', rows: '' }]), 'SHEETS_EMPTY'],
    ['a workbook of broken XML', workbookOf([{ name: 'A', rows: '<row>' }]), 'WORKBOOK_BROKEN'],
    ['JSON that ends too early', '[{"a":1},{"a":2}', 'JSON_BROKEN'],
    ['JSON and something more', '[{"a":1}] x', 'JSON_BROKEN'],
    ['JSON of numbers', '{"a":[1,2]}', 'JSON_WITHOUT_LIST'],
    ['a broken line of NDJSON', '{"a":1}\n{"a":\n', 'JSON_BROKEN'],
    ['XML that ends too early', '<iati-activities><iati-activity>', 'XML_BROKEN'],
    [
      'another encoding than stated',
      Buffer.from([0x61, 0x3b, 0xe9, 0x0a]),
      'ENCODING_WRONG',
      { encoding: 'utf-8' },
    ],
    [
      'an encoding nobody knows',
      '<?xml version="1.0" encoding="EBCDIC"?><iati-activities/>',
      'ENCODING_UNKNOWN',
    ],
  ])('%s is refused with what would be right', async (...[, content, code, options]) => {
    const error = await refusal(content, options);
    expect(error.code).toBe(code);
    expect(error.text.en).toMatch(/: .*\.$|; it has/);
    expect(error.text.fr).not.toBe(error.text.en);
  });

  it('a file that is missing is refused', async () => {
    await expect(readRecords('/no/such/file.csv')).rejects.toMatchObject({ code: 'FILE_MISSING' });
    await expect(readRecords('/')).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });
});

describe('a bomb is refused before it fills the memory', () => {
  it.each<[string, () => string | Uint8Array | Readable, string]>([
    [
      'a sheet that unpacks to a thousand times its size',
      () =>
        workbookOf([
          { name: 'A', rows: `<row><c><v>1</v></c></row>${`<x a="${'y'.repeat(10_000)}"/>`.repeat(4_000)}` },
        ]),
      'ARCHIVE_BOMB',
    ],
    [
      'an archive of thousands of parts',
      () =>
        workbookOf([{ name: 'A', rows: '' }], {
          parts: Object.fromEntries(Array.from({ length: 6_000 }, (_, at) => [`x/${at}`, new Uint8Array()])),
        }),
      'ARCHIVE_BOMB',
    ],
    [
      'a cell of a workbook that never ends',
      () =>
        workbookOf([
          {
            name: 'A',
            rows: inlineRows([
              ['A', 'B'],
              ['x'.repeat(3 * MB), 'y'],
            ]),
          },
        ]),
      'CELL_TOO_LONG',
    ],
    [
      'a cell in column XFD',
      () => workbookOf([{ name: 'A', rows: '<row><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>' }]),
      'COLUMNS_TOO_MANY',
    ],
    [
      '10,000 columns',
      () => `${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(';')}\n`,
      'COLUMNS_TOO_MANY',
    ],
    [
      '10,000 keys',
      () => JSON.stringify([Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, at]))]),
      'COLUMNS_TOO_MANY',
    ],
    [
      'a quotation mark that never closes',
      () => repeated('a;b\n1;2\n3;4\n5;"', megabyte, 200),
      'RECORD_TOO_LONG',
    ],
    ['a line that never ends', () => repeated('a;b\n1;2\n', megabyte, 200), 'RECORD_TOO_LONG'],
    ['a cell that is too long', () => `a;b\n1;${'x'.repeat(300_000)}\n`, 'CELL_TOO_LONG'],
    ['a text of JSON that never ends', () => repeated('{"a":"', megabyte, 200), 'JSON_WITHOUT_LIST'],
    ['a value of JSON that never ends', () => repeated('[{"a":1},{"b":"', megabyte, 200), 'RECORD_TOO_LONG'],
    ['a line of NDJSON that never ends', () => repeated('{"a":1}\n{"b":"', megabyte, 200), 'RECORD_TOO_LONG'],
    ['JSON of 100,000 levels', () => `[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`, 'TOO_DEEP'],
    [
      'NDJSON of 10,000 levels',
      () => `{"b":1}\n{"a":${'['.repeat(10_000)}1${']'.repeat(10_000)}}`,
      'TOO_DEEP',
    ],
    ['XML of 100,000 levels', () => `<iati-activities>${'<a>'.repeat(100_000)}`, 'TOO_DEEP'],
    [
      'a text of XML that never ends',
      () => repeated('<iati-activities><iati-activity><title>', megabyte, 200),
      'CELL_TOO_LONG',
    ],
    [
      'entities of entities',
      () =>
        '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><iati-activities><iati-activity><title>&b;</title></iati-activity></iati-activities>',
      'XML_DOCTYPE',
    ],
    [
      'an entity that is a file',
      () =>
        '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><iati-activities><iati-activity><title>&a;</title></iati-activity></iati-activities>',
      'XML_DOCTYPE',
    ],
    [
      'an activity without end',
      () => repeated('<iati-activities><iati-activity>', '<title/>'.repeat(10_000), 1_000),
      'RECORD_TOO_LONG',
    ],
    ['a file that is too large', () => repeated('a;b\n', `${megabyte};1\n`, 520), 'FILE_TOO_LARGE'],
  ])('%s', async (_, content, code) => {
    const before = process.memoryUsage.rss();
    let peak = before;
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
    const error = await refusal(content());
    clearInterval(timer);
    expect(error.code).toBe(code);
    expect((peak - before) / MB).toBeLessThan(250);
  });
});
