import { renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseError, checkPrepared } from '#kernel/database';
import * as allSubgraphs from '#subgraphs';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import { Workplace } from '../support/workplace.js';

// A database of version 0.1, whose migrations no longer exist: it is refused, and left untouched.

/** The last migration of each subgraph in version 0.1. */
const LAST: Record<string, string> = {
  access: 'Revision1765300000000',
  authorities: 'MembersFollow1764850000000',
  cooperations: 'AllFrenchAuthorities1765200000000',
  country_groups: 'GroupWrites1764800000000',
  events: 'EventWrites1764800000000',
  expertises: 'LabelCorrections1764920000000',
  search: 'Matching1764700000000',
};
const SECRET = process.env.TEST_SECRET!;
const workplace = new Workplace();
const subgraphs = Object.values(allSubgraphs);

async function asAdmin<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Creates the migration tables of 0.1, and a row that people have written. */
async function makeEarlier(client: pg.Client): Promise<void> {
  for (const [schema, name] of Object.entries(LAST)) {
    await client.query(`CREATE SCHEMA ${schema}`);
    await client.query(
      `CREATE TABLE ${schema}.migration (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL)`,
    );
    await client.query(`INSERT INTO ${schema}.migration ("timestamp", name) VALUES ($1, $2)`, [
      name.slice(-13),
      name,
    ]);
  }
  await client.query('CREATE TABLE expertises.audit (actor text)');
  await client.query("INSERT INTO expertises.audit VALUES ('somebody')");
}

/** Returns everything that preparing a database could change: schemas, relations, extensions, roles, rows. */
async function stateOf(client: pg.Client): Promise<unknown> {
  const { rows } = await client.query(`SELECT
    (SELECT json_agg(json_build_array(nspname, nspacl::text, nspowner) ORDER BY nspname) FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%') AS schemas,
    (SELECT json_agg(json_build_array(relname, relnamespace, relacl::text) ORDER BY oid) FROM pg_class WHERE relnamespace >= 16384) AS relations,
    (SELECT json_agg(extname ORDER BY extname) FROM pg_extension) AS extensions,
    (SELECT json_agg(json_build_array(rolname, rolpassword) ORDER BY rolname) FROM pg_authid) AS roles,
    (SELECT json_agg(actor) FROM expertises.audit) AS written`);
  return rows[0];
}

afterAll(() => workplace.clear());

/** Without those that came later, of which it has no schema. */
const subgraphsOfThen = subgraphs.filter(({ name }) => name !== 'imports');

describe('a database of version 0.1 by its address', () => {
  const name = `earlier_${process.pid}`;
  const url = new URL(process.env.TEST_DATABASE!);
  url.pathname = `/${name}`;
  const environment = { PORT: '0', SECRET, DATABASE_URL: url.href };
  const sentence =
    'The database of DATABASE_URL was made by Passerelle 0.1, whose tables this version does not read; nothing in it was changed. ' +
    'Create another database, give its address as DATABASE_URL, and start again: what people have written stays in the old database, and Passerelle 0.1 still opens it.';

  beforeAll(async () => {
    await asAdmin(process.env.TEST_DATABASE!, (client) => client.query(`CREATE DATABASE ${name}`));
    await asAdmin(url.href, makeEarlier);
  });
  afterAll(() =>
    asAdmin(process.env.TEST_DATABASE!, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  );

  it('names a migration of every subgraph that version 0.1 had', () => {
    expect(Object.keys(LAST).sort()).toEqual(subgraphsOfThen.map(({ sqlSchema }) => sqlSchema).sort());
  });

  it.each([
    ['npm start', []],
    ['npm run load', ['load']],
    ['npm run access', ['access', 'audit']],
    ['npm run search:rebuild', ['rebuild']],
  ])(
    'is refused in one line by %s, and left as it was',
    async (_, args) => {
      const before = await asAdmin(url.href, stateOf);
      const { code, output } = await workplace.run({ ...environment, DATA_DIR: workplace.directory() }, args);
      expect({ code, output }).toEqual({ code: 1, output: sentence });
      expect(await asAdmin(url.href, stateOf)).toEqual(before);
    },
    30_000,
  );

  it('is refused by a subgraph in its own process', async () => {
    for (const subgraph of subgraphsOfThen) {
      const pool = new pg.Pool({
        connectionString: url.href,
        options: `-c search_path=${subgraph.sqlSchema}`,
      });
      const checked = checkPrepared(subgraph, pool, { url: url.href, secret: SECRET });
      await expect(checked).rejects.toThrow(new DatabaseError(sentence));
      await pool.end();
    }
  });
});

describe('an embedded database of version 0.1', () => {
  const dataDir = workplace.directory();
  const environment = { PORT: '0', SECRET, DATA_DIR: dataDir };
  const open = () =>
    startEmbeddedPostgres({ directory: `${dataDir}/postgres`, password: SECRET, log: () => {} });
  let directory: string;
  let before: unknown;

  beforeAll(async () => {
    const postgres = await open();
    directory = postgres.directory;
    await asAdmin(postgres.url, makeEarlier);
    before = await asAdmin(postgres.url, stateOf);
    await postgres.stop();
  });

  it('is refused with a message that says what to do, and left untouched', async () => {
    const { code, output } = await workplace.run(environment);
    expect(code).toBe(1);
    expect(output.split('\n').at(-1)).toBe(
      `The database in ${directory} was made by Passerelle 0.1, whose tables this version does not read; nothing in it was changed. ` +
        `Move it away (mv ${directory} ${directory}-0.1) or set another DATA_DIR, and start again: ` +
        'what people have written stays in the old database, and Passerelle 0.1 still opens it.',
    );
    const postgres = await open();
    expect(await asAdmin(postgres.url, stateOf)).toEqual(before);
    await postgres.stop();
  });

  it('can be replaced after it was moved away', async () => {
    renameSync(directory, `${directory}-0.1`);
    const { code, output } = await workplace.run(environment, ['access', 'audit']);
    expect(output).toContain('access: migrated FirstTables');
    expect(code).toBe(0);
  });
});
