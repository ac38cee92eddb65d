import { commandLine, type Flags } from '../cli/command-line.js';
import { readConfig, secretOf } from '../settings/config.js';
import { EMBEDDED_URL, startDatabase } from './embedded-database.js';

/** A database that runs on while the program is started again and again. */
interface DevDatabase {
  /** Leads the program to it. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * For `npm run dev`: starts the embedded PostgreSQL that these arguments and the environment ask for.
 * @returns without one when they name another database, or subgraphs that run elsewhere
 * @throws ConfigError, OperatorError, EmbeddedPostgresError; arguments that are wrong end the process with the usage
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
  const no = (): never => program.error('error: npm run dev takes settings, and no command');
  const program = commandLine({
    start: (given) => Promise.resolve(void (flags = given)),
    load: no,
    rebuild: no,
    openAccess: no,
    openRecordedGraph: no,
    accessOutput: { print: no, warn: no },
    schema: no,
    publishSchema: no,
    deriveExpertises: no,
  });
  program.parse(args, { from: 'user' });
  return flags ?? {};
}
