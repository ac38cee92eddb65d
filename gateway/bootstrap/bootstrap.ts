import type { SubgraphClient } from '#kernel/auth';
import type { DatabaseOptions } from '#kernel/database';
import { httpSubgraphClient } from '#kernel/server';
import type { Logger } from 'pino';
import { findEmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import type { ShutdownHooks } from './shutdown-hooks.js';
import { sourceOf, subgraphUrlOf, type Config } from '../settings/config.js';
import { EMBEDDED_URL, embeddedDirectory, startDatabase } from './embedded-database.js';

// Settings, log, shutdown hooks and database: what every command needs.

export type ReadyConfig = Config & {
  secret: string;
  /** The secret that signs, and others that are accepted as well. */
  secrets: readonly [string, ...string[]];
};

/** The environment of a command. */
export interface Bootstrap {
  config: ReadyConfig;
  shutdownHooks: ShutdownHooks;
  log: Logger;
  /** Prints progress for the operator. */
  say: (line: string) => void;
}

/** Opens the configured database, or the embedded one, which closes with the program. */
export async function openDatabase({ config, shutdownHooks, say }: Bootstrap): Promise<DatabaseOptions> {
  if (config.databaseUrl) return databaseOptions(config, config.databaseUrl);
  const running = process.env[EMBEDDED_URL];
  if (running) return { ...databaseOptions(config, running), directory: embeddedDirectory(config) };
  const postgres = await startDatabase(config, say);
  shutdownHooks.add(() => postgres.stop());
  return { ...databaseOptions(config, postgres.url), directory: postgres.directory };
}

/**
 * Opens the configured database, or the embedded one for a command that also works beside a running program: that
 * program's PostgreSQL, or else one of its own, which closes with the command.
 * @param onRunning called when another process serves the embedded database
 */
export async function openDatabaseBesides(
  bootstrap: Bootstrap,
  onRunning: () => void = () => {},
): Promise<DatabaseOptions> {
  const { config } = bootstrap;
  const directory = embeddedDirectory(config);
  const running =
    config.databaseUrl === undefined ? await findEmbeddedPostgres(directory, config.secret) : null;
  if (!running) return openDatabase(bootstrap);
  onRunning();
  return { ...databaseOptions(config, running), directory };
}

/** Part of the time of a request, or of a call to a subgraph, after which a statement ends: its error reaches the caller before that is given up. */
const SHARE_OF_STATEMENTS = 0.9;

export function databaseOptions(
  { secrets, poolSize, requestTimeoutMs, subgraphTimeoutMs = Infinity, demo }: ReadyConfig,
  url: string,
): DatabaseOptions {
  return {
    url,
    secret: secrets,
    poolSize,
    statementTimeout: Math.ceil(Math.min(requestTimeoutMs, subgraphTimeoutMs) * SHARE_OF_STATEMENTS),
    illustrative: demo,
  };
}

/**
 * Opens clients of subgraphs that run in other processes; they close with the program.
 * @param urls value of SUBGRAPH_URLS
 * @throws ConfigError when it has no address for one of the names
 */
export function openOverHttp(
  { config, shutdownHooks }: Bootstrap,
  urls: string,
  names: readonly string[],
): Map<string, SubgraphClient> {
  return new Map(
    names.map((name) => {
      const url = subgraphUrlOf(urls, name, sourceOf(config, 'SUBGRAPH_URLS'));
      const client = httpSubgraphClient(name, url, config.secrets, config.requestTimeoutMs);
      shutdownHooks.add(() => client.close());
      return [name, client];
    }),
  );
}
