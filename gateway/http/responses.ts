import type { IncomingMessage, ServerResponse } from 'node:http';
import { inLanguage, publicError, type ErrorCode, type MessageLanguage, type Text } from '#kernel/errors';
import { pickLanguage } from '#kernel/values';
import type { GraphQLError } from 'graphql';
import { shownIn } from '../operation/errors.js';
import { JSON_TYPE, negotiateType, type ResponseType } from './negotiation.js';
import { httpText } from './texts.js';

// Responses that the HTTP server sends itself, before it reads an operation.

const headersOf = (type: ResponseType) => ({
  'content-type': `${type}; charset=utf-8`,
  'cache-control': 'no-store',
});

/** What an error says besides its code: which part of the request is wrong, and what is expected; or which limit it is. */
export type ErrorDetails =
  { argument: string; expected: Text } | { limit: string; maximum: number } | Record<string, never>;

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, headersOf(JSON_TYPE)).end(JSON.stringify(body));
}

/**
 * Sends errors in the language and in the content type that the client accepts; as application/json when it accepts none of
 * the two.
 */
export function sendErrors(response: ServerResponse, status: number, errors: readonly GraphQLError[]): void {
  const language = languageOf(response.req);
  const shown = errors.map((error) => shownIn(language, error));
  response.writeHead(status, headersOf(errorTypeOf(response))).end(JSON.stringify({ errors: shown }));
}

/** Language of errors for the sender of a request. */
export const languageOf = ({ headers }: Pick<IncomingMessage, 'headers'>): MessageLanguage =>
  pickLanguage(headers['accept-language']?.slice(0, 500));

const errorTypeOf = ({ req }: ServerResponse): ResponseType => negotiateType(req.headers) ?? JSON_TYPE;

export function errorBody(
  language: MessageLanguage,
  code: ErrorCode,
  message: Text,
  details: ErrorDetails = {},
): string {
  return JSON.stringify({ errors: [inLanguage(publicError(code, message, details), language)] });
}

export function refuse(
  response: ServerResponse,
  status: number,
  code: ErrorCode,
  message: Text,
  details: ErrorDetails = {},
): void {
  sendErrors(response, status, [publicError(code, message, details)]);
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

/**
 * Refuses a body that is too large (413). Closing while the client still writes would reset the connection before it
 * reads the response, so its bytes are discarded for up to 2 s.
 */
export function tooLarge(request: IncomingMessage, response: ServerResponse, maxBodyBytes: number): void {
  const details = { limit: 'bytes', maximum: maxBodyBytes };
  const message = httpText('BODY_TOO_LARGE', { maximum: maxBodyBytes });
  const body = errorBody(languageOf(request), 'OPERATION_LIMIT_EXCEEDED', message, details);
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
