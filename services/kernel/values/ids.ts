import { createHash, randomBytes } from 'node:crypto';
import { badUserInput, expected } from '../errors/errors.js';

const UUID_V8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const tags = new Map<string, string>();

/**
 * The first 16 bits of every id of a type, as four hexadecimal digits: they let `node(id)` find the type
 * without asking every subgraph. A composition test keeps them apart.
 */
export function typeTag(type: string): string {
  let tag = tags.get(type);
  if (!tag) {
    tag = createHash('sha256').update(type).digest('hex').slice(0, 4);
    tags.set(type, tag);
  }
  return tag;
}

/**
 * The id of a row that comes from a source: UUIDv8 (RFC 9562, section 5.8), the same at each load.
 * @param key the row's key in its source, such as `COM-69123`
 */
export function makeId(type: string, key: string): string {
  return shape(type, createHash('sha256').update(`${type}\0${key}`).digest());
}

/** Random id for a row that is created at run time. */
export function newId(type: string): string {
  return shape(type, randomBytes(16));
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID_V8.test(value);
}

export function isIdOf(type: string, value: unknown): value is string {
  return isId(value) && value.slice(0, 4).toLowerCase() === typeTag(type);
}

/** @throws BAD_USER_INPUT when the value is not an id of that type */
export function requireId(type: string, value: string, argument = 'id'): string {
  if (isIdOf(type, value)) return value.toLowerCase();
  throw badUserInput({ argument, expected: expected('ID_OF_TYPE', { type }) });
}

function shape(type: string, bytes: Buffer): string {
  const id = Buffer.from(bytes.subarray(0, 16));
  id.write(typeTag(type), 0, 'hex');
  id[6] = (id[6]! & 0x0f) | 0x80;
  id[8] = (id[8]! & 0x3f) | 0x80;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
