import { FileError } from '../file-error.js';
import { LIMITS } from '../limits.js';
import { jsonReason, noObject } from '../parser-reason.js';
import type { FileRecord } from '../record.js';
import { recordOfObject } from './flatten.js';

/** Lines of a text without their ends. @throws FileError RECORD_TOO_LONG */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let rest = '';
  let row = 1;
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      yield line;
      row += 1;
    }
    if (rest.length > LIMITS.recordCharacters)
      throw FileError.of('RECORD_TOO_LONG', { max: LIMITS.recordCharacters }).at({ row });
  }
  if (rest !== '') yield rest;
}

/** Numbers too long for a number, as texts: digits of an identifier must not change. */
const withExactNumbers = (text: string) =>
  /[:[,\s]-?\d{16}/.test(text)
    ? text.replaceAll(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]{15,}/g, (part) =>
        part.startsWith('"') ? part : JSON.stringify(part),
      )
    : text;

/**
 * Objects of a text with one on each line.
 * @throws FileError JSON_BROKEN, TOO_DEEP, RECORD_TOO_LONG
 */
export async function* ndjsonRecords(chunks: AsyncIterable<string>): AsyncGenerator<FileRecord, void, void> {
  let row = 0;
  for await (const line of linesOf(chunks)) {
    row += 1;
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(withExactNumbers(line));
    } catch (error) {
      throw FileError.of('JSON_BROKEN', { reason: jsonReason(error as Error) }).at({ row });
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw FileError.of('JSON_BROKEN', { reason: noObject() }).at({ row });
    yield recordOfObject(value, row);
  }
}
