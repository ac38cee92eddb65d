import type { GatewayRuntime } from '@graphql-hive/gateway-runtime';
import type { Logger } from 'pino';
import { readExamples } from './examples.js';

/**
 * Asks the example operations once, so that the first people to come find plans, compiled operations and connections
 * ready. What fails is told in the log alone: readiness is asked of the subgraphs, not of this.
 */
export async function warmUp(runtime: GatewayRuntime, log: Logger): Promise<void> {
  for (const { name, query, variables } of readExamples()) {
    const response = await runtime.fetch('http://gateway.internal/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { errors } = (await response.json()) as { errors?: unknown[] };
    if (errors) log.debug({ name, errors }, 'an example operation failed while warming up');
  }
}
