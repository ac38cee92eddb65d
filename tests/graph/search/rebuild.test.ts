import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { subgraphs } from '../../../services/run.js';
import { ask } from '../../support/graph.js';
import { OwnGraph } from '../../support/own-graph.js';
import { DEPTH } from '../../support/random/depth.js';
import { Workplace, eventually } from '../../support/workplace.js';

// The read model is rebuilt while a program answers.

const workplace = new Workplace();
const own = new OwnGraph(workplace, {}, workplace.loaded('small'));
beforeAll(() => own.begin());
afterAll(() => own.clear());

/** Every row of every table of a schema, without the time at which it was written. */
async function rowsOf(schema: string): Promise<Record<string, string>> {
  const { rows: tables } = await own.admin.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1',
    [schema],
  );
  const found: Record<string, string> = {};
  for (const { name } of tables.filter((table) => table.name !== 'migration')) {
    const { rows } = await own.admin.query<{ digest: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C")), '') AS digest
       FROM (SELECT (to_jsonb(t) - 'applied_at')::text AS line FROM ${schema}.${name} t) AS lines`,
    );
    found[name] = rows[0]!.digest;
  }
  return found;
}

const position = async () => {
  const { data, errors } = await ask('{ searchFreshness { cursor changedAt } }', {}, { graph: own.address });
  expect(errors).toEqual([]);
  return data.searchFreshness as { cursor: string; changedAt: string };
};

const rebuild = () => workplace.start(own.environment, ['rebuild']);

describe('search:rebuild', () => {
  it('builds the same rows again, while the old ones answer', async () => {
    const before = await rowsOf('search');
    expect(Number(before.authority!.split(' ')[0])).toBeGreaterThan(DEPTH < 10 ? 5_000 : 35_000);
    const freshness = await position();
    const running = rebuild();
    let ended = false;
    void running.exited.then(() => (ended = true));
    let answers = 0;
    while (!ended) {
      expect(await position()).toEqual(freshness);
      answers += 1;
      // The rebuild needs the processor, too.
      await sleep(50);
    }
    expect(await running.exited).toBe(0);
    expect(running.output()).toMatch(/The program is running: its tables are rebuilt while it answers\./);
    expect(running.output()).toMatch(/Indexing search: [1-9]\d* of [1-9]\d* changes/);
    expect(running.output()).toMatch(/^search: rebuilt from [1-9]\d* changes$/m);
    expect(answers).toBeGreaterThan(10);
    expect(await rowsOf('search')).toEqual(before);
    expect(await position()).toEqual(freshness);
  });

  it('resumes where it was killed, and leaves only the new tables', async () => {
    const before = await rowsOf('search');
    const killed = rebuild();
    // One page of authorities, which come last.
    await eventually(true, async () => {
      const { rows } = await own.admin
        .query<{ some: boolean }>('SELECT EXISTS (SELECT FROM search_next.authority) AS some')
        .catch(() => ({ rows: [] }));
      return rows[0]?.some ?? false;
    });
    const [, indexed] = killed.output().match(/.*Indexing search: ([1-9]\d*) of/s)!;
    killed.process.kill('SIGKILL');
    await killed.exited;
    const left = await rowsOf('search_next');
    expect(Number(left.authority!.split(' ')[0])).toBeGreaterThan(0);

    const again = rebuild();
    expect(await again.exited).toBe(0);
    const [, read] = again.output().match(/search: rebuilt from (\d+) changes/)!;
    const { rows } = await own.admin.query<{ all: string }>(
      subgraphs
        .filter(({ readModel }) => !readModel)
        .map(({ sqlSchema }) => `SELECT count(*) AS all FROM ${sqlSchema}.change`)
        .join(' UNION ALL '),
    );
    const all = rows.reduce((sum, row) => sum + Number(row.all), 0);
    expect(Number(read)).toBeLessThanOrEqual(all - Number(indexed));
    expect(await rowsOf('search')).toEqual(before);
    const { rows: schemas } = await own.admin.query(
      "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'search\\_%'",
    );
    expect(schemas).toEqual([]);
  });

  it('runs one after the other when two begin at once', async () => {
    const before = await rowsOf('search');
    const both = [rebuild(), rebuild()];
    expect(await Promise.all(both.map(({ exited }) => exited))).toEqual([0, 0]);
    for (const one of both) expect(one.output()).toMatch(/^search: rebuilt from [1-9]\d* changes$/m);
    expect(await rowsOf('search')).toEqual(before);
  });

  it('is continued by the projector of the running program', async () => {
    await own.admin.query("UPDATE authorities.region SET name = 'Bretagne!' WHERE code = '53'");
    const found = async () =>
      (await own.admin.query<{ name: string }>("SELECT name FROM search.region WHERE code = '53'")).rows[0]!
        .name;
    await eventually('Bretagne!', found);
    await own.admin.query("UPDATE authorities.region SET name = 'Bretagne' WHERE code = '53'");
  });
});

describe('tables of another version', () => {
  it('are rebuilt at the next start', async () => {
    await own.admin.query('UPDATE search.checkpoint SET version = -1');
    await own.admin.query("UPDATE search.authority SET name = 'from other code'");
    await own.end();
    await own.begin();
    expect(own.program.output()).toMatch(/^search: rebuilt from [1-9]\d* changes$/m);
    const { rows } = await own.admin.query("SELECT FROM search.authority WHERE name = 'from other code'");
    expect(rows).toEqual([]);
  });
});
