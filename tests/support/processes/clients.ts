import { execFile } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { GRAPH } from '../graph.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SOURCES = join(ROOT, 'tests/clients');
const PACKAGES = join(ROOT, '.data/clients');
const PROGRAMS = join(PACKAGES, 'programs');
/** Longer than any of them runs, so that a client that waits for ever is reported with its name. */
const LONGEST_MS = 300_000;

const execute = promisify(execFile);

/** A function that runs a program of `tests/clients`, or the reason why there is none. */
export type FoundClients = { run: typeof runClient } | { missing: string };

/**
 * Installs the clients unless they are installed, and copies their programs beside them, where these import them.
 * @throws when CI is set and npm cannot install the clients, so that no test is skipped silently
 */
export async function findClients(): Promise<FoundClients> {
  try {
    const script = join(ROOT, 'tests/install-packages.mjs');
    await execute(process.execPath, [script, join(SOURCES, 'packages'), PACKAGES]);
  } catch (error) {
    if (process.env.CI) throw error;
    // The first line is the reason; the rest is the trace of npm.
    return { missing: (error as { stderr: string }).stderr.trim().split('\n')[0]! };
  }
  rmSync(PROGRAMS, { recursive: true, force: true });
  cpSync(SOURCES, PROGRAMS, { recursive: true, filter: (path) => path !== join(SOURCES, 'packages') });
  cpSync(join(ROOT, 'schema/api.graphql'), join(PROGRAMS, 'schema.graphql'));
  cpSync(join(ROOT, 'schema/clients'), join(PROGRAMS, 'clients'), { recursive: true });
  cpSync(join(ROOT, 'schema/operations'), join(PROGRAMS, 'operations'), { recursive: true });
  return { run: runClient };
}

/**
 * Runs a program of `tests/clients` against the graph.
 * @returns what it prints
 * @throws with its error output when it fails
 */
// The shape is that of the program; tests read it freely.
async function runClient(name: string, input: object = {}): Promise<any> {
  const typescript = join(ROOT, 'node_modules/typescript/bin/tsc');
  const argument = JSON.stringify({ graph: `${GRAPH}/graphql`, typescript, ...input });
  const options = { timeout: LONGEST_MS, maxBuffer: 50_000_000 };
  const { stdout } = await execute(process.execPath, [join(PROGRAMS, `${name}.mjs`), argument], options);
  return JSON.parse(stdout);
}
