import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '#kernel/errors';
import { JSON_TYPE, negotiateType, type ResponseType } from './negotiation.js';

// Responses that the HTTP server sends itself, before it reads an operation.

const headersOf = (type: ResponseType) => ({
  'content-type': `${type}; charset=utf-8`,
  'cache-control': 'no-store',
});

/** What an error says besides its code: which part of the request is wrong, and what is expected; or which limit it is. */
export type ErrorDetails =
  { argument: string; expected: string } | { limit: string; maximum: number } | Record<string, never>;

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, headersOf(JSON_TYPE)).end(JSON.stringify(body));
}

/** Sends errors in the content type that the client accepts; as application/json when it accepts none of the two. */
export function sendErrors(response: ServerResponse, status: number, errors: readonly object[]): void {
  response.writeHead(status, headersOf(errorTypeOf(response))).end(JSON.stringify({ errors }));
}

const errorTypeOf = ({ req }: ServerResponse): ResponseType => negotiateType(req.headers) ?? JSON_TYPE;

export function errorBody(code: ErrorCode, message: string, details: ErrorDetails = {}): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, ...details } }] });
}

export function refuse(
  response: ServerResponse,
  status: number,
  code: ErrorCode,
  message: string,
  details: ErrorDetails = {},
): void {
  sendErrors(response, status, [{ message, extensions: { code, ...details } }]);
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

/**
 * Refuses a body that is too large (413). Closing while the client still writes would reset the connection before it
 * reads the response, so its bytes are discarded for up to 2 s.
 */
export function tooLarge(request: IncomingMessage, response: ServerResponse, maxBodyBytes: number): void {
  const body = errorBody('OPERATION_LIMIT_EXCEEDED', `The body is larger than ${maxBodyBytes} bytes.`, {
    limit: 'bytes',
    maximum: maxBodyBytes,
  });
  response
    .writeHead(413, {
      ...headersOf(errorTypeOf(response)),
      connection: 'close',
      'content-length': Buffer.byteLength(body),
    })
    .write(body);
  const end = () => response.end();
  const timer = setTimeout(end, 2_000);
  request
    .on('data', () => {})
    .once('close', () => clearTimeout(timer))
    .once('end', end);
}
