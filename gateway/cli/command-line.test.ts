import { describe, expect, it } from '@jest/globals';
import { commandLine, type Flags, type Handlers } from './command-line.js';
import { configNames, flagOf } from '../settings/config.js';
import { settingHelp } from '../settings/setting-help.js';

/** The handler that a command line calls, with its arguments; or the message that refuses it. */
async function outcomeOf(...args: string[]): Promise<unknown[] | string> {
  let called: unknown[] = [];
  const handler =
    (name: string) =>
    (...given: unknown[]): Promise<never> => {
      called = [name, ...given];
      return Promise.resolve() as Promise<never>;
    };
  const handlers: Handlers = {
    start: handler('start'),
    load: handler('load'),
    rebuild: handler('rebuild'),
    backup: handler('backup'),
    restore: handler('restore'),
    gateway: handler('gateway'),
    openAccess: (flags: Flags) => {
      called = ['access', flags];
      return Promise.reject(new Error('opened'));
    },
    openImports: handler('import'),
    openRecordedGraph: handler('sql'),
    accessOutput: { print: () => {}, warn: () => {} },
    schema: handler('schema'),
    publishSchema: handler('publishSchema'),
    deriveExpertises: handler('deriveExpertises'),
    deriveFormerNames: handler('deriveFormerNames'),
  };
  const program = commandLine(handlers);
  let output = '';
  const quietly = (command: typeof program): void => {
    command.exitOverride().configureOutput({ writeErr: (text) => (output += text), writeOut: () => {} });
    command.commands.forEach(quietly);
  };
  quietly(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if ((error as Error).message !== 'opened') return output;
  }
  return called;
}

describe('the command line', () => {
  it('starts without a command', async () => expect(await outcomeOf()).toEqual(['start', {}]));

  it('has a flag for every setting that is no secret', async () => {
    const open = configNames.filter((name) => !settingHelp[name].isSecret);
    const args = open.flatMap((name) =>
      settingHelp[name].value ? [flagOf(name), `of ${name}`] : [flagOf(name)],
    );
    expect(await outcomeOf(...args)).toEqual([
      'start',
      Object.fromEntries(open.map((name) => [name, settingHelp[name].value ? `of ${name}` : 'true'])),
    ]);
    expect(configNames.filter((name) => settingHelp[name].isSecret)).toEqual([
      'SECRET',
      'SECRET_PREVIOUS',
      'METRICS_TOKEN',
    ]);
  });

  it('has a flag that switches each switch off', async () =>
    expect(await outcomeOf('--no-introspection', '--no-demo', '--no-development-issuer')).toEqual([
      'start',
      { INTROSPECTION: 'false', DEMO: 'false', DEVELOPMENT_ISSUER: 'false' },
    ]));

  it.each<[string, unknown[]]>([
    ['load', ['load', {}, false]],
    ['load --force --port 1', ['load', { PORT: '1' }, true]],
    ['--data-dir x load', ['load', { DATA_DIR: 'x' }, false]],
    ['backup there --data-dir x', ['backup', { DATA_DIR: 'x' }, 'there']],
    ['restore there', ['restore', {}, 'there']],
    ['rebuild --log-level=warn', ['rebuild', { LOG_LEVEL: 'warn' }]],
    ['access --json partner list --data-dir x', ['access', { DATA_DIR: 'x' }]],
    ['schema', ['schema']],
    ['schema publish', ['publishSchema']],
    ['derive-expertises', ['deriveExpertises']],
    ['derive-former-names', ['deriveFormerNames']],
  ])('takes %s', async (line, called) => {
    const [name, ...given] = (await outcomeOf(...line.split(' '))) as unknown[];
    // Commander hands its own arguments to actions that take none.
    expect([name, ...given.slice(0, called.length - 1)]).toEqual(called);
  });

  it.each([
    ['lod', "error: unknown command 'lod'"],
    ['--prot 1', "error: unknown option '--prot'"],
    ['--secret x', "error: unknown option '--secret'"],
    ['--metrics-token x', "error: unknown option '--metrics-token'"],
    ['--port', "error: option '--port <port>' argument missing"],
    ['load --forec', "error: unknown option '--forec'"],
    ['load twice', 'error: too many arguments'],
    ['access dance', "error: unknown command 'dance'"],
    ['schema dance', 'error: too many arguments'],
  ])('refuses %s with the usage', async (line, message) => {
    const output = await outcomeOf(...line.split(' '));
    expect(output).toContain(message);
    expect(output).toMatch(/^Usage: npm start -- /m);
  });
});
