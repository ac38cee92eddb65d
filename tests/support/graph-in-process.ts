import { readFileSync } from 'node:fs';
import { ANONYMOUS, type Actor, type SubgraphClient } from '#kernel/auth';
import { recordStatements, type RecordedStatement } from '#kernel/database';
import { pino } from 'pino';
import { LiveCounts } from '../../gateway/subscriptions/connections.js';
import { readConfig } from '../../gateway/settings/config.js';
import { createBudgets } from '../../gateway/budgets/open-budgets.js';
import { SharedSpending } from '../../gateway/budgets/shared-spending.js';
import { serveHttp } from '../../gateway/app/server.js';
import { NODES, nodeSubgraphClient } from '../../gateway/node-subgraph/nodes.js';
import { openPipeline } from '../../gateway/operation/open-pipeline.js';
import { guardedClients } from '../../gateway/resilience/guarded-clients.js';
import type { MonitorTimes } from '../../gateway/subscriptions/revocation-monitor.js';
import { openSubgraphs, subgraphs } from '../../services/run.js';

const SCHEMA = new URL('../../../schema/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, SCHEMA), 'utf8');

/** Starts a graph in this process on an existing database, with settings and callers of the test. */
export async function graphInProcess(
  database: { url: string; secret: string },
  environment: Record<string, string>,
  who: {
    identify?: (authorization: string) => Actor;
    /** Revision of the permissions: another text after a revocation. */
    revision?: () => string;
    monitorTimes?: MonitorTimes;
    /** Called with each statement of the subgraphs. */
    record?: (statement: RecordedStatement) => void;
    /** Client of a subgraph in the place of its own. */
    client?: (own: SubgraphClient) => SubgraphClient;
    /** Whether it shares budgets with other gateways. */
    sharesBudgets?: boolean;
  } = {},
) {
  const log = pino({ level: 'silent' });
  const config = readConfig({ PORT: '0', BUDGET_ANONYMOUS: '0', BUDGET_IDENTIFIED: '0', ...environment });
  const runtimes = openSubgraphs(subgraphs, database, log);
  if (who.record)
    for (const { name, pools } of runtimes)
      for (const pool of pools) recordStatements(pool, name, who.record);
  const clients = guardedClients(
    config,
    new Map(runtimes.map((runtime) => [runtime.name, who.client?.(runtime) ?? runtime])),
    log,
  );
  const sdl = Object.fromEntries(subgraphs.map(({ name }) => [name, read(`subgraphs/${name}.graphql`)]));
  clients.set(NODES, nodeSubgraphClient(sdl, clients, database.secret));
  const { pipeline, planner } = openPipeline(config, clients, log);
  const counts = new LiveCounts();
  const budgets = createBudgets({ ...config, secret: database.secret }, who.sharesBudgets ?? false);
  const sharing = who.sharesBudgets ? new SharedSpending(budgets, clients.get('access')!, log) : undefined;
  sharing?.start();
  const server = await serveHttp({
    ...config,
    pipeline,
    clients,
    budgets,
    identity: {
      async actorOf([authorization]) {
        return who.identify ? who.identify(authorization!) : ANONYMOUS;
      },
      async revision() {
        return who.revision?.() ?? '';
      },
    },
    development: undefined,
    files: { sdl: read('api.graphql'), version: () => undefined },
    live: { ...config, counts, ...(who.monitorTimes ? { monitorTimes: who.monitorTimes } : {}) },
    log,
  });
  return {
    address: `http://127.0.0.1:${server.port}`,
    counts,
    async close() {
      await server.close();
      await sharing?.close();
      await planner.close();
      await Promise.all(runtimes.map((runtime) => runtime.close()));
    },
  };
}

export const person = (actor: Partial<Actor> = {}): Actor => ({
  kind: 'PERSON',
  id: 'person-1',
  name: 'Somebody',
  roles: [],
  permissions: [],
  expiresAt: null,
  ...actor,
});
