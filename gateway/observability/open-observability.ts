import type { SubgraphClient } from '#kernel/auth';
import type { SubgraphRuntime } from '#kernel/server';
import { Registry, collectDefaultMetrics } from 'prom-client';
import type { Bootstrap } from '../bootstrap/bootstrap.js';
import { allOf, type OperationObserver } from '../operation/record.js';
import type { LiveCounts } from '../subscriptions/connections.js';
import { registerFeeds, type FeedSources } from './feed-metrics.js';
import { registerLive } from './live-metrics.js';
import { serveMetrics } from './metrics-server.js';
import { operationLog } from './operation-log.js';
import { operationMetrics } from './operation-metrics.js';
import { registerPools } from './pool-metrics.js';
import { subgraphMetrics } from './subgraph-metrics.js';

/** What observes the operations of the gateway. */
export interface Observability {
  observer: OperationObserver;
  /** Clients of the subgraphs, whose calls are measured where metrics are on. */
  clients: Map<string, SubgraphClient>;
}

export interface GatewayParts extends FeedSources {
  live: LiveCounts;
  /** Names of operations that the operator knows: the trusted ones. */
  operations: ReadonlySet<string>;
}

/** Opens the log of operations, and the metrics of the gateway where METRICS_PORT is set. */
export async function openObservability(bootstrap: Bootstrap, parts: GatewayParts): Promise<Observability> {
  const { config, log } = bootstrap;
  const logged = operationLog(log, config.slowOperationMs);
  const clients = new Map(parts.clients);
  if (config.metricsPort === undefined) return { observer: logged, clients };
  const registry = newRegistry();
  registerLive(registry, parts.live);
  registerPools(registry, [...clients.values()].filter(isInThisProcess));
  const observe = subgraphMetrics(registry, 'request');
  for (const [name, client] of clients) clients.set(name, observe(client));
  const observer = allOf([logged, operationMetrics(registry, parts.operations)]);
  // By the clients that are not measured: a scrape is no request of anybody.
  await serveRegistry(bootstrap, registry, registerFeeds(registry, parts));
  return { observer, clients };
}

/** Serves the metrics of a subgraph in its own process, where METRICS_PORT is set. @returns the runtime, measured then */
export async function observeSubgraph(
  bootstrap: Bootstrap,
  runtime: SubgraphRuntime,
): Promise<SubgraphRuntime> {
  if (bootstrap.config.metricsPort === undefined) return runtime;
  const registry = newRegistry();
  registerPools(registry, [runtime]);
  const observed = subgraphMetrics(registry, 'served')(runtime);
  await serveRegistry(bootstrap, registry, async () => {});
  return observed;
}

function newRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

async function serveRegistry(
  { config, shutdownHooks, log, say }: Bootstrap,
  registry: Registry,
  refresh: () => Promise<void>,
): Promise<void> {
  const { host, metricsPort, metricsToken: token } = config;
  const server = await serveMetrics({ host, port: metricsPort!, token, registry, refresh, log });
  shutdownHooks.add(() => server.close());
  say(`Metrics are at http://${host}:${server.port}/metrics`);
}

const isInThisProcess = (client: SubgraphClient): client is SubgraphRuntime => 'pools' in client;
