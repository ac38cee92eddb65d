import type { GatewayRuntime } from '@graphql-hive/gateway-runtime';
import type { Logger } from 'pino';
import { readExamples } from './examples.js';

/** What the runtime is told with them: nobody has asked for these. It comes from here alone, never with a request. */
const WARMING_UP = { isWarmUp: true };

export const isWarmUp = (serverContext: object): boolean => 'isWarmUp' in serverContext;

/**
 * Asks the example operations once, so that the first people to come find plans, compiled operations and connections
 * ready. What fails is told in the log alone: readiness is asked of the subgraphs, not of this.
 * @param isClosing whether the program ends, which then waits for one operation at most
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
