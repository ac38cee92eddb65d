import type { LiveResults, SubgraphCall, SubgraphClient } from '#kernel/auth';
import { ANONYMOUS } from '#kernel/auth';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { buildSchema, execute, printSchema } from 'graphql';
import { pino } from 'pino';
import { serveHttp } from '../../gateway/app/server.js';
import { createBudgets } from '../../gateway/budgets/open-budgets.js';
import { Pipeline } from '../../gateway/operation/pipeline.js';
import { readConfig } from '../../gateway/settings/config.js';
import { LiveCounts } from '../../gateway/subscriptions/connections.js';
import { InventedGraph } from './oracle/invented-graph.js';

const SDL = {
  own: 'type Query { flood: String large: String modest: String } type Subscription { tick: Int }',
};

/** Resolvers of the one subgraph of a {@link fairGateway}; those that are absent return null. */
export interface OneSubgraph {
  flood?(): Promise<string>;
  large?(): string;
  modest?(): string;
  /** Values of `tick`. */
  ticks?(): AsyncIterable<number>;
}

const schema = buildSchema(SDL.own);

async function* eventsOf({ document }: SubgraphCall, ticks: AsyncIterable<number>) {
  for await (const tick of ticks)
    yield {
      ...(await execute({ schema, document, rootValue: { tick } })),
      extensions: { cursor: `${tick}` },
    };
}

/** A gateway over a subgraph of three fields, in this process, whose clients have addresses of X-Forwarded-For. */
export async function fairGateway(
  own: OneSubgraph,
  { budget = 0, ...environment }: { budget?: number; DRAIN_MS?: string } = {},
) {
  const config = {
    ...readConfig({ PORT: '0', TRUST_PROXY: 'true', ...environment }),
    // The settings of a program do not allow a budget as small as a test needs.
    budgetAnonymous: budget,
    secret: 'x'.repeat(32),
  };
  const log = pino({ level: 'silent' });
  const { supergraph, api } = new InventedGraph(SDL, { seed: 1 });
  const planner = new QueryPlanner(supergraph);
  const client: SubgraphClient = {
    name: 'own',
    execute: async ({ document, variables }) =>
      execute({ schema, document, rootValue: own, ...(variables ? { variableValues: variables } : {}) }),
    subscribe: async (call) => Object.assign(eventsOf(call, own.ticks!()), { cursor: '' }) as LiveResults,
    ready: async () => {},
    close: async () => {},
  };
  const clients = new Map([['own', client]]);
  const pipeline = new Pipeline({
    ...config,
    supergraph,
    api: printSchema(api),
    clients,
    plan: (text) => planner.planAsync(text, undefined, new Set(), 0),
    limits: config,
    trusted: new Map(),
    trustedOnly: false,
    scalars: [],
    log,
  });
  const server = await serveHttp({
    ...config,
    pipeline,
    clients,
    identity: { actorOf: async () => ANONYMOUS, revision: async () => '' },
    development: undefined,
    budgets: createBudgets(config, false),
    live: { ...config, counts: new LiveCounts() },
    log,
  });
  return { port: server.port, maxAtOnce: config.maxOperationsAtOnce, close: () => server.close() };
}

/** Text of a GET of an operation. */
export const requestFor = (query: string, address: string): string =>
  `GET /graphql?query=${encodeURIComponent(query)} HTTP/1.1\r\nhost: passerelle\r\naccept: application/json\r\nx-forwarded-for: ${address}\r\n\r\n`;
