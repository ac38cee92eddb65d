import type { Server } from 'node:http';
import type { ErrorCode, Text } from '#kernel/errors';
import { pickLanguage } from '#kernel/values';
import { errorBody, type ErrorDetails } from './responses.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { expectedOfRequest, httpText } from './texts.js';

export const MAX_HEADER_BYTES = 16_384;

/** Answer to a request that Node.js cannot parse. */
type Refusal = readonly [status: string, code: ErrorCode, message: Text, details: ErrorDetails];

/** Answers by the error code of Node.js. */
const REFUSALS: Record<string, Refusal> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'TIMEOUT', httpText('REQUEST_LATE'), {}],
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'OPERATION_LIMIT_EXCEEDED',
    httpText('HEADERS_TOO_LARGE'),
    { limit: 'bytes', maximum: MAX_HEADER_BYTES },
  ],
};
const NO_HTTP: Refusal = [
  '400 Bad Request',
  'BAD_USER_INPUT',
  httpText('NOT_HTTP'),
  { argument: 'request', expected: expectedOfRequest('HTTP') },
];

const HEADERS = Object.entries(SECURITY_HEADERS)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

/** Answers requests that Node.js cannot parse, with errors in JSON and in the default language: what the client accepts is not known. */
export function answerUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const [status, code, message, details] = REFUSALS[error.code ?? ''] ?? NO_HTTP;
    const body = errorBody(pickLanguage(undefined), code, message, details);
    if (socket.writable)
      socket.end(
        `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\n${HEADERS}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
  });
}
