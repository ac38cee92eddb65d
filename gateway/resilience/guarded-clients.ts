import type { SubgraphClient } from '#kernel/auth';
import type { Logger } from 'pino';
import { SHARE_OF_CALLS } from '../operation/pipeline.js';
import type { Config } from '../settings/config.js';
import { guarded } from './guarded-client.js';

type Settings = Pick<Config, 'requestTimeoutMs' | 'subgraphTimeoutMs' | 'breakerFailures' | 'breakerRetryMs'>;

/**
 * Gives each subgraph a time limit and a circuit breaker.
 * @param own name of the gateway's own subgraph, which stays as it is: the calls that it makes are guarded one by one
 */
export function guardedClients(
  { requestTimeoutMs, subgraphTimeoutMs, breakerFailures, breakerRetryMs }: Settings,
  clients: ReadonlyMap<string, SubgraphClient>,
  log: Logger,
  own?: string,
): Map<string, SubgraphClient> {
  const options = {
    timeoutMs: Math.min(subgraphTimeoutMs ?? Infinity, requestTimeoutMs * SHARE_OF_CALLS),
    circuit: breakerFailures ? { failures: breakerFailures, retryMs: breakerRetryMs } : undefined,
    log,
  };
  return new Map(
    [...clients].map(([name, client]) => [name, name === own ? client : guarded(client, options)]),
  );
}
