import { join, resolve } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import type { Config } from '../settings/config.js';
import { keepDemoApart } from '../demo/demo.js';

/** The variable by which `npm run dev` hands the program an embedded PostgreSQL that outlives it. */
export const EMBEDDED_URL = 'PASSERELLE_EMBEDDED_URL';

/**
 * Starts the embedded PostgreSQL of these settings.
 * @throws OperatorError when DATA_DIR holds data of the other kind, demonstration or real; EmbeddedPostgresError
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
