import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubgraphClient } from '#kernel/auth';
import { openSubgraphs, subgraphs } from '../../services/run.js';
import { openObservability, type GatewayParts } from '../observability/open-observability.js';
import { openBudgets } from '../budgets/open-budgets.js';
import { LiveCounts } from '../subscriptions/connections.js';
import { serveHttp } from './server.js';
import { DEVELOPMENT_PATH, createDevelopmentIssuer } from '../identity/development.js';
import { ACCESS, createIdentity } from '../identity/identity.js';
import { remoteIssuers } from '../identity/issuers.js';
import { tellDemo } from '../demo/demo.js';
import { NODES, nodeSubgraphClient } from '../node-subgraph/nodes.js';
import { prepareWithProgress } from './load.js';
import { openReadModels } from './read-models.js';
import { checkPort, scheduleJobs } from './processes.js';
import { FollowedFeeds } from '../operation/answers/feeds.js';
import { guardedClients } from '../resilience/guarded-clients.js';
import { knownOperations, openPipeline } from '../operation/open-pipeline.js';
import { openDatabase, openOverHttp, type Bootstrap } from '../bootstrap/bootstrap.js';
import { warmUp } from '../http/warm-up.js';

const SCHEMA = new URL('../../../schema/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, SCHEMA), 'utf8');

/** Starts the whole graph, or the gateway alone. */
export async function start(bootstrap: Bootstrap): Promise<{ port: number }> {
  const { config, shutdownHooks, log, say } = bootstrap;
  const started = Date.now();
  await checkPort(config.host, config.port);
  const opened =
    config.subgraphUrls === undefined
      ? await openInProcess(bootstrap)
      : openOverHttp(
          bootstrap,
          config.subgraphUrls,
          subgraphs.map(({ name }) => name),
        );
  const clients = new Map<string, SubgraphClient>();
  opened.set(NODES, nodeSubgraphClient(subgraphSdl(), clients, config.secrets));
  const counts = new LiveCounts();
  const observed = await openObservability(bootstrap, observedParts(opened, counts));
  const { observer, tracer } = observed;
  // Calls are measured one by one, whatever their time limit and circuit breaker make of them.
  for (const [name, client] of guardedClients(config, observed.clients, log, NODES))
    clients.set(name, client);
  // Not guarded: a poll that waits for a change is neither a failure nor an answer to a caller.
  const feeds = config.answerCacheMb > 0 ? followFeeds(bootstrap, observed.clients) : undefined;
  const { pipeline, planner } = openPipeline(config, clients, log, { feeds });
  shutdownHooks.add(() => planner.close());
  const access = clients.get(ACCESS)!;
  const development = config.developmentIssuer
    ? await createDevelopmentIssuer(config.dataDir, access)
    : undefined;
  const remote = remoteIssuers(config.issuers);
  const identity = createIdentity(access, () => [...remote, ...(development?.issuer() ?? [])]);
  const budgets = openBudgets(bootstrap, access);
  let warm: Promise<void> = Promise.resolve();
  // Hooks run in reverse order: this one after the server has closed, and before the databases.
  shutdownHooks.add(() => warm);
  const server = await serveHttp({
    ...config,
    pipeline,
    identity,
    development,
    clients,
    observer,
    tracer,
    budgets,
    live: { ...config, counts },
    files: {
      sdl: config.introspection ? read('api.graphql') : undefined,
      version: () => feeds?.version,
      dumpDirectory: join(config.dataDir, 'dump'),
    },
    hasPortal: true,
    log,
  });
  shutdownHooks.add(() => server.close());
  const address = config.publicUrl?.replace(/\/$/, '') ?? `http://${config.host}:${server.port}`;
  development?.open(address);
  say(welcome(address, Date.now() - started));
  if (development) say(howToGetTokens(address));
  if (config.demo) await tellDemo(config, address, say);
  if (config.warmUp)
    warm = warmUp(pipeline, log, () => shutdownHooks.closing).catch((error: unknown) =>
      log.warn({ err: error }, 'warming up failed'),
    );
  return { port: server.port };
}

/** Follows what changes in the subgraphs until the program closes. */
function followFeeds(
  { shutdownHooks, log }: Bootstrap,
  clients: ReadonlyMap<string, SubgraphClient>,
): FollowedFeeds {
  const feeds = new FollowedFeeds({ clients, readingAll: [NODES], log });
  feeds.start();
  shutdownHooks.add(() => feeds.close());
  return feeds;
}

function observedParts(clients: ReadonlyMap<string, SubgraphClient>, live: LiveCounts): GatewayParts {
  return {
    clients,
    live,
    operations: knownOperations,
    feeds: subgraphs.filter(({ readModel }) => !readModel).map(({ name }) => name),
    readModels: subgraphs.flatMap(({ name, projection }) =>
      projection ? [{ name, sources: projection.sources }] : [],
    ),
  };
}

/** SDL of the subgraphs, as composed. */
function subgraphSdl(): Record<string, string> {
  return Object.fromEntries(subgraphs.map(({ name }) => [name, read(`subgraphs/${name}.graphql`)]));
}

async function openInProcess(bootstrap: Bootstrap): Promise<Map<string, SubgraphClient>> {
  const database = await openDatabase(bootstrap);
  await prepareWithProgress(bootstrap, database, false);
  const clients = new Map<string, SubgraphClient>();
  const runtimes = openSubgraphs(subgraphs, database, bootstrap.log);
  for (const subgraphRuntime of runtimes) {
    bootstrap.shutdownHooks.add(() => subgraphRuntime.close());
    clients.set(subgraphRuntime.name, subgraphRuntime);
  }
  await openReadModels(bootstrap, database, clients);
  for (const subgraphRuntime of runtimes) await scheduleJobs(bootstrap, subgraphRuntime, database, clients);
  return clients;
}

function welcome(address: string, milliseconds: number): string {
  const question = `{ expertises(filter: { theme: { code: "ENV-WATER" }, country: { in: ["BJ"] } }) { nodes { authority { name population } theme { name } countriesOfExperience { name } } } }`;
  return `
Passerelle is ready after ${(milliseconds / 1000).toFixed(1)} s.
  Graph  ${address}/graphql
  Pages  ${address}/
  IDE    ${address}/ide (open it in a browser; it has example questions)

Which French authorities have water expertise and work in Benin?
  curl -s ${address}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: question })}'
`;
}

function howToGetTokens(address: string): string {
  return `To try out permissions, get tokens from the development issuer (this machine only; valid for an hour):
  curl -s ${address}${DEVELOPMENT_PATH}/token -H 'content-type: application/json' -d '{"role": "REVIEWER"}'
  Roles  CONTRIBUTOR, REVIEWER, ADMINISTRATOR, ANALYST, PARTNER; and limited to entities by "of": ["<id>"]:
         AUTHORITY_EDITOR (authorities), FOREIGN_AUTHORITY (foreign authorities), GROUP_MANAGER (country groups)
  Send   -H "authorization: Bearer <access_token>", and query { viewer { name roles { role } permissions { scope } } }
`;
}
