import { commandLine, type Flags } from '../cli/command-line.js';
import { readConfig, secretOf } from '../settings/config.js';
import { EMBEDDED_URL, startDatabase } from '../bootstrap/embedded-database.js';

/** A database that keeps running while the program restarts. */
interface DevDatabase {
  /** Variables that lead the program to it. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL for `npm run dev`, with the settings of these arguments and the environment.
 * @returns an empty `env`, and starts nothing, when they name another database or subgraphs in other processes
 * @throws ConfigError, OperatorError, EmbeddedPostgresError; wrong arguments end the process with the usage
 */
export async function openDevDatabase(args: readonly string[]): Promise<DevDatabase> {
  const config = readConfig(process.env, startFlags(args));
  if (config.databaseUrl ?? config.subgraphUrls ?? config.subgraph) return { env: {}, close: async () => {} };
  const postgres = await startDatabase({ ...config, secret: secretOf(config) }, console.log);
  return { env: { [EMBEDDED_URL]: postgres.url }, close: () => postgres.stop() };
}

/** The flags of a command line without a command. */
function startFlags(args: readonly string[]): Flags {
  let flags: Flags | undefined;
  const refuse = (): never => program.error('error: npm run dev takes settings, and no command');
  const program = commandLine({
    start: (parsed) => Promise.resolve(void (flags = parsed)),
    load: refuse,
    rebuild: refuse,
    backup: refuse,
    restore: refuse,
    gateway: refuse,
    openAccess: refuse,
    openImports: refuse,
    openRecordedGraph: refuse,
    accessOutput: { print: refuse, warn: refuse },
    schema: refuse,
    publishSchema: refuse,
    deriveExpertises: refuse,
    deriveFormerNames: refuse,
  });
  program.parse(args, { from: 'user' });
  return flags ?? {};
}
