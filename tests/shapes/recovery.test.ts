import { afterAll, expect, it } from '@jest/globals';
import { subgraphs } from '../../services/run.js';
import { addressOf } from '../support/program.js';
import { DEPTH } from '../support/random/depth.js';
import { rowsIn } from '../support/set-up/rows-in.js';
import { Workplace, databaseOf, isAlive, postmasterOf, statusOf } from '../support/workplace.js';
import { slowness } from '../support/slowness.js';

// Whatever stops the first load, the next start completes it.
const SECRET = 'recovery-'.padEnd(40, 'r');
const workplace = new Workplace();
const dataDir = workplace.directory();
const environment = { PORT: '0', DATA_DIR: dataDir, SECRET };
afterAll(() => workplace.clear());

/** A line in the middle of what the first load of this subgraph prints. */
const loads = subgraphs.filter(({ load }) => load);
const loading = (at: number): [string, RegExp] => {
  const { name } = loads[at]!;
  return [`the load of ${name}`, new RegExp(`Loading ${name}: [1-9]\\d* of`)];
};

const migrations: [string, RegExp] = ['the migrations', /: migrated /];
const middle = Math.floor(loads.length / 2);
const points: [string, RegExp][] = [
  migrations,
  ...(DEPTH < 10 ? [middle] : [0, middle, loads.length - 1]).map(loading),
  ['the indexing of what was loaded', /Indexing \w+: [1-9]\d* of/],
];

it.each(points)('is killed during %s, together with its PostgreSQL', async (_, point) => {
  const program = workplace.start(environment);
  await program.printed(point);
  const postmaster = postmasterOf(dataDir)!;
  program.process.kill('SIGKILL');
  process.kill(postmaster, 'SIGKILL');
  await program.exited;
  expect(program.output()).not.toContain('is ready after');
  expect(isAlive(program.process.pid!)).toBe(false);
});

it.each([migrations, loading(0)])(
  'says so when PostgreSQL alone breaks off in the middle of %s',
  async (_, point) => {
    const apart = workplace.directory();
    const program = workplace.start({ ...environment, DATA_DIR: apart }, ['load']);
    await program.printed(point);
    process.kill(postmasterOf(apart)!, 'SIGKILL');
    expect(await program.exited).toBe(1);
    expect(program.output()).toMatch(
      /^The connection to PostgreSQL was lost \(.+\)\. Check that it runs, then start again: committed work stays\.$/m,
    );
    expect(program.output()).not.toMatch(/^\s+at |node:events/m);
  },
);

it('completes the load at the next start, with the same rows as an undisturbed load', async () => {
  const program = workplace.start(environment);
  expect(await statusOf(await addressOf(program), '/readiness')).toBe(200);
  const rows = await rowsIn(await databaseOf(program, SECRET));
  expect(rows).toEqual(JSON.parse(process.env.TEST_ROWS!));
  for (const { sqlSchema } of loads) expect(rows[`${sqlSchema}.data_load`]).toBe(1);
  await program.stop();
  expect(program.process.exitCode).toBe(0);
});

it('has nothing left to load at the start after that', async () => {
  const began = Date.now();
  const program = workplace.start(environment);
  const address = await addressOf(program);
  expect(Date.now() - began).toBeLessThan(10_000 * slowness());
  expect(await statusOf(address, '/readiness')).toBe(200);
  expect(program.output()).not.toMatch(/Loading|migrated|inserted|Creating a database/);
  await program.stop();
});
