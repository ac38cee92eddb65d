import type { SubgraphClient } from '#kernel/auth';
import { checkPrepared } from '#kernel/database';
import { openSubgraph, serveSubgraph } from '#kernel/server';
import type { Subgraph } from '#kernel/subgraph';
import { subgraphs } from '../../services/run.js';
import { observeSubgraph } from '../observability/open-observability.js';
import { openTracer } from '../observability/tracing.js';
import { sourceOf } from '../settings/config.js';
import { OperatorError } from '../settings/operator-error.js';
import { followOthers } from './read-models.js';
import { checkPort, scheduleJobs } from './processes.js';
import { databaseOptions, openOverHttp, type Bootstrap } from '../bootstrap/bootstrap.js';

/** Starts one subgraph. Its module imports no engine of the gateway, which takes half the time of a start. */
export async function startSubgraph(bootstrap: Bootstrap, name: string): Promise<{ port: number }> {
  const { config, shutdownHooks, log, say } = bootstrap;
  const subgraph = subgraphs.find((candidate) => candidate.name === name);
  if (!subgraph)
    throw new OperatorError(
      `${sourceOf(config, 'SUBGRAPH')} is "${name}": expected one of ${subgraphs.map((candidate) => candidate.name).join(', ')}.`,
    );
  if (!config.databaseUrl) throw new OperatorError('A subgraph in its own process needs DATABASE_URL.');
  await checkPort(config.host, config.subgraphPort);
  const database = databaseOptions(config, config.databaseUrl);
  const opened = openSubgraph(subgraph, database, log);
  shutdownHooks.add(() => opened.close());
  const subgraphRuntime = await observeSubgraph(bootstrap, opened);
  await checkPrepared(subgraph, subgraphRuntime.pool, database);
  const ready = subgraph.projection ? await followOthers(bootstrap, subgraphRuntime, database) : undefined;
  await scheduleJobs(bootstrap, subgraphRuntime, database, openCalled(bootstrap, subgraph));
  const server = await serveSubgraph(
    ready ? { ...subgraphRuntime, ready: () => subgraphRuntime.ready().then(ready) } : subgraphRuntime,
    {
      host: config.host,
      port: config.subgraphPort,
      secret: config.secrets,
      drainMs: config.drainMs,
      shutdownGraceMs: config.shutdownGraceMs,
      log,
      tracer: openTracer(bootstrap, name),
    },
  );
  shutdownHooks.add(() => server.close());
  say(`Subgraph ${name} answers the gateway at http://${config.host}:${server.port}/graphql`);
  return { port: server.port };
}

/** Opens clients of the subgraphs that the jobs of this one call. @throws OperatorError without SUBGRAPH_URLS */
function openCalled(bootstrap: Bootstrap, { name, calls }: Subgraph): Map<string, SubgraphClient> {
  if (!calls.length) return new Map();
  const urls = bootstrap.config.subgraphUrls;
  if (urls === undefined)
    throw new OperatorError(
      `${name} calls other subgraphs: set SUBGRAPH_URLS to their addresses, as for the gateway.`,
    );
  return openOverHttp(bootstrap, urls, calls);
}
