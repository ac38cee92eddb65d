import { join, resolve } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import type { Config } from '../settings/config.js';
import { keepDemoApart } from '../demo/demo.js';

/** Variable with which `npm run dev` passes the URL of an embedded PostgreSQL that outlives the program. */
export const EMBEDDED_URL = 'PASSERELLE_EMBEDDED_URL';

/** Directory of the embedded PostgreSQL. */
export const embeddedDirectory = ({ dataDir }: Pick<Config, 'dataDir'>): string =>
  resolve(join(dataDir, 'postgres'));

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
    directory: embeddedDirectory(config),
    password: config.secret,
    log,
  });
}
