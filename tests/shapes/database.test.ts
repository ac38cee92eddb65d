import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadData, openDataSource, openPool, roleOf } from '#kernel/database';
import * as allSubgraphs from '#subgraphs';
import pg from 'pg';
import { describeDatabase, describeSchema } from '../../schema/database.js';

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const subgraphs = Object.values(allSubgraphs);
const pools = new Map(
  subgraphs.map((subgraph) => [subgraph.name, openPool(subgraph, { ...database, poolSize: 2 })]),
);
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.end())));

describe.each(subgraphs.map((subgraph) => [subgraph.name, subgraph] as const))(
  'the database of %s',
  (name, subgraph) => {
    it('is what the entities define, after its migrations', async () => {
      const source = await openDataSource(subgraph, database).initialize();
      try {
        // TypeORM sends several statements at once on one connection, and pg warns rightly; that is not our code.
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
      // The first one restores what a test of another file may have left.
      await loadData(subgraph, pools.get(name)!, () => {}, true);
      const report = await loadData(subgraph, pools.get(name)!, () => {}, true);
      expect(report).toMatchObject({ skipped: false, inserted: 0, changed: 0, removed: 0 });
      expect(report.unchanged).toBeGreaterThan(0);
      const after = await pools.get(name)!.query('SELECT fingerprint FROM data_load');
      expect(after.rows).toEqual([{ fingerprint: before.rows[0].fingerprint }]);
    });

    it('keeps the record of one load only', async () => {
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

describe('schema/database', () => {
  const folder = new URL('../../../schema/database/', import.meta.url);
  let described: Record<string, string>;
  beforeAll(async () => {
    described = await describeDatabase(subgraphs, database);
  });

  it.each(subgraphs.map(({ name }) => name))(
    'holds the schema of %s as it is (else: npm run schema)',
    (name) => {
      expect(described[name]).toBe(readFileSync(new URL(`${name}.sql`, folder), 'utf8'));
    },
  );

  it('has no other files', () => {
    const expected = [...subgraphs.map(({ name }) => `${name}.sql`), 'migrations.json'];
    expect(readdirSync(folder).sort()).toEqual(expected.sort());
  });

  it('describes every table, and a new index, trigger and grant', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('CREATE INDEX event_place ON events.event (place)');
      await client.query(
        'CREATE TRIGGER extra AFTER DELETE ON events.event FOR EACH ROW EXECUTE FUNCTION events.check_event()',
      );
      await client.query('GRANT SELECT ON events.event TO PUBLIC');
      await client.query("COMMENT ON COLUMN events.event.place IS 'where'");
      const subgraph = subgraphs.find(({ name }) => name === 'events')!;
      const text = await describeSchema(client, {
        sqlSchema: 'events',
        owner: roleOf(subgraph, database.url),
      });
      const known = new Set(described.events!.split('\n'));
      expect(text.split('\n').filter((line) => line && !known.has(line))).toEqual([
        'CREATE INDEX event_place ON event USING btree (place);',
        'CREATE TRIGGER extra AFTER DELETE ON event FOR EACH ROW EXECUTE FUNCTION check_event();',
        '-- Comments',
        'COMMENT ON column place of table event: where',
        expect.stringMatching(/^-- tables \(event\): PUBLIC SELECT; owner DELETE/),
        expect.stringMatching(
          /^-- tables \(audit, change, checkpoint, country_group, data_load, .*\): owner DELETE/,
        ),
      ]);
      const tables = await client.query<{ name: string }>(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'events' AND tablename <> 'migration'",
      );
      for (const { name } of tables.rows) expect(text).toContain(`CREATE TABLE ${name} (`);
      await client.query("CREATE TYPE events.mood AS ENUM ('good')");
      await expect(describeSchema(client, { sqlSchema: 'events', owner: 'x' })).rejects.toThrow(
        'schema/database.ts does not describe type mood',
      );
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  });
});

it('public has nothing', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  await client.end();
  expect(rows).toEqual([]);
});
