import type { Server } from 'node:http';
import type { ErrorCode } from '#kernel/errors';
import { errorBody, type ErrorDetails } from './responses.js';

export const MAX_HEADER_BYTES = 16_384;

/** Answer to a request that Node.js cannot parse. */
type Refusal = readonly [status: string, code: ErrorCode, message: string, details: ErrorDetails];

/** Answers by the error code of Node.js. */
const REFUSALS: Record<string, Refusal> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'TIMEOUT', 'The request did not arrive in time.', {}],
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'OPERATION_LIMIT_EXCEEDED',
    'The headers are too large.',
    { limit: 'bytes', maximum: MAX_HEADER_BYTES },
  ],
};
const NO_HTTP: Refusal = [
  '400 Bad Request',
  'BAD_USER_INPUT',
  'This is not HTTP.',
  { argument: 'request', expected: 'HTTP/1.1' },
];

/** Answers requests that Node.js cannot parse, with errors in JSON: what the client accepts is not known. */
export function answerUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const [status, code, message, details] = REFUSALS[error.code ?? ''] ?? NO_HTTP;
    const body = errorBody(code, message, details);
    if (socket.writable)
      socket.end(
        `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
  });
}
