import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readExamples } from '../../gateway/operation/examples.js';
import { ask } from '../support/graph.js';
import { OwnGraph } from '../support/own-graph.js';
import { Workplace } from '../support/workplace.js';

const workplace = new Workplace();
/** File that marks a DATA_DIR as that of a demonstration. */
const MARK = 'demo';
const graph = new OwnGraph(workplace, { DEMO: 'true', NODE_ENV: 'development' });

beforeAll(async () => {
  writeFileSync(join(graph.environment.DATA_DIR!, MARK), '');
  await graph.begin();
  await graph.program.printed(/This is a demonstration/);
});
afterAll(() => graph.clear());

async function answerOf(question: string) {
  const example = readExamples().find(({ name }) => name.startsWith(question))!;
  const { data, errors } = await ask(example.query, example.variables, {
    graph: graph.address,
    headers: { 'accept-language': 'en' },
  });
  expect(errors).toEqual([]);
  return data;
}

describe('a demonstration', () => {
  it('answers who speaks English or Portuguese and can send someone (question 2)', async () => {
    const { expertises } = await answerOf('q02');
    expect(expertises.nodes.map(({ authority }: any) => authority.name).sort()).toEqual([
      'Métropole de Lyon',
      'Nantes Métropole',
    ]);
    expect(expertises.absence).toBeNull();
  });

  it('answers who holds a label in waste management (question 3)', async () => {
    const text = JSON.stringify(await answerOf('q03'));
    expect(text).toContain('Eurométropole de Strasbourg');
    expect(text).not.toContain('Nantes Métropole'); // refused
  });

  it('answers who matches the request of Huye, and why (question 4)', async () => {
    const { data } = await ask(
      `{ cooperationRequests(filter: { status: { in: [OPEN] } }) { nodes { matches(first: 1) { nodes { expertise { authority { name } } } } } } }`,
      {},
      { graph: graph.address },
    );
    expect(data.cooperationRequests.nodes).toEqual([
      { matches: { nodes: [{ expertise: { authority: { name: 'Bordeaux Métropole' } } }] } },
    ]);
  });

  it('marks each row that people wrote in it as illustrative', async () => {
    const { rows: tables } = await graph.admin.query<{ name: string }>(
      `SELECT format('%I.%I', v.table_schema, v.table_name) AS name FROM information_schema.columns v
       JOIN information_schema.columns c ON (c.table_schema, c.table_name) = (v.table_schema, v.table_name) AND c.column_name = 'confidence'
       JOIN information_schema.tables t ON (t.table_schema, t.table_name) = (v.table_schema, v.table_name) AND t.table_type = 'BASE TABLE'
       WHERE v.column_name = 'version'`,
    );
    let written = 0;
    for (const { name } of tables) {
      const { rows } = await graph.admin.query<{ confidence: string }>(
        `SELECT confidence FROM ${name} WHERE version > 0`,
      );
      written += rows.length;
      expect({ name, told: [...new Set(rows.map(({ confidence }) => confidence))] }).toEqual({
        name,
        told: rows.length ? ['ILLUSTRATIVE'] : [],
      });
    }
    expect(written).toBeGreaterThan(8);
  });

  it('begins in an empty directory, which it marks as its own', async () => {
    const DATA_DIR = workplace.directory();
    const program = workplace.start({ ...graph.environment, DATA_DIR });
    await program.printed(/PostgreSQL is ready/);
    expect(existsSync(join(DATA_DIR, MARK))).toBe(true);
    await program.stop();
  });

  it('is filled only once, and never mixed with real data', async () => {
    const count = async () =>
      (await graph.admin.query('SELECT count(*)::int AS count FROM expertises.audit')).rows[0]
        .count as number;
    const before = await count();
    await graph.end();
    const real = await workplace.run({ ...graph.environment, DEMO: 'false' });
    expect(real).toEqual({ code: 1, output: expect.stringContaining('holds a demonstration') });
    await graph.begin();
    await graph.program.printed(/This is a demonstration/);
    expect(await count()).toBe(before);
    const DATA_DIR = workplace.directory();
    mkdirSync(join(DATA_DIR, 'postgres'));
    const mixed = await workplace.run({ ...graph.environment, DATA_DIR });
    expect(mixed).toEqual({
      code: 1,
      output: expect.stringContaining('holds data that is no demonstration'),
    });
  });
});
