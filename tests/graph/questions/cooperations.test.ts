import { afterAll, describe, expect, it } from '@jest/globals';
import { loadData, openPool } from '#kernel/database';
import { makeId } from '#kernel/values';
import { cooperations } from '#subgraphs';
import { facts, frenchAuthorities, partnerships } from '../../support/search/facts.js';
import { ask, dataOf } from '../../support/graph.js';

interface CallFact {
  code: string;
  kind: string;
  countryCodes: string[];
  themeCodes: string[];
  opensOn: string | null;
  closesOn: string | null;
}
interface LaureateFact {
  key: string;
  callCode: string | null;
  frenchAuthorityKeys: string[];
  foreignAuthorityKeys: string[];
  partnershipKey: string | null;
}
const calls = facts<CallFact>('cooperations', 'calls-for-projects');
const laureates = facts<LaureateFact>('cooperations', 'laureates');
const codes = (page: { nodes: { code: string }[] }) => page.nodes.map(({ code }) => code);
const ids = (page: { nodes: { id: string }[] }) => page.nodes.map(({ id }) => id).sort();

describe('a foreign authority finds itself', () => {
  it.each([
    ['Bethlehem', 'PS:MUNICIPALITY:Bethléem'],
    ['بيت لحم', 'PS:MUNICIPALITY:Bethléem'],
    ['Ho Chi Minh City', 'VN:MUNICIPALITY:Hô Chi Minh-Ville'],
    ['Saigon', 'VN:MUNICIPALITY:Hô Chi Minh-Ville'],
    ['Thành phố Hồ Chí Minh', 'VN:MUNICIPALITY:Hô Chi Minh-Ville'],
    ['Frankfurt', 'DE:MUNICIPALITY:Francfort-sur-le-Main', 'DE:MUNICIPALITY:Frankfurt (Oder)'],
    ['上海', 'CN:MUNICIPALITY:Shanghai'],
    ['Matsiatra Ambony', 'MG:REGION:Haute-Matsiatra'],
  ])('partnerships of “%s”', async (text, ...keys) => {
    const data = await dataOf(
      'query ($text: String!) { partnerships(filter: { text: $text }) { nodes { id } } }',
      { text },
    );
    const expected = partnerships.filter(({ foreignAuthorityKeys }) =>
      foreignAuthorityKeys.some((key) => keys.includes(key)),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(data.partnerships)).toEqual(expected.map((row) => makeId('Partnership', row.key)).sort());
  });

  it('laureates and requests too', async () => {
    const data = await dataOf(`{
      laureates(filter: { text: "Bethlehem" }) { nodes { id } }
      byFrench: laureates(filter: { text: "Chinon" }) { totalCount }
      cooperationRequests(filter: { text: "Kindia" }) { totalCount }
    }`);
    expect(ids(data.laureates)).toEqual([makeId('Laureate', 'LAU-2025-72')]);
    expect(data.cooperationRequests.totalCount).toBe(1);
    expect(data.byFrench.totalCount).toBe(
      laureates.filter(({ frenchAuthorityKeys }) =>
        frenchAuthorityKeys.some((key) => frenchAuthorities.get(key)!.name.includes('Chinon')),
      ).length,
    );
  });
});

describe('what a call is open to', () => {
  const takesCountry = (country: string) => (call: CallFact) =>
    call.countryCodes.includes(country) || (!call.countryCodes.length && call.kind !== 'LABEL_SESSION');

  it.each(['SN', 'MX', 'TV'])(
    '%s: calls for projects that name it or no country, and no label session',
    async (country) => {
      const data = await dataOf(
        `query ($country: CountryCode!) {
        country(code: $country) { callsForProjects { nodes { code } totalCount } }
        callsForProjects(filter: { country: { in: [$country] } }) { nodes { code } }
        others: callsForProjects(filter: { country: { notIn: [$country] } }) { nodes { code } }
      }`,
        { country },
      );
      const expected = calls
        .filter(takesCountry(country))
        .map(({ code }) => code)
        .sort();
      expect(codes(data.callsForProjects).sort()).toEqual(expected);
      expect(codes(data.country.callsForProjects).sort()).toEqual(expected);
      expect(data.country.callsForProjects.totalCount).toBe(expected.length);
      expect(expected).not.toContain('EXPE-CT-2022-01');
      expect(expected).toContain('AAP-GEN-2024-2026');
      expect(codes(data.others).sort()).toEqual(
        calls
          .filter((call) => !takesCountry(country)(call))
          .map(({ code }) => code)
          .sort(),
      );
      expect(codes(data.others)).toContain('EXPE-CT-2022-01');
    },
  );

  it.each([
    ['EDU', ['AAP-JEUNESSE-V']],
    ['EDU-YOUTH', ['AAP-JEUNESSE-V']],
    ['CUL', ['AAP-PATRIMOINE-2023-2025']],
    ['ENV-WATER', []],
  ])('%s: general calls are open to all themes, others to those that they name', async (theme, named) => {
    const data = await dataOf(
      `query ($theme: ID!) {
        theme(code: $theme) { callsForProjects { nodes { code } totalCount } }
        callsForProjects(filter: { theme: { code: $theme } }) { nodes { code } }
        not: callsForProjects(filter: { not: { theme: { code: $theme } } }) { totalCount }
      }`,
      { theme },
    );
    const expected = [
      ...calls.filter(({ kind }) => kind === 'GENERAL').map(({ code }) => code),
      ...named,
    ].sort();
    expect(codes(data.callsForProjects).sort()).toEqual(expected);
    expect(codes(data.theme.callsForProjects).sort()).toEqual(expected);
    expect(data.theme.callsForProjects.totalCount).toBe(expected.length);
    expect(data.not.totalCount).toBe(calls.length - expected.length);
  });
});

describe('labels that may be null', () => {
  it('have no language where they have no text', async () => {
    const data = await dataOf(
      '{ partnerships(first: 100) { nodes { title language } } laureates { nodes { title language } } }',
    );
    const nodes = [...data.partnerships.nodes, ...data.laureates.nodes];
    expect(nodes.some(({ title }) => title === null)).toBe(true);
    expect(nodes.some(({ title }) => title !== null)).toBe(true);
    for (const { title, language } of nodes) expect(language === null).toBe(title === null);
  });
});

describe('historical names', () => {
  it('keep their years apart', async () => {
    const data = await dataOf(
      '{ partnerships(first: 100, filter: { text: "Grand Lyon" }) { nodes { historicalFrenchName historicalFrenchNameUntil } } }',
    );
    const named = data.partnerships.nodes.filter((node: any) => node.historicalFrenchName !== null);
    expect(named).toContainEqual({
      historicalFrenchName: 'Grand Lyon (communauté urbaine)',
      historicalFrenchNameUntil: 2014,
    });
    for (const { historicalFrenchName } of named) expect(historicalFrenchName).not.toMatch(/\d|until|former/);
  });
});

describe('remarks', () => {
  const files = [
    'partnerships',
    'calls-for-projects',
    'campaigns',
    'laureates',
    'cooperation-requests',
    'figures',
  ];
  const remarks = files.flatMap((file) =>
    facts<Record<string, string | null>>('cooperations', file).flatMap((row) =>
      [row.note, row.applicants].filter((text) => typeof text === 'string'),
    ),
  );
  it.each([...new Set(remarks)])('%s', (text) => {
    expect(text).toMatch(/^[“A-Z0-9].*[.”]$/);
    expect(text).not.toMatch(/PRT-|LAU-|opensOn|closesOn|nullable|example|→/);
  });
});

describe('what leads back', () => {
  it('from a foreign authority and from a theme to laureates', async () => {
    const data = await dataOf(
      `query ($foreign: ID!) {
        foreignAuthority(id: $foreign) { laureates { totalCount nodes { id foreignAuthorities { id } } } }
        themes(first: 100) { nodes { code subtreeCodes laureates { totalCount nodes { id } } } }
      }`,
      { foreign: makeId('ForeignAuthority', 'PS:MUNICIPALITY:Bethléem') },
    );
    expect(data.foreignAuthority.laureates).toMatchObject({
      totalCount: 1,
      nodes: [{ id: makeId('Laureate', 'LAU-2025-72') }],
    });
    const themesOf = new Map(partnerships.map(({ key, themeCodes }) => [key, themeCodes]));
    for (const { code, subtreeCodes, laureates: page } of data.themes.nodes) {
      const expected = laureates.filter(
        ({ partnershipKey }) =>
          partnershipKey !== null &&
          themesOf.get(partnershipKey)!.some((theme) => subtreeCodes.includes(theme)),
      );
      expect([code, ids(page)]).toEqual([code, expected.map(({ key }) => makeId('Laureate', key)).sort()]);
      expect(page.totalCount).toBe(expected.length);
    }
    expect(data.themes.nodes.some((node: any) => node.laureates.totalCount > 0)).toBe(true);
  });

  it('from an authority and from a partnership to requests', async () => {
    const data = await dataOf(
      `query ($nantes: ID!, $partnership: ID!) {
        authority(id: $nantes) { answeredRequests { totalCount nodes { id answeredBy { id } } } }
        partnership(id: $partnership) { cooperationRequests { totalCount nodes { id partnership { id } } } }
      }`,
      { nantes: makeId('Authority', 'EPCI-244400404'), partnership: makeId('Partnership', 'PRT-109') },
    );
    const request = makeId('CooperationRequest', 'kindia-drinking-water-2005');
    expect(data.authority.answeredRequests).toMatchObject({
      totalCount: 1,
      nodes: [{ id: request, answeredBy: [{ id: makeId('Authority', 'EPCI-244400404') }] }],
    });
    expect(data.partnership.cooperationRequests).toMatchObject({
      totalCount: 1,
      nodes: [{ id: request, partnership: { id: makeId('Partnership', 'PRT-109') } }],
    });
  });
});

describe('partners of a country', () => {
  const QUERY = `query ($country: CountryCode!, $filter: CountryPartnerFilter, $orderBy: [CountryPartnerOrder!], $first: Int = 100, $after: String) {
    country(code: $country) { partners(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { partnershipsCount firstYear authority { id population } partnerships { id startYear } }
    } }
  }`;
  const expectedOf = (country: string) => {
    const rows = partnerships.filter(({ countryCode }) => countryCode === country);
    return new Map(
      [...new Set(rows.flatMap(({ frenchAuthorityKeys }) => frenchAuthorityKeys))].map((key) => [
        makeId('Authority', key),
        rows.filter(({ frenchAuthorityKeys }) => frenchAuthorityKeys.includes(key)),
      ]),
    );
  };

  it.each(['SN', 'LB', 'MG', 'JP', 'TV'])('%s: each French authority once', async (country) => {
    const { partners } = (await dataOf(QUERY, { country })).country;
    const expected = expectedOf(country);
    expect(partners.totalCount).toBe(expected.size);
    expect(partners.nodes.map((node: any) => node.authority.id).sort()).toEqual([...expected.keys()].sort());
    for (const { authority, partnershipsCount, firstYear, partnerships: own } of partners.nodes) {
      const rows = expected.get(authority.id)!;
      expect(partnershipsCount).toBe(rows.length);
      expect(firstYear).toBe(
        rows
          .map(({ startYear }) => startYear)
          .filter((year) => year !== null)
          .sort()[0] ?? null,
      );
      expect(own.map(({ id }: any) => id).sort()).toEqual(
        rows.map(({ key }) => makeId('Partnership', key)).sort(),
      );
    }
    const counts = partners.nodes.map((node: any) => node.partnershipsCount);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it('page by page, in an order whose values are not all known', async () => {
    for (const direction of ['ASC', 'DESC']) {
      const orderBy = [{ field: 'FIRST_YEAR', direction }];
      const all = (await dataOf(QUERY, { country: 'SN', orderBy })).country.partners.nodes;
      const paged: any[] = [];
      let after: string | null = null;
      do {
        const { partners }: any = (await dataOf(QUERY, { country: 'SN', orderBy, first: 2, after })).country;
        paged.push(...partners.nodes);
        after = partners.pageInfo.hasNextPage ? partners.pageInfo.endCursor : null;
      } while (after);
      expect(paged).toEqual(all);
      const years = all.map((node: any) => node.firstYear);
      const known = years.filter((year: number | null) => year !== null);
      expect(years.slice(0, known.length)).toEqual(
        [...known].sort((a: number, b: number) => (direction === 'ASC' ? a - b : b - a)),
      );
    }
  });

  it('by attributes of the authorities, one of them meeting all conditions', async () => {
    const filter = {
      kind: { in: ['COMMUNE'] },
      population: { gte: 100_000 },
      not: { department: { in: ['75'] } },
    };
    const { partners } = (await dataOf(QUERY, { country: 'SN', filter })).country;
    const expected = [...expectedOf('SN').keys()].filter((id) =>
      [...frenchAuthorities.values()].some(
        (row) =>
          makeId('Authority', row.key) === id &&
          row.kind === 'COMMUNE' &&
          row.population! >= 100_000 &&
          row.departmentCode !== '75',
      ),
    );
    expect(partners.nodes.map((node: any) => node.authority.id).sort()).toEqual(expected.sort());
  });

  it('of many countries with one statement', async () => {
    const query = (first: number) =>
      `{ countries(first: ${first}) { nodes { partners { totalCount nodes { firstYear partnerships { kind } } } } } }`;
    const few = await ask(query(10));
    const many = await ask(query(100));
    expect(many.errors).toEqual([]);
    expect(many.statistics.bySubgraph.cooperations).toBe(2);
    expect(many.statistics).toEqual(few.statistics);
  });
});

describe('orders', () => {
  it('count the keys of the request, not those that they expand to', async () => {
    const keys =
      '{ field: CLOSES_ON }, { field: OPENS_ON }, { field: CODE }, { field: CLOSES_ON, direction: DESC }';
    const { errors } = await ask(
      `{ callsForProjects(orderBy: [${keys}, { field: OPENS_ON }]) { nodes { code } } }`,
    );
    expect(errors).toEqual([]);
    const refused = await ask(
      `{ callsForProjects(orderBy: [${keys}, { field: OPENS_ON }, { field: CODE }]) { nodes { code } } }`,
    );
    expect(refused.errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'orderBy' });
  });

  it.each(['ASC', 'DESC'])(
    'unknown days are last, %s, also backwards and page by page',
    async (direction) => {
      const list = `orderBy: [{ field: OPENS_ON, direction: ${direction} }]`;
      const days: (string | null)[] = (
        await dataOf(`{ callsForProjects(${list}) { nodes { opensOn } } }`)
      ).callsForProjects.nodes.map(({ opensOn }: any) => opensOn);
      const known = days.filter((day) => day !== null).sort();
      if (direction === 'DESC') known.reverse();
      expect(days).toEqual([...known, ...calls.filter(({ opensOn }) => opensOn === null).map(() => null)]);
      const backward = await dataOf(`{ callsForProjects(${list}, last: 100) { nodes { opensOn } } }`);
      expect(backward.callsForProjects.nodes.map(({ opensOn }: any) => opensOn)).toEqual(days);
      for (const [size, cursor] of [
        ['first', 'after'],
        ['last', 'before'],
      ] as const) {
        const found: (string | null)[] = [];
        let at: string | null = null;
        do {
          const { page }: any = await dataOf(
            `query ($at: String) { page: callsForProjects(${list}, ${size}: 3, ${cursor}: $at) { pageInfo { startCursor endCursor hasNextPage hasPreviousPage } nodes { opensOn } } }`,
            { at },
          );
          const own = page.nodes.map(({ opensOn }: any) => opensOn);
          if (size === 'first') found.push(...own);
          else found.unshift(...own);
          at =
            size === 'first'
              ? page.pageInfo.hasNextPage
                ? page.pageInfo.endCursor
                : null
              : page.pageInfo.hasPreviousPage
                ? page.pageInfo.startCursor
                : null;
        } while (at);
        expect(found).toEqual(days);
      }
    },
  );

  it('partnerships are ordered by country, the oldest first, by default', async () => {
    const data = await dataOf('{ partnerships(first: 100) { nodes { startYear country { code } } } }');
    const found = data.partnerships.nodes.map(
      ({ startYear, country }: any) => `${country.code} ${startYear ?? 9999}`,
    );
    expect(found).toEqual([...found].sort());
  });
});

describe('notIn', () => {
  it('keeps what has no value', async () => {
    const data = await dataOf(
      '{ all: laureates { totalCount } notIn: laureates(filter: { call: { notIn: ["AAP-GEN-2024-2026"] } }) { totalCount } in: laureates(filter: { call: { in: ["AAP-GEN-2024-2026"] } }) { totalCount } }',
    );
    expect(data.all.totalCount).toBe(laureates.length);
    expect(data.notIn.totalCount).toBe(
      laureates.filter(({ callCode }) => callCode !== 'AAP-GEN-2024-2026').length,
    );
    expect(data.in.totalCount + data.notIn.totalCount).toBe(data.all.totalCount);
    expect(laureates.some(({ callCode }) => callCode === null)).toBe(true);
  });
});

describe('a load', () => {
  const pool = openPool(cooperations, {
    url: process.env.TEST_DATABASE!,
    secret: process.env.TEST_SECRET!,
    poolSize: 2,
  });
  afterAll(() => pool.end());
  const quiet = () => {};

  it('lets rows swap a value that is unique', async () => {
    const years = async () => (await pool.query('SELECT code, year FROM campaign ORDER BY code')).rows;
    const before = await years();
    const load = cooperations.load!;
    const swapped = {
      ...cooperations,
      load: {
        ...load,
        tables: (reading: never) =>
          load.tables(reading).map((table) => {
            if (table.entity.name !== 'CampaignEntity') return table;
            const rows = table.rows as { year: number }[];
            return {
              ...table,
              rows: rows.map((row, index) => ({ ...row, year: rows[rows.length - 1 - index]!.year })),
            };
          }),
      },
    };
    try {
      expect(await loadData(swapped, pool, quiet, true)).toMatchObject({
        inserted: 0,
        changed: 2,
        removed: 0,
      });
      expect((await years()).map(({ year }) => year)).toEqual(before.map(({ year }) => year).reverse());
    } finally {
      await loadData(cooperations, pool, quiet, true);
    }
    expect(await years()).toEqual(before);
  });

  it('has succeeded once it is committed, even if the planner statistics fail', async () => {
    const statements: string[] = [];
    const broken = {
      query: pool.query.bind(pool),
      connect: async () => {
        const client = await pool.connect();
        return new Proxy(client, {
          get(target, property) {
            if (property !== 'query') {
              const value = Reflect.get(target, property) as unknown;
              return typeof value === 'function' ? value.bind(target) : value;
            }
            return (text: string, values?: unknown[]) => {
              statements.push(text);
              return text.startsWith('ANALYZE')
                ? Promise.reject(new Error('no room for statistics'))
                : target.query(text, values);
            };
          },
        });
      },
    };
    const report = await loadData(cooperations, broken as unknown as typeof pool, quiet, true);
    expect(report).toMatchObject({ skipped: false, inserted: 0, changed: 0, removed: 0 });
    expect(statements.some((text) => text.startsWith('ANALYZE'))).toBe(true);
    expect(statements).not.toContain('ROLLBACK');
  });
});
