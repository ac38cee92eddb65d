import type { Caller } from '#kernel/auth';
import {
  Text,
  inLanguage,
  internalError,
  isKnownCode,
  publicError,
  textsOf,
  type ErrorCode,
  type MessageLanguage,
} from '#kernel/errors';
import { GraphQLError, type ASTNode } from 'graphql';
import type { Logger } from 'pino';
import { EXPECTED_OF_OPERATIONS, OPERATION_MESSAGES } from './operation.messages.js';

export const operationText = textsOf(OPERATION_MESSAGES);
export const expectedOfOperation = textsOf(EXPECTED_OF_OPERATIONS);

/** Gives an error of the gateway the code of the step that failed, unless it has a known code. */
export function withCode(error: GraphQLError, code: ErrorCode): GraphQLError {
  if (isKnownCode(error.extensions.code)) return error;
  const inner = error.originalError as { extensions?: Record<string, unknown> } | undefined;
  const extensions = isKnownCode(inner?.extensions?.code) ? inner.extensions : { code };
  // `http` sets the HTTP status and does not reach the client.
  return withExtensions(error, {
    ...extensions,
    ...(error.extensions.http ? { http: error.extensions.http } : {}),
  });
}

/** Makes an error one before execution: HTTP 400 with application/graphql-response+json, 200 with application/json. */
export function asRequestError({ message, extensions }: GraphQLError, node?: ASTNode): GraphQLError {
  return new GraphQLError(message, {
    ...(node ? { nodes: [node] } : {}),
    extensions: { ...extensions, http: { status: 400, spec: true } satisfies HttpStatus },
  });
}

/** Creates an error before execution. */
export const requestError = (
  code: ErrorCode,
  message: Text,
  extensions: Record<string, unknown> = {},
): GraphQLError => asRequestError(publicError(code, message, extensions));

/** Creates an error that has the same HTTP status for all content types. */
export const httpError = (
  status: number,
  code: ErrorCode,
  message: Text,
  extensions: Record<string, unknown> = {},
): GraphQLError =>
  publicError(code, message, { ...extensions, http: { status, spec: false } satisfies HttpStatus });

/** HTTP status of an error that no operation was executed for. */
interface HttpStatus {
  status: number;
  /** Whether clients that accept application/json get 200 instead, as "GraphQL over HTTP" has it. */
  spec: boolean;
}

const httpOf = (error: GraphQLError) => error.extensions.http as HttpStatus | undefined;

/** Creates an error for a request that is no GraphQL request: its HTTP status is the same for all content types. */
export const malformedRequest = (
  message: Text,
  { status = 400, ...extensions }: { argument: string; expected: Text; status?: number },
): GraphQLError => httpError(status, 'BAD_USER_INPUT', message, extensions);

/**
 * Returns the HTTP status of a request that was refused before execution: the highest of its errors.
 * @param isJson whether the response has the type application/json
 */
export function statusOf(errors: readonly GraphQLError[], isJson: boolean): number {
  const statuses = errors.map((error) => {
    // An error without a code of ours is a fault of this side, and is masked.
    const isOurs = isKnownCode(error.extensions.code) && error.extensions.code !== 'INTERNAL';
    const http = httpOf(error) ?? (isOurs ? { status: 400, spec: true } : { status: 500, spec: false });
    return http.spec && isJson ? 200 : http.status;
  });
  return Math.max(...statuses);
}

/** Returns an error as its client reads it: in a language, and without its HTTP status. */
export function shownIn(language: MessageLanguage, error: GraphQLError): GraphQLError {
  const { message, extensions } = inLanguage(error, language);
  const { http: _, ...visible } = extensions;
  return new GraphQLError(message, { extensions: visible });
}

/** Masks an error before it leaves, in the language of the caller: one with a known code passes, any other is logged and replaced by INTERNAL. */
export function maskForPublic(
  error: GraphQLError,
  { requestId, language }: Pick<Caller, 'requestId' | 'language'>,
  log: Logger,
): GraphQLError {
  if (isKnownCode(error.extensions.code)) {
    const { message, extensions } = inLanguage(error, language);
    const { http: _, ...visible } = extensions;
    return withExtensions(error, visible, message);
  }
  log.error({ err: error.originalError ?? error, path: error.path, requestId }, 'unexpected error');
  const { message, extensions } = inLanguage(internalError(requestId), language);
  return new GraphQLError(message, { ...(error.path ? { path: error.path } : {}), extensions });
}

/** Returns the error with another message, at the same place in the document and in the result. */
export function withMessage(error: GraphQLError, message: string): GraphQLError {
  return message === error.message ? error : withExtensions(error, error.extensions, message);
}

/** Returns the error with other extensions, at the same place in the document and in the result. */
export function withExtensions(
  error: GraphQLError,
  extensions: Record<string, unknown>,
  message = error.message,
): GraphQLError {
  return new GraphQLError(message, {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    ...(error.source ? { source: error.source } : {}),
    ...(error.positions ? { positions: error.positions } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions,
  });
}
