import { ShutdownHooks } from './shutdown-hooks.js';
import { commandLine, type Flags } from '../cli/command-line.js';
import { ConfigError, readConfig, secretOf, sourceOf, type Config } from '../settings/config.js';
import { OperatorError, forOperator } from '../settings/operator-error.js';
import type { Bootstrap } from './bootstrap.js';

// From the command line to a running graph, and back; every failure in a sentence. What a command is made of is
// imported when it runs, so that --help and a wrong command line are answered without it.
const shutdownHooks = new ShutdownHooks();
const say = (line: string) => console.log(line);
const sayAside = (line: string) => console.error(line);
let config: Config | undefined;
/** Whether the program goes on after its command has returned. */
let serves = false;

/** Second Ctrl-C: at once. */
function stop(signal: NodeJS.Signals): void {
  if (shutdownHooks.closing) process.exit(130);
  const closed = shutdownHooks.close();
  // Once it is said, nobody new gets in.
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

/** Whether the message of an error is written for the operator; the services are imported only to ask about theirs. */
async function isInWords(error: unknown): Promise<boolean> {
  if (error instanceof ConfigError || error instanceof OperatorError) return true;
  const [{ DatabaseError }, { EmbeddedPostgresError }] = await Promise.all([
    import('#kernel/database'),
    import('../../services/embedded-postgres/index.js'),
  ]);
  return error instanceof DatabaseError || error instanceof EmbeddedPostgresError;
}

async function fail(thrown: unknown): Promise<never> {
  // What is in words already says more than the code of its cause.
  const error = (await isInWords(thrown)) ? thrown : forOperator(thrown, portSource());
  console.error((await isInWords(error)) ? (error as Error).message : error);
  await shutdownHooks.close().catch((closing: Error) => console.error(closing.message));
  process.exit(1);
}

/** What sets the port that this process listens on. */
function portSource(): string {
  return sourceOf(config ?? { flags: [] }, config?.subgraph === undefined ? 'PORT' : 'SUBGRAPH_PORT');
}

/** Reads the settings for a command. @param line where it says what it does */
async function begin(flags: Flags, line = say): Promise<Bootstrap> {
  config = readConfig(process.env, flags);
  // The engine's own logger reads it too, and throws at values that it does not know, such as "silent".
  delete process.env.LOG_LEVEL;
  const { createLog } = await import('../settings/log.js');
  await loadGraphqlForProduction();
  return {
    config: { ...config, secret: secretOf(config) },
    shutdownHooks,
    log: createLog(config),
    say: line,
  };
}

/** Loads graphql-js without its checks for developers of schemas; it decides about them when it is loaded. */
async function loadGraphqlForProduction(): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV ??= 'production';
  await import('graphql');
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
}

const program = commandLine({
  async start(flags) {
    serves = true;
    const bootstrap = await begin(flags);
    await (await import('./start.js')).start(bootstrap);
  },
  async load(flags, force) {
    const bootstrap = await begin(flags);
    await (await import('./start.js')).load(bootstrap, force);
  },
  async rebuild(flags) {
    const bootstrap = await begin(flags);
    await (await import('./read-models.js')).rebuild(bootstrap);
  },
  // A program may read what it answers: all else goes to standard error.
  accessOutput: { print: say, warn: sayAside },
  async openAccess(flags) {
    const bootstrap = await begin(flags, sayAside);
    return (await import('../cli/access-rooms.js')).openAccessRooms(bootstrap);
  },
  async openRecordedGraph(flags) {
    const bootstrap = await begin(flags, sayAside);
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
});

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
try {
  await program.parseAsync();
  if (!serves) await shutdownHooks.close();
} catch (error) {
  // A start that was interrupted fails because what it waits for is closed under it.
  if (!shutdownHooks.closing) await fail(error);
}
