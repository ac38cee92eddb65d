import type { SubgraphClient } from '#kernel/auth';
import type { SubgraphRuntime } from '#kernel/server';
import type { Tracer } from '#kernel/tracing';
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
import { openTracer, operationSpans, tracedClient } from './tracing.js';

/** What observes the operations of the gateway. */
export interface Observability {
  observer: OperationObserver;
  /** Clients of the subgraphs, whose calls are measured where metrics are on. */
  clients: Map<string, SubgraphClient>;
  /** Undefined where nothing is traced. */
  tracer: Tracer | undefined;
}

export interface GatewayParts extends FeedSources {
  live: LiveCounts;
  /** Returns the names of operations that the operator knows: the trusted ones. */
  operations: () => ReadonlySet<string>;
}

/** Opens the log of operations, and the metrics of the gateway where METRICS_PORT is set. */
export async function openObservability(bootstrap: Bootstrap, parts: GatewayParts): Promise<Observability> {
  const { config, log } = bootstrap;
  const observers = [operationLog(log, config.slowOperationMs)];
  const clients = new Map(parts.clients);
  const tracer = openTracer(bootstrap, 'gateway');
  if (tracer) {
    observers.push(operationSpans);
    for (const [name, client] of clients) clients.set(name, tracedClient(client));
  }
  if (config.metricsPort !== undefined)
    observers.push(await openMetrics(bootstrap, parts, config.metricsPort, clients));
  return { observer: allOf(observers), clients, tracer };
}

/** Serves the metrics of the gateway. @param clients which become measured ones */
async function openMetrics(
  bootstrap: Bootstrap,
  parts: GatewayParts,
  port: number,
  clients: Map<string, SubgraphClient>,
): Promise<OperationObserver> {
  const registry = newRegistry();
  registerLive(registry, parts.live);
  registerPools(registry, [...parts.clients.values()].filter(isInThisProcess));
  const observe = subgraphMetrics(registry, 'request');
  for (const [name, client] of clients) clients.set(name, observe(client));
  // By the clients that are not measured: a scrape is no request of anybody.
  await serveRegistry(bootstrap, registry, port, registerFeeds(registry, parts));
  return operationMetrics(registry, parts.operations());
}

/** Serves the metrics of a subgraph in its own process, where METRICS_PORT is set. @returns the runtime, measured then */
export async function observeSubgraph(
  bootstrap: Bootstrap,
  runtime: SubgraphRuntime,
): Promise<SubgraphRuntime> {
  const { metricsPort } = bootstrap.config;
  if (metricsPort === undefined) return runtime;
  const registry = newRegistry();
  registerPools(registry, [runtime]);
  const observed = subgraphMetrics(registry, 'served')(runtime);
  await serveRegistry(bootstrap, registry, metricsPort, async () => {});
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
  port: number,
  refresh: () => Promise<void>,
): Promise<void> {
  const { host, metricsToken: token } = config;
  const server = await serveMetrics({ host, port, token, registry, refresh, log });
  shutdownHooks.add(() => server.close());
  say(`Metrics are at http://${host}:${server.port}/metrics`);
}

const isInThisProcess = (client: SubgraphClient): client is SubgraphRuntime => 'pools' in client;
