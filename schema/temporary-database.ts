import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseOptions } from '#kernel/database';
import { startEmbeddedPostgres } from '../services/embedded-postgres/index.js';

/** Starts an empty PostgreSQL in a temporary directory and removes it after the work: about five seconds. */
export async function withTemporaryDatabase<Result>(
  work: (database: DatabaseOptions) => Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-schema-'));
  // PostgreSQL does not run as root: its account must be able to enter the directory.
  chmodSync(directory, 0o711);
  const secret = 'for a database that lives for seconds';
  try {
    const postgres = await startEmbeddedPostgres({
      directory,
      password: secret,
      log: () => {},
      // Nothing needs to survive a crash.
      settings: { fsync: 'off', synchronous_commit: 'off' },
    });
    try {
      return await work({ url: postgres.url, secret });
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
