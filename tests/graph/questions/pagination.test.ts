import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ask, dataOf } from '../../support/graph.js';
import { runs } from '../../support/random/depth.js';

interface List {
  field: string;
  filter?: string;
  orderBy?: string;
}

interface Page {
  nodes: { id: string }[];
  edges: { cursor: string; node: { id: string } }[];
  totalCount: number;
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

type Place = { first: number; after?: string | null } | { last: number; before?: string | null };

const LISTS: List[] = [
  { field: 'themes' },
  { field: 'themes', orderBy: '[{ field: NAME_FR, direction: DESC }]' },
  { field: 'themes', orderBy: '[{ field: LEVEL }, { field: NAME_EN, direction: DESC }]' },
  { field: 'themes', filter: '{ hasExpertise: true }' },
  {
    field: 'expertises',
    filter: '{ theme: { code: "ENV" } }',
    orderBy: '[{ field: EVIDENCE, direction: DESC }]',
  },
  { field: 'expertises', filter: '{ country: { in: ["MG"] } }' },
  { field: 'authorities', filter: '{ region: { in: ["84"] }, population: { gte: 20000 } }' },
];
const lists = fc.constantFrom(...LISTS);
const sizes = fc.integer({ min: 1, max: 100 });
const FEW = runs(12, 4);

function pageQuery({ field, filter, orderBy }: List): string {
  const args = [filter && `filter: ${filter}`, orderBy && `orderBy: ${orderBy}`].filter(Boolean).join(', ');
  return `query ($first: Int, $after: String, $last: Int, $before: String) {
    page: ${field}(first: $first, after: $after, last: $last, before: $before ${args && `, ${args}`}) {
      nodes { id } edges { cursor node { id } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;
}

const pageOf = async (list: List, place: Place): Promise<Page> =>
  (await dataOf(pageQuery(list), { ...place })).page;
const idsOf = (page: Page) => page.nodes.map(({ id }) => id);

/** Pages from the start, or from the end in the order in which they were read. */
async function walk(list: List, size: number, backward = false): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Page = await pageOf(
      list,
      backward ? { last: size, before: cursor } : { first: size, after: cursor },
    );
    pages.push(page);
    cursor = backward ? page.pageInfo.startCursor : page.pageInfo.endCursor;
    if (!(backward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage) || pages.length > 200)
      return pages;
  }
}

const wholes = new Map<List, string[]>();
beforeAll(async () => {
  for (const list of LISTS) wholes.set(list, (await walk(list, 100)).flatMap(idsOf));
});

describe('a list', () => {
  it('has enough items to be paged', () => {
    for (const whole of wholes.values()) expect(whole.length).toBeGreaterThan(3);
  });

  it('is whole, in order and without repetition, forward by pages of any size', () =>
    fc.assert(
      fc.asyncProperty(lists, sizes, async (list, size) => {
        const pages = await walk(list, size);
        const whole = wholes.get(list)!;
        expect(pages.flatMap(idsOf)).toEqual(whole);
        expect(new Set(whole).size).toBe(whole.length);
        expect(pages).toHaveLength(Math.max(1, Math.ceil(whole.length / size)));
        pages.forEach(({ pageInfo, totalCount, edges, nodes }, index) => {
          expect(totalCount).toBe(whole.length);
          expect(pageInfo).toEqual({
            hasNextPage: index < pages.length - 1,
            hasPreviousPage: index > 0,
            startCursor: edges[0]?.cursor ?? null,
            endCursor: edges.at(-1)?.cursor ?? null,
          });
          expect(edges.map(({ node }) => node)).toEqual(nodes);
        });
      }),
      FEW,
    ));

  it('is whole backward too, and ends at its start', () =>
    fc.assert(
      fc.asyncProperty(lists, sizes, async (list, size) => {
        const pages = await walk(list, size, true);
        expect([...pages].reverse().flatMap(idsOf)).toEqual(wholes.get(list));
        pages.forEach(({ pageInfo }, index) => {
          expect(pageInfo.hasPreviousPage).toBe(index < pages.length - 1);
          expect(pageInfo.hasNextPage).toBe(index > 0);
        });
      }),
      FEW,
    ));

  it('continues from any item, in both directions', () =>
    fc.assert(
      fc.asyncProperty(lists, fc.nat(), sizes, async (list, at, size) => {
        const whole = wholes.get(list)!;
        const index = at % Math.min(whole.length, 100);
        const { cursor } = (await pageOf(list, { first: index + 1 })).edges[index]!;
        expect(idsOf(await pageOf(list, { first: size, after: cursor }))).toEqual(
          whole.slice(index + 1, index + 1 + size),
        );
        expect(idsOf(await pageOf(list, { last: size, before: cursor }))).toEqual(
          whole.slice(Math.max(0, index - size), index),
        );
      }),
      FEW,
    ));

  it('refuses the cursors of every other list', () =>
    fc.assert(
      fc.asyncProperty(lists, lists, async (list, other) => {
        fc.pre(list !== other);
        const { endCursor } = (await pageOf(list, { first: 2 })).pageInfo;
        const { errors } = await ask(pageQuery(other), { first: 2, after: endCursor });
        expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
      }),
      FEW,
    ));

  it('refuses the cursor of another parent', async () => {
    const query =
      'query ($code: ID, $after: String) { theme(code: $code) { expertises(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } } }';
    const { theme } = await dataOf(query, { code: 'ENV' });
    const after = theme.expertises.pageInfo.endCursor;
    expect((await ask(query, { code: 'ENV', after })).errors).toEqual([]);
    expect((await ask(query, { code: 'EDU', after })).errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'after',
    });
  });

  it('refuses every text that is not a cursor, and every altered cursor', () =>
    fc.assert(
      fc.asyncProperty(
        lists,
        fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.base64String()),
        fc.nat(),
        fc.boolean(),
        async (list, text, at, forward) => {
          const { endCursor } = (await pageOf(list, { first: 1 })).pageInfo;
          const place = at % endCursor!.length;
          const changed = `${endCursor!.slice(0, place)}${endCursor![place] === 'A' ? 'B' : 'A'}${endCursor!.slice(place + 1)}`;
          for (const cursor of [text, changed, `${endCursor}${text || '.'}`]) {
            const { errors, status } = await ask(
              pageQuery(list),
              forward ? { first: 1, after: cursor } : { last: 1, before: cursor },
            );
            expect(status).toBe(200);
            expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
          }
        },
      ),
      FEW,
    ));
});

describe('filters', () => {
  interface Filter {
    code?: { in?: string[]; notIn?: string[] };
    level?: { gte?: number; lte?: number };
    hasExpertise?: boolean;
    text?: string;
    theme?: { code: string; descendants?: boolean };
    and?: Filter[];
    or?: Filter[];
    not?: Filter;
  }
  const codes = fc.subarray(['EDU', 'ENV', 'ENV-WATER', 'ECO', 'CUL']);
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    codes.map((chosen) => ({ code: { in: chosen } })),
    codes.map((chosen) => ({ code: { notIn: chosen } })),
    fc
      .record(
        { gte: fc.integer({ min: 0, max: 4 }), lte: fc.integer({ min: 0, max: 4 }) },
        { requiredKeys: [] },
      )
      .map((level) => ({ level })),
    fc.boolean().map((hasExpertise) => ({ hasExpertise })),
    fc.constantFrom('eau', 'EDUCATION', 'développement', 'water').map((text) => ({ text })),
    fc
      .record({ code: fc.constantFrom('ENV', 'ECO', 'CUL'), descendants: fc.boolean() })
      .map((theme) => ({ theme })),
    fc.constant({}),
  );
  const filters = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 1, withCrossShrink: true },
      leaf,
      fc.array(tie('filter'), { maxLength: 2 }).map((and) => ({ and })),
      fc.array(tie('filter'), { maxLength: 2 }).map((or) => ({ or })),
      tie('filter').map((not) => ({ not })),
    ),
  })).filter;

  const found = async (filter: Filter): Promise<Set<string>> => {
    const { themes } = await dataOf(
      'query ($filter: ThemeFilter) { themes(first: 100, filter: $filter) { totalCount nodes { id } } }',
      { filter },
    );
    expect(themes.totalCount).toBe(themes.nodes.length);
    return new Set(themes.nodes.map(({ id }: { id: string }) => id));
  };
  const all = () => found({});
  const sorted = (ids: Iterable<string>) => [...ids].sort();

  it('obey the laws of not, and, or', () =>
    fc.assert(
      fc.asyncProperty(filters, filters, async (a, b) => {
        const [every, inA, inB] = await Promise.all([all(), found(a), found(b)]);
        expect(sorted(await found({ not: a }))).toEqual(sorted([...every].filter((id) => !inA.has(id))));
        expect(sorted(await found({ not: { not: a } }))).toEqual(sorted(inA));
        expect(sorted(await found({ and: [a, b] }))).toEqual(sorted([...inA].filter((id) => inB.has(id))));
        expect(sorted(await found({ or: [a, b] }))).toEqual(sorted(new Set([...inA, ...inB])));
        expect(sorted(await found({ not: { or: [a, b] } }))).toEqual(
          sorted(await found({ and: [{ not: a }, { not: b }] })),
        );
      }),
      runs(25, 6),
    ));

  it('of nothing: all of none holds for all, any of none for none', async () => {
    expect(await found({ and: [] })).toEqual(await all());
    expect(await found({ or: [] })).toEqual(new Set());
    expect(await found({ not: {} })).toEqual(new Set());
  });
});
