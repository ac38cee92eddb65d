import { createReadStream } from 'node:fs';
import { FileError } from '../file-error.js';
import type { FileEncoding } from '../record.js';
import { decodeWindows1252 } from './windows-1252.js';

const ENCODINGS: Readonly<Record<string, FileEncoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  // The WHATWG standard reads ISO-8859-1 so, and files that claim it mean it.
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'windows-1252',
  latin1: 'windows-1252',
};

/** @throws FileError ENCODING_UNKNOWN */
export function encodingNamed(name: string): FileEncoding {
  const encoding = ENCODINGS[name.toLowerCase()];
  if (!encoding) throw FileError.of('ENCODING_UNKNOWN', { encoding: name.slice(0, 40) });
  return encoding;
}

/** Encoding that the first bytes show: a byte order mark, or the zeros of UTF-16 without one. */
export function encodingOfHead(head: Buffer): FileEncoding | null {
  if (head.length >= 3 && head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head.length >= 2 && head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head.length >= 2 && head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, 1024);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  const most = sample.length / 2;
  if (odd > most * 0.7 && even < most * 0.1) return 'utf-16le';
  if (even > most * 0.7 && odd < most * 0.1) return 'utf-16be';
  return null;
}

/**
 * Encoding of a text file: UTF-8 when all of its bytes are, Windows-1252 otherwise. Reads the whole file when nothing
 * at its beginning decides: one accent in the last line does.
 */
export async function findEncoding(path: string, head: Buffer): Promise<FileEncoding> {
  const shown = encodingOfHead(head);
  if (shown) return shown;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'windows-1252';
    throw error;
  }
}

/** Decoder of chunks; without a chunk it ends. @throws TypeError for bytes that are not in the encoding */
function decoderOf(encoding: FileEncoding): (chunk?: Buffer) => string {
  if (encoding === 'windows-1252') return (chunk) => (chunk ? decodeWindows1252(chunk) : '');
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (chunk) => (chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
}

/** Text of the beginning of a file; a character cut at the end is left out. */
export function decodeHead(head: Buffer, encoding: FileEncoding): string {
  if (encoding === 'windows-1252') return decodeWindows1252(head);
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  return text;
}

/**
 * Text of a file, chunk by chunk, without byte order mark.
 * @throws FileError ENCODING_WRONG
 */
export async function* decodedText(path: string, encoding: FileEncoding): AsyncGenerator<string, void, void> {
  const decode = decoderOf(encoding);
  try {
    for await (const chunk of createReadStream(path)) yield decode(chunk as Buffer);
    yield decode();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw FileError.of('ENCODING_WRONG', { encoding });
  }
}
