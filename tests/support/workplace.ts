import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect, isDeepStrictEqual } from 'node:util';
import { copyDatabase, databaseHome, makeFast } from './set-up/copy-database.js';
import { testDirectory } from './set-up/directory.js';
import { startProgram, type Program } from './program.js';
import { DEPTH } from './random/depth.js';

/** Directories and programs of a test file; `clear` stops and removes all of them, also after a failure. */
export class Workplace {
  readonly #programs: Program[] = [];
  readonly #directories: string[] = [];

  directory(): string {
    const path = testDirectory();
    this.#directories.push(path);
    return path;
  }

  /**
   * Creates a DATA_DIR for TEST_SECRET with the shipped data, without loading it again.
   * @param how `durable` for tests that kill PostgreSQL: commits then wait for the disk, as by default; `small` for tests
   *   that rebuild search again and again: at DEPTH 1 it has only the larger communes
   */
  loaded(...how: ('durable' | 'small')[]): string {
    const path = this.directory();
    const isSmall = how.includes('small') && DEPTH < 10;
    copyDatabase(isSmall ? join(process.env.TEST_LOADED!, 'small') : process.env.TEST_LOADED!, path);
    if (!how.includes('durable')) makeFast(path);
    return path;
  }

  start(env: Record<string, string>, args: readonly string[] = []): Program {
    const program = startProgram({ HOST: '127.0.0.1', LOG_LEVEL: 'silent', ...env }, args);
    this.#programs.push(program);
    return program;
  }

  /** Runs a program that ends by itself. */
  async run(
    env: Record<string, string>,
    args: readonly string[] = [],
  ): Promise<{ code: number | null; output: string }> {
    const program = this.start(env, args);
    const code = await program.exited;
    return { code, output: program.output().trim() };
  }

  async clear(): Promise<void> {
    for (const { process: child } of this.#programs)
      if (child.exitCode === null && child.kill('SIGCONT')) child.kill('SIGTERM');
    await Promise.race([
      Promise.all(this.#programs.map(({ exited }) => exited)),
      sleep(30_000, undefined, { ref: false }),
    ]);
    for (const { process: child } of this.#programs) child.kill('SIGKILL');
    for (const directory of this.#directories) {
      const postmaster = postmasterOf(directory);
      if (postmaster && isAlive(postmaster)) process.kill(postmaster, 'SIGKILL');
      const home = databaseHome(directory);
      for (const path of [home, directory])
        rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  }
}

/** Process id of the PostgreSQL of a DATA_DIR, which may have ended. */
export function postmasterOf(dataDir: string): number | undefined {
  const file = join(databaseHome(dataDir), 'data/postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  return pid > 1 ? pid : undefined;
}

/** Whether a process runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** URL of the embedded database of a running program, for its superuser. */
export async function databaseOf(program: Program, secret: string): Promise<string> {
  const [, port] = await program.printed(/PostgreSQL is ready on 127\.0\.0\.1:(\d+)/);
  return `postgres://passerelle:${secret}@127.0.0.1:${port}/passerelle`;
}

/** Repeats a check until its result is the expected one. @throws after `withinMs` milliseconds */
export async function eventually<T>(
  wanted: T,
  look: () => Promise<T> | T,
  withinMs = 120_000,
): Promise<void> {
  let found: T | undefined;
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) {
    found = await look();
    if (isDeepStrictEqual(found, wanted)) return;
  }
  throw new Error(`After ${withinMs} ms it is still ${inspect(found)}, not ${inspect(wanted)}`);
}

export async function statusOf(address: string, path: string): Promise<number> {
  return (await fetch(`${address}${path}`, { signal: AbortSignal.timeout(60_000) })).status;
}
