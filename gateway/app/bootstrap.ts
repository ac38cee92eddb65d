import type { DatabaseOptions } from '#kernel/database';
import type { SubgraphDoor } from '#kernel/graphql';
import { openHttpDoor } from '#kernel/server';
import type { Logger } from 'pino';
import type { Closers } from './shutdown-hooks.js';
import { sourceOf, subgraphUrlOf, type Config } from '../settings/config.js';
import { EMBEDDED_URL, startDatabase } from './embedded-database.js';

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
  const running = process.env[EMBEDDED_URL];
  if (running) return databaseOptions(config, running);
  const postgres = await startDatabase(config, say);
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
      const url = subgraphUrlOf(urls, name, sourceOf(config, 'SUBGRAPH_URLS'));
      const door = openHttpDoor(name, url, config.secret, config.requestTimeoutMs);
      closers.add(() => door.close());
      return [name, door];
    }),
  );
}
