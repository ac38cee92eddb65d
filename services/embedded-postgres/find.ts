import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findHome } from './home.js';
import { attempt, urlOf } from './ready.js';

/**
 * Finds the server that another process runs on this directory.
 * @param password the one of the other process
 * @returns its URL, as of `startEmbeddedPostgres`; null when none answers
 */
export async function findEmbeddedPostgres(directory: string, password: string): Promise<string | null> {
  const path = resolve(directory);
  if (!existsSync(path)) return null;
  const pidFile = join(findHome(path, () => {}).data, 'postmaster.pid');
  if (!existsSync(pidFile)) return null;
  const port = Number(readFileSync(pidFile, 'utf8').split('\n')[3]);
  if (!Number.isInteger(port) || port < 1) return null;
  const url = urlOf(port, password);
  return (await attempt(url)) === null ? url : null;
}
