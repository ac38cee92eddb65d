import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { ask as askGraph } from '../../support/graph.js';
import { insertGeneratedRows } from '../../support/samples/generated-rows.js';
import { addressOf } from '../../support/program.js';
import {
  groupsOf,
  inOrder,
  matches,
  readFacts,
  type Facts,
  type Filter,
} from '../../support/search/statistics.js';
import { Workplace, databaseOf } from '../../support/workplace.js';
import { runs } from '../../support/random/depth.js';

// A graph of its own: its services have more than the shipped data, in all forms that the tables allow.
const SECRET = process.env.TEST_SECRET!;
const workplace = new Workplace();
let graph: string;
let client: pg.Client;
let facts: Facts;

const ask = (query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  askGraph(query, variables, { graph, headers });
async function dataOf(query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await ask(query, variables);
  if (errors.length) throw new Error(JSON.stringify(errors, null, 1));
  return data;
}

/** A cursor of `changes` after all changes since an instant. */
async function cursorSince(since: string): Promise<string> {
  let after: string | null = null;
  for (;;) {
    const { changes }: any = await dataOf(
      'query ($after: String, $since: DateTime) { changes(first: 100, after: $after, since: $since) { pageInfo { hasNextPage endCursor } } }',
      { after, since: after ? null : since },
    );
    after = (changes.pageInfo.endCursor as string | null) ?? after;
    if (!changes.pageInfo.hasNextPage) return after!;
  }
}

/** Changes the tables of the services, and waits until search has applied it. */
async function change(work: () => Promise<unknown>): Promise<void> {
  const { rows } = await client.query<{ now: string }>('SELECT now()::text AS now');
  await work();
  const asOf = await cursorSince(new Date(rows[0]!.now).toISOString());
  await dataOf(
    'query ($asOf: String) { statistics(of: CALLS, by: [KIND], asOf: $asOf) { freshness { cursor } } }',
    { asOf },
  );
  facts = await readFacts(client);
}

beforeAll(async () => {
  const program = workplace.start({
    PORT: '0',
    DATA_DIR: workplace.loaded(),
    SECRET,
    DIAGNOSTICS: 'true',
  });
  graph = await addressOf(program);
  client = new pg.Client({ connectionString: await databaseOf(program, SECRET) });
  await client.connect();
  await change(() => insertGeneratedRows(client));
});
afterAll(async () => {
  await client?.end();
  await workplace.clear();
});

const DIMENSIONS: Record<string, string[]> = {
  PARTNERSHIPS: [
    ...['COUNTRY', 'WORLD_REGION', 'WORLD_SUB_REGION', 'THEME', 'THEME_TREE', 'THEME_HEAD'],
    ...['REGION', 'AUTHORITY_KIND', 'KIND', 'STATUS', 'YEAR'],
  ],
  EXPERTISES: [
    ...['COUNTRY', 'WORLD_REGION', 'WORLD_SUB_REGION', 'THEME', 'THEME_TREE', 'THEME_HEAD'],
    ...['REGION', 'AUTHORITY_KIND', 'KIND'],
  ],
  REQUESTS: [
    ...['COUNTRY', 'WORLD_REGION', 'WORLD_SUB_REGION', 'THEME', 'THEME_TREE', 'THEME_HEAD'],
    ...['STATUS', 'YEAR'],
  ],
  EVENTS: ['COUNTRY', 'WORLD_REGION', 'WORLD_SUB_REGION', 'KIND', 'STATUS', 'YEAR'],
  CALLS: [
    ...['COUNTRY', 'WORLD_REGION', 'WORLD_SUB_REGION', 'THEME', 'THEME_TREE', 'THEME_HEAD'],
    ...['KIND', 'YEAR'],
  ],
};
const SUBJECTS = Object.keys(DIMENSIONS);
/** Path of the value of a dimension in a group. */
const FIELDS: Record<string, string> = {
  COUNTRY: 'country',
  WORLD_REGION: 'worldRegion',
  WORLD_SUB_REGION: 'worldSubRegion',
  THEME: 'theme',
  THEME_TREE: 'theme',
  THEME_HEAD: 'themeHead',
  REGION: 'region',
  AUTHORITY_KIND: 'authorityKind',
  KIND: 'kind',
  STATUS: 'status',
  YEAR: 'year',
};
const QUERY = `query ($of: StatisticsSubject!, $by: [StatisticsDimension!]!, $filter: StatisticsFilter, $having: StatisticsGroupFilter, $includeEmpty: Boolean, $first: Int) {
  statistics(of: $of, by: $by, filter: $filter, having: $having, includeEmpty: $includeEmpty, first: $first) { total authorities groupsCount
    groups { country { code } worldRegion worldSubRegion theme { code } themeHead { code } isClassified region { code } authorityKind kind status year
      missing count share authorities population countPer100000 authoritiesPer100000 } } }`;

interface Request {
  of: string;
  by: string[];
  filter?: Filter | null;
  having?: object | null;
  includeEmpty?: boolean;
  first?: number | null;
}
const read = async (request: Request) => (await dataOf(QUERY, { first: 1000, ...request })).statistics;
const valueOf = (group: any, dimension: string) => {
  const value = group[FIELDS[dimension]!];
  return value?.code ?? value;
};
const briefly = (by: string[], group: any) => ({
  values: by.map((dimension) => valueOf(group, dimension)),
  count: group.count,
  authorities: group.authorities,
});
const hasAuthorities = (of: string) => DIMENSIONS[of]!.includes('REGION');

/** The expected groups, counted by hand. */
function byHand({ of, by, filter }: Request) {
  const things = facts.things[of]!.filter((thing) => matches(facts, thing, filter ?? {}));
  const groups = groupsOf(facts, things, by).map((group) =>
    hasAuthorities(of) ? group : { ...group, authorities: null },
  );
  return {
    total: things.length,
    authorities: hasAuthorities(of) ? new Set(things.flatMap(({ authorities }) => authorities)).size : null,
    groupsCount: groups.length,
    groups: groups.slice(0, 1000),
  };
}

const pairs = SUBJECTS.flatMap((of) =>
  DIMENSIONS[of]!.flatMap((one, at) => [[one], ...DIMENSIONS[of]!.slice(at + 1).map((two) => [one, two])])
    .filter((by) => !(by.includes('THEME') && by.includes('THEME_TREE')))
    .map((by) => [`${of} by ${by.join(' and ')}`, of, by] as const),
);

describe('groups', () => {
  it('are counted over rows with several values and with none', () => {
    for (const of of SUBJECTS)
      for (const axis of ['countries', 'themes', 'authorities'] as const) {
        const sizes = facts.things[of]!.map((thing) => thing[axis].length);
        const isFixed = new Set(sizes).size === 1;
        expect(isFixed || Math.max(...sizes) > 1).toBe(true);
        expect(isFixed || axis === 'authorities' || Math.min(...sizes) === 0).toBe(true);
      }
  });

  it.each(pairs)('%s', async (_, of, by) => {
    const statistics = await read({ of, by });
    const { groups, ...totals } = byHand({ of, by });
    expect(statistics).toMatchObject(totals);
    expect(statistics.groups.map((group: any) => briefly(by, group))).toEqual(groups);
    const themed = by.find((dimension) => dimension.startsWith('THEME'));
    for (const group of statistics.groups) {
      expect(group.share).toBeCloseTo(group.count / totals.total);
      expect(group.missing).toEqual(by.filter((dimension) => valueOf(group, dimension) === null));
      expect(group.isClassified).toBe(themed ? valueOf(group, themed) !== null : null);
      const fields = by.map((dimension) => FIELDS[dimension]);
      for (const field of Object.values(FIELDS)) if (!fields.includes(field)) expect(group[field]).toBeNull();
      const population = by.includes('REGION') ? (facts.regions.get(group.region?.code) ?? null) : null;
      expect(group.population).toBe(population);
      const rate = (number: number | null) =>
        population === null ? null : expect.closeTo((number! / population) * 100_000);
      expect(group.countPer100000).toEqual(rate(group.count));
      expect(group.authoritiesPer100000).toEqual(rate(group.authorities));
    }
  });

  it.each([
    ['PARTNERSHIPS', ['THEME', 'REGION', 'YEAR']],
    ['PARTNERSHIPS', ['REGION', 'AUTHORITY_KIND', 'WORLD_REGION']],
    ['EVENTS', ['COUNTRY', 'WORLD_REGION', 'STATUS']],
    ['CALLS', ['THEME_HEAD', 'KIND', 'COUNTRY']],
  ])('%s by %j', async (of, by) => {
    const statistics = await read({ of, by });
    const { groups, ...totals } = byHand({ of, by });
    expect(statistics).toMatchObject(totals);
    expect(statistics.groups.map((group: any) => briefly(by, group))).toEqual(groups);
  });

  it('have shares that add up to 1 where a row has one value', async () => {
    for (const [of, by] of [
      ['PARTNERSHIPS', ['COUNTRY', 'YEAR']],
      ['EXPERTISES', ['THEME', 'REGION']],
      ['EVENTS', ['STATUS']],
    ] as const) {
      const { groups } = await read({ of, by: [...by] });
      expect(groups.reduce((sum: number, { share }: any) => sum + share, 0)).toBeCloseTo(1);
    }
  });

  it('are 100 by default, with the total number of groups', async () => {
    const request = { of: 'PARTNERSHIPS', by: ['COUNTRY', 'YEAR'] };
    const all = await read(request);
    expect(all.groupsCount).toBeGreaterThan(100);
    for (const first of [undefined, null])
      expect((await dataOf(QUERY, { ...request, first })).statistics).toEqual({
        ...all,
        groups: all.groups.slice(0, 100),
      });
    expect(await read({ ...request, first: 7, filter: null, having: null })).toEqual({
      ...all,
      groups: all.groups.slice(0, 7),
    });
  });

  it('are empty when nothing matches the filter', async () => {
    const nothing = await read({ of: 'PARTNERSHIPS', by: ['THEME'], filter: { country: { in: ['TV'] } } });
    expect(nothing).toEqual({ total: 0, authorities: 0, groupsCount: 0, groups: [] });
  });
});

describe('a filter', () => {
  const choice = (values: string[]): fc.Arbitrary<{ in?: string[]; notIn?: string[] }> =>
    fc.record({ in: fc.subarray(values), notIn: fc.subarray(values) }, { requiredKeys: [] });
  const condition = (name: string, values: fc.Arbitrary<unknown>) =>
    values.map((value) => ({ [name]: value }));
  const leaves: Record<string, fc.Arbitrary<Filter>[]> = {
    COUNTRY: [
      condition('country', choice(['BJ', 'BF', 'MG', 'JP', 'DE', 'TW', 'QQ'])),
      condition('worldRegion', choice(['AFRICA', 'ASIA', 'EUROPE'])),
      condition('worldSubRegion', choice(['WESTERN_AFRICA', 'EASTERN_ASIA'])),
      condition('isLeastDeveloped', fc.boolean()),
      condition('countryGroup', choice(['MG', 'ML', 'SAHEL', 'NOPE'])),
    ],
    THEME: [
      condition(
        'theme',
        fc.record({
          code: fc.constantFrom('ENV', 'ENV-WATER', 'ENV-WATERWASTE', 'POL-GOV', 'NOPE'),
          descendants: fc.boolean(),
        }),
      ),
      condition('isClassified', fc.boolean()),
    ],
    REGION: [
      condition('region', choice(['84', '44', '11', '75'])),
      condition('department', choice(['67', '69', '38', '2A'])),
      condition('authorityKind', choice(['REGION', 'COMMUNE', 'DEPARTMENT'])),
    ],
    YEAR: [
      condition(
        'year',
        fc.record(
          { gte: fc.integer({ min: 1950, max: 2030 }), lte: fc.integer({ min: 1950, max: 2030 }) },
          { requiredKeys: [] },
        ),
      ),
    ],
  };
  const kinds: Record<string, string[]> = {
    PARTNERSHIPS: ['TWINNING', 'COOPERATION'],
    EXPERTISES: ['LABELLED', 'EVIDENCED'],
    EVENTS: ['ASSISES', 'TALK'],
    CALLS: ['GENERAL', 'THEMATIC'],
  };
  const statuses: Record<string, string[]> = {
    PARTNERSHIPS: ['ONGOING', 'UNKNOWN'],
    REQUESTS: ['OPEN', 'CLOSED'],
    EVENTS: ['HELD', 'CANCELLED'],
  };
  const filtersOf = (of: string): fc.Arbitrary<Filter> => {
    const own = DIMENSIONS[of]!.flatMap((dimension) => leaves[dimension] ?? []);
    if (kinds[of]) own.push(condition('kind', choice(kinds[of])));
    if (statuses[of]) own.push(condition('status', choice(statuses[of])));
    // Several conditions in one and the same object must hold of one and the same country or authority.
    const leaf = fc
      .array(fc.oneof(...own), { maxLength: 3 })
      .map((parts): Filter => Object.assign({}, ...parts));
    return fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        { arbitrary: leaf, weight: 3 },
        { arbitrary: fc.array(tie('filter'), { maxLength: 2 }).map((and) => ({ and })), weight: 1 },
        { arbitrary: fc.array(tie('filter'), { maxLength: 2 }).map((or) => ({ or })), weight: 1 },
        {
          arbitrary: fc.tuple(leaf, tie('filter')).map(([first, not]) => ({ ...first, not })),
          weight: 1,
        },
      ),
    })).filter;
  };

  it.each(SUBJECTS)('of %s selects by its conditions', async (of) => {
    const by = fc
      .subarray(DIMENSIONS[of]!, { minLength: 1, maxLength: 2 })
      .filter((chosen) => !(chosen.includes('THEME') && chosen.includes('THEME_TREE')));
    await fc.assert(
      fc.asyncProperty(filtersOf(of), by, async (filter, chosen) => {
        const statistics = await read({ of, by: chosen, filter });
        const { groups, ...totals } = byHand({ of, by: chosen, filter });
        expect(statistics).toMatchObject(totals);
        expect(statistics.groups.map((group: any) => briefly(chosen, group))).toEqual(groups);
      }),
      { ...runs(80, 12), interruptAfterTimeLimit: 60_000 },
    );
  });

  it.each([
    ['COUNTRY', (value: any): Filter => ({ country: { in: [value] } })],
    ['WORLD_SUB_REGION', (value: any): Filter => ({ worldSubRegion: { in: [value] } })],
    ['THEME', (code: any): Filter => ({ theme: { code, descendants: false } })],
    ['THEME_TREE', (code: any): Filter => ({ theme: { code } })],
    ['REGION', (value: any): Filter => ({ region: { in: [value] } })],
    ['AUTHORITY_KIND', (value: any): Filter => ({ authorityKind: { in: [value] } })],
    ['STATUS', (value: any): Filter => ({ status: { in: [value] } })],
    ['YEAR', (year: any): Filter => ({ year: { gte: year, lte: year } })],
  ])('on a value of %s finds as many as its group holds', async (dimension, filterOf) => {
    const { groups } = await read({ of: 'PARTNERSHIPS', by: [dimension], first: 12 });
    for (const group of groups) {
      const value = valueOf(group, dimension);
      if (value === null) continue;
      expect((await read({ of: 'PARTNERSHIPS', by: ['KIND'], filter: filterOf(value) })).total).toBe(
        group.count,
      );
    }
  });
});

describe('empty groups', () => {
  const closed = async (dimension: string): Promise<string[]> => {
    const namesOf = async (type: string) =>
      (
        await dataOf('query ($type: String!) { __type(name: $type) { enumValues { name } } }', { type })
      ).__type.enumValues.map(({ name }: any) => name);
    const heads = () => [...new Set([...facts.themes.values()].map(([head]) => head!))];
    const lists: Record<string, () => string[] | Promise<string[]>> = {
      COUNTRY: () => [...facts.countries.keys()].filter((code) => code !== 'FR'),
      WORLD_REGION: () => namesOf('WorldRegion'),
      WORLD_SUB_REGION: () => namesOf('WorldSubRegion'),
      THEME: () => [...facts.themes.keys()],
      THEME_TREE: () => [...facts.themes.keys()],
      THEME_HEAD: heads,
      REGION: () => [...facts.regions.keys()],
      AUTHORITY_KIND: () => namesOf('AuthorityKind'),
      KIND: () => namesOf('PartnershipKind'),
      STATUS: () => namesOf('PartnershipStatus'),
    };
    return lists[dimension]!();
  };

  it.each(DIMENSIONS.PARTNERSHIPS!.filter((dimension) => dimension !== 'YEAR'))(
    'are there by %s, whatever the filter',
    async (dimension) => {
      const filter = { year: { gte: 1990, lte: 1992 } };
      const request = { of: 'PARTNERSHIPS', by: [dimension], filter };
      const { groups, ...totals } = byHand(request);
      const known = new Set(groups.map(({ values }) => values[0]));
      const empty = (await closed(dimension)).filter((value) => !known.has(value));
      const expected = [
        ...groups,
        ...empty.map((value) => ({ values: [value], count: 0, authorities: 0 })),
      ].sort(inOrder as never);
      const statistics = await read({ ...request, includeEmpty: true });
      expect(statistics).toMatchObject({ ...totals, groupsCount: expected.length });
      expect(statistics.groups.map((group: any) => briefly([dimension], group))).toEqual(expected);
    },
  );

  it.each([
    ['COUNTRY', { worldSubRegion: { in: ['MICRONESIA'] } }, ['FM', 'GU', 'KI', 'MH', 'MP', 'NR', 'PW', 'UM']],
    ['COUNTRY', { country: { in: ['TV', 'FJ'] }, isLeastDeveloped: true }, ['TV']],
    ['WORLD_REGION', { worldSubRegion: { in: ['MICRONESIA'] } }, ['OCEANIA']],
    ['THEME', { theme: { code: 'EDU-SPORT' } }, ['EDU-SPORT']],
    ['THEME_HEAD', { theme: { code: 'EDU-SPORT' }, country: { in: ['TV'] } }, ['EDU']],
    ['REGION', { region: { in: ['84', '01'] }, country: { in: ['TV'] } }, ['01', '84']],
    [
      'KIND',
      { kind: { notIn: ['TWINNING', 'CONTACT'] }, country: { in: ['TV'] } },
      ['COOPERATION', 'FRIENDSHIP', 'PROJECT', 'UNKNOWN'],
    ],
    ['STATUS', { status: { in: ['ENDED'] }, country: { in: ['TV'] } }, ['ENDED']],
  ])('are by %s those that %j leaves', async (dimension, filter, values) => {
    const { total, groups } = await read({ of: 'PARTNERSHIPS', by: [dimension], filter, includeEmpty: true });
    expect(total).toBe(0);
    expect(groups.map((group: any) => valueOf(group, dimension))).toEqual(values);
    for (const group of groups)
      expect(group).toMatchObject({ count: 0, share: 0, authorities: 0, missing: [] });
  });

  it('have the names of the public enums, for every subject', async () => {
    const enums = {
      PARTNERSHIPS: ['PartnershipKind', 'PartnershipStatus'],
      EXPERTISES: ['ExpertiseBasis', null],
      REQUESTS: [null, 'CooperationRequestStatus'],
      EVENTS: ['EventKind', 'EventStatus'],
      CALLS: ['CallForProjectsKind', null],
    };
    for (const [of, types] of Object.entries(enums))
      for (const [at, dimension] of ['KIND', 'STATUS'].entries()) {
        if (!types[at]) continue;
        const { __type } = await dataOf(`{ __type(name: "${types[at]}") { enumValues { name } } }`);
        const { groups } = await read({ of, by: [dimension], includeEmpty: true });
        expect(groups.map((group: any) => valueOf(group, dimension)).sort()).toEqual(
          __type.enumValues.map(({ name }: any) => name).sort(),
        );
      }
  });

  it('can be selected alone, and those of themes with a French expertise', async () => {
    const filter = { worldSubRegion: { in: ['SOUTHERN_EUROPE'] } };
    const request = { of: 'PARTNERSHIPS', by: ['THEME'], filter, includeEmpty: true };
    const all = await read(request);
    const held = new Set(facts.things.EXPERTISES!.flatMap(({ themes }) => themes));
    const expected = all.groups.filter(({ theme, count }: any) => count === 0 && held.has(theme?.code));
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.groups.length);
    expect(await read({ ...request, having: { count: { lte: 0 }, hasExpertise: true } })).toEqual({
      ...all,
      groupsCount: expected.length,
      groups: expected,
    });
    const large = await read({
      of: 'PARTNERSHIPS',
      by: ['COUNTRY'],
      having: { not: { count: { lte: 40 } } },
    });
    const countries = await read({ of: 'PARTNERSHIPS', by: ['COUNTRY'] });
    expect(large.groups).toEqual(countries.groups.filter(({ count }: any) => count > 40));
    expect(large.total).toBe(countries.total);
  });
});

describe('an invalid dimension', () => {
  it.each([
    ['of: PARTNERSHIPS, by: []', 'by'],
    ['of: PARTNERSHIPS, by: [THEME, THEME]', 'by'],
    ['of: PARTNERSHIPS, by: [COUNTRY, THEME, KIND, STATUS]', 'by'],
    ['of: PARTNERSHIPS, by: [THEME, THEME_TREE]', 'by'],
    ['of: EVENTS, by: [REGION]', 'by'],
    ['of: EVENTS, by: [COUNTRY, THEME]', 'by'],
    ['of: EXPERTISES, by: [YEAR]', 'by'],
    ['of: CALLS, by: [STATUS]', 'by'],
    ['of: REQUESTS, by: [KIND]', 'by'],
    ['of: PARTNERSHIPS, by: [COUNTRY], first: 0', 'first'],
    ['of: PARTNERSHIPS, by: [COUNTRY], first: 1001', 'first'],
    ['of: PARTNERSHIPS, by: [YEAR], includeEmpty: true', 'includeEmpty'],
    ['of: PARTNERSHIPS, by: [COUNTRY, THEME], includeEmpty: true', 'includeEmpty'],
    ['of: PARTNERSHIPS, by: [COUNTRY], having: { hasExpertise: true }', 'having.hasExpertise'],
    ['of: PARTNERSHIPS, by: [COUNTRY], having: { count: null }', 'having.count'],
    ['of: PARTNERSHIPS, by: [COUNTRY], filter: { theme: null }', 'filter.theme'],
    ['of: PARTNERSHIPS, by: [COUNTRY], filter: { kind: { in: ["TWINING"] } }', 'filter.kind.in'],
    ['of: EVENTS, by: [COUNTRY], filter: { status: { notIn: ["ONGOING"] } }', 'filter.status.notIn'],
    ['of: EVENTS, by: [COUNTRY], filter: { region: { in: ["84"] } }', 'filter.region'],
    ['of: EVENTS, by: [COUNTRY], filter: { or: [{ not: { isClassified: true } }] }', 'filter.isClassified'],
    ['of: EXPERTISES, by: [COUNTRY], filter: { year: { gte: 1990 } }', 'filter.year'],
    ['of: REQUESTS, by: [COUNTRY], filter: { authorityKind: { in: [REGION] } }', 'filter.authorityKind'],
    ['of: CALLS, by: [KIND], asOf: "nonsense"', 'asOf'],
  ])('%s is refused', async (args, argument) => {
    const { data, errors } = await ask(`{ statistics(${args}) { total } }`);
    expect(data).toEqual({ statistics: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  it('is refused with the valid ones', async () => {
    const expectedBy = async (args: string) =>
      (await ask(`{ statistics(${args}) { total } }`)).errors[0]!.extensions.expected;
    expect(await expectedBy('of: EVENTS, by: [REGION]')).toBe(
      `dimensions that EVENTS have: ${DIMENSIONS.EVENTS!.join(', ')}`,
    );
    expect(await expectedBy('of: REQUESTS, by: [COUNTRY], filter: { kind: { in: [] } }')).toMatch(
      /^conditions that REQUESTS have: country, .*theme, isClassified, status, year$/,
    );
    expect(await expectedBy('of: CALLS, by: [COUNTRY], filter: { kind: { in: ["X"] } }')).toMatch(
      /^one of GENERAL, TURNKEY/,
    );
    expect(await expectedBy('of: CALLS, by: [KIND, THEME], includeEmpty: true')).toBe(
      'one dimension in by, and not YEAR',
    );
    expect(await expectedBy('of: CALLS, by: [KIND], having: { hasExpertise: true }')).toBe(
      'THEME or THEME_TREE in by',
    );
  });

  it('is refused by its cost: a page of a hundred in each of a thousand groups', async () => {
    const heavy = (first: number) =>
      `{ statistics(of: PARTNERSHIPS, by: [COUNTRY, THEME], first: ${first}) { groups { country { partnerships(first: 100) { nodes { id } } } } } }`;
    expect((await ask(heavy(1000))).errors).toMatchObject([
      { extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit: 'cost', asked: 1 + 1000 * (1 + 1 + 100) } },
    ]);
    expect((await ask(heavy(3))).errors).toEqual([]);
  });
});

describe('an answer', () => {
  it('takes one statement, whatever is asked for', async () => {
    const { statistics, errors } = await ask(QUERY, { of: 'PARTNERSHIPS', by: ['THEME', 'REGION'] });
    expect(errors).toEqual([]);
    expect(statistics.sqlStatements).toBe(1);
  });

  it('is the same with fragments, aliases, and fields left out', async () => {
    const query = `query ($yes: Boolean!) { all: statistics(of: EXPERTISES, by: [REGION]) { ...All }
      some: statistics(of: EXPERTISES, by: [REGION]) { groups { ... on StatisticsGroup @include(if: $yes) { rate: authoritiesPer100000 } } } }
      fragment All on Statistics { people: authorities groups { ...Group } } fragment Group on StatisticsGroup { authorities authoritiesPer100000 }`;
    const { all, some } = await dataOf(query, { yes: true });
    const { authorities, groups } = byHand({ of: 'EXPERTISES', by: ['REGION'] });
    expect(all.people).toBe(authorities);
    expect(all.groups.map((group: any) => group.authorities)).toEqual(
      groups.map((group) => group.authorities),
    );
    expect(some.groups.map(({ rate }: any) => rate)).toEqual(
      all.groups.map((group: any) => group.authoritiesPer100000),
    );
    expect((await dataOf(query, { yes: false })).some.groups[0]).toEqual({});
  });

  it('has names in the language of the caller', async () => {
    const query =
      '{ statistics(of: PARTNERSHIPS, by: [COUNTRY, THEME], filter: { country: { in: ["KR"] }, theme: { code: "ENV-WATER" } }, first: 1) { groups { country { name } theme { name french: name(lang: FR) } } } }';
    const english = (await ask(query, {}, { 'accept-language': 'en' })).data.statistics.groups[0];
    const french = (await ask(query)).data.statistics.groups[0];
    expect(english.country.name).toBe('South Korea');
    expect(french.country.name).toBe('Corée du Sud');
    expect(english.theme.french).toBe(french.theme.name);
    expect(english.theme.name).not.toBe(french.theme.name);
  });

  it('follows changes of the rows, and of what they are counted by', async () => {
    const request = { of: 'PARTNERSHIPS', by: ['REGION', 'AUTHORITY_KIND'] };
    const before = await read(request);
    const busiest = groupsOf(facts, facts.things.PARTNERSHIPS!, ['REGION']).find(
      ({ values }) => values[0] !== null,
    );
    await change(async () => {
      await client.query('SET search_path = authorities, extensions');
      await client.query(
        `UPDATE authority SET region_code = '94' WHERE id IN (SELECT authority_id FROM cooperations.partnership_french_authority)
          AND region_code = $1`,
        [busiest!.values[0]],
      );
      await client.query('SET search_path = cooperations, extensions');
      await client.query(
        `DELETE FROM partnership_french_authority f USING partnership p WHERE p.id = f.partnership_id AND p.kind = 'TWINNING' AND p.search_text = ' '`,
      );
      await client.query(
        `WITH old AS (DELETE FROM partnership_foreign_authority f USING partnership p WHERE p.id = f.partnership_id AND p.kind = 'TWINNING' AND p.search_text = ' ')
         DELETE FROM partnership WHERE kind = 'TWINNING' AND search_text = ' '`,
      );
    });
    const after = await read(request);
    expect(after.total).toBeLessThan(before.total);
    const { groups, ...totals } = byHand(request);
    expect(after).toMatchObject(totals);
    expect(after.groups.map((group: any) => briefly(request.by, group))).toEqual(groups);
  });

  it('has its freshness', async () => {
    const { statistics, searchFreshness } = await dataOf(
      '{ statistics(of: CALLS, by: [KIND]) { freshness { cursor changedAt } } searchFreshness { cursor changedAt } }',
    );
    expect(statistics.freshness).toEqual(searchFreshness);
    const { errors } = await ask(
      'query ($asOf: String) { statistics(of: CALLS, by: [KIND], asOf: $asOf) { total } }',
      { asOf: statistics.freshness.cursor },
    );
    expect(errors).toEqual([]);
  });
});
