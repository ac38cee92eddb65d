import type { Text } from '#kernel/errors';
import { FileError, foreignFormat } from './file-error.js';
import type { FileFormat } from './record.js';
import { decodeHead, encodingOfHead } from './text/encoding.js';

const startsWith = (head: Buffer, ...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
const unreadable = (found: Text) => FileError.of('FORMAT_UNKNOWN', { found });

/** First element of an XML text, after its declaration, comments and processing instructions. */
function rootOf(text: string): string | null {
  const rest = text.replace(
    /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?\s*>)*/i,
    '',
  );
  return /^<([\w:.-]+)/.exec(rest)?.[1] ?? null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Format of a text that begins like JSON: NDJSON when its first line is a value of its own and others follow. */
function jsonFormat(text: string): FileFormat {
  const [first = '', ...others] = text.trimStart().split(/\r?\n/, 50);
  return first.startsWith('{') && isJson(first) && others.some((line) => line.trim() !== '')
    ? 'ndjson'
    : 'json';
}

/**
 * Format of a file by its first bytes; its name plays no part.
 * @throws FileError FORMAT_UNKNOWN, WORKBOOK_OLD, FILE_EMPTY
 */
export function detectFormat(head: Buffer): FileFormat {
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06)) return 'xlsx';
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) throw FileError.of('WORKBOOK_OLD');
  if (startsWith(head, 0x25, 0x50, 0x44, 0x46)) throw unreadable(foreignFormat('PDF'));
  if (startsWith(head, 0x1f, 0x8b)) throw unreadable(foreignFormat('GZIP'));
  const encoding = encodingOfHead(head);
  if (encoding === null && head.includes(0)) throw unreadable(foreignFormat('BINARY'));
  const text = decodeHead(head, encoding ?? 'utf-8').trimStart();
  if (text === '' && head.length < 64 * 1024) throw FileError.of('FILE_EMPTY');
  if (text.startsWith('<')) {
    const root = rootOf(text);
    if (root === 'iati-activities' || root === 'iati-activity') return 'iati';
    if (/^(html|body|table)$/i.test(root ?? '')) throw unreadable(foreignFormat('HTML'));
    if (root) throw unreadable(foreignFormat('XML', { root: root.slice(0, 60) }));
  }
  // A table may begin with a bracket too: JSON begins with a value after it.
  if (/^(\[\s*([[{"\d\]-]|true|false|null)|\{\s*["}])/.test(text)) return jsonFormat(text);
  return 'csv';
}
