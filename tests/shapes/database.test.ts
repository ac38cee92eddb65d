import { afterAll, describe, expect, it } from '@jest/globals';
import { loadData, openDataSource, openPool, roleOf } from '#kernel/database';
import * as line from '#subgraphs';
import pg from 'pg';

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const subgraphs = Object.values(line);
const pools = new Map(
  subgraphs.map((subgraph) => [subgraph.name, openPool(subgraph, { ...database, poolSize: 2 })]),
);
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.end())));

describe.each(subgraphs.map((subgraph) => [subgraph.name, subgraph] as const))(
  'the database of %s',
  (name, subgraph) => {
    it('is what the entities say, after its migrations', async () => {
      const source = await openDataSource(subgraph, database).initialize();
      try {
        // TypeORM asks one connection several things at once, of which pg warns; it is right to, and not ours.
        process.noDeprecation = true;
        const { upQueries } = await source.driver.createSchemaBuilder().log();
        expect(upQueries.map(({ query }) => query)).toEqual([]);
      } finally {
        await source.destroy();
      }
    });

    it('is closed to the roles of the other subgraphs', async () => {
      const tables = await pools
        .get(name)!
        .query<{ tablename: string }>('SELECT tablename FROM pg_tables WHERE schemaname = $1', [
          subgraph.sqlSchema,
        ]);
      expect(tables.rows.length).toBeGreaterThan(2);
      for (const [other, pool] of pools) {
        if (other === name) continue;
        await expect(
          pool.query(`SELECT FROM ${subgraph.sqlSchema}.${tables.rows[0]!.tablename}`),
        ).rejects.toThrow(/permission denied/);
      }
    });

    it('belongs to a role without rights beyond it', async () => {
      const { rows } = await pools
        .get(name)!
        .query(
          'SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = current_user',
        );
      expect(rows).toEqual([
        {
          rolname: roleOf(subgraph, database.url),
          rolsuper: false,
          rolcreatedb: false,
          rolcreaterole: false,
          rolbypassrls: false,
          rolreplication: false,
        },
      ]);
      await expect(pools.get(name)!.query('CREATE TABLE public.intruder ()')).rejects.toThrow(
        /permission denied/,
      );
      await expect(pools.get(name)!.query("SELECT pg_read_file('/etc/passwd')")).rejects.toThrow(
        /permission denied/,
      );
    });

    // A read model has no data of its own.
    if (!subgraph.load) return;

    it('is not changed by a second load, which says so', async () => {
      const before = await pools.get(name)!.query('SELECT fingerprint, loaded_at FROM data_load');
      const skipped = await loadData(subgraph, pools.get(name)!, () => {});
      expect(skipped.skipped).toBe(true);
      const report = await loadData(subgraph, pools.get(name)!, () => {}, true);
      expect(report).toMatchObject({ skipped: false, inserted: 0, changed: 0, removed: 0 });
      expect(report.unchanged).toBeGreaterThan(0);
      const after = await pools.get(name)!.query('SELECT fingerprint FROM data_load');
      expect(after.rows).toEqual([{ fingerprint: before.rows[0].fingerprint }]);
    });

    it('keeps no more than one load on record', async () => {
      const { rows } = await pools.get(name)!.query('SELECT count(*)::int AS count FROM data_load');
      expect(rows).toEqual([{ count: 1 }]);
    });
  },
);

it('a load that fails leaves everything as it was', async () => {
  const subgraph = subgraphs.find(({ name }) => name === 'expertises')!;
  const pool = pools.get('expertises')!;
  const count = async () =>
    (await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM theme')).rows[0]!.count;
  const before = await count();
  const broken = {
    ...subgraph,
    load: {
      ...subgraph.load!,
      version: -1,
      tables: (reading: never) =>
        subgraph.load!.tables(reading).map((table) => ({
          ...table,
          rows: table.entity.name === 'ExpertiseEntity' ? [{ id: 'not a uuid' }] : table.rows.slice(0, 1),
        })),
    },
  };
  await expect(loadData(broken, pool, () => {})).rejects.toThrow(/Loading the data of expertises failed/);
  expect(await count()).toBe(before);
});

it('public holds nothing', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  await client.end();
  expect(rows).toEqual([]);
});
