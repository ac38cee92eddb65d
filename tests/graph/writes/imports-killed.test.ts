import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { Importer, countsOf } from '../../support/imports/importer.js';
import { generatedFile } from '../../support/imports/generated-file.js';
import { imported } from '../../support/imports/imported.js';
import { OwnGraph } from '../../support/own-graph.js';
import { watchMemory } from '../../support/peak-memory.js';
import type { Program } from '../../support/program.js';
import { deep } from '../../support/random/depth.js';
import { Workplace } from '../../support/workplace.js';

// One generated file, imported twice: undisturbed, by a program that serves imports, and by `npm run import`, which is
// killed with SIGKILL in the middle of each of its works and resumed. The judge compares the tables of both databases.
// IMPORT_ROWS=100000 is the size of the note in services/imports/README.md.

const ROWS = Number(process.env.IMPORT_ROWS ?? deep(4_000, 400));
const KEY = 'generated';
const workplace = new Workplace();
const undisturbed = new OwnGraph(workplace, { NODE_ENV: 'test', LOG_LEVEL: 'error' });
const disturbed = new OwnGraph(workplace, { NODE_ENV: 'test', LOG_LEVEL: 'error' });
const folder = workplace.directory();
const file = join(folder, `${KEY}.csv`);
afterAll(async () => {
  await disturbed.admin?.end().catch(() => {});
  await undisturbed.clear();
});

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
const say = (text: string) => process.stdout.write(`${text}\n`);
const secondsOf = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
  const began = performance.now();
  return [await work(), (performance.now() - began) / 1_000];
};

/** Far longer than it takes, so that a work that waits for ever is reported. */
const LONGEST_MS = 600_000 + ROWS * 200;
let expected: Awaited<ReturnType<typeof imported>>;

it(
  'enters a large file undisturbed',
  async () => {
    await undisturbed.begin();
    const text = await generatedFile(undisturbed.admin, ROWS, 17);
    writeFileSync(file, text);
    const memory = watchMemory(undisturbed.program.process.pid!);
    const importer = new Importer(undisturbed.address);
    const [id, reading] = await secondsOf(async () => {
      const begun = await importer.upload(`${KEY}.csv`, KEY, text);
      await importer.settled(begun);
      return begun;
    });
    const worked = (mutation: string) =>
      secondsOf(async () => {
        await importer.send(mutation, { id });
        return countsOf(await importer.settled(id));
      });
    const [, previewing] = await worked('importPreview');
    const [counts, applying] = await worked('importApply');
    expected = await imported(undisturbed.admin, KEY);
    say(
      `${ROWS} rows: read ${(ROWS / reading).toFixed(0)}/s, previewed ${(ROWS / previewing).toFixed(0)}/s, applied ${(ROWS / applying).toFixed(0)}/s; ` +
        `peak memory of the process that serves imports ${megabytes(memory())} MB; ${JSON.stringify(counts)}`,
    );
    // Of each fate that the file is made for there is one at least.
    for (const fate of ['CREATED', 'UNCHANGED', 'REFUSED']) expect(counts[fate]).toBeGreaterThan(0);
    expect(expected.partnerships).toHaveLength(counts.CREATED! + (counts.JOINED ?? 0));
    expect(expected.towns.some(({ made }) => made)).toBe(true);
    await undisturbed.end();
  },
  LONGEST_MS,
);

/** What the command prints when it is killed: as soon as the file is there to be read, and in the middle of the others. */
const POINTS = [/^Uploaded as import .*$/m, /previewing rows: [1-9]/, /applying rows: [1-9]/];

it(
  'enters the same when it is killed three times and resumed',
  async () => {
    const env = { DATA_DIR: disturbed.environment.DATA_DIR!, SECRET: disturbed.secret };
    const peaks: number[] = [];
    const import_ = (args: readonly string[]): [Program, () => number] => {
      const program = workplace.start(env, ['import', ...args]);
      return [program, watchMemory(program.process.pid!)];
    };
    let args = [file, '--licence', 'etalab-2.0', '--source-key', KEY, '--title', `${KEY}.csv`];
    for (const point of POINTS) {
      const [program, memory] = import_(args);
      await program.printed(point, LONGEST_MS);
      program.process.kill('SIGKILL');
      await program.exited;
      peaks.push(memory());
      const id = /import ([0-9a-f-]{36})/.exec(program.output())?.[1];
      if (id !== undefined) args = ['--resume', id];
    }
    const [program, memory] = import_(args);
    expect(await program.exited).toBe(0);
    peaks.push(memory());
    say(`peak memory of the command ${Math.max(...peaks.map(megabytes))} MB`);
    await disturbed.begin();
    const found = await imported(disturbed.admin, KEY);
    expect(found.sizes).toEqual(expected.sizes);
    expect(found.rows).toEqual(expected.rows);
    expect(found.partnerships).toEqual(expected.partnerships);
    expect(found.towns).toEqual(expected.towns);
  },
  LONGEST_MS,
);
