import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { accessCommand, type AccessOutput } from './access.js';
import type { AccessClient } from './access-client.js';
import { importCommand } from './import/command.js';
import type { ImportGraph } from './import/graph.js';
import { sqlCommand } from './sql/command.js';
import type { RecordedGraph } from './sql/graph.js';
import { configNames, defaultOf, flagOf, type Name } from '../settings/config.js';
import { settingHelp } from '../settings/setting-help.js';

/** Texts of the flags on the command line, by the variable that each stands for. */
export type Flags = Partial<Record<Name, string>>;

/** Handlers of the commands. Each gets the flags of the command line. */
export interface Handlers {
  start(flags: Flags): Promise<void>;
  load(flags: Flags, force: boolean): Promise<void>;
  rebuild(flags: Flags): Promise<void>;
  backup(flags: Flags, directory: string): Promise<void>;
  restore(flags: Flags, directory: string): Promise<void>;
  /** Opens the client of `access`; called once, after its command line was parsed. */
  openAccess(flags: Flags): Promise<AccessClient>;
  accessOutput: AccessOutput;
  /** Opens the graph for `import`; called once, after its command line was parsed. */
  openImports(flags: Flags): Promise<ImportGraph>;
  /** Opens the graph whose statements `sql` prints; called once, after its command line was parsed. */
  openRecordedGraph(flags: Flags): Promise<RecordedGraph>;
  /** Serves any supergraph. @param file of the supergraph */
  gateway(flags: Flags, file: string): Promise<void>;
  schema(): Promise<void>;
  publishSchema(): Promise<void>;
  deriveExpertises(): Promise<void>;
  deriveFormerNames(): Promise<void>;
}

const SETTINGS = 'Settings (--max-cost is MAX_COST in the environment or in .env; a flag overrides both):';

/**
 * Builds the command line of the program: every command, and a flag for every setting except secrets. A wrong command line
 * prints its error and the usage on standard error, and ends the process with exit code 1.
 */
export function commandLine(handlers: Handlers): Command {
  const program = new Command('npm start --')
    .usage('[settings] [command]')
    .description('The graph of French decentralised cooperation. Without a command, it starts and serves.')
    .version(versionOf(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help; after a command, the help of that command')
    .helpCommand(true)
    .argument('[command]')
    .optionsGroup(SETTINGS)
    .addHelpText('after', secretsText);
  for (const option of configNames.flatMap(optionsOf)) program.addOption(option);
  const flags = () => flagsOf(program);

  program.action(async (unknown: string | undefined) => {
    if (unknown !== undefined) program.error(`error: unknown command '${unknown}'`);
    await handlers.start(flags());
  });
  program
    .command('load')
    .description('prepare the database and load the data that has changed')
    .option('--force', 'load all data again')
    .action((options: { force?: true }) => handlers.load(flags(), options.force ?? false));
  program
    .command('rebuild')
    .description('rebuild the read model of search and the replicated tables from the change events')
    .action(() => handlers.rebuild(flags()));
  program
    .command('backup <directory>')
    .description('write all tables as they are at one moment to a new directory, while the graph answers')
    .action((directory: string) => handlers.backup(flags(), directory));
  program
    .command('restore <directory>')
    .description('restore a backup into an empty database')
    .action((directory: string) => handlers.restore(flags(), directory));
  program
    .command('gateway')
    .description('serve any composed supergraph with its subgraphs, without identity and database')
    .requiredOption(
      '--supergraph <file>',
      'supergraph of Apollo Federation 2, which names the URLs of its subgraphs',
    )
    .action(({ supergraph }: { supergraph: string }) => handlers.gateway(flags(), supergraph));
  program.addCommand(accessCommand(() => handlers.openAccess(flags()), handlers.accessOutput));
  program.addCommand(importCommand(() => handlers.openImports(flags()), handlers.accessOutput));
  program.addCommand(sqlCommand(() => handlers.openRecordedGraph(flags()), handlers.accessOutput.print));
  const schema = program
    .command('schema')
    .description('write the generated files of schema/')
    .action(() => handlers.schema());
  schema
    .command('publish')
    .description('release the public schema, with which later schemas are compared')
    .action(() => handlers.publishSchema());
  program
    .command('derive-expertises')
    .description('derive the EVIDENCED expertises of services/expertises/data from partnerships and themes')
    .action(() => handlers.deriveExpertises());
  program
    .command('derive-former-names')
    .description(
      'derive the former names of services/authorities/data from earlier releases, which npm downloads',
    )
    .action(() => handlers.deriveFormerNames());
  for (const command of withSubcommands(program)) showUsageAfterErrors(command);
  return program;
}

/** Options of a setting. A switch has one that turns it on and one that turns it off; help shows the one that changes the default. */
function optionsOf(name: Name): Option[] {
  const { about, value, isSecret } = settingHelp[name];
  if (isSecret) return [];
  const fallback = defaultOf(name);
  if (value !== undefined) {
    // Not `default()` of Option: a default must not override the environment.
    const shown = fallback === undefined ? about : `${about} (default: ${fallback})`;
    return [new Option(`${flagOf(name)} <${value}>`, shown)];
  }
  const [on, off] = [flagOf(name), flagOf(name).replace('--', '--no-')];
  return [
    new Option(on, about).hideHelp(fallback === true),
    new Option(off, fallback === true ? `Switches this off: ${about}` : `Switches ${on} off.`).hideHelp(
      fallback === false,
    ),
  ];
}

function flagsOf(program: Command): Flags {
  const options = program.opts<Record<string, string | boolean>>();
  const flags: Flags = {};
  for (const name of configNames) {
    const key = new Option(flagOf(name)).attributeName();
    // Commander sets a switch with a negative form to true by default: only values from the command line count.
    if (program.getOptionValueSource(key) === 'cli') flags[name] = String(options[key]);
  }
  return flags;
}

const secretsText = (): string => `
Secrets have no flags, because every user of this machine can read the arguments of a program. Set them in the
environment or in .env: ${configNames.filter((name) => settingHelp[name].isSecret).join(', ')}.
Each can be in a file that a variable such as SECRET_FILE names; so can DATABASE_URL.`;

function* withSubcommands(command: Command): Generator<Command> {
  yield command;
  for (const subcommand of command.commands) yield* withSubcommands(subcommand);
}

function showUsageAfterErrors(command: Command): void {
  const help = command.createHelp();
  const names = help.visibleCommands(command).map((subcommand) => subcommand.name());
  const commands = names.length ? `Commands: ${names.join(', ')}\n` : '';
  command.showHelpAfterError(`Usage: ${help.commandUsage(command)}\n${commands}(--help prints the options)`);
}

function versionOf(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
