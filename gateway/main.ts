import { DatabaseError } from '#kernel';
import { EmbeddedPostgresError } from '../services/embedded-postgres/index.js';
import { Closers } from './closers.js';
import { ConfigError, readConfig, secretOf } from './config.js';
import { createLog } from './log.js';
import { OperatorError, forOperator } from './operator-error.js';
import type { Starting } from './starting.js';

// From the environment to a running graph, and back; every failure in a sentence.
const closers = new Closers();
const say = (line: string) => console.log(line);

/** Second Ctrl-C: at once. */
function stop(signal: NodeJS.Signals): void {
  if (closers.closing) process.exit(130);
  const closed = closers.close();
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

function isInWords(error: unknown): error is Error {
  return [ConfigError, OperatorError, DatabaseError, EmbeddedPostgresError].some(
    (type) => error instanceof type,
  );
}

async function fail(thrown: unknown): Promise<never> {
  // What is in words already says more than the code of its cause.
  const error = isInWords(thrown)
    ? thrown
    : forOperator(thrown, process.env.SUBGRAPH ? 'SUBGRAPH_PORT' : 'PORT');
  console.error(isInWords(error) ? error.message : error);
  await closers.close().catch((closing: Error) => console.error(closing.message));
  process.exit(1);
}

/** Each command takes the time to load what it is made of, and no more. */
async function run(starting: Starting): Promise<void> {
  const [, , command, ...args] = process.argv;
  if (command === 'access') {
    const [{ accessCommand }, { openAccessRooms }] = await Promise.all([
      import('./access/command.js'),
      import('./access/rooms.js'),
    ]);
    // What it answers may be read by a program: all else goes beside it.
    const aside = { ...starting, say: (line: string) => console.error(line) };
    const output = { print: say, warn: aside.say };
    await accessCommand(() => openAccessRooms(aside), output).parseAsync(args, { from: 'user' });
  } else if (command === 'sql') {
    const [{ sqlCommand }, { openRecordedGraph }] = await Promise.all([
      import('./sql/command.js'),
      import('./sql/graph.js'),
    ]);
    const aside = { ...starting, say: (line: string) => console.error(line) };
    await sqlCommand(() => openRecordedGraph(aside), say).parseAsync(args, { from: 'user' });
  } else if (command === 'load') {
    await (await import('./start.js')).load(starting, args.includes('--force'));
  } else if (command === 'rebuild') {
    await (await import('./read-models.js')).rebuild(starting);
  } else return void (await (await import('./start.js')).start(starting));
  await closers.close();
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
try {
  if (process.argv.includes('--demo')) process.env.DEMO = 'true';
  const config = readConfig(process.env);
  // The engine's own logger reads it too, and throws at values that it does not know, such as "silent".
  delete process.env.LOG_LEVEL;
  const starting = { config: { ...config, secret: secretOf(config) }, closers, log: createLog(config), say };
  await run(starting);
} catch (error) {
  // A start that was interrupted fails because what it waits for is closed under it.
  if (!closers.closing) await fail(error);
}
