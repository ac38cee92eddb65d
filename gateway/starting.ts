import { join, resolve } from 'node:path';
import { openHttpDoor, type DatabaseOptions, type SubgraphDoor } from '#kernel';
import type { Logger } from 'pino';
import { startEmbeddedPostgres } from '../services/embedded-postgres/index.js';
import type { Closers } from './closers.js';
import { keepDemoApart } from './demo/demo.js';
import { subgraphUrlOf, type Config } from './config.js';

// What every command of the program begins with.

export type ReadyConfig = Config & { secret: string };

/** What a command has at hand. */
export interface Starting {
  config: ReadyConfig;
  closers: Closers;
  log: Logger;
  say: (line: string) => void;
}

/** That of the configuration, or an embedded one that closes with the program. */
export async function openDatabase({ config, closers, say }: Starting): Promise<DatabaseOptions> {
  if (config.databaseUrl) return databaseOptions(config, config.databaseUrl);
  keepDemoApart(config);
  const postgres = await startEmbeddedPostgres({
    directory: resolve(join(config.dataDir, 'postgres')),
    password: config.secret,
    log: say,
  });
  closers.add(() => postgres.stop());
  return { ...databaseOptions(config, postgres.url), directory: postgres.directory };
}

export function databaseOptions(
  { secret, poolSize, requestTimeoutMs, demo }: ReadyConfig,
  url: string,
): DatabaseOptions {
  return { url, secret, poolSize, statementTimeout: requestTimeoutMs, illustrative: demo };
}

/**
 * Doors to subgraphs that run elsewhere; they close with the program.
 * @param urls as SUBGRAPH_URLS has them
 * @throws ConfigError when there is none for one of these names
 */
export function openOverHttp(
  { config, closers }: Starting,
  urls: string,
  names: readonly string[],
): Map<string, SubgraphDoor> {
  return new Map(
    names.map((name) => {
      const door = openHttpDoor(name, subgraphUrlOf(urls, name), config.secret, config.requestTimeoutMs);
      closers.add(() => door.close());
      return [name, door];
    }),
  );
}
