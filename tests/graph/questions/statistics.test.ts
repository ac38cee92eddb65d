import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { ask as askGraph } from '../../support/graph.js';
import { insertGeneratedRows } from '../../support/samples/generated-rows.js';
import { addressOf } from '../../support/program.js';
import {
  byValue,
  groupsOf,
  inOrder,
  matches,
  summaryOf,
  thingsWith,
  thingsWithout,
  type Filter,
} from '../../support/search/statistics.js';
import { readFacts, type Facts } from '../../support/search/statistics-rows.js';
import { Workplace, databaseOf } from '../../support/workplace.js';
import { DEPTH, SEED, deep, runs } from '../../support/random/depth.js';

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

const OF_COUNTRIES = ['COUNTRY', 'WORLD_REGION', 'WORLD_SUB_REGION', 'COUNTRY_GROUP'];
const OF_THEMES = ['THEME', 'THEME_TREE', 'THEME_HEAD'];
const OF_AUTHORITIES = ['REGION', 'DEPARTMENT', 'AUTHORITY_KIND', 'SIZE_CLASS', 'AUTHORITY'];
const DIMENSIONS: Record<string, string[]> = {
  PARTNERSHIPS: [
    ...[...OF_COUNTRIES, ...OF_THEMES, ...OF_AUTHORITIES, 'FOREIGN_AUTHORITY', 'SOURCE', 'CONFIDENCE'],
    ...['KIND', 'STATUS', 'YEAR', 'DECADE'],
  ],
  EXPERTISES: [...OF_COUNTRIES, ...OF_THEMES, ...OF_AUTHORITIES, 'LANGUAGE', 'LABEL', 'KIND'],
  AUTHORITIES: [
    ...[...OF_COUNTRIES, ...OF_THEMES, ...OF_AUTHORITIES, 'FOREIGN_AUTHORITY', 'LANGUAGE', 'LABEL', 'KIND'],
  ],
  REQUESTS: [...OF_COUNTRIES, ...OF_THEMES, 'FOREIGN_AUTHORITY', 'LANGUAGE', 'STATUS', 'YEAR', 'DECADE'],
  EVENTS: [...OF_COUNTRIES, 'KIND', 'STATUS', 'YEAR', 'DECADE'],
  CALLS: [...OF_COUNTRIES, ...OF_THEMES, 'KIND', 'YEAR', 'DECADE'],
};
const SUBJECTS = Object.keys(DIMENSIONS);
/** Path of the value of a dimension in a group. */
const FIELDS: Record<string, string> = {
  COUNTRY: 'country',
  WORLD_REGION: 'worldRegion',
  WORLD_SUB_REGION: 'worldSubRegion',
  COUNTRY_GROUP: 'countryGroup',
  THEME: 'theme',
  THEME_TREE: 'theme',
  THEME_HEAD: 'themeHead',
  REGION: 'region',
  DEPARTMENT: 'department',
  AUTHORITY_KIND: 'authorityKind',
  SIZE_CLASS: 'sizeClass',
  AUTHORITY: 'authority',
  FOREIGN_AUTHORITY: 'foreignAuthority',
  LANGUAGE: 'language',
  LABEL: 'label',
  SOURCE: 'source',
  CONFIDENCE: 'confidence',
  KIND: 'kind',
  STATUS: 'status',
  YEAR: 'year',
  DECADE: 'decade',
};
const SUMMARY = '{ known sum average median minimum maximum }';
const MEASURES = `authorities foreignAuthorities countries themes inhabitants ${SUMMARY} amountEur ${SUMMARY}`;
const QUERY = `query ($of: StatisticsSubject!, $by: [StatisticsDimension!]!, $filter: StatisticsFilter, $having: StatisticsGroupFilter, $includeEmpty: Boolean, $first: Int, $after: String, $orderBy: StatisticsOrder) {
  statistics(of: $of, by: $by, filter: $filter, having: $having, includeEmpty: $includeEmpty, first: $first, after: $after, orderBy: $orderBy) { total groupsCount ${MEASURES}
    groups { country { code } worldRegion worldSubRegion countryGroup { code } theme { code } themeHead { code } isClassified
      region { code } department { code } authorityKind sizeClass { from below } authority { id } foreignAuthority { id }
      language label { code } source confidence kind status year decade
      missing count share sharesWithin { dimension of share } ${MEASURES} population countPer100000 authoritiesPer100000 }
    coverage { things known { dimension count share } byConfidence { confidence count } } } }`;

interface Request {
  of: string;
  by: string[];
  filter?: Filter | null;
  having?: object | null;
  includeEmpty?: boolean;
  first?: number | null;
  after?: string | null;
  orderBy?: string;
}
const read = async (request: Request) => (await dataOf(QUERY, { first: 1000, ...request })).statistics;
const valueOf = (group: any, dimension: string) => {
  const value = group[FIELDS[dimension]!];
  return value?.code ?? value?.id ?? value?.from ?? value;
};
const has = (of: string, dimension: string) => DIMENSIONS[of]!.includes(dimension);
const close = (summary: any) =>
  summary && { ...summary, average: summary.average === null ? null : Math.round(summary.average * 1000) };
/** A group with what it measures; what the subject does not have is null. */
const measured = (of: string, group: any) => ({
  authorities: has(of, 'REGION') ? group.authorities : null,
  foreignAuthorities: has(of, 'FOREIGN_AUTHORITY') ? group.foreignAuthorities : null,
  countries: group.countries,
  themes: has(of, 'THEME') ? group.themes : null,
  inhabitants: has(of, 'REGION') ? close(group.inhabitants) : null,
  amountEur: has(of, 'CONFIDENCE') ? close(group.amountEur) : null,
});
const MEASURE_NAMES = Object.keys(measured('PARTNERSHIPS', {}));
const given = (group: any) =>
  Object.fromEntries(
    MEASURE_NAMES.map((name) => [name, typeof group[name] === 'object' ? close(group[name]) : group[name]]),
  );
const briefly = (by: string[], group: any) => ({
  values: by.map((dimension) => valueOf(group, dimension)),
  count: group.count,
  ...given(group),
});

/** The expected groups, counted by hand. */
function byHand({ of, by, filter, orderBy }: Request) {
  const things = facts.things[of]!.filter((thing) => matches(facts, thing, filter ?? {}));
  const groups = groupsOf(facts, things, by)
    .sort(orderBy === 'VALUE' ? byValue : inOrder)
    .map((group) => ({ values: group.values, count: group.count, ...measured(of, group) }));
  const [all] = groupsOf(facts, things, []);
  const empty = { authorities: 0, foreignAuthorities: 0, countries: 0, themes: 0 };
  return {
    things,
    totals: {
      total: things.length,
      groupsCount: groups.length,
      ...measured(of, all ?? { ...empty, inhabitants: summaryOf([]), amountEur: summaryOf([]) }),
    },
    groups: groups.slice(0, 1000),
  };
}
const totalsOf = (statistics: any) => ({
  total: statistics.total,
  groupsCount: statistics.groupsCount,
  ...given(statistics),
});
/** Compares a statistic with the expected one. */
async function check(request: Request) {
  const statistics = await read(request);
  const { groups, totals, things } = byHand(request);
  expect(totalsOf(statistics)).toEqual(totals);
  expect(statistics.groups.map((group: any) => briefly(request.by, group))).toEqual(groups);
  return { statistics, things };
}

/** Thirty-six thousand authorities take the reference seconds: one région is enough of them, unless at depth. */
const few = (of: string): Filter => (of === 'AUTHORITIES' && DEPTH < 5 ? { region: { in: ['53'] } } : {});

const themesOnce = (by: readonly string[]) => !(by.includes('THEME') && by.includes('THEME_TREE'));
const singles = SUBJECTS.flatMap((of) => DIMENSIONS[of]!.map((one) => [of, [one]] as const));
/** Pairs and triples of dimensions, drawn by the seed. */
const combinations = fc
  .sample(
    fc
      .constantFrom(...SUBJECTS)
      .chain((of) =>
        fc.tuple(
          fc.constant(of),
          fc.shuffledSubarray(DIMENSIONS[of]!, { minLength: 2, maxLength: 3 }).filter(themesOnce),
        ),
      ),
    { seed: SEED, numRuns: deep(300) },
  )
  .filter(([of, by]) => !(of === 'AUTHORITIES' && by.length > 2));

describe('groups', () => {
  it('are counted over rows with several values and with none', () => {
    for (const of of SUBJECTS)
      for (const axis of ['countries', 'themes', 'authorities'] as const) {
        const sizes = facts.things[of]!.map((thing) => thing[axis].length);
        const isFixed = new Set(sizes).size === 1;
        expect(isFixed || Math.max(...sizes) > 1).toBe(true);
        // A partnership always has a country.
        const least = of === 'PARTNERSHIPS' && axis === 'countries' ? 1 : 0;
        expect(isFixed || axis === 'authorities' || Math.min(...sizes) === least).toBe(true);
      }
  });

  it.each([...singles, ...combinations])('of %s by %j', async (of, by) => {
    const { statistics, things } = await check({ of, by: [...by], filter: few(of) });
    const themed = by.find((dimension) => dimension.startsWith('THEME'));
    for (const group of statistics.groups) {
      expect(group.share).toBeCloseTo(group.count / things.length);
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
    for (const group of statistics.groups.slice(0, 5))
      expect(group.sharesWithin).toEqual(
        by.map((dimension) => {
          const whole = thingsWith(facts, things, dimension, valueOf(group, dimension)).length;
          return { dimension, of: whole, share: expect.closeTo(group.count / whole) };
        }),
      );
    const known = by.map((dimension) => {
      const count = things.length - thingsWithout(facts, things, dimension).length;
      return { dimension, count, share: expect.closeTo(count / things.length) };
    });
    expect(statistics.coverage).toEqual({
      things: facts.things[of]!.length,
      known,
      byConfidence: of === 'PARTNERSHIPS' ? expect.any(Array) : null,
    });
  });

  it('of all authorities, by one dimension', async () => {
    const { statistics } = await check({ of: 'AUTHORITIES', by: ['AUTHORITY_KIND'] });
    expect(statistics.total).toBeGreaterThan(30_000);
  });

  it('have shares that add up to 1 where a row has one value', async () => {
    for (const [of, by] of [
      ['PARTNERSHIPS', ['KIND', 'YEAR']],
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

  it.each(['COUNT', 'VALUE'])('are read page by page in the order of %s', async (orderBy) => {
    const request = { of: 'PARTNERSHIPS', by: ['DECADE', 'COUNTRY'], orderBy };
    const { groups } = byHand(request);
    const found: object[] = [];
    for (let after: string | null = null; ;) {
      const { statistics }: any = await dataOf(
        `query ($of: StatisticsSubject!, $by: [StatisticsDimension!]!, $orderBy: StatisticsOrder, $after: String) {
          statistics(of: $of, by: $by, orderBy: $orderBy, first: 40, after: $after) { groupsCount groups { count decade country { code } }
            pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
        { ...request, after },
      );
      expect(statistics.groupsCount).toBe(groups.length);
      expect(statistics.pageInfo.hasPreviousPage).toBe(after !== null);
      found.push(...statistics.groups);
      after = statistics.pageInfo.endCursor;
      if (!statistics.pageInfo.hasNextPage) break;
    }
    expect(found).toEqual(
      groups.map(({ values: [decade, code], count }) => ({ count, decade, country: code && { code } })),
    );
    const { errors } = await ask(
      'query ($after: String) { statistics(of: PARTNERSHIPS, by: [COUNTRY], after: $after) { total } }',
      {
        after: (
          await ask('{ statistics(of: PARTNERSHIPS, by: [KIND], first: 1) { pageInfo { endCursor } } }')
        ).data.statistics.pageInfo.endCursor,
      },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });

  it('say how well the counted partnerships are attested, and link to the data set', async () => {
    const filter = { country: { in: ['BJ', 'SN'] } };
    const { statistics } = await dataOf(
      `query ($filter: StatisticsFilter) { statistics(of: PARTNERSHIPS, by: [YEAR], filter: $filter) { total
        coverage { things byConfidence { confidence count } dataset { version coverage { partnerships { known } } } } } }`,
      { filter },
    );
    const { things } = byHand({ of: 'PARTNERSHIPS', by: [], filter });
    const counts = groupsOf(facts, things, ['CONFIDENCE']).map(({ values, count }) => ({
      confidence: values[0],
      count,
    }));
    const all = facts.things.PARTNERSHIPS!.length;
    expect(statistics.total).toBe(things.length);
    expect(statistics.coverage.things).toBe(all);
    expect(statistics.coverage.byConfidence).toEqual(counts);
    expect(statistics.coverage.dataset).toEqual({
      version: expect.stringMatching(/^20\d\d\.\d\d$/),
      coverage: { partnerships: { known: all } },
    });
  });

  it('are empty when nothing matches the filter', async () => {
    const { statistics } = await check({
      of: 'PARTNERSHIPS',
      by: ['THEME'],
      filter: { country: { in: ['TV'] } },
    });
    expect(statistics).toMatchObject({ total: 0, groups: [] });
  });
});

describe('a filter', () => {
  const choice = (values: string[]): fc.Arbitrary<{ in?: string[]; notIn?: string[] }> =>
    fc.record({ in: fc.subarray(values), notIn: fc.subarray(values) }, { requiredKeys: [] });
  const condition = (name: string, values: fc.Arbitrary<unknown>) =>
    values.map((value) => ({ [name]: value }));
  const range = (min: number, max: number) =>
    fc.record({ gte: fc.integer({ min, max }), lte: fc.integer({ min, max }) }, { requiredKeys: [] });
  /** Ids that things have, drawn when the facts are read. */
  const someIds = (axis: 'authorities' | 'foreignAuthorities') =>
    fc.array(fc.nat(), { minLength: 1, maxLength: 30 }).map((places) => {
      const ids = facts.things.PARTNERSHIPS!.flatMap((thing) => thing[axis]);
      return places.map((place) => ids[place % ids.length]!);
    });
  const leaves: Record<string, fc.Arbitrary<Filter>[]> = {
    COUNTRY: [
      condition('country', choice(['BJ', 'BF', 'MG', 'JP', 'DE', 'TW'])),
      condition('worldRegion', choice(['AFRICA', 'ASIA', 'EUROPE'])),
      condition('worldSubRegion', choice(['WESTERN_AFRICA', 'EASTERN_ASIA'])),
      condition('isLeastDeveloped', fc.boolean()),
      condition('countryGroup', choice(['MG', 'ML', 'SAHEL'])),
    ],
    THEME: [
      condition(
        'theme',
        fc.record({
          code: fc.constantFrom('ENV', 'ENV-WATER', 'ENV-WATERWASTE', 'POL-GOV'),
          descendants: fc.boolean(),
        }),
      ),
      condition('isClassified', fc.boolean()),
    ],
    REGION: [
      condition('region', choice(['84', '44', '11', '75'])),
      condition('department', choice(['67', '69', '38', '2A'])),
      condition('authorityKind', choice(['REGION', 'COMMUNE', 'DEPARTMENT'])),
      condition('population', range(0, 300_000)),
      condition('authority', someIds('authorities')),
    ],
    FOREIGN_AUTHORITY: [condition('foreignAuthority', someIds('foreignAuthorities'))],
    LANGUAGE: [condition('language', choice(['fr', 'en', 'es', 'pt']))],
    SOURCE: [condition('source', choice(['Wikidata', 'test', 'À propos', 'zone']))],
    CONFIDENCE: [
      condition('confidence', choice(['CORROBORATED', 'STATED', 'TO_CONFIRM', 'CONFIRMED'])),
      condition('statedSince', fc.constantFrom('2019-12-31', '2024-05-31', '2024-06-01', '2026-01-31')),
      condition('isEnded', fc.boolean()),
      condition('isStale', fc.boolean()),
      condition('amountEur', range(0, 400_000)),
    ],
    YEAR: [condition('year', range(1950, 2030))],
  };
  const kinds: Record<string, string[]> = {
    PARTNERSHIPS: ['TWINNING', 'COOPERATION'],
    EXPERTISES: ['LABELLED', 'EVIDENCED'],
    AUTHORITIES: ['COMMUNE', 'REGION'],
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
    const by = fc.subarray(DIMENSIONS[of]!, { minLength: 1, maxLength: 2 }).filter(themesOnce);
    await fc.assert(
      fc.asyncProperty(filtersOf(of), by, async (filter, chosen) => {
        await check({ of, by: chosen, filter: { and: [filter, few(of)] } });
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
    ['DEPARTMENT', (value: any): Filter => ({ department: { in: [value] } })],
    ['AUTHORITY', (id: any): Filter => ({ authority: [id] })],
    ['FOREIGN_AUTHORITY', (id: any): Filter => ({ foreignAuthority: [id] })],
    ['SOURCE', (value: any): Filter => ({ source: { in: [value] } })],
    ['CONFIDENCE', (value: any): Filter => ({ confidence: { in: [value] } })],
    ['DECADE', (year: any): Filter => ({ year: { gte: year, lte: year + 9 } })],
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
  const closed = async (dimension: string): Promise<(string | number)[]> => {
    const namesOf = async (type: string) =>
      (
        await dataOf('query ($type: String!) { __type(name: $type) { enumValues { name } } }', { type })
      ).__type.enumValues.map(({ name }: any) => name);
    const heads = () => [...new Set([...facts.themes.values()].map(([head]) => head!))];
    const lists: Record<string, () => (string | number)[] | Promise<string[]>> = {
      COUNTRY: () => [...facts.countries.keys()].filter((code) => code !== 'FR'),
      WORLD_REGION: () => namesOf('WorldRegion'),
      WORLD_SUB_REGION: () => namesOf('WorldSubRegion'),
      THEME: () => [...facts.themes.keys()],
      THEME_TREE: () => [...facts.themes.keys()],
      THEME_HEAD: heads,
      REGION: () => [...facts.regions.keys()],
      AUTHORITY_KIND: () => namesOf('AuthorityKind'),
      COUNTRY_GROUP: () => [...new Set([...facts.countries.values()].flatMap(({ groups }) => groups))],
      DEPARTMENT: () => [...facts.departments],
      SIZE_CLASS: () => [0, ...[1, 2, 5].flatMap((step) => [3, 4, 5, 6].map((power) => step * 10 ** power))],
      // Expertises alone are declared.
      CONFIDENCE: async () => (await namesOf('Confidence')).filter((name: string) => name !== 'DECLARED'),
      KIND: () => namesOf('PartnershipKind'),
      STATUS: () => namesOf('PartnershipStatus'),
    };
    return lists[dimension]!();
  };

  const OPEN = ['YEAR', 'DECADE', 'AUTHORITY', 'FOREIGN_AUTHORITY', 'LANGUAGE', 'LABEL', 'SOURCE'];
  it.each(DIMENSIONS.PARTNERSHIPS!.filter((dimension) => !OPEN.includes(dimension)))(
    'are there by %s, whatever the filter',
    async (dimension) => {
      const filter = { year: { gte: 1990, lte: 1992 } };
      const request = { of: 'PARTNERSHIPS', by: [dimension], filter };
      const { groups, totals } = byHand(request);
      const known = new Set(groups.map(({ values }) => values[0]));
      const empty = (await closed(dimension)).filter((value) => !known.has(value));
      const expected = [
        ...groups,
        ...empty.map((value) => ({
          values: [value],
          count: 0,
          ...{ authorities: 0, foreignAuthorities: 0, countries: 0, themes: 0 },
          inhabitants: summaryOf([]),
          amountEur: summaryOf([]),
        })),
      ].sort(inOrder);
      const statistics = await read({ ...request, includeEmpty: true });
      expect(totalsOf(statistics)).toEqual({ ...totals, groupsCount: expected.length });
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
    ['DEPARTMENT', { region: { in: ['53'] }, country: { in: ['TV'] } }, ['22', '29', '35', '56']],
    [
      'DEPARTMENT',
      { region: { in: ['53', '94'] }, department: { notIn: ['35', '56'] }, country: { in: ['TV'] } },
      ['22', '29', '2A', '2B'],
    ],
    ['SIZE_CLASS', { population: { gte: 1_000_000 }, country: { in: ['TV'] } }, [1e6, 2e6, 5e6]],
    ['SIZE_CLASS', { population: { gte: 1999, lte: 5000 }, country: { in: ['TV'] } }, [1000, 2000, 5000]],
    ['SIZE_CLASS', { population: { gte: 2000, lte: 4999 }, country: { in: ['TV'] } }, [2000]],
    ['SIZE_CLASS', { population: { lte: 999 }, country: { in: ['TV'] } }, [0]],
    [
      'CONFIDENCE',
      { confidence: { in: ['STATED', 'DERIVED'] }, country: { in: ['TV'] } },
      ['DERIVED', 'STATED'],
    ],
  ])('are by %s those that %j leaves', async (dimension, filter, values) => {
    const { total, groups } = await read({ of: 'PARTNERSHIPS', by: [dimension], filter, includeEmpty: true });
    expect(total).toBe(0);
    expect(groups.map((group: any) => valueOf(group, dimension))).toEqual(values);
    for (const group of groups)
      expect(group).toMatchObject({ count: 0, share: 0, authorities: 0, missing: [] });
  });

  it.each(['KIND', 'AUTHORITY_KIND'])(
    'of authorities by %s obey both of their filters',
    async (dimension) => {
      const of = 'AUTHORITIES';
      for (const own of [
        { kind: { in: ['REGION', 'COMMUNE'] } },
        { authorityKind: { in: ['REGION', 'COMMUNE'] } },
      ]) {
        const filter = { ...own, population: { gte: 100_000_000 } };
        const { groups } = await read({ of, by: [dimension], filter, includeEmpty: true });
        expect(groups.map((group: any) => valueOf(group, dimension))).toEqual(['COMMUNE', 'REGION']);
      }
    },
  );

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
    ['of: PARTNERSHIPS, by: [AUTHORITY], includeEmpty: true', 'includeEmpty'],
    ['of: AUTHORITIES, by: [CONFIDENCE]', 'by'],
    ['of: EXPERTISES, by: [KIND], filter: { confidence: { in: [STATED] } }', 'filter.confidence'],
    ['of: PARTNERSHIPS, by: [KIND], filter: { country: { in: ["QQ"] } }', 'filter.country.in.0'],
    ['of: PARTNERSHIPS, by: [KIND], filter: { or: [{ theme: { code: "NOPE" } }] }', 'filter.or.0.theme.code'],
    ['of: PARTNERSHIPS, by: [KIND], filter: { region: { notIn: ["84", "NOPE"] } }', 'filter.region.notIn.1'],
    ['of: PARTNERSHIPS, by: [KIND], filter: { source: { in: ["Wikipedia"] } }', 'filter.source.in.0'],
    ['of: REQUESTS, by: [STATUS], filter: { language: { in: ["FR"] } }', 'filter.language.in.0'],
    ['of: AUTHORITIES, by: [KIND], filter: { authority: ["x"] }', 'filter.authority.0'],
    ['of: PARTNERSHIPS, by: [KIND], after: "x"', 'after'],
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

  it('is an id that nothing has, the only one that is refused of several', async () => {
    const [thing] = facts.things.PARTNERSHIPS!.filter(({ foreignAuthorities }) => foreignAuthorities.length);
    const unused = (id: string) => `${id.slice(0, -12)}000000000000`;
    for (const [field, [id]] of [
      ['authority', thing!.authorities],
      ['foreignAuthority', thing!.foreignAuthorities],
    ] as const) {
      const query = `query ($ids: [ID!]!) { statistics(of: PARTNERSHIPS, by: [KIND], filter: { and: [{ ${field}: $ids }] }) { total } }`;
      expect((await ask(query, { ids: [id] })).data.statistics.total).toBeGreaterThan(0);
      const { data, errors } = await ask(query, { ids: [id, unused(id!)] });
      expect(data).toEqual({ statistics: null });
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', argument: `filter.and.0.${field}.1` } },
      ]);
      expect(errors[0]!.message).toContain(unused(id!));
    }
  });

  it('is a title that no source has, refused with the nearest, each once, and ten of many', async () => {
    const titles = Array.from({ length: 100 }, (_, at) => `Wikidatum ${at}`);
    const query = `query ($filter: StatisticsFilter) { statistics(of: PARTNERSHIPS, by: [KIND], filter: $filter) { total } }`;
    const { errors } = await ask(query, { filter: { or: [{ source: { in: titles } }] } });
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'filter.or.0.source.in.0' } },
    ]);
    const refused = errors[0]!.message.match(/« Wikidatum \d+ » n’existe pas, les plus proches sont [^.]*/g)!;
    expect(refused).toHaveLength(10);
    const nearest = refused[0].split(' sont ')[1]!.split(', ');
    expect(new Set(nearest).size).toBe(nearest.length);
  });

  it('is refused with the valid ones', async () => {
    const expectedBy = async (args: string) =>
      (await ask(`{ statistics(${args}) { total } }`, {}, { 'accept-language': 'en' })).errors[0]!.extensions
        .expected;
    expect(await expectedBy('of: EVENTS, by: [REGION]')).toBe(
      `dimensions that EVENTS have: ${DIMENSIONS.EVENTS!.join(', ')}`,
    );
    expect(await expectedBy('of: REQUESTS, by: [COUNTRY], filter: { kind: { in: [] } }')).toMatch(
      /^conditions that REQUESTS have: country, .*theme, isClassified, foreignAuthority, language, status, year$/,
    );
    expect(await expectedBy('of: CALLS, by: [COUNTRY], filter: { kind: { in: ["X"] } }')).toMatch(
      /^one of GENERAL, TURNKEY/,
    );
    expect(await expectedBy('of: CALLS, by: [KIND, THEME], includeEmpty: true')).toBe(
      'one dimension in by, of COUNTRY, WORLD_REGION, WORLD_SUB_REGION, COUNTRY_GROUP, THEME, THEME_TREE, THEME_HEAD, KIND',
    );
    expect(await expectedBy('of: CALLS, by: [KIND], having: { hasExpertise: true }')).toBe(
      'THEME or THEME_TREE in by',
    );
  });

  it('is refused by its cost: a page of a hundred in each of a thousand groups', async () => {
    const heavy = (first: number) =>
      `{ statistics(of: PARTNERSHIPS, by: [COUNTRY, THEME], first: ${first}) { groups { country { partnerships(first: 100) { nodes { id } } } } } }`;
    expect((await ask(heavy(1000))).errors).toMatchObject([
      { extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit: 'cost', asked: 1001 + 1000 * (1 + 1 + 100) } },
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
    const { totals, groups } = byHand({ of: 'EXPERTISES', by: ['REGION'] });
    expect(all.people).toBe(totals.authorities);
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
    const { groups, totals } = byHand(request);
    expect(totalsOf(after)).toEqual(totals);
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
