import { join, resolve } from 'node:path';
import { explainDatabase, openPool, requireThisVersion, type DatabaseOptions } from '#kernel/database';
import type { SubgraphDoor } from '#kernel/graphql';
import { isOutdated, openFollower, rebuildReadModel } from '#kernel/projections';
import type { Room } from '#kernel/server';
import type { Subgraph } from '#kernel/subgraph';
import { findEmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import { openRooms, subgraphs } from '../../services/run.js';
import { OperatorError } from '../settings/operator-error.js';
import { createProgress } from './progress.js';
import { databaseOptions, openDatabase, openOverHttp, type Starting } from './bootstrap.js';

const followers = subgraphs.filter(({ following }) => following);

/** Brings read models and copies up to date, then keeps them so until the program closes. */
export async function openReadModels(
  starting: Starting,
  database: DatabaseOptions,
  doors: ReadonlyMap<string, SubgraphDoor>,
): Promise<void> {
  for (const subgraph of followers) {
    if (subgraph.readModel && (await outdated(subgraph, database)))
      await rebuildOne(starting, subgraph, database, doors);
    const follower = openFollower(subgraph, doors, database, starting.log);
    starting.closers.add(() => follower.close());
    await shown(starting, subgraph, (progress) => follower.catchUp(progress));
    follower.start();
  }
}

/** Follows the feeds of subgraphs that run elsewhere, and may start later. @returns what says whether it has caught up */
export async function followOthers(
  starting: Starting,
  { subgraph, pool }: Room,
  database: DatabaseOptions,
): Promise<() => Promise<void>> {
  const { config, closers, log } = starting;
  const urls = config.subgraphUrls;
  if (urls === undefined)
    throw new OperatorError(
      `${subgraph.name} follows other subgraphs: SUBGRAPH_URLS must say where they are, as for the gateway.`,
    );
  if (subgraph.readModel && (await isOutdated(subgraph, pool)))
    throw new OperatorError(
      `The tables of ${subgraph.name} were made by another version: run \`npm run load\` first.`,
    );
  const doors = openOverHttp(starting, urls, subgraph.following!.follows);
  const follower = openFollower(subgraph, doors, database, log);
  closers.add(() => follower.close());
  follower.start();
  return () => follower.ready();
}

/**
 * For a load: tables that other code made are made anew, while replicas of it still answer; and copies are made, so
 * that who keeps them starts without those whom it follows.
 */
export async function prepareFollowers(starting: Starting, database: DatabaseOptions): Promise<void> {
  for (const subgraph of followers)
    if (subgraph.readModel) {
      if (await outdated(subgraph, database))
        await besides(subgraph, database, starting, (doors) =>
          rebuildOne(starting, subgraph, database, doors),
        );
    } else
      await besides(subgraph, database, starting, async (doors) => {
        await copy(starting, subgraph, database, doors);
      });
}

async function copy(
  starting: Starting,
  subgraph: Subgraph,
  database: DatabaseOptions,
  doors: ReadonlyMap<string, SubgraphDoor>,
  more: { anew?: boolean } = {},
): Promise<number> {
  const follower = openFollower(subgraph, doors, database, starting.log, more);
  try {
    return await shown(starting, subgraph, (progress) => follower.catchUp(progress));
  } finally {
    await follower.close();
  }
}

/** `npm run search:rebuild`, also beside a program that runs: copies that other rooms keep are made anew, too. */
export async function rebuild(starting: Starting): Promise<void> {
  const { config, say } = starting;
  const directory = resolve(join(config.dataDir, 'postgres'));
  const running =
    config.databaseUrl === undefined ? await findEmbeddedPostgres(directory, config.secret) : null;
  if (running) say('The program runs: its tables are made anew beside it.');
  const database = running
    ? { ...databaseOptions(config, running), directory }
    : await openDatabase(starting);
  await requireThisVersion(followers, database);
  for (const subgraph of followers)
    await besides(subgraph, database, starting, async (doors) => {
      if (subgraph.readModel) return rebuildOne(starting, subgraph, database, doors);
      const applied = await copy(starting, subgraph, database, doors, { anew: true });
      say(`${subgraph.name}: made anew of ${applied} changes`);
    });
}

async function outdated(subgraph: Subgraph, database: DatabaseOptions): Promise<boolean> {
  const pool = openPool(subgraph, { ...database, poolSize: 1 });
  try {
    return await isOutdated(subgraph, pool);
  } finally {
    await pool.end();
  }
}

/** With doors of its own to the subgraphs that it reads. */
async function besides(
  subgraph: Subgraph,
  database: DatabaseOptions,
  { log }: Starting,
  work: (doors: ReadonlyMap<string, SubgraphDoor>) => Promise<void>,
): Promise<void> {
  const rooms = openRooms(
    subgraphs.filter(({ name }) => subgraph.following!.follows.includes(name)),
    { ...database, poolSize: 2 },
    log,
  );
  try {
    await work(new Map(rooms.map((room) => [room.name, room])));
  } finally {
    await Promise.all(rooms.map((room) => room.close()));
  }
}

async function rebuildOne(
  starting: Starting,
  subgraph: Subgraph,
  options: DatabaseOptions,
  doors: ReadonlyMap<string, SubgraphDoor>,
): Promise<void> {
  const { log, say } = starting;
  const applied = await shown(starting, subgraph, (progress) =>
    rebuildReadModel({ subgraph, options, doors, log, progress }),
  );
  say(`${subgraph.name}: made anew of ${applied} changes`);
}

/** Reports the progress of something that reads feeds. */
async function shown<Result>(
  { say }: Starting,
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
