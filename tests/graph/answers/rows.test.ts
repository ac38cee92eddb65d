import { ANONYMOUS } from '#kernel/auth';
import { createReader, sql, type Sql } from '#kernel/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';

// Rows as a reader of a subgraph reads them, against those of pg, on PostgreSQL itself. Tables are temporary.

const url = process.env.TEST_DATABASE!;
let client: pg.Client;
let plain: pg.Client;
beforeAll(async () => {
  plain = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
  await plain.connect();
});
beforeEach(async () => {
  await client?.end();
  client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await plain.end();
});

const read = (statement: Sql, name = 'Test.rows') =>
  createReader(client, 'test', { actor: ANONYMOUS, language: 'FR', requestId: 'test' })
    .named(name)
    .rows(statement);

const text = fc.string({ unit: 'binary' }).filter((value) => !/[\0\uD800-\uDFFF]/.test(value));
const list = fc.array(
  fc.option(fc.oneof(text, fc.constantFrom('NULL', '"', '\\', '{,}', ' ', '')), { freq: 5 }),
  {
    maxLength: 4,
  },
);
const instants = fc.constantFrom(
  '-infinity',
  '4713-01-01 00:00:00 BC',
  '0044-03-15 12:00:00 BC',
  '0099-12-31 23:59:59.999999',
  '1911-03-10 23:51:38',
  '2026-03-29T01:59:59.9999+01:00',
  '9999-12-31 23:59:59.999',
  '10000-01-01',
  'infinity',
);
const row = fc.record({
  text: fc.option(text),
  list: fc.option(list),
  ids: fc.option(fc.array(fc.uuid(), { maxLength: 4 })),
  small: fc.option(fc.constantFrom(-32_768, 0, 32_767)),
  whole: fc.option(fc.constantFrom(-2_147_483_648, -0, 2_147_483_647)),
  big: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  exact: fc.option(fc.constantFrom('0.10', 'NaN', '99999999999999999999.99')),
  double: fc.option(fc.double()),
  truth: fc.option(fc.boolean()),
  day: fc.option(fc.constantFrom('4713-01-01 BC', '0001-01-01', '9999-12-31', 'infinity')),
  at: fc.option(instants),
  json: fc.option(fc.jsonValue().map((value) => JSON.stringify(value).replaceAll('\\u0000', ''))),
});
type Values = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

const rowOf = (value: Values) => sql`SELECT ${value.text}::text AS text, ${value.list}::text[] AS list,
  ${value.ids}::uuid[] AS ids, ${value.small}::int2 AS small, ${value.whole}::int4 AS whole, ${value.big}::int8 AS big,
  ${value.exact}::numeric AS exact, ${value.double}::float8 AS double, ${value.truth}::boolean AS truth,
  ${value.day}::date AS day, ${value.at}::timestamptz AS at, ${value.json}::jsonb AS json, ${value.whole}::int4 AS text`;

describe('rows that a subgraph reads', () => {
  it('are those of pg, at the first execution of a statement and later', async () => {
    await fc.assert(
      fc.asyncProperty(row, async (value) => {
        const statement = rowOf(value);
        const { rows } = await plain.query(statement.text, statement.values);
        expect(await read(statement)).toStrictEqual(rows);
      }),
      { numRuns: 200 },
    );
  });

  it('come after a failed execution of the same statement', async () => {
    const divided = (by: number) => sql`SELECT 12 / ${by}::int AS part`;
    await expect(read(divided(0))).rejects.toMatchObject({ code: '22012' });
    expect(await read(divided(3))).toEqual([{ part: 4 }]);
    await expect(read(divided(0))).rejects.toMatchObject({ code: '22012' });
    expect(await read(divided(4))).toEqual([{ part: 3 }]);
    await expect(read(sql`SELECT ${'x'}::uuid AS id`)).rejects.toMatchObject({ code: '22P02' });
    await expect(read(sql`SELECT nothing FROM nowhere`)).rejects.toMatchObject({ code: '42P01' });
    expect(await read(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  it('are refused by PostgreSQL when a column has changed its type, as those of pg are', async () => {
    await client.query('CREATE TEMP TABLE changing (value int); INSERT INTO changing VALUES (7)');
    const statement = sql`SELECT value FROM changing`;
    expect(await read(statement)).toEqual([{ value: 7 }]);
    expect(await read(statement)).toEqual([{ value: 7 }]);
    await client.query('ALTER TABLE changing ALTER value TYPE text USING $$"$$ || value');
    await expect(read(statement)).rejects.toMatchObject({ code: '0A000' });
    // Another statement is another description.
    expect(await read(statement, 'Test.again')).toEqual([{ value: '"7' }]);
  });

  it('are none for statements that return none, and several for the rows that a change returns', async () => {
    await client.query('CREATE TEMP TABLE written (value text)');
    const insert = (value: string) => sql`INSERT INTO written VALUES (${value})`;
    expect([await read(insert('a')), await read(insert('b'))]).toEqual([[], []]);
    const change = sql`UPDATE written SET value = value || '!' RETURNING value`;
    expect(await read(change)).toEqual([{ value: 'a!' }, { value: 'b!' }]);
    expect(await read(change)).toEqual([{ value: 'a!!' }, { value: 'b!!' }]);
  });

  it('come in the order of their statements from one connection', async () => {
    const found = await Promise.all(
      Array.from({ length: 30 }, (_, at) => read(sql`SELECT ${at}::int AS at`, `Test.number${at % 3}`)),
    );
    expect(found).toEqual(Array.from({ length: 30 }, (_, at) => [{ at }]));
  });
});
