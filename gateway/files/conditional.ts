import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isUnchanged } from '../http/send-body.js';

/** Weak ETag of what these parts determine: the same content has several encodings. */
export const etagOf = (...parts: readonly string[]): string =>
  `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`;

/**
 * Sends a whole document, or 304 to a client that has it.
 * @param headers with the content type
 */
export function sendDocument(
  request: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): void {
  const etag = etagOf(body.toString('latin1'));
  const all: Record<string, string> = { 'cache-control': 'private, no-cache', ...headers, etag };
  if (isUnchanged(request.headers['if-none-match'], etag)) {
    const { 'content-type': _, ...unchanged } = all;
    response.writeHead(304, unchanged).end();
    return;
  }
  response.writeHead(200, { ...all, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
