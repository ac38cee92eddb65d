import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ListReader } from './list.js';
import { parentOf, type ListDefinition } from './list-statement.js';
import { CursorCodec, type PageArgs } from './pagination.js';
import { sql, type Reader, type Sql } from '../database/sql.js';

interface Row {
  id: string;
}
const definition: ListDefinition<'NAME'> = {
  name: 'Thing',
  select: sql`t.id`,
  from: sql`thing t`,
  id: sql`t.id`,
  orders: { NAME: { by: sql`t.name`, type: 'text' } },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
};
const cursors = new CursorCodec('a secret of this test');
const relations = {
  Owner: parentOf({ name: 'Owner', key: sql`t.owner_id`, type: 'uuid' }),
  Maker: parentOf({ name: 'Maker', key: sql`t.maker_id`, type: 'text' }),
};

/** Reader whose rows depend on the statement alone, as those of a database; it fails when told to. */
function fakeReader(statements: string[], failing: number): Reader {
  return {
    named: (name) => ({
      async rows<Result extends object>(statement: Sql): Promise<Result[]> {
        statements.push(JSON.stringify([name, statement.text, statement.values]));
        await Promise.resolve();
        if (statements.length === failing) throw new Error('the database is away');
        const limit = statement.values.findLast((value) => typeof value === 'number') ?? 0;
        const ids = (statement.values.find((value) => Array.isArray(value)) as string[] | undefined) ?? [''];
        const totals = statement.text.includes('__total');
        return ids.flatMap((id) => {
          const total = id === '' ? 4 : id.charCodeAt(0) % 6;
          const of = {
            ...(id === '' && !totals ? {} : { __parent: id }),
            ...(totals ? { __total: total } : {}),
          };
          const count = statement.text.includes('"__key"') ? Math.min(total, limit) : 0;
          if (!count) return [{ ...of, __key: null } as Result];
          return Array.from(
            { length: count },
            (_, at) => ({ ...of, id: `${id}${at}`, __key: [`${id}${at}`] }) as Result,
          );
        });
      },
    }),
  };
}

interface Ask {
  relation: keyof typeof relations | null;
  id: string;
  page: PageArgs;
  filter: object | undefined;
  parts: ('nodes' | 'page' | 'total')[];
  /** Whether it waits for the answers of all before it. */
  later: boolean;
}
const sizes = fc.constantFrom(1, 2, 3, 100, 0, 101);
const asks: fc.Arbitrary<Ask[]> = fc.array(
  fc.record({
    relation: fc.constantFrom('Owner' as const, 'Owner' as const, 'Maker' as const, null),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f"', "g'", 'é'),
    page: fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom<PageArgs>({}, {}, { first: 2 }) },
      {
        weight: 3,
        arbitrary: fc.record({ first: fc.oneof(sizes, fc.constant(null)) }, { requiredKeys: [] }),
      },
      fc.record({ last: sizes, before: fc.constantFrom(null, 'own', 'foreign') }, { requiredKeys: [] }),
      fc.record({ first: sizes, after: fc.constantFrom('own', 'foreign') }),
    ),
    filter: fc.constantFrom(...Array<undefined>(6), {}, { text: '"' }),
    parts: fc.subarray(['nodes', 'page', 'total'] as const),
    later: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 1, maxLength: 20 },
) as never;

/** Everything that callers see, and the statements, of one way. */
async function run(fast: boolean, all: readonly Ask[], failing: number) {
  const statements: string[] = [];
  const list = new ListReader<Row, 'NAME'>(definition, fakeReader(statements, failing), cursors, {}, fast);
  const answers: Promise<unknown>[] = [];
  for (const { relation, id, page, filter, parts, later } of all) {
    if (later) await Promise.all(answers);
    const parent = relation && relations[relation](id);
    const mark = cursors.listMark([
      'Thing',
      relation,
      JSON.stringify(filter ?? {}),
      [['NAME', 'ASC']],
      ...(parent ? [id] : []),
    ]);
    const cursorOf = (named: string | null | undefined) =>
      named === 'own'
        ? cursors.encode(mark, ['n', 'i'])
        : named === 'foreign'
          ? cursors.encode(() => 'other', ['n', 'i'])
          : named;
    const given = {
      ...page,
      ...('after' in page ? { after: cursorOf(page.after) } : {}),
      ...('before' in page ? { before: cursorOf(page.before) } : {}),
    } as PageArgs;
    answers.push(
      (async () => {
        const connection = list.page({ page: given, filter, ...(parent ? { parent } : {}) });
        const read = await Promise.allSettled(parts.map((part) => connection[part]()));
        return JSON.stringify(
          read.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason))),
        );
      })().catch(String),
    );
  }
  return { answers: await Promise.all(answers), statements };
}

/** Two parents whose nodes one statement reads, then one for all: what the draws must not miss. */
const BATCHED: [Ask[], number] = [
  [
    { relation: 'Owner', id: 'a', page: {}, filter: undefined, parts: ['nodes', 'total'], later: false },
    { relation: 'Owner', id: 'b', page: {}, filter: undefined, parts: ['nodes', 'total'], later: false },
    { relation: null, id: 'c', page: { first: 2 }, filter: undefined, parts: ['page'], later: true },
  ],
  0,
];

describe('lists in one batch', () => {
  it('answer as lists through loaders do, by the same statements', async () => {
    let [read, batched] = [0, 0];
    await fc.assert(
      fc.asyncProperty(asks, fc.constantFrom(0, 0, 1, 2), async (all, failing) => {
        const [fast, plain] = [await run(true, all, failing), await run(false, all, failing)];
        expect(fast.answers).toEqual(plain.answers);
        expect(fast.statements.toSorted()).toEqual(plain.statements.toSorted());
        read += fast.statements.length;
        const values = fast.statements.flatMap(
          (text) => (JSON.parse(text) as [string, string, unknown[]])[2],
        );
        batched += values.filter((value) => Array.isArray(value) && value.length > 1).length;
      }),
      { numRuns: 300, examples: [BATCHED] },
    );
    expect(read).toBeGreaterThan(1);
    expect(batched).toBeGreaterThan(0);
  });

  it('read all parents of a tick by one statement', async () => {
    const statements: string[] = [];
    const list = new ListReader<Row, 'NAME'>(definition, fakeReader(statements, 0), cursors, {}, true);
    const ids = Array.from({ length: 100 }, (_, at) => `${at}`);
    await Promise.all(
      ids.map(async (id) => {
        await Promise.resolve();
        const connection = list.page({ page: { first: 3 }, parent: relations.Owner(id) });
        return Promise.all([connection.nodes(), connection.page(), connection.total()]);
      }),
    );
    expect(statements.length).toBe(1);
    expect(JSON.parse(statements[0]!)[2]).toContainEqual(ids);
  });
});
