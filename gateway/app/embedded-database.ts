import { join, resolve } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import type { Config } from '../settings/config.js';
import { keepDemoApart } from '../demo/demo.js';

/** Variable with which `npm run dev` passes the URL of an embedded PostgreSQL that outlives the program. */
export const EMBEDDED_URL = 'PASSERELLE_EMBEDDED_URL';

/**
 * Starts the embedded PostgreSQL with these settings.
 * @throws OperatorError when DATA_DIR holds data of the other kind (demonstration or real); EmbeddedPostgresError
 */
export function startDatabase(
  config: Pick<Config, 'dataDir' | 'demo'> & { secret: string },
  log: (line: string) => void,
): Promise<EmbeddedPostgres> {
  keepDemoApart(config);
  return startEmbeddedPostgres({
    directory: resolve(join(config.dataDir, 'postgres')),
    password: config.secret,
    log,
  });
}
