import type { IncomingMessage } from 'node:http';
import type { ErrorCode, Text } from '#kernel/errors';
import type { ErrorDetails } from './responses.js';
import { expectedOfRequest, httpText } from './texts.js';

// Checks of the headers of a request, before its operation is read.

/** Why a request is refused, as arguments of `refuse`. */
export type Fault = readonly [status: number, code: ErrorCode, message: Text, details: ErrorDetails];

/** A host name, an IPv4 address or an IPv6 address in brackets, with or without a port. */
const HOST = /^(?:[\w.-]{1,255}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;
const JSON_BODY = 'application/json';

/**
 * Returns the fault of the header Host: a request has one (RFC 9112), or none in HTTP/1.0. Proxies and caches that
 * choose another one of several would file the answer under the wrong site.
 */
export function hostFault({ headersDistinct, httpVersion }: IncomingMessage): Fault | undefined {
  const hosts = headersDistinct.host ?? [];
  if (hosts.length === 1 && HOST.test(hosts[0]!)) return undefined;
  if (!hosts.length && httpVersion === '1.0') return undefined;
  return [400, 'BAD_USER_INPUT', httpText('HOST'), { argument: 'host', expected: expectedOfRequest('HOST') }];
}

/**
 * Returns the fault of the content type or the encoding of the body. A page of another site can send neither
 * application/json nor a GET that names another type without a preflight request (CSRF).
 */
export function contentFault({ method, headers }: IncomingMessage): Fault | undefined {
  const { 'content-type': contentType, 'content-encoding': encoding = 'identity' } = headers;
  const isBodyless = method === 'GET' || method === 'HEAD';
  if (!(isBodyless && contentType === undefined) && !isJsonInUtf8(contentType ?? ''))
    return [
      415,
      'BAD_USER_INPUT',
      httpText('MEDIA_TYPE'),
      { argument: 'content-type', expected: expectedOfRequest('JSON_IN_UTF8') },
    ];
  if (encoding.trim().toLowerCase() === 'identity') return undefined;
  return [
    415,
    'BAD_USER_INPUT',
    httpText('BODY_ENCODING'),
    { argument: 'content-encoding', expected: expectedOfRequest('NO_ENCODING') },
  ];
}

function isJsonInUtf8(contentType: string): boolean {
  const [type, ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset =
    parameters
      .find((part) => part.startsWith('charset='))
      ?.slice(8)
      .replaceAll('"', '') ?? 'utf-8';
  return type === JSON_BODY && ['utf-8', 'utf8'].includes(charset);
}
