import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyDatabase } from './copy-database.js';
import { addressOf, startProgram, type Program } from './program.js';
import { rowsIn } from './rows-in.js';

declare global {
  var sharedGraph: { program: Program; directories: string[] } | undefined;
}

const secret = 'tests-only-'.padEnd(40, 'x');

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
  // PostgreSQL does not run as root: its account must be able to come by.
  chmodSync(path, 0o711);
  return path;
}

const startIn = (dataDir: string): Program =>
  startProgram({
    PORT: '0',
    DATA_DIR: dataDir,
    SECRET: secret,
    DIAGNOSTICS: 'true',
    LOG_LEVEL: 'warn',
    // With the development issuer, as `npm start` has it.
    NODE_ENV: 'test',
    // All tests come from one address.
    MAX_FAILURES_PER_MINUTE: '0',
  });

/**
 * One graph for all tests: the program itself, on an embedded PostgreSQL of its own, with the shipped data. Tests that
 * need one of their own begin with a copy of its database as it is now, before any test writes.
 */
export default async function setUp(): Promise<void> {
  const [dataDir, loaded] = [directory(), directory()];
  const first = startIn(dataDir);
  globalThis.sharedGraph = { program: first, directories: [dataDir, loaded] };
  await addressOf(first);
  await first.stop();
  if (copyDatabase(dataDir, loaded)) process.env.TEST_LOADED = loaded;
  const program = startIn(dataDir);
  globalThis.sharedGraph.program = program;
  process.env.TEST_GRAPH = await addressOf(program);
  const [, port] = await program.printed(/PostgreSQL is ready on 127\.0\.0\.1:(\d+)/);
  process.env.TEST_DATABASE = `postgres://passerelle:${secret}@127.0.0.1:${port}/passerelle`;
  process.env.TEST_SECRET = secret;
  process.env.TEST_ROWS = JSON.stringify(await rowsIn(process.env.TEST_DATABASE));
  process.env.TEST_DATA_DIR = dataDir;
}
