import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './error.js';
import { isAlive, processEntry, processTable, type ProcessEntry } from './process-table.js';

/** Part of the title of every backend, so that backends whose postmaster was killed are known by it. */
export const clusterName = (data: string): string =>
  `passerelle-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`;

/** Stops what a killed predecessor left running in this home. Call with the lock held. */
export async function stopLeftovers(home: string, data: string, log: (line: string) => void): Promise<void> {
  for (const initdb of processTable().filter((entry) => isInitdb(entry, home))) await kill(initdb);

  const postmaster = runningPostmaster(data);
  if (postmaster) {
    log(`PostgreSQL (process ${postmaster.pid}) has outlived the program that started it: stopping it`);
    await stopPostmaster(postmaster);
  }
  for (const backend of processTable().filter((entry) => isBackend(entry, data))) await kill(backend);
  dropReusedPidFile(data);
}

/** Fast shutdown; transactions under way are rolled back. */
export async function stopPostmaster(postmaster: Pick<ProcessEntry, 'pid' | 'identity'>): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patience] of steps) {
    if (await signalled(postmaster, signal, patience)) return;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL (process ${postmaster.pid}) does not stop: end that process, or restart the machine, before starting again.`,
  );
}

function runningPostmaster(data: string): ProcessEntry | null {
  const candidates = processTable().filter(
    (entry) => isPostgres(entry) && entry.argv.includes('-D') && entry.argv.includes(data),
  );
  const pids = new Set(candidates.map((entry) => entry.pid));
  // A backend shows its parent's command line until it has set its own title.
  const byCommand = candidates.find((entry) => !pids.has(entry.parent));
  if (byCommand) return byCommand;

  // The command line names another place when the directory was moved since; the start time tells whose the pid is.
  const written = readPidFile(data);
  const entry = written && processEntry(written.pid);
  return entry && isPostgres(entry) && Math.abs(entry.startedAt - written.startedAt) < 60 ? entry : null;
}

/**
 * PostgreSQL refuses to start while any process of its user has the pid in postmaster.pid, be it an
 * editor or a zombie. The file goes only when that pid is proven to be no PostgreSQL; in every other
 * case it stays and PostgreSQL itself judges it, by shared memory as well.
 */
function dropReusedPidFile(data: string): void {
  const written = readPidFile(data);
  if (!written || !isTaken(written.pid)) return;
  const entry = processEntry(written.pid);
  if (entry && isPostgres(entry)) return;
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readPidFile(data: string): { pid: number; startedAt: number } | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Math.abs(Number(lines[0]));
    return Number.isInteger(pid) && pid > 1 ? { pid, startedAt: Number(lines[2]) } : null;
  } catch {
    return null;
  }
}

const isPostgres = ({ argv: [program = ''] }: ProcessEntry): boolean =>
  basename(program) === 'postgres' || program.startsWith('postgres: ');

const isBackend = ({ argv }: ProcessEntry, data: string): boolean =>
  argv.join(' ').startsWith(`postgres: ${clusterName(data)}: `);

const isInitdb = ({ argv: [program = '', ...rest] }: ProcessEntry, home: string): boolean =>
  basename(program) === 'initdb' && rest.some((argument) => argument.startsWith(join(home, 'initialising-')));

/** For what has no shutdown of its own: initdb, and backends that lost their postmaster. */
async function kill(entry: ProcessEntry): Promise<void> {
  if (await signalled(entry, 'SIGTERM', 3_000)) return;
  await signalled(entry, 'SIGKILL', 5_000);
}

async function signalled(
  target: Pick<ProcessEntry, 'pid' | 'identity'>,
  signal: NodeJS.Signals,
  patience: number,
): Promise<boolean> {
  if (!isAlive(target)) return true;
  try {
    process.kill(target.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  for (const end = Date.now() + patience; Date.now() < end; await sleep(10)) {
    if (!isAlive(target)) return true;
  }
  return !isAlive(target);
}
