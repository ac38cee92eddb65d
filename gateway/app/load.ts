import type { DatabaseOptions, LoadReport } from '#kernel/database';
import { prepare, subgraphs } from '../../services/run.js';
import { createProgress, describeLoad } from './progress.js';
import { prepareFollowers } from './read-models.js';
import { openDatabase, type Bootstrap } from '../bootstrap/bootstrap.js';

/** Prepares the database, loads the data that has changed, and ends. @param force loads all data */
export async function load(bootstrap: Bootstrap, force: boolean): Promise<void> {
  const database = await openDatabase(bootstrap);
  const reports = await prepareWithProgress(bootstrap, database, force);
  await prepareFollowers(bootstrap, database);
  for (const { subgraph, skipped } of reports)
    if (skipped) bootstrap.say(`${subgraph}: the data has not changed, nothing to load`);
}

/** Prepares the database, and says what is loaded. @param force loads all data */
export async function prepareWithProgress(
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
