import type { Caller } from '#kernel/auth';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { maskForPublic } from './errors.js';

/** Returns the result of an executed operation as clients get it: with data, even if that is null, and masked errors. */
export function publicResult(result: ExecutionResult, caller: Caller, log: Logger): ExecutionResult {
  const { errors, extensions } = result;
  return {
    ...(errors?.length ? { errors: publicErrors(errors, caller, log) } : {}),
    data: result.data ?? null,
    ...(caller.statistics ? { extensions: { ...extensions, statistics: caller.statistics } } : {}),
  };
}

/** Returns errors as clients get them: with a known code, or masked. */
export function publicErrors(errors: readonly GraphQLError[], caller: Caller, log: Logger): GraphQLError[] {
  return errors.map((error) => maskForPublic(error, caller.requestId, log));
}

/** Returns the `cache-control` of a result; one for an authenticated caller must not be stored. */
export const cacheControlFor = ({ actor }: Caller): string | undefined =>
  actor.kind === 'ANONYMOUS' ? undefined : 'no-store';
