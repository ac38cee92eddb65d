import { ShutdownHooks } from '../bootstrap/shutdown-hooks.js';
import { commandLine, type Flags } from '../cli/command-line.js';
import { ConfigError, readConfig, secretOf, secretsOf, sourceOf, type Config } from '../settings/config.js';
import { OperatorError, forOperator } from '../settings/operator-error.js';
import type { Bootstrap } from '../bootstrap/bootstrap.js';

// Runs the command of the command line, handles signals, and prints failures as messages. Each command imports its modules
// when it runs, so that --help and a wrong command line load none of them.
const shutdownHooks = new ShutdownHooks();
const say = (line: string) => console.log(line);
const sayOnStderr = (line: string) => console.error(line);
let config: Config | undefined;
/** Whether the program keeps running after its command has returned. */
let serves = false;

/** Shuts down in order; a second signal exits immediately. */
function stop(signal: NodeJS.Signals): void {
  if (shutdownHooks.closing) process.exit(130);
  const closed = shutdownHooks.close();
  // Printed after the servers have begun to refuse new requests.
  say(`${signal}: finishing what is in flight…`);
  closed.then(
    () => {
      say('Stopped.');
      process.exit(0);
    },
    (error: Error) => {
      console.error(`Stopping failed: ${error.message}`);
      process.exit(1);
    },
  );
}

/** Whether the message of an error is written for the operator. Imports the services only for errors of other modules. */
async function isForOperator(error: unknown): Promise<boolean> {
  if (error instanceof ConfigError || error instanceof OperatorError) return true;
  const [{ DatabaseError }, { EmbeddedPostgresError }] = await Promise.all([
    import('#kernel/database'),
    import('../../services/embedded-postgres/index.js'),
  ]);
  return error instanceof DatabaseError || error instanceof EmbeddedPostgresError;
}

async function fail(thrown: unknown): Promise<never> {
  // A message for the operator says more than the code of its cause.
  const error = (await isForOperator(thrown)) ? thrown : forOperator(thrown, portSource());
  console.error((await isForOperator(error)) ? (error as Error).message : error);
  await shutdownHooks.close().catch((closing: Error) => console.error(closing.message));
  process.exit(1);
}

/** The setting, or flag, of the port that this process listens on. */
function portSource(): string {
  return sourceOf(config ?? { flags: [] }, config?.subgraph === undefined ? 'PORT' : 'SUBGRAPH_PORT');
}

/** Reads the settings for a command. @param line prints progress */
async function begin(flags: Flags, line = say): Promise<Bootstrap> {
  config = readConfig(process.env, flags);
  const { createLog } = await import('../settings/log.js');
  await loadGraphqlForProduction();
  return {
    config: { ...config, secret: secretOf(config), secrets: secretsOf(config) },
    shutdownHooks,
    log: createLog(config),
    say: line,
  };
}

/** Loads graphql-js without its development checks, which depend on NODE_ENV at the time of loading. */
async function loadGraphqlForProduction(): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await import('graphql');
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
}

const program = commandLine({
  async start(flags) {
    serves = true;
    const bootstrap = await begin(flags);
    const { subgraph } = bootstrap.config;
    if (subgraph === undefined) await (await import('./start.js')).start(bootstrap);
    else await (await import('./start-subgraph.js')).startSubgraph(bootstrap, subgraph);
  },
  async gateway(flags, file) {
    serves = true;
    config = readConfig(process.env, flags);
    const { createLog } = await import('../settings/log.js');
    await loadGraphqlForProduction();
    const { serveSupergraph } = await import('./any-supergraph.js');
    await serveSupergraph({ config, shutdownHooks, log: createLog(config), say }, file);
  },
  async load(flags, force) {
    const bootstrap = await begin(flags);
    await (await import('./load.js')).load(bootstrap, force);
  },
  async rebuild(flags) {
    const bootstrap = await begin(flags);
    await (await import('./read-models.js')).rebuild(bootstrap);
  },
  async backup(flags, directory) {
    const bootstrap = await begin(flags);
    await (await import('./backup.js')).writeBackup(bootstrap, directory);
  },
  async restore(flags, directory) {
    const bootstrap = await begin(flags);
    await (await import('./backup.js')).restoreBackup(bootstrap, directory);
  },
  // Another program may read the output: everything else goes to standard error.
  accessOutput: { print: say, warn: sayOnStderr },
  async openAccess(flags) {
    const bootstrap = await begin(flags, sayOnStderr);
    return (await import('../cli/access-client.js')).openAccessClient(bootstrap);
  },
  async openImports(flags) {
    const bootstrap = await begin(flags, sayOnStderr);
    return (await import('./import-graph.js')).openImportGraph(bootstrap);
  },
  async openRecordedGraph(flags) {
    const bootstrap = await begin(flags, sayOnStderr);
    return (await import('../cli/sql/graph.js')).openRecordedGraph(bootstrap);
  },
  async schema() {
    await import('../../schema/write.js');
  },
  async publishSchema() {
    await import('../../schema/write.js');
    await import('../../schema/publish.js');
  },
  async deriveExpertises() {
    (await import('../../services/derive-expertises.js')).writeExpertises();
  },
  async deriveFormerNames() {
    (await import('../../services/derive-former-names.js')).writeFormerNames();
  },
});

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
try {
  await program.parseAsync();
  if (!serves) await shutdownHooks.close();
} catch (error) {
  // An interrupted start fails because the shutdown closes what it waits for; that is no error.
  if (!shutdownHooks.closing) await fail(error);
}
