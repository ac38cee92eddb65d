import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import { subgraphs } from '../../services/run.js';
import { ask } from '../support/graph.js';
import { addressOf } from '../support/program.js';
import { Workplace } from '../support/workplace.js';

// The drill: back up, destroy, restore, compare.
const SECRET = process.env.TEST_SECRET!;
const workplace = new Workplace();
afterAll(() => workplace.clear());

const QUESTIONS = [
  '{ authorities(first: 50, orderBy: { field: NAME, direction: ASC }) { totalCount nodes { id name } } }',
  '{ expertises(first: 50) { totalCount nodes { id theme { code } authority { name } } } }',
  '{ events(first: 20) { totalCount nodes { id title } } countries(first: 20) { nodes { code name } } }',
];
const answersOf = async (graph: string) => {
  const answers = [];
  for (const question of QUESTIONS) {
    const { data, errors } = await ask(question, {}, { graph });
    expect(errors).toEqual([]);
    expect(Object.values(data).every((list) => (list as { nodes: unknown[] }).nodes.length > 0)).toBe(true);
    answers.push(data);
  }
  return answers;
};

/** Checksums of all tables by PostgreSQL itself, which knows nothing of backups. */
async function tablesIn(dataDir: string): Promise<Map<string, string>> {
  const postgres = await startEmbeddedPostgres({
    directory: join(dataDir, 'postgres'),
    password: SECRET,
    log: () => {},
  });
  const client = new pg.Client({ connectionString: postgres.url });
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = ANY($1) ORDER BY 1`,
      [subgraphs.map(({ sqlSchema }) => sqlSchema)],
    );
    const sums = new Map<string, string>();
    for (const { name } of rows) {
      const { rows: found } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS sum FROM ${name} t`,
      );
      sums.set(name, found[0]!.sum);
    }
    return sums;
  } finally {
    await client.end();
    await postgres.stop();
  }
}

/** Runs a command to its end. @returns its exit code and output */
async function run(dataDir: string, ...args: string[]) {
  const program = workplace.start({ DATA_DIR: dataDir, SECRET }, args);
  return { code: await program.exited, output: program.output() };
}

it('a graph that was destroyed is restored: equal tables, equal answers', async () => {
  const dataDir = workplace.loaded('small');
  const backup = join(workplace.directory(), 'backup');
  const graph = workplace.start({ PORT: '0', DATA_DIR: dataDir, SECRET });
  const before = await answersOf(await addressOf(graph));
  // Beside the running graph.
  expect(await run(dataDir, 'backup', backup)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/\d+ tables with \d+ rows of Passerelle .* are backed up in/),
  });
  await graph.stop();
  const tables = await tablesIn(dataDir);
  expect(tables.size).toBeGreaterThan(100);
  rmSync(dataDir, { recursive: true });

  const restored = workplace.directory();
  expect(await run(restored, 'restore', backup)).toMatchObject({
    code: 0,
    output: expect.stringContaining('equal checksums'),
  });
  // A running graph notes when its jobs ran; nothing else changes by itself.
  const now = await tablesIn(restored);
  const different = [...tables].filter(
    ([name, sum]) => now.get(name) !== sum && !name.endsWith('.scheduled_run'),
  );
  expect(different).toEqual([]);
  expect([...now.keys()]).toEqual([...tables.keys()]);

  expect(await run(restored, 'restore', backup)).toMatchObject({
    code: 1,
    output: expect.stringContaining('The database holds a graph already'),
  });
  expect(await run(restored, 'backup', backup)).toMatchObject({
    code: 1,
    output: expect.stringContaining('is not empty: name a new directory'),
  });
  const again = workplace.start({ PORT: '0', DATA_DIR: restored, SECRET });
  expect(await answersOf(await addressOf(again))).toEqual(before);
  await again.stop();

  const elsewhere = workplace.directory();
  const [{ file }] = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')).tables as [
    { file: string },
  ];
  appendFileSync(join(backup, file), 'x');
  expect(await run(elsewhere, 'restore', backup)).toMatchObject({
    code: 1,
    output: expect.stringContaining(`${file} is damaged`),
  });
  const unfinished = join(workplace.directory(), 'unfinished');
  mkdirSync(unfinished);
  expect(await run(elsewhere, 'restore', unfinished)).toMatchObject({
    code: 1,
    output: expect.stringContaining('A backup that was interrupted has none'),
  });
});
