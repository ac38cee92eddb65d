import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '#kernel/errors';

// Responses that the HTTP server sends itself, before it reads an operation.

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

/** @param type content type, where the client has asked for another than application/json */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  type = 'application/json',
): void {
  const headers = { ...JSON_HEADERS, 'content-type': `${type}; charset=utf-8` };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

export function errorBody(code: ErrorCode, message: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}

export function refuse(response: ServerResponse, status: number, code: ErrorCode, message: string): void {
  response.writeHead(status, JSON_HEADERS).end(errorBody(code, message));
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

/**
 * Refuses a body that is too large (413). Closing while the client still writes would reset the connection before it
 * reads the response, so its bytes are discarded for up to 2 s.
 */
export function tooLarge(request: IncomingMessage, response: ServerResponse, maxBodyBytes: number): void {
  const body = errorBody('OPERATION_LIMIT_EXCEEDED', `The body is larger than ${maxBodyBytes} bytes.`);
  response
    .writeHead(413, { ...JSON_HEADERS, connection: 'close', 'content-length': Buffer.byteLength(body) })
    .write(body);
  const end = () => response.end();
  const timer = setTimeout(end, 2_000);
  request
    .on('data', () => {})
    .once('close', () => clearTimeout(timer))
    .once('end', end);
}
