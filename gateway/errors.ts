import { isKnownCode, type ErrorCode } from '#kernel';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';

/** Errors that the gateway's own steps make, with the code that says which step. */
export function withCode(error: GraphQLError, code: ErrorCode): GraphQLError {
  if (isKnownCode(error.extensions.code)) return error;
  const inner = error.originalError as { extensions?: Record<string, unknown> } | undefined;
  const extensions = isKnownCode(inner?.extensions?.code) ? inner.extensions : { code };
  return new GraphQLError(withoutSuggestion(error.message), {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    ...(error.source ? { source: error.source } : {}),
    ...(error.positions ? { positions: error.positions } : {}),
    ...(error.path ? { path: error.path } : {}),
    // `http` tells the HTTP status to Yoga and does not reach the client.
    extensions: { ...extensions, ...(error.extensions.http ? { http: error.extensions.http } : {}) },
  });
}

/** graphql-js proposes names that resemble a wrong one: they would tell of what is hidden. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean .*\?$/s, '').replace(/ Did you mean to .*$/s, '');
}

/** The last look at an error before it leaves: a known code passes, anything else is logged and masked. */
export function maskForPublic(error: GraphQLError, requestId: string, log: Logger): GraphQLError {
  if (error.message === 'Variable parsing error' || /^Variable "\$\w+" /.test(error.message)) return withCode(error, 'BAD_USER_INPUT');
  if (isKnownCode(error.extensions.code)) {
    // The runtime adds names of subgraphs to extensions; what a subgraph said with intention stays.
    const { serviceName: _, ...extensions } = error.extensions;
    return new GraphQLError(withoutSuggestion(error.message), {
      ...(error.nodes ? { nodes: error.nodes } : {}),
      ...(error.path ? { path: error.path } : {}),
      extensions,
    });
  }
  log.error({ err: error.originalError ?? error, path: error.path, requestId }, 'unexpected error');
  return new GraphQLError('Something went wrong on our side. Quote the request id when you report it.', {
    ...(error.path ? { path: error.path } : {}),
    extensions: { code: 'INTERNAL', requestId },
  });
}
