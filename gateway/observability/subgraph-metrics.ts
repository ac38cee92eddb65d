import { addStatistics, noStatistics, type SubgraphCall, type SubgraphClient } from '#kernel/auth';
import type { ExecutionResult } from 'graphql';
import { Counter, Histogram, type Registry } from 'prom-client';
import { BUCKETS_S } from './buckets.js';

/** Which side of a call is measured: the one that asks, network included, or the one that answers. */
export type Side = 'request' | 'served';

const HELP: Readonly<Record<Side, string>> = {
  request: 'Time from a request of this process to a subgraph until its answer',
  served: 'Time in which this subgraph answered a request',
};

/** Observes the calls of one client. */
export type ObserveClient = <Client extends SubgraphClient>(client: Client) => Client;

/** Registers the metrics of calls of subgraphs. @returns what makes a client fill them */
export function subgraphMetrics(registry: Registry, side: Side): ObserveClient {
  const registers = [registry];
  const durations = new Histogram({
    name: `passerelle_subgraph_${side}_duration_seconds`,
    help: `${HELP[side]}, by subgraph and outcome: OK, or the code of the first error.`,
    labelNames: ['subgraph', 'outcome'],
    buckets: BUCKETS_S,
    registers,
  });
  const statements = new Counter({
    name: `passerelle_subgraph_${side}_sql_statements_total`,
    help: 'SQL statements that the calls of a subgraph took.',
    labelNames: ['subgraph'],
    registers,
  });
  return (client) => ({
    ...client,
    async execute(call: SubgraphCall): Promise<ExecutionResult> {
      const since = performance.now();
      const own = noStatistics();
      let outcome = 'ABORTED';
      try {
        const result = await client.execute({ ...call, caller: { ...call.caller, statistics: own } });
        outcome = outcomeOf(result.errors?.[0]);
        return result;
      } catch (error) {
        if (!call.signal?.aborted) outcome = outcomeOf(error);
        throw error;
      } finally {
        durations.observe({ subgraph: client.name, outcome }, (performance.now() - since) / 1_000);
        statements.inc({ subgraph: client.name }, own.bySubgraph[client.name] ?? 0);
        if (call.caller.statistics) addStatistics(call.caller.statistics, own);
      }
    },
  });
}

/** Code of an error, or INTERNAL; OK without one. */
function outcomeOf(error: unknown): string {
  if (!error) return 'OK';
  const { extensions } = error as { extensions?: { code?: unknown } };
  return String(extensions?.code ?? 'INTERNAL');
}
