import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, startProgram, type Program } from './program.js';

declare global {
  var sharedGraph: { program: Program; dataDir: string } | undefined;
}

/** One graph for all tests: the program itself, on an embedded PostgreSQL of its own, with the shipped data. */
export default async function setUp(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
  // PostgreSQL does not run as root: its account must be able to come by.
  chmodSync(dataDir, 0o711);
  const secret = 'tests-only-'.padEnd(40, 'x');
  const program = startProgram({
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
  globalThis.sharedGraph = { program, dataDir };
  process.env.TEST_GRAPH = await addressOf(program);
  const [, port] = await program.printed(/PostgreSQL is ready on 127\.0\.0\.1:(\d+)/);
  process.env.TEST_DATABASE = `postgres://passerelle:${secret}@127.0.0.1:${port}/passerelle`;
  process.env.TEST_SECRET = secret;
  process.env.TEST_DATA_DIR = dataDir;
}
