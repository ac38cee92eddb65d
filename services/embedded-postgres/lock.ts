import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError, orDatabaseUrl } from './error.js';
import { isAlive, processEntry } from './process-table.js';

/**
 * Locks a directory for one process. Each contender creates a file whose name identifies it (pid and start time), then
 * looks for others. Since such a name is never reused, removing the file of a dead process cannot remove the lock of a
 * living one, as it could with a single lock file.
 * @returns the function that releases the lock
 * @throws EmbeddedPostgresError when another process holds it
 */
export async function lockDirectory(home: string, directory: string): Promise<() => void> {
  const self = processEntry(process.pid);
  const own = `lock-${process.pid}-${self?.identity ?? '0'}`;
  for (let attempt = 1; ; attempt += 1) {
    const release = (): void => rmSync(join(home, own), { force: true });
    try {
      writeFileSync(join(home, own), '', { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw inUse(directory, process.pid);
      throw error;
    }
    const other = othersIn(home, own)[0];
    if (other === undefined) return release;
    release();
    // Two contenders at once see each other and both withdraw: each retries after a random delay.
    if (attempt === 5) throw inUse(directory, other);
    await sleep(10 + Math.random() * 60 * attempt);
  }
}

function othersIn(home: string, own: string): number[] {
  return readdirSync(home).flatMap((name) => {
    const match = /^lock-(\d+)-(.+)$/.exec(name);
    if (!match || name === own) return [];
    const pid = Number(match[1]);
    if (isAlive({ pid, identity: match[2]! })) return [pid];
    rmSync(join(home, name), { force: true });
    return [];
  });
}

function inUse(directory: string, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The database in ${directory} is in use by process ${pid}: stop that process, choose another DATA_DIR, ${orDatabaseUrl}.`,
  );
}
