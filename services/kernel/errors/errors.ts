import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { isDatabaseAway, isLockTimeout, isStatementTimeout, RolledBack } from './database-faults.js';
import { ERRORS } from './error.messages.js';
import { EXPECTED } from './expected.messages.js';
import { Text, textsOf, type MessageLanguage } from './messages.js';

/** Closed list of `extensions.code`; an error with any other code is masked as INTERNAL. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_LIMIT_EXCEEDED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'PERSISTED_QUERY_NOT_FOUND',
  'RATE_LIMITED',
  'SUBGRAPH_UNAVAILABLE',
  'TIMEOUT',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export function isKnownCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && (ERROR_CODES as readonly string[]).includes(code);
}

/** What an argument should have been. */
export const expected = textsOf(EXPECTED);
/** Messages of errors that the kernel and the gateway throw. */
export const errorText = textsOf(ERRORS);

/** Key of the texts of an error among its extensions: a symbol, which copies keep and JSON leaves out. */
const TEXTS = Symbol('texts');
interface ErrorTexts {
  message: Text;
  /** Extensions that people read, such as `expected`. */
  extensions: Readonly<Record<string, Text>>;
}

/** Error whose message speaks the language of the caller, as {@link inLanguage} gives it. Until then it is in English. */
export function publicError(
  code: ErrorCode,
  message: Text,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  const texts = Object.entries(extensions).filter(
    (entry): entry is [string, Text] => entry[1] instanceof Text,
  );
  return new GraphQLError(message.en, {
    extensions: {
      code,
      ...extensions,
      ...Object.fromEntries(texts.map(([name, text]) => [name, text.en])),
      [TEXTS]: { message, extensions: Object.fromEntries(texts) } satisfies ErrorTexts,
    },
  });
}

/** Message and extensions of an error in a language; those of an error without texts, which has one language, stay. */
export function inLanguage(
  { message, extensions }: Pick<GraphQLError, 'message' | 'extensions'>,
  language: MessageLanguage,
): { message: string; extensions: Record<string, unknown> } {
  const { [TEXTS]: texts, ...rest } = extensions as Record<string | symbol, unknown>;
  if (!texts) return { message, extensions: rest };
  const both = texts as ErrorTexts;
  const read = Object.entries(both.extensions).map(([name, text]) => [name, text.in(language)]);
  return { message: both.message.in(language), extensions: { ...rest, ...Object.fromEntries(read) } };
}

/** Extension of an error that people read: its text in both languages, or as it is. */
export function textOf(
  { extensions }: Pick<GraphQLError, 'extensions'>,
  name: string,
): Text | string | undefined {
  const texts = (extensions as Record<symbol, ErrorTexts | undefined>)[TEXTS];
  const value = texts?.extensions[name] ?? extensions[name];
  return value instanceof Text || typeof value === 'string' ? value : undefined;
}

/** Error for invalid input. @param options.argument path of the argument or variable, such as `filter.population.gte` */
export function badUserInput(options: { argument: string; expected: Text; message?: Text }): GraphQLError {
  const { argument, expected: wanted } = options;
  const message = options.message ?? errorText('ARGUMENT', { argument, expected: wanted });
  return publicError('BAD_USER_INPUT', message, { argument, expected: wanted });
}

export const internalError = (requestId: string): GraphQLError =>
  publicError('INTERNAL', errorText('INTERNAL'), { requestId });

/** Keeps errors with a known code, in the language of the caller; logs and replaces every other. Paths stay. */
export function maskErrors(
  errors: readonly GraphQLError[],
  { requestId, language }: { requestId: string; language: MessageLanguage },
  log: Logger,
): GraphQLError[] {
  const withPathOf = (place: GraphQLError, error: Pick<GraphQLError, 'message' | 'extensions'>) => {
    const { message, extensions } = inLanguage(error, language);
    return new GraphQLError(message, { ...(place.path ? { path: place.path } : {}), extensions });
  };
  return errors.map((error) => {
    if (isKnownCode(error.extensions?.code)) return withPathOf(error, error);
    const original = error.originalError as { extensions?: { code?: unknown } } | undefined;
    if (isKnownCode(original?.extensions?.code))
      return withPathOf(error, { message: error.message, extensions: original.extensions });
    const cause = error.originalError ?? error;
    if (isDatabaseAway(cause)) {
      log.warn({ err: cause, requestId }, 'database unavailable');
      return withPathOf(error, publicError('SUBGRAPH_UNAVAILABLE', errorText('DATABASE_AWAY')));
    }
    const timeout = timeoutText(cause);
    if (timeout) {
      log.warn({ err: cause, path: error.path, requestId }, 'statement timeout');
      return withPathOf(error, publicError('TIMEOUT', timeout));
    }
    log.error({ err: cause, path: error.path, requestId }, 'unexpected error in a resolver');
    return withPathOf(error, internalError(requestId));
  });
}

/** What people can do about a timeout of the database; undefined for any other error. */
function timeoutText(error: unknown): Text | undefined {
  if (error instanceof RolledBack) return errorText('WRITE_TIMEOUT');
  if (isLockTimeout(error)) return errorText('LOCK_TIMEOUT');
  return isStatementTimeout(error) ? errorText('STATEMENT_TIMEOUT') : undefined;
}
