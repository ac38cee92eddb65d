import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { ShutdownHooks } from '../../gateway/bootstrap/shutdown-hooks.js';
import { readConfig } from '../../gateway/settings/config.js';
import { sqlCommand } from '../../gateway/cli/sql/command.js';
import { openRecordedGraph, type RecordedGraph } from '../../gateway/cli/sql/graph.js';
import { Workplace } from '../support/workplace.js';

const SECRET = process.env.TEST_SECRET!;
/** The embedded database, on which the shared program of the tests runs meanwhile. */
const embedded = { DATA_DIR: process.env.TEST_DATA_DIR!, SECRET };
const workplace = new Workplace();
const directory = mkdtempSync(join(tmpdir(), 'passerelle-sql-'));
afterAll(async () => {
  await shutdownHooks.close();
  await workplace.clear();
  rmSync(directory, { recursive: true });
});

/** Runs the program itself. */
const run = (...args: string[]) => workplace.run(embedded, ['sql', ...args]);

const shutdownHooks = new ShutdownHooks();
let graph: Promise<RecordedGraph> | undefined;
function open(): Promise<RecordedGraph> {
  const config = {
    ...readConfig({ DATABASE_URL: process.env.TEST_DATABASE! }),
    secret: SECRET,
    secrets: [SECRET] as const,
  };
  return (graph ??= openRecordedGraph({ config, shutdownHooks, log: pino({ level: 'silent' }), say() {} }));
}
/** Runs the command in this process on DATABASE_URL. @throws its refusals */
async function outputOf(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const command = sqlCommand(open, (line) => lines.push(line));
  command.exitOverride().configureOutput({ writeErr() {} });
  await command.parseAsync(args, { from: 'user' });
  return lines.join('\n');
}

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

describe('npm run sql', () => {
  it('prints the statements of q01 with their plans, while the program runs', async () => {
    const { code, output } = await run('q01');
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toMatch(/^q01-expertise-in-a-country \{"theme":"ENV-WATER","country":"BJ","first":20\}$/m);
    const heads = output.match(/^── .*$/gm)!;
    expect(heads.map((line) => line.split(' ── ')[0])).toEqual(
      expect.arrayContaining([
        '── expertises: Expertise list',
        '── authorities: Authority.byId',
        '── cooperations: Partnership.byId',
      ]),
    );
    for (const line of heads) expect(line).toMatch(/ ── 1 time, \d+ rows?, \d+\.\d ms$/);
    expect(output).toMatch(/^SELECT \/\* authorities: Authority\.byId \*\/ /m);
    expect(output).toMatch(/^ {2}\$1 = "ENV-WATER"$/m);
    // A plan for each, with times and buffers.
    expect(output.match(/^ {2}Execution Time: /gm)).toHaveLength(heads.length);
    expect(output).toMatch(/^ +Buffers: shared hit=/m);
    expect(output).toMatch(new RegExp(`^${heads.length} statements, executed ${heads.length} times: `, 'm'));
    expect(output).toMatch(
      /^Only the first run reads what stays in memory: .*expertises: reference theme by code/m,
    );
  });

  it('names the examples when none has the given name', async () => {
    const { code, output } = await run('q99');
    expect(output).toMatch(/^There is no example operation "q99"\. .*\n {2}q01-expertise-in-a-country\n/s);
    expect(code).toBe(1);
  });

  it('takes a file and variables, and plans without executing again', async () => {
    const path = file(
      'mine.graphql',
      '# variables: {"first":1}\nquery ($first: Int!) { countryGroups(first: $first) { nodes { code } } }',
    );
    const printed = await outputOf(path, '--variables', '{"first":3}', '--no-analyze');
    expect(printed).toMatch(/^── country-groups: CountryGroup list ── 1 time, 4 rows, /m);
    expect(printed).toMatch(/\(cost=/);
    expect(printed).not.toMatch(/Execution Time|actual time/);
  });

  it('shortens long parameters', async () => {
    const path = file('page.graphql', '{ authorities(first: 30) { nodes { id siren } } }');
    expect(await outputOf(path, '--no-analyze')).toMatch(/^ {2}\$1 = \["[0-9a-f-]{36}",.*… \(30 values\)$/m);
  });

  it.each(['q01', '1', 'q01-expertise-in-a-country'])('knows an example as %s', async (name) =>
    expect(await outputOf(name, '--no-analyze')).toMatch(/^q01-expertise-in-a-country /),
  );

  it.each<[string[], RegExp]>([
    [['expertise'], /^There is no example operation "expertise"\./],
    [['missing.graphql'], /^missing\.graphql cannot be read \(ENOENT/],
    [[], /missing required argument 'operation'/],
    [['q01', '--variables', '[1]'], /A JSON object is expected/],
    [['q01', '--variables', '{'], /A JSON object is expected/],
    [['q01', '--analyse'], /unknown option '--analyse'/],
    [['q01', '--variables', '{"theme": 3}'], /^The operation fails for an anonymous client:\n {2}.*country/s],
  ])('refuses %j with a message', (args, sentence) => expect(outputOf(...args)).rejects.toThrow(sentence));

  it('executes no mutation', async () => {
    const path = file('write.graphql', 'mutation { __typename }');
    await expect(outputOf(path)).rejects.toThrow(`${path} holds a mutation, which would be executed`);
  });
});
