import type { Caller } from '#kernel/auth';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { maskForPublic, withMessage } from './errors.js';
import { withoutSuggestion } from './hidden-schema.js';

/** Returns the result of an executed operation as clients get it: with data, even if that is null, and masked errors. */
export function publicResult(result: ExecutionResult, caller: Caller, log: Logger): ExecutionResult {
  const { errors, extensions } = result;
  return {
    ...(errors?.length ? { errors: publicErrors(errors.map(ofSubgraph), caller, log) } : {}),
    data: result.data ?? null,
    ...(caller.diagnostics ? { extensions: { ...extensions, statistics: caller.statistics } } : {}),
  };
}

/** Returns errors as clients get them: with a known code, or masked. */
export function publicErrors(errors: readonly GraphQLError[], caller: Caller, log: Logger): GraphQLError[] {
  return errors.map((error) => maskForPublic(error, caller, log));
}

/** Returns the `cache-control` of a result; one for an authenticated caller must not be stored. */
export const cacheControlFor = ({ actor }: Caller): string | undefined =>
  actor.kind === 'ANONYMOUS' ? undefined : 'no-store';

/** Returns an error of a subgraph, whose schema has more than the public one, without the names that it suggests. */
export const ofSubgraph = (error: GraphQLError): GraphQLError =>
  withMessage(error, withoutSuggestion(error.message));
