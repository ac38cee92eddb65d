import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { SubgraphClient } from '#kernel/auth';
import { checkPrepared, type LoadReport, type DatabaseOptions } from '#kernel/database';
import { startScheduler } from '#kernel/scheduler';
import { listen, openSubgraph, serveSubgraph, type SubgraphRuntime } from '#kernel/server';
import { jobsOf, openSubgraphs, prepare, subgraphs } from '../../services/run.js';
import { LiveCounts } from '../subscriptions/connections.js';
import { serveHttp } from './server.js';
import { sourceOf } from '../settings/config.js';
import { DEVELOPMENT_PATH, createDevelopmentIssuer } from '../identity/development.js';
import { ACCESS, createIdentity } from '../identity/identity.js';
import { remoteIssuers } from '../identity/issuers.js';
import { tellDemo } from '../demo/demo.js';
import { createMetrics, type Metrics } from './metrics.js';
import { NODES, nodeSubgraphClient } from '../node-subgraph/nodes.js';
import { OperatorError } from '../settings/operator-error.js';
import { createProgress, describeLoad } from './progress.js';
import { followOthers, openReadModels, prepareFollowers } from './read-models.js';
import { openPipeline } from '../operation/open-pipeline.js';
import { databaseOptions, openDatabase, openOverHttp, type Bootstrap } from '../bootstrap/bootstrap.js';
import { warmUp } from '../http/warm-up.js';

const SCHEMA = new URL('../../../schema/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, SCHEMA), 'utf8');

/** Prepares the database, loads the data that has changed, and ends. @param force loads all data */
export async function load(bootstrap: Bootstrap, force: boolean): Promise<void> {
  const database = await openDatabase(bootstrap);
  const reports = await prepareWithProgress(bootstrap, database, force);
  await prepareFollowers(bootstrap, database);
  for (const { subgraph, skipped } of reports)
    if (skipped) bootstrap.say(`${subgraph}: the data has not changed, nothing to load`);
}

/** Starts what the configuration asks for: the whole graph, the gateway alone, or one subgraph. */
export async function start(bootstrap: Bootstrap): Promise<{ port: number }> {
  return bootstrap.config.subgraph === undefined
    ? startGraph(bootstrap)
    : startSubgraph(bootstrap, bootstrap.config.subgraph);
}

async function startSubgraph(bootstrap: Bootstrap, name: string): Promise<{ port: number }> {
  const { config, shutdownHooks, log, say } = bootstrap;
  const subgraph = subgraphs.find((candidate) => candidate.name === name);
  if (!subgraph)
    throw new OperatorError(
      `${sourceOf(config, 'SUBGRAPH')} is "${name}": expected one of ${subgraphs.map((candidate) => candidate.name).join(', ')}.`,
    );
  if (!config.databaseUrl) throw new OperatorError('A subgraph in its own process needs DATABASE_URL.');
  await checkPort(config.host, config.subgraphPort);
  const database = databaseOptions(config, config.databaseUrl);
  const subgraphRuntime = openSubgraph(subgraph, database, log);
  shutdownHooks.add(() => subgraphRuntime.close());
  await checkPrepared(subgraph, subgraphRuntime.pool, database);
  const ready = subgraph.projection ? await followOthers(bootstrap, subgraphRuntime, database) : undefined;
  await scheduleJobs(bootstrap, subgraphRuntime, database);
  const server = await serveSubgraph(
    ready ? { ...subgraphRuntime, ready: () => subgraphRuntime.ready().then(ready) } : subgraphRuntime,
    {
      host: config.host,
      port: config.subgraphPort,
      secret: config.secret,
      log,
    },
  );
  shutdownHooks.add(() => server.close());
  say(`Subgraph ${name} answers the gateway at http://${config.host}:${server.port}/graphql`);
  return { port: server.port };
}

async function startGraph(bootstrap: Bootstrap): Promise<{ port: number }> {
  const { config, shutdownHooks, log, say } = bootstrap;
  const started = Date.now();
  await checkPort(config.host, config.port);
  const clients =
    config.subgraphUrls === undefined
      ? await openInProcess(bootstrap)
      : openOverHttp(
          bootstrap,
          config.subgraphUrls,
          subgraphs.map(({ name }) => name),
        );
  clients.set(NODES, nodeSubgraphClient(subgraphSdl(), clients, config.secret));
  const counts = new LiveCounts();
  const metrics =
    config.metricsToken === undefined ? undefined : metricsOf(config.metricsToken, clients, counts);
  const { pipeline, planner } = openPipeline(config, clients, log);
  shutdownHooks.add(() => planner.close());
  const access = clients.get(ACCESS)!;
  const development = config.developmentIssuer
    ? await createDevelopmentIssuer(config.dataDir, access)
    : undefined;
  const remote = remoteIssuers(config.issuers);
  const identity = createIdentity(access, () => [...remote, ...(development?.issuer() ?? [])]);
  let warm: Promise<void> = Promise.resolve();
  // Hooks run in reverse order: this one after the server has closed, and before the databases.
  shutdownHooks.add(() => warm);
  const server = await serveHttp({
    ...config,
    pipeline,
    identity,
    development,
    clients,
    metrics,
    live: { ...config, counts },
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

function metricsOf(token: string, clients: ReadonlyMap<string, SubgraphClient>, live: LiveCounts): Metrics {
  return createMetrics({
    token,
    clients,
    live,
    feeds: subgraphs.filter(({ readModel }) => !readModel).map(({ name }) => name),
    readModels: subgraphs.flatMap(({ name, projection }) =>
      projection ? [{ name, sources: projection.sources }] : [],
    ),
  });
}

/** SDL of the subgraphs, as composed. */
function subgraphSdl(): Record<string, string> {
  return Object.fromEntries(subgraphs.map(({ name }) => [name, read(`subgraphs/${name}.graphql`)]));
}

/** Fails on a port in use before the data is loaded, instead of after. */
async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, port, host);
  await new Promise((closed) => probe.close(closed));
}

/** Schedules the jobs of a subgraph until the program closes. */
async function scheduleJobs(
  { shutdownHooks, log }: Bootstrap,
  subgraphRuntime: SubgraphRuntime,
  database: DatabaseOptions,
): Promise<void> {
  const jobs = jobsOf(subgraphRuntime.subgraph);
  if (!jobs.length) return;
  const scheduler = await startScheduler(subgraphRuntime, jobs, database, log);
  shutdownHooks.add(() => scheduler.close());
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
  for (const subgraphRuntime of runtimes) await scheduleJobs(bootstrap, subgraphRuntime, database);
  return clients;
}

async function prepareWithProgress(
  { say }: Bootstrap,
  database: DatabaseOptions,
  force: boolean,
): Promise<LoadReport[]> {
  const progress = createProgress(say);
  const reports = await prepare(subgraphs, database, { line: say, progress: progress.show }, force).finally(
    progress.done,
  );
  for (const line of reports.flatMap(describeLoad)) say(line);
  return reports;
}

function welcome(address: string, milliseconds: number): string {
  const question = `{ expertises(filter: { theme: { code: "ENV-WATER" }, country: { in: ["BJ"] } }) { nodes { authority { name population } theme { name } countriesOfExperience { name } } } }`;
  return `
Passerelle is ready after ${(milliseconds / 1000).toFixed(1)} s.
  Graph  ${address}/graphql
  IDE    ${address}/graphql (open it in a browser; it has example questions)

Which French authorities have water expertise and work in Benin?
  curl -s ${address}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: question })}'
`;
}

function howToGetTokens(address: string): string {
  return `To try out permissions, get tokens from the development issuer (this machine only; valid for an hour):
  curl -s ${address}${DEVELOPMENT_PATH}/token -H 'content-type: application/json' -d '{"role": "REVIEWER"}'
  Roles  REVIEWER, ADMINISTRATOR, ANALYST, PARTNER; and limited to entities by "of": ["<id>"]:
         AUTHORITY_EDITOR (authorities), FOREIGN_AUTHORITY (foreign authorities), GROUP_MANAGER (country groups)
  Send   -H "authorization: Bearer <access_token>", and query { viewer { name roles { role } permissions { scope } } }
`;
}
