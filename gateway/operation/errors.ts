import { internalError, isKnownCode, type ErrorCode } from '#kernel/errors';
import { GraphQLError, type ASTNode } from 'graphql';
import type { Logger } from 'pino';

/** Gives an error of the gateway the code of the step that failed, unless it has a known code. */
export function withCode(error: GraphQLError, code: ErrorCode): GraphQLError {
  if (isKnownCode(error.extensions.code)) return error;
  const inner = error.originalError as { extensions?: Record<string, unknown> } | undefined;
  const extensions = isKnownCode(inner?.extensions?.code) ? inner.extensions : { code };
  // `http` sets the HTTP status in Yoga and does not reach the client.
  return withExtensions(error, {
    ...extensions,
    ...(error.extensions.http ? { http: error.extensions.http } : {}),
  });
}

/** Creates an error before execution: HTTP 400 with application/graphql-response+json, 200 with application/json. */
export function asRequestError(
  message: string,
  extensions: Record<string, unknown>,
  node?: ASTNode,
): GraphQLError {
  return new GraphQLError(message, {
    ...(node ? { nodes: [node] } : {}),
    extensions: { ...extensions, http: { status: 400, spec: true } },
  });
}

/** Removes the suggestions of graphql-js, which would reveal names that the caller cannot see. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean .*\?$/s, '').replace(/ Did you mean to .*$/s, '');
}

const EXPECTED_REQUEST =
  'a JSON object with the text of an operation as query and, when it needs them, variables, operationName and extensions';

/** Translates Yoga's own refusal of a malformed request, of which it names only an HTTP status and, in prose, the part. */
export function malformedRequest(error: GraphQLError): GraphQLError | undefined {
  const http = error.extensions.http as { status?: number; headers?: object } | undefined;
  const refused = http?.status !== undefined && http.status >= 400 && http.status < 500;
  // JSON in a query string: an error of an operation would have a path.
  const unreadable = !error.path && error.originalError instanceof SyntaxError;
  if (unreadable)
    return new GraphQLError('The address holds invalid JSON.', {
      extensions: {
        code: 'BAD_USER_INPUT',
        argument: 'variables',
        expected: EXPECTED_REQUEST,
        http: { status: 400 },
      },
    });
  if (!refused) return undefined;
  const part = error.message.match(/"(\w+)" param|parameter "(\w+)"/);
  const wrong = error.message.startsWith('Could not determine what operation')
    ? { argument: 'operationName', expected: 'the name of one operation of the document' }
    : {
        argument: part?.[1] ?? part?.[2] ?? (error.message.includes('query string') ? 'query' : 'body'),
        expected: EXPECTED_REQUEST,
      };
  const extensions: Record<string, unknown> = {
    code: 'BAD_USER_INPUT',
    ...wrong,
    http: { ...http, spec: false },
  };
  return new GraphQLError(error.message, { extensions });
}

/** Masks an error before it leaves: one with a known code passes, any other is logged and replaced by INTERNAL. */
export function maskForPublic(error: GraphQLError, requestId: string, log: Logger): GraphQLError {
  if (isKnownCode(error.extensions.code)) {
    // The runtime adds the name of the subgraph; the subgraph's own extensions stay.
    const { serviceName: _, ...extensions } = error.extensions;
    return withExtensions(error, extensions);
  }
  log.error({ err: error.originalError ?? error, path: error.path, requestId }, 'unexpected error');
  const { message, extensions } = internalError(requestId);
  return new GraphQLError(message, { ...(error.path ? { path: error.path } : {}), extensions });
}

/** Returns the error with other extensions, at the same place in the document and in the result. */
function withExtensions(error: GraphQLError, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(withoutSuggestion(error.message), {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    ...(error.source ? { source: error.source } : {}),
    ...(error.positions ? { positions: error.positions } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions,
  });
}
