import type { GatewayRuntime } from '@graphql-hive/gateway-runtime';
import type { Logger } from 'pino';
import { readExamples } from '../operation/examples.js';

/** Server context that marks warm-up operations, so that metrics leave them out; no client can set it. */
const WARMING_UP = { isWarmUp: true };

export const isWarmUp = (serverContext: object): boolean => 'isWarmUp' in serverContext;

/**
 * Executes the example operations once, so that the first clients find plans, compiled operations and connections ready.
 * Failures are only logged: readiness depends on the subgraphs, not on this.
 * @param isClosing whether the program shuts down, which then waits for one operation at most
 */
export async function warmUp(
  runtime: Pick<GatewayRuntime, 'fetch'>,
  log: Logger,
  isClosing: () => boolean,
): Promise<void> {
  for (const { name, query, variables } of readExamples()) {
    if (isClosing()) return;
    const body = JSON.stringify({ query, variables });
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const response = await runtime.fetch('http://gateway.internal/graphql', request, WARMING_UP);
    const { errors } = (await response.json()) as { errors?: unknown[] };
    if (errors) log.debug({ name, errors }, 'an example operation failed while warming up');
  }
  log.debug('warmed up');
}
