import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../program/main.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A process of this project that a test started, with its output. */
export interface Program {
  process: ChildProcess;
  output(): string;
  /** Resolves with the first line that matches; rejects when the program ends before. */
  printed(pattern: RegExp, withinMs?: number): Promise<RegExpMatchArray>;
  exited: Promise<number | null>;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>;
}

/** Starts the program as `npm start` does, or another script, with only these settings. */
export function startProgram(
  env: Record<string, string>,
  args: readonly string[] = [],
  script = MAIN,
): Program {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_ENV: 'production',
      // It costs seconds of CPU for each program.
      WARM_UP: 'false',
      // Most tests judge what subgraphs answer now, and change tables by hand.
      ANSWER_CACHE_MB: '0',
      // All tests use one address.
      BUDGET_ANONYMOUS: '0',
      BUDGET_IDENTIFIED: '0',
      // Both ways of the kernel are tested: tests/README.md.
      ...(process.env.PLAIN === undefined ? {} : { PLAIN: process.env.PLAIN }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const add = (chunk: Buffer) => {
    output += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  const exited = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    process: child,
    output: () => output,
    exited,
    printed(pattern, withinMs = 240_000) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = output.match(pattern);
          if (found) finish(() => resolve(found));
        };
        const finish = (then: () => void) => {
          listeners.delete(look);
          clearTimeout(timer);
          then();
        };
        const timer = setTimeout(
          () => finish(() => reject(new Error(`not printed within ${withinMs} ms: ${pattern}\n${output}`))),
          withinMs,
        );
        listeners.add(look);
        void exited.then(() =>
          finish(() => reject(new Error(`ended before it printed ${pattern}\n${output}`))),
        );
        look();
      });
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Address of the metrics that a started program printed; it needs METRICS_PORT. */
export async function metricsOf(program: Program): Promise<string> {
  const [, address] = await program.printed(/Metrics are at (http:\S+)/);
  return address!;
}

/** Address that a started graph printed. */
export async function addressOf(program: Program, withinMs?: number): Promise<string> {
  const [, address] = await program.printed(/Graph {2}(http:\S+)\/graphql/, withinMs);
  return address!;
}
