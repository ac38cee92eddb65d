import { TokenParser, TokenType, Tokenizer } from '@streamparser/json';
import { FileError } from '../file-error.js';
import { LIMITS } from '../limits.js';
import { jsonReason } from '../parser-reason.js';
import type { FileRecord } from '../record.js';
import { recordOfObject } from './flatten.js';

/** Numbers keep their digits: an identifier such as 200046977000000001 is no number to calculate with. */
class TextualTokenizer extends Tokenizer {
  override parseNumber(text: string): number {
    return text as unknown as number;
  }
}

const broken = (error: Error, row: number) =>
  FileError.of('JSON_BROKEN', { reason: jsonReason(error) }).at({ row });

interface ListFinder {
  /** Path of the first list of objects, once its first object begins. */
  path: readonly (string | null)[] | null;
  write(chunk: string): void;
}

/** Finds the first list whose first value is an object; `null` in a path stands for any place in a list. */
function listFinder(): ListFinder {
  const tokenizer = new TextualTokenizer();
  const path: { isList: boolean; key: string | null; isEmpty: boolean }[] = [];
  let key: string | null = null;
  const finder: ListFinder = {
    path: null,
    write: (chunk) => void ((finder.path ?? tokenizer.isEnded) ? undefined : tokenizer.write(chunk)),
  };
  tokenizer.onToken = ({ token, value }) => {
    if (finder.path) return;
    const parent = path.at(-1);
    switch (token) {
      case TokenType.LEFT_BRACE:
        if (parent?.isList && parent.isEmpty) finder.path = path.map((level) => level.key);
        if (parent) parent.isEmpty = false;
        path.push({ isList: false, key: null, isEmpty: true });
        break;
      case TokenType.LEFT_BRACKET:
        if (parent) parent.isEmpty = false;
        path.push({ isList: true, key: null, isEmpty: true });
        break;
      case TokenType.RIGHT_BRACE:
      case TokenType.RIGHT_BRACKET:
        path.pop();
        break;
      case TokenType.STRING:
        key = String(value);
        if (parent?.isList) parent.isEmpty = false;
        break;
      case TokenType.COLON:
        if (parent) parent.key = key;
        break;
      case TokenType.COMMA:
      case TokenType.SEPARATOR:
        break;
      default:
        if (parent?.isList) parent.isEmpty = false;
    }
    if (path.length > LIMITS.depth) throw FileError.of('TOO_DEEP', { max: LIMITS.depth });
  };
  return finder;
}

/**
 * Path of the list of objects of a JSON text: the text itself, or a list inside an object.
 * @throws FileError JSON_BROKEN, JSON_WITHOUT_LIST, TOO_DEEP
 */
export async function findList(chunks: AsyncIterable<string>): Promise<readonly (string | null)[]> {
  const finder = listFinder();
  let sinceList = 0;
  try {
    for await (const chunk of chunks) {
      finder.write(chunk);
      if (finder.path) return finder.path;
      sinceList += chunk.length;
      if (sinceList > LIMITS.recordCharacters * 4) break;
    }
  } catch (error) {
    throw error instanceof FileError ? error : broken(error as Error, 1);
  }
  throw FileError.of('JSON_WITHOUT_LIST');
}

/**
 * Objects of the list at a path, numbered from 1.
 * @throws FileError JSON_BROKEN, TOO_DEEP, RECORD_TOO_LONG
 */
export async function* jsonRecords(
  chunks: AsyncIterable<string>,
  list: readonly (string | null)[],
): AsyncGenerator<FileRecord, void, void> {
  // Keys may contain dots, so the place of a value is compared by the stack and not by a path of the parser.
  const tokenizer = new TextualTokenizer();
  const tokens = new TokenParser({ paths: [`$${'.*'.repeat(list.length)}`], keepStack: false });
  let ready: object[] = [];
  let row = 1;
  let depth = 0;
  let sinceValue = 0;
  tokens.onValue = ({ value, stack }) => {
    sinceValue = 0;
    const keys = stack.slice(1).map((level) => (typeof level.key === 'string' ? level.key : null));
    const isInList = stack.length === list.length && keys.every((key, index) => key === list[index]);
    if (isInList && typeof value === 'object' && value !== null) ready.push(value);
  };
  tokenizer.onToken = (token) => {
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) depth += 1;
    if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) depth -= 1;
    if (depth > LIMITS.depth)
      throw FileError.of('TOO_DEEP', { max: LIMITS.depth }).at({ row: row + ready.length });
    tokens.write(token);
  };
  try {
    for await (const chunk of chunks) {
      sinceValue += chunk.length;
      if (sinceValue > LIMITS.recordCharacters + chunk.length)
        throw FileError.of('RECORD_TOO_LONG', { max: LIMITS.recordCharacters }).at({ row });
      tokenizer.write(chunk);
      const values = ready;
      ready = [];
      for (const value of values) yield recordOfObject(value, row++);
    }
    if (!tokens.isEnded) {
      tokenizer.end();
      tokens.end();
    }
  } catch (error) {
    throw error instanceof FileError ? error : broken(error as Error, row + ready.length);
  }
}
