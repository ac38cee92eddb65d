import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '#kernel/auth';
import type { StoreTools } from '#kernel/context';
import { createReader, openPool, sql } from '#kernel/database';
import {
  COUNT_UP_TO,
  CursorCodec,
  ListReader,
  countUpTo,
  parentOf,
  type ListDefinition,
} from '#kernel/lists';
import { expertises, search } from '#subgraphs';
import { buildSchema, getNamedType, isNonNullType, isObjectType, isRequiredArgument } from 'graphql';
import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { authoritySearchStore } from '../../../services/search/authorities/authority-search.store.js';
import { freshnessStore } from '../../../services/search/freshness/freshness.store.js';
import { dataOf } from '../../support/graph.js';

// Totals of lists: exact up to a bound, a lower bound beyond. The judge counts without a bound.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const caller = { actor: ANONYMOUS, language: 'FR', requestId: 'totals' } as const;
const cursors = new CursorCodec(database.secret);
const api = buildSchema(readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8'));

let pool: Pool;
let searchPool: Pool;
beforeAll(() => {
  pool = openPool(expertises, database);
  searchPool = openPool(search, database);
});
afterAll(async () => {
  await pool.end();
  await searchPool.end();
});

const countOf = async (from: string) =>
  (await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`)).rows[0]!.count;

describe('in the public schema', () => {
  it('each connection with a total says whether it is exact', () => {
    const connections = Object.values(api.getTypeMap())
      .filter((type) => isObjectType(type))
      .filter((type) => 'totalCount' in type.getFields());
    expect(connections.length).toBeGreaterThan(20);
    for (const type of connections) {
      const field = type.getFields().totalCountIsExact;
      expect([type.name, String(field?.type)]).toEqual([type.name, 'Boolean!']);
      expect(isNonNullType(field!.type)).toBe(true);
    }
  });

  it('each list of the shipped data that everyone may read is counted exactly', async () => {
    const lists = Object.values(api.getQueryType()!.getFields()).filter((field) => {
      const type = getNamedType(field.type);
      const isPublic = !field.astNode!.directives!.some(({ name }) =>
        ['requiresScopes', 'authenticated'].includes(name.value),
      );
      return (
        isPublic &&
        isObjectType(type) &&
        'totalCount' in type.getFields() &&
        !field.args.some(isRequiredArgument)
      );
    });
    expect(lists.length).toBeGreaterThan(10);
    const data = await dataOf(`{ ${lists.map(({ name }) => `${name} { totalCountIsExact }`).join(' ')} }`);
    expect(data).toEqual(Object.fromEntries(lists.map(({ name }) => [name, { totalCountIsExact: true }])));
  });
});

interface Theme {
  code: string;
}
const themes: ListDefinition<'CODE'> = {
  name: 'ThemeInTest',
  select: sql`t.code`,
  from: sql`theme t`,
  id: sql`t.code`,
  idType: 'text',
  orders: { CODE: { by: sql`t.code`, type: 'text' } },
  defaultOrder: [{ field: 'CODE', direction: 'ASC' }],
};
const listOf = (bound: number) =>
  new ListReader<Theme, 'CODE'>(
    { ...themes, countUpTo: bound },
    createReader(pool, 'expertises', caller),
    cursors,
  );

describe('a list', () => {
  it.each([-1, 0, 1])('that holds as many as the bound, and %d, is counted up to it', async (more) => {
    const held = await countOf('theme');
    const bound = held - more;
    const list = listOf(bound).page({ page: { first: 2 } });
    expect(await list.total()).toEqual({ count: Math.min(held, bound), isExact: more <= 0 });
    expect((await list.page()).nodes).toHaveLength(2);
  });

  it('of each parent is counted up to the bound, in one statement', async () => {
    const { rows } = await pool.query<{ code: string; held: number }>(
      'SELECT p.code, (SELECT count(*)::int FROM theme t WHERE t.parent_code = p.code) AS held FROM theme p',
    );
    // A number that one of them holds, between the others.
    const numbers = [...new Set(rows.map(({ held }) => held))].sort((a, b) => a - b);
    const bound = numbers[Math.floor(numbers.length / 2)]!;
    const of = parentOf({ name: 'ThemeParentInTest', key: sql`t.parent_code`, type: 'text' });
    const list = listOf(bound);
    const totals = await Promise.all(
      rows.map(({ code }) => list.page({ page: {}, parent: of(code) }).total()),
    );
    expect(totals).toEqual(
      rows.map(({ held }) => ({ count: Math.min(held, bound), isExact: held <= bound })),
    );
    const kinds = rows.map(({ held }) => Math.sign(held - bound));
    expect(new Set(kinds)).toEqual(new Set([-1, 0, 1]));
  });
});

it('a search finds as many as there are, and says from which bound on it did not count', async () => {
  const tools = {
    reader: createReader(searchPool, 'search', caller),
    cursors,
    actor: ANONYMOUS,
  } as unknown as StoreTools;
  const held = (
    await searchPool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM authority WHERE kind = 'REGION'`,
    )
  ).rows[0]!.count;
  for (const bound of [held - 1, held, held + 1])
    for (const selected of [['totalCount'], ['totalCountIsExact'], ['totalCount', 'facets.kind']]) {
      const found = await authoritySearchStore(tools, freshnessStore(tools), bound).page(
        { filter: { kind: { in: ['REGION'] } } },
        new Set(selected),
        'FR',
      );
      expect(await found.total()).toEqual({ count: Math.min(held, bound), isExact: held <= bound });
      // Facets count all that is found.
      if (selected.includes('facets.kind'))
        expect(found.facets.kind).toContainEqual({ value: 'REGION', count: held });
    }
});

it('no more rows are read than the bound', async () => {
  const statement = countUpTo(7, sql`FROM expertise e`);
  const { rows } = await pool.query<{ 'QUERY PLAN': { Plan: unknown }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) SELECT ${statement.text}`,
    statement.values,
  );
  const read: number[] = [];
  JSON.stringify(rows, (key, value: { 'Relation Name'?: string; 'Actual Rows'?: number }) => {
    if (value?.['Relation Name'] === 'expertise') read.push(Number(value['Actual Rows']));
    return value as unknown;
  });
  expect(read).toEqual([8]);
  expect(COUNT_UP_TO).toBeGreaterThan(2 * (await countOf('expertise')));
});
