import type { SubgraphClient } from '#kernel/auth';
import { explainDatabase, openPool, requireThisVersion, type DatabaseOptions } from '#kernel/database';
import { isEmpty, isOutdated, openProjector, rebuildReadModel } from '#kernel/projections';
import type { SubgraphRuntime } from '#kernel/server';
import type { Subgraph } from '#kernel/subgraph';
import { openSubgraphs, subgraphs } from '../../services/run.js';
import { OperatorError } from '../settings/operator-error.js';
import { createProgress } from './progress.js';
import { openDatabaseBesides, openOverHttp, type Bootstrap } from '../bootstrap/bootstrap.js';

const followers = subgraphs.filter(({ projection }) => projection);

/** Brings read models and replicated reference tables up to date, then keeps them so until the program closes. */
export async function openReadModels(
  bootstrap: Bootstrap,
  database: DatabaseOptions,
  clients: ReadonlyMap<string, SubgraphClient>,
): Promise<void> {
  for (const subgraph of followers) {
    if (subgraph.readModel) await fillOrRebuild(bootstrap, subgraph, database, (fill) => fill(clients));
    const follower = openProjector(subgraph, clients, database, bootstrap.log);
    bootstrap.shutdownHooks.add(() => follower.close());
    await withProgress(bootstrap, subgraph, (progress) => follower.catchUp(progress));
    follower.start();
  }
}

/**
 * Keeps replicated reference tables up to date beside a program that may do so, too, or may have been killed: projectors
 * take turns by a lock of the database.
 */
export function followBesides(
  bootstrap: Bootstrap,
  database: DatabaseOptions,
  clients: ReadonlyMap<string, SubgraphClient>,
): void {
  for (const subgraph of followers.filter(({ readModel }) => !readModel)) {
    const follower = openProjector(subgraph, clients, database, bootstrap.log);
    bootstrap.shutdownHooks.add(() => follower.close());
    follower.start();
  }
}

/**
 * Starts the projector of a subgraph that runs by itself. The subgraphs that it reads may start later.
 * @returns a readiness check that fails until the projector has caught up
 * @throws OperatorError without SUBGRAPH_URLS, or with tables of another version
 */
export async function followOthers(
  bootstrap: Bootstrap,
  { subgraph, pool }: SubgraphRuntime,
  database: DatabaseOptions,
): Promise<() => Promise<void>> {
  const { config, shutdownHooks, log } = bootstrap;
  const urls = config.subgraphUrls;
  if (urls === undefined)
    throw new OperatorError(
      `${subgraph.name} reads other subgraphs: set SUBGRAPH_URLS to their addresses, as for the gateway.`,
    );
  if (subgraph.readModel && (await isOutdated(subgraph, pool)))
    throw new OperatorError(
      `The tables of ${subgraph.name} are of another version: run \`npm run load\` first.`,
    );
  const clients = openOverHttp(bootstrap, urls, subgraph.projection!.sources);
  const follower = openProjector(subgraph, clients, database, log);
  shutdownHooks.add(() => follower.close());
  follower.start();
  return () => follower.ready();
}

/**
 * Prepares projectors during a load: fills empty read models, rebuilds those of another version, while replicas still
 * answer from the old tables, and fills replicated reference tables, so that their subgraphs can start before those that
 * they read.
 */
export async function prepareFollowers(bootstrap: Bootstrap, database: DatabaseOptions): Promise<void> {
  for (const subgraph of followers)
    if (subgraph.readModel)
      await fillOrRebuild(bootstrap, subgraph, database, (fill) =>
        withSources(subgraph, database, bootstrap, fill),
      );
    else
      await withSources(subgraph, database, bootstrap, async (clients) => {
        await replicate(bootstrap, subgraph, database, clients);
      });
}

/** Applies all outstanding change events once. @returns their number */
async function replicate(
  bootstrap: Bootstrap,
  subgraph: Subgraph,
  database: DatabaseOptions,
  clients: ReadonlyMap<string, SubgraphClient>,
  options: { rereadFromStart?: boolean } = {},
): Promise<number> {
  const follower = openProjector(subgraph, clients, database, bootstrap.log, options);
  try {
    return await withProgress(bootstrap, subgraph, (progress) => follower.catchUp(progress));
  } finally {
    await follower.close();
  }
}

/**
 * Rebuilds all projections (`npm run search:rebuild`), also while the program answers: a read model in a schema beside the
 * old one, which it then replaces; replicated reference tables in place.
 */
export async function rebuild(bootstrap: Bootstrap): Promise<void> {
  const { say } = bootstrap;
  const database = await openDatabaseBesides(bootstrap, () =>
    say('The program is running: its tables are rebuilt while it answers.'),
  );
  await requireThisVersion(followers, database);
  for (const subgraph of followers)
    await withSources(subgraph, database, bootstrap, async (clients) => {
      const applied = subgraph.readModel
        ? await rebuildOne(bootstrap, subgraph, database, clients)
        : await replicate(bootstrap, subgraph, database, clients, { rereadFromStart: true });
      say(rebuiltLine(subgraph, applied));
    });
}

/**
 * Fills a read model that is empty, which is fastest beside its tables, and rebuilds one of another version.
 * @param withClients calls its argument with the subgraphs that this one reads
 */
async function fillOrRebuild(
  bootstrap: Bootstrap,
  subgraph: Subgraph,
  database: DatabaseOptions,
  withClients: (fill: (clients: ReadonlyMap<string, SubgraphClient>) => Promise<void>) => Promise<void>,
): Promise<void> {
  const pool = openPool(subgraph, { ...database, poolSize: 1 });
  let empty: boolean;
  let outdated: boolean;
  try {
    empty = await isEmpty(pool);
    outdated = await isOutdated(subgraph, pool);
  } finally {
    await pool.end();
  }
  if (empty || outdated)
    await withClients(async (clients) => {
      const applied = await rebuildOne(bootstrap, subgraph, database, clients);
      if (outdated) bootstrap.say(rebuiltLine(subgraph, applied));
    });
}

const rebuiltLine = ({ name }: Subgraph, applied: number) => `${name}: rebuilt from ${applied} changes`;

/** Opens the subgraphs that this one reads, in this process, for the time of the work. */
async function withSources(
  subgraph: Subgraph,
  database: DatabaseOptions,
  { log }: Bootstrap,
  work: (clients: ReadonlyMap<string, SubgraphClient>) => Promise<void>,
): Promise<void> {
  const sources = openSubgraphs(
    subgraphs.filter(({ name }) => subgraph.projection!.sources.includes(name)),
    { ...database, poolSize: 2 },
    log,
  );
  try {
    await work(new Map(sources.map((source) => [source.name, source])));
  } finally {
    await Promise.all(sources.map((source) => source.close()));
  }
}

/** @returns the number of changes read */
function rebuildOne(
  bootstrap: Bootstrap,
  subgraph: Subgraph,
  options: DatabaseOptions,
  clients: ReadonlyMap<string, SubgraphClient>,
): Promise<number> {
  const { log } = bootstrap;
  return withProgress(bootstrap, subgraph, (progress) =>
    rebuildReadModel({ subgraph, options, clients, log, progress }),
  );
}

/** Runs work that applies change events, and shows its progress. */
async function withProgress<Result>(
  { say }: Bootstrap,
  subgraph: Subgraph,
  work: (progress: (done: number, total: number) => void) => Promise<Result>,
): Promise<Result> {
  const progress = createProgress(say, 'Indexing', 'changes');
  try {
    return await work((done, total) => progress.show(subgraph.name, done, total));
  } catch (error) {
    throw explainDatabase(error);
  } finally {
    progress.done();
  }
}
