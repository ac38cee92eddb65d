import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './error.js';
import { isAlive, processEntry, processTable, type ProcessEntry } from './process-table.js';

/** Cluster name, which is part of the title of every backend and identifies backends whose postmaster was killed. */
export const clusterName = (data: string): string =>
  `passerelle-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`;

/** Stops the processes that a killed predecessor has left running in this home. Call with the lock held. */
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

/** Fast shutdown, which rolls back open transactions; then SIGQUIT and SIGKILL. @throws EmbeddedPostgresError */
export async function stopPostmaster(postmaster: Pick<ProcessEntry, 'pid' | 'identity'>): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, timeoutMs] of steps) {
    if (await endBySignal(postmaster, signal, timeoutMs)) return;
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
  // A new backend has its parent's command line until it sets its own title.
  const byCommand = candidates.find((entry) => !pids.has(entry.parent));
  if (byCommand) return byCommand;

  // The command line has another path when the directory was moved; the start time then identifies the process.
  const recorded = readPidFile(data);
  const entry = recorded && processEntry(recorded.pid);
  return entry && isPostgres(entry) && Math.abs(entry.startedAt - recorded.startedAt) < 60 ? entry : null;
}

/**
 * Removes a postmaster.pid whose pid belongs to another program: PostgreSQL refuses to start while any process of its
 * user, even an editor or a zombie, has that pid. In every other case the file stays, and PostgreSQL itself checks it,
 * by shared memory as well.
 */
function dropReusedPidFile(data: string): void {
  const recorded = readPidFile(data);
  if (!recorded || !isInUse(recorded.pid)) return;
  const entry = processEntry(recorded.pid);
  if (entry && isPostgres(entry)) return;
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

function isInUse(pid: number): boolean {
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

/** Ends a process without a shutdown protocol: initdb, or a backend without a postmaster. */
async function kill(entry: ProcessEntry): Promise<void> {
  if (await endBySignal(entry, 'SIGTERM', 3_000)) return;
  await endBySignal(entry, 'SIGKILL', 5_000);
}

/** Sends a signal. @returns true when the process ends within the time limit */
async function endBySignal(
  target: Pick<ProcessEntry, 'pid' | 'identity'>,
  signal: NodeJS.Signals,
  timeoutMs: number,
): Promise<boolean> {
  if (!isAlive(target)) return true;
  try {
    process.kill(target.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(10)) {
    if (!isAlive(target)) return true;
  }
  return !isAlive(target);
}
