import { internalError, isKnownCode, type ErrorCode } from '#kernel/errors';
import { GraphQLError, type ASTNode } from 'graphql';
import type { Logger } from 'pino';

/** Errors that the gateway's own steps make, with the code that says which step. */
export function withCode(error: GraphQLError, code: ErrorCode): GraphQLError {
  if (isKnownCode(error.extensions.code)) return error;
  const inner = error.originalError as { extensions?: Record<string, unknown> } | undefined;
  const extensions = isKnownCode(inner?.extensions?.code) ? inner.extensions : { code };
  // `http` tells the HTTP status to Yoga and does not reach the client.
  return renewed(error, { ...extensions, ...(error.extensions.http ? { http: error.extensions.http } : {}) });
}

/** An error before execution: HTTP 400 for who accepts application/graphql-response+json, 200 for application/json. */
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

/** graphql-js proposes names that resemble a wrong one: they would tell of what is hidden. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean .*\?$/s, '').replace(/ Did you mean to .*$/s, '');
}

const A_REQUEST =
  'a JSON object with the text of an operation as query and, when it needs them, variables, operationName and extensions';

/** Yoga refuses requests that are no GraphQL request by itself: an HTTP status, and which part was wrong in its message. */
export function malformedRequest(error: GraphQLError): GraphQLError | undefined {
  const http = error.extensions.http as { status?: number; headers?: object } | undefined;
  const refused = http?.status !== undefined && http.status >= 400 && http.status < 500;
  // The parameters of an address are JSON too; an operation does not fail without a path.
  const unreadable = !error.path && error.originalError instanceof SyntaxError;
  if (unreadable)
    return new GraphQLError('The address holds invalid JSON.', {
      extensions: {
        code: 'BAD_USER_INPUT',
        argument: 'variables',
        expected: A_REQUEST,
        http: { status: 400 },
      },
    });
  if (!refused) return undefined;
  const part = error.message.match(/"(\w+)" param|parameter "(\w+)"/);
  const wrong = error.message.startsWith('Could not determine what operation')
    ? { argument: 'operationName', expected: 'the name of one operation of the document' }
    : {
        argument: part?.[1] ?? part?.[2] ?? (error.message.includes('query string') ? 'query' : 'body'),
        expected: A_REQUEST,
      };
  const extensions: Record<string, unknown> = {
    code: 'BAD_USER_INPUT',
    ...wrong,
    http: { ...http, spec: false },
  };
  return new GraphQLError(error.message, { extensions });
}

/** The last look at an error before it leaves: a known code passes, anything else is logged and masked. */
export function maskForPublic(error: GraphQLError, requestId: string, log: Logger): GraphQLError {
  if (isKnownCode(error.extensions.code)) {
    // The runtime adds names of subgraphs to extensions; what a subgraph said with intention stays.
    const { serviceName: _, ...extensions } = error.extensions;
    return renewed(error, extensions);
  }
  log.error({ err: error.originalError ?? error, path: error.path, requestId }, 'unexpected error');
  const { message, extensions } = internalError(requestId);
  return new GraphQLError(message, { ...(error.path ? { path: error.path } : {}), extensions });
}

/** The same error with other extensions, at its place in the document and in the answer. */
function renewed(error: GraphQLError, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(withoutSuggestion(error.message), {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    ...(error.source ? { source: error.source } : {}),
    ...(error.positions ? { positions: error.positions } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions,
  });
}
