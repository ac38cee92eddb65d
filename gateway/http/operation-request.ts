import { isUtf8 } from 'node:buffer';
import type { Text } from '#kernel/errors';
import type { GraphQLError } from 'graphql';
import { malformedRequest, operationText } from '../operation/errors.js';
import type { OperationRequest } from '../operation/document-ids.js';
import { expectedOfRequest, httpText } from './texts.js';

// Operations in HTTP requests: bodies of POST, query strings of GET.

const PARTS = new Set(['query', 'documentId', 'variables', 'operationName', 'extensions']);
/** Parts that are JSON in an address. */
const JSON_PARTS = new Set(['variables', 'extensions']);

/** @throws BAD_USER_INPUT for a body that is no JSON, or no operation */
export function operationInBody(body: Buffer): OperationRequest {
  if (!isUtf8(body)) throw malformed('body', httpText('INVALID_UTF8'), 'UTF8');
  let posted: unknown;
  try {
    posted = JSON.parse(body.toString('utf8'));
  } catch {
    throw malformed('body', httpText('INVALID_JSON'));
  }
  if (Array.isArray(posted)) throw malformed('body', httpText('BATCH'));
  if (!isObject(posted)) throw malformed('body', httpText('NO_OBJECT'));
  return checkedOperation(posted);
}

/** @throws BAD_USER_INPUT for a query string without an operation */
export function operationInUrl(url: string): OperationRequest {
  const search = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  if (!isEncoded(search)) throw malformed('url', httpText('INVALID_ADDRESS'), 'UTF8');
  const parts: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (!PARTS.has(name)) continue;
    if (name in parts) throw malformed(name, httpText('REPEATED_PART', { name }), 'ONCE');
    parts[name] = JSON_PARTS.has(name) && value ? jsonIn(name, value) : value;
  }
  for (const name of JSON_PARTS) if (parts[name] === '') delete parts[name];
  return checkedOperation(parts, 'url');
}

function jsonIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(name, httpText('INVALID_JSON_IN_ADDRESS', { name }));
  }
}

/**
 * Returns the parts of an operation, whichever door it came by.
 * @throws BAD_USER_INPUT for parts that are unknown, or of another type
 */
export function checkedOperation(
  parts: Record<string, unknown> | OperationRequest,
  place: 'body' | 'url' = 'body',
): OperationRequest {
  const given = parts as Record<string, unknown>;
  const unknown = place === 'body' ? Object.keys(parts).find((name) => !PARTS.has(name)) : undefined;
  if (unknown !== undefined) throw malformed(unknown.slice(0, 100), httpText('UNKNOWN_PART'));
  for (const name of ['query', 'documentId', 'operationName'] as const)
    if (given[name] != null && typeof given[name] !== 'string')
      throw malformed(name, httpText('NO_TEXT', { name }));
  for (const name of ['variables', 'extensions'] as const)
    if (given[name] != null && !isObject(given[name]))
      throw malformed(name, httpText('NO_OBJECT_IN_PART', { name }));
  const { query, documentId, variables, operationName, extensions } = parts as OperationRequest;
  const isPersisted = isObject(extensions) && 'persistedQuery' in extensions;
  if (query == null && !documentId && !isPersisted) throw malformed('query', operationText('NO_OPERATION'));
  return { query, documentId, variables, operationName: operationName || undefined, extensions };
}

const malformed = (
  argument: string,
  message: Text,
  expected: 'OPERATION' | 'UTF8' | 'ONCE' = 'OPERATION',
): GraphQLError => malformedRequest(message, { argument, expected: expectedOfRequest(expected) });

/** Whether the percent signs of an address encode UTF-8: URLSearchParams replaces silently what they do not. */
function isEncoded(search: string): boolean {
  try {
    decodeURIComponent(search);
    return true;
  } catch {
    return false;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
