import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

export interface ProcessEntry {
  pid: number;
  parent: number;
  /** The command line; a backend of PostgreSQL replaces it by a title such as `postgres: name: checkpointer`. */
  argv: string[];
  /** Distinguishes the process from a later one with the same pid. */
  identity: string;
  /** Seconds since 1970; good to about a second. */
  startedAt: number;
}

/** Running process with this pid, or null. A zombie counts as ended: it holds no resources. */
export function processEntry(pid: number): ProcessEntry | null {
  return process.platform === 'linux' ? fromProc(pid) : (fromPs(['-p', String(pid)])[0] ?? null);
}

export function processTable(): ProcessEntry[] {
  if (process.platform !== 'linux') return fromPs(['-ax']);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => fromProc(Number(name)))
    .filter((entry) => entry !== null);
}

export function isAlive(process: Pick<ProcessEntry, 'pid' | 'identity'>): boolean {
  return processEntry(process.pid)?.identity === process.identity;
}

/**
 * Process from /proc. Reads `stat` and `cmdline` only: `exe` and `cwd` of another user's process are unreadable even for
 * root in a container without CAP_SYS_PTRACE.
 */
function fromProc(pid: number): ProcessEntry | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field, the program's name in parentheses, may contain spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent, ticks] = [fields[0], Number(fields[1]), Number(fields[19])];
    if (state === 'Z' || state === 'X') return null;
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0+$/, '').split('\0');
    return { pid, parent, argv, identity: `${ticks}-${bootId()}`, startedAt: bootTime() + ticks / 100 };
  } catch {
    return null;
  }
}

let boot: string | undefined;

function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
  return boot;
}

function bootTime(): number {
  return Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'latin1'))?.[1] ?? 0);
}

/** Processes from `ps`, for other Unix systems. The command is split at spaces, so callers compare its beginning. */
function fromPs(which: string[]): ProcessEntry[] {
  try {
    const table = execFileSync('ps', [...which, '-o', 'pid=,ppid=,state=,lstart=,command='], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    return table.split('\n').flatMap((line) => {
      const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(line);
      if (!match || match[3]!.startsWith('Z')) return [];
      const startedAt = Date.parse(match[4]!) / 1000;
      return [
        {
          pid: Number(match[1]),
          parent: Number(match[2]),
          argv: match[5]!.split(' '),
          identity: `${startedAt}`,
          startedAt,
        },
      ];
    });
  } catch {
    return [];
  }
}
