import { describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import { expertises, partnerships } from '../../support/search/facts.js';
import { ask, dataOf } from '../../support/graph.js';

interface Edge {
  cursor: string;
  relevance: number | null;
  highlights: { field: string; text: string }[];
  node: { id: string; name: string };
}

const names = (nodes: { name: string }[]) => nodes.map(({ name }) => name);
const found = async (filter: string, rest = 'first: 100'): Promise<string[]> =>
  names((await dataOf(`{ authorities(filter: ${filter}, ${rest}) { nodes { name } } }`)).authorities.nodes);
const byText = async (text: string, rest?: string) => found(`{ text: ${JSON.stringify(text)} }`, rest);

const WATER = new Set(
  expertises.filter(({ themeCode }) => themeCode === 'ENV-WATER').map(({ authorityKey }) => authorityKey),
);

describe('text', () => {
  it('finds names by the beginnings of their words, whatever the accents', async () => {
    expect(await byText('evr', 'first: 5')).toContain('Évreux');
    expect(await byText('ÉVREUX')).toContain('Évreux');
    expect(await byText('oeuilly')).toEqual(['Œuilly', 'Œuilly']);
    expect(await byText('vreux')).not.toContain('Évreux');
  });

  it('finds authorities by other names', async () => {
    expect(await byText('grand lyon', 'first: 1')).toEqual(['Métropole de Lyon']);
  });

  it.each([
    ['French', 'gouvernances eaux assainissements', 'Le Havre'],
    ['French without accents', 'bibliotheques municipales bethleem', 'Montpellier Méditerranée Métropole'],
    ['English', 'watering sanitations', 'Évreux'],
  ])('finds titles in any form of their words: %s', async (_, text) => {
    const { authorities } = await dataOf(
      'query ($text: String) { authorities(filter: { text: $text }) { totalCount edges { highlights { field text } } } }',
      { text },
    );
    expect(authorities.totalCount).toBeGreaterThan(0);
    for (const { highlights } of authorities.edges)
      expect(highlights.map(({ field }: { field: string }) => field)).toContainEqual(
        expect.stringMatching(/TITLE$/),
      );
  });

  it('finds authorities by words of a title, and no others', async () => {
    const { authorities } = await dataOf(
      '{ authorities(filter: { text: "\\"eau et assainissement\\"" }, first: 100) { nodes { id } } }',
    );
    expect(new Set(authorities.nodes.map(({ id }: { id: string }) => id))).toEqual(
      new Set([...WATER].map((key) => makeId('Authority', key))),
    );
  });

  it('takes one word from a name and another from a title', async () => {
    expect(await byText('evreux eau')).toEqual(['Évreux']);
    expect(await byText('lyon ouagadougou')).toEqual(expect.arrayContaining(['Lyon', 'Métropole de Lyon']));
  });

  it('ignores stop words when it searches titles', async () => {
    expect(await byText('coopération de la ville de Ouagadougou')).toEqual(
      expect.arrayContaining(['Lyon', 'Métropole de Lyon']),
    );
    // In names they still count.
    expect(await byText('la roche sur')).toEqual(expect.arrayContaining(['La Roche-sur-Yon']));
    for (const name of await byText('la roche sur foron')) expect(name).toMatch(/Foron/);
  });

  it('keeps quoted words together, in this order', async () => {
    const [apart, together, reversed] = await Promise.all(
      ['denis saint', '"saint denis"', '"denis saint"'].map((text) => byText(text)),
    );
    expect(together!.length).toBeGreaterThan(20);
    expect(apart).toEqual(expect.arrayContaining(together!));
    expect(reversed).not.toContain('Saint-Denis');
  });

  it('takes alternatives by or, and excludes words after a minus', async () => {
    expect(await byText('villeurbanne OR vénissieux')).toEqual(['Villeurbanne', 'Vénissieux']);
    const without = await byText('evreux -portes');
    expect(without).toContain('Évreux');
    expect(without.filter((name) => /Portes/.test(name))).toEqual([]);
  });

  it('combines with other conditions, and within and, or and not', async () => {
    expect(await found('{ text: "st denis", department: { in: ["93"] } }')).toContain('Saint-Denis');
    expect(
      await found('{ or: [{ text: "villeurbanne" }, { text: "vénissieux" }], not: { text: "vén" } }'),
    ).toEqual(['Villeurbanne']);
  });

  it.each([
    ['" "', 'at least one letter or digit'],
    ['"-lyon"', 'a word that must occur, beside those that must not'],
    ['"a b c d e f g h i j k"', 'at most 10 words'],
  ])('%s is refused', async (text, expected) => {
    for (const filter of [`{ text: ${text} }`, `{ not: { text: ${text} } }`]) {
      const { errors } = await ask(
        `{ authorities(filter: ${filter}) { totalCount } }`,
        {},
        { headers: { 'accept-language': 'en' } },
      );
      expect(errors[0]!.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: 'filter.text',
        expected,
      });
    }
  });
});

describe('relevance', () => {
  const query = `query ($text: String, $after: String, $first: Int, $orderBy: [AuthoritySearchOrder!]) {
    authorities(filter: { text: $text }, first: $first, after: $after, orderBy: $orderBy) {
      edges { cursor relevance node { id name population } } pageInfo { hasNextPage endCursor }
    }
  }`;

  it('puts the exact name first, then the larger authorities', async () => {
    const { edges } = (await dataOf(query, { text: 'lyon', first: 20 })).authorities;
    expect(names(edges.map(({ node }: Edge) => node)).slice(0, 2)).toEqual(['Lyon', 'Métropole de Lyon']);
    const marks: number[] = edges.map(({ relevance }: Edge) => relevance);
    expect(marks[0]).toBe(1);
    expect(marks).toEqual([...marks].sort((a, b) => b - a));
  });

  it('is the default order with a text; without one, the name is', async () => {
    const orders = await Promise.all(
      [undefined, [{ field: 'RELEVANCE' }], [{ field: 'RELEVANCE', direction: 'DESC' }]].map(
        async (orderBy) =>
          (await dataOf(query, { text: 'saint', first: 100, orderBy })).authorities.edges.map(
            ({ node }: Edge) => node.id,
          ),
      ),
    );
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
    expect(await found('{ region: { in: ["94"] } }', 'first: 20, orderBy: [{ field: RELEVANCE }]')).toEqual(
      await found('{ region: { in: ["94"] } }', 'first: 20, orderBy: [{ field: NAME }]'),
    );
  });

  it('is null without text', async () => {
    const { authorities } = await dataOf(
      '{ authorities(first: 2) { edges { relevance highlights { text } } } }',
    );
    expect(authorities.edges).toEqual(Array.from({ length: 2 }, () => ({ relevance: null, highlights: [] })));
  });

  it('is paged without loss or repetition, in both directions', async () => {
    const text = 'saint martin';
    const whole = (await dataOf(query, { text, first: 100 })).authorities.edges.map(
      ({ node }: Edge) => node.id,
    );
    const walked: string[] = [];
    for (let after: string | null = null; walked.length < whole.length;) {
      const page: { edges: Edge[]; pageInfo: { endCursor: string | null } } = (
        await dataOf(query, { text, first: 7, after })
      ).authorities;
      walked.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.endCursor;
    }
    expect(walked.slice(0, whole.length)).toEqual(whole);
    const { authorities } = await dataOf(
      'query ($text: String, $before: String) { authorities(filter: { text: $text }, last: 5, before: $before) { nodes { id } } }',
      { text, before: (await dataOf(query, { text, first: 20 })).authorities.edges[19].cursor },
    );
    expect(authorities.nodes.map(({ id }: { id: string }) => id)).toEqual(whole.slice(14, 19));
  });
});

describe('highlights', () => {
  const highlightsOf = async (text: string, language = 'fr'): Promise<Edge[]> =>
    (
      await dataOf(
        'query ($text: String) { authorities(filter: { text: $text }, first: 3) { edges { node { name } highlights { field text } } } }',
        { text },
        { 'accept-language': language },
      )
    ).authorities.edges;

  it('mark the words with asterisks', async () => {
    const [first] = await highlightsOf('evreux eau');
    expect(first!.highlights).toEqual([
      { field: 'NAME', text: '**Évreux**' },
      { field: 'EXPERTISE_TITLE', text: '**Eau** et assainissement' },
    ]);
    const [lyon] = await highlightsOf('"grand lyon"');
    expect(lyon!.highlights).toContainEqual({ field: 'OTHER_NAME', text: '**Grand** **Lyon**' });
    expect(lyon!.highlights).toContainEqual({
      field: 'PARTNERSHIP_TITLE',
      text: 'Partenariat de coopération entre la ville de Ouagadougou, le **Grand** **Lyon** et la Ville de **Lyon**',
    });
  });

  it('prefer the language of the caller when both titles match', async () => {
    const title = (edges: Edge[]) =>
      edges[0]!.highlights.find(({ field }) => field === 'EXPERTISE_TITLE')!.text;
    expect(title(await highlightsOf('biodiversité', 'fr'))).toMatch(/\*\*biodiversité\*\*/);
    expect(title(await highlightsOf('biodiversity', 'fr'))).toMatch(/\*\*biodiversity\*\*/);
    expect(title(await highlightsOf('promotion', 'en'))).toMatch(/promotion\*\*|\*\*promotion/);
  });
});

describe('conditions', () => {
  it('on expertises apply to one and the same expertise', async () => {
    // Some authority has an expertise in this theme and one shown in this country, but not both in one.
    const count = async (filter: string) =>
      (await dataOf(`{ authorities(filter: ${filter}) { totalCount } }`)).authorities.totalCount as number;
    const theme = 'theme: { code: "ENV-WATER" }';
    const shown = 'countryOfExperience: { in: ["BF"] }';
    const holders = (condition: (row: (typeof expertises)[number]) => boolean) =>
      new Set(expertises.filter(condition).map(({ authorityKey }) => authorityKey));
    const both = holders((row) => row.themeCode === 'ENV-WATER' && row.countryCodes.includes('BF'));
    const inBurkina = holders((row) => row.countryCodes.includes('BF'));
    const either = [...WATER].filter((key) => inBurkina.has(key));
    expect(await count(`{ ${theme}, ${shown} }`)).toBe(both.size);
    expect(await count(`{ and: [{ ${theme} }, { ${shown} }] }`)).toBe(either.length);
    expect(either.length).toBeGreaterThan(both.size);
  });

  it('select by partnerships, expertises and what is lacking', async () => {
    const { having, lacking, partners } = await dataOf(`{
      having: authorities(filter: { having: [PARTNERSHIP] }) { totalCount }
      lacking: authorities(filter: { having: [PARTNERSHIP], lacking: [EXPERTISE] }) { totalCount }
      partners: authorities(filter: { partnerCountry: { in: ["BJ"] } }) { totalCount }
    }`);
    const withPartnership = new Set(partnerships.flatMap(({ frenchAuthorityKeys }) => frenchAuthorityKeys));
    const withExpertise = new Set(expertises.map(({ authorityKey }) => authorityKey));
    const inBenin = new Set(
      partnerships
        .filter(({ countryCode }) => countryCode === 'BJ')
        .flatMap(({ frenchAuthorityKeys }) => frenchAuthorityKeys),
    );
    expect(having.totalCount).toBe(withPartnership.size);
    expect(lacking.totalCount).toBe([...withPartnership].filter((key) => !withExpertise.has(key)).length);
    expect(partners.totalCount).toBe(inBenin.size);
  });

  it('on world regions apply to one and the same country', async () => {
    const { ldc, african, all } = await dataOf(`{
      ldc: authorities(filter: { worldRegion: { in: [AFRICA] }, isLeastDeveloped: true }, first: 1) { facets { country { value { region isLeastDeveloped } } } }
      african: authorities(filter: { worldSubRegion: { in: [WESTERN_AFRICA] }, country: { in: ["BJ", "MG"] } }) { totalCount }
      all: authorities(filter: { country: { in: ["BJ"] } }) { totalCount }
    }`);
    expect(ldc.facets.country.length).toBeGreaterThan(3);
    for (const { value } of ldc.facets.country)
      expect(value).toEqual({ region: 'AFRICA', isLeastDeveloped: true });
    expect(african.totalCount).toBe(all.totalCount);
  });
});

describe('facets', () => {
  it('count what choosing another value would find', async () => {
    const { authorities } =
      await dataOf(`{ authorities(filter: { theme: { code: "ENV-WATER" }, country: { in: ["BJ"] } }, first: 1) {
      totalCount facets { theme { value { code } count } country { value { code } count } }
    } }`);
    const countOf = (facet: { value: { code: string }; count: number }[], code: string) =>
      facet.find(({ value }) => value.code === code)?.count;
    expect(countOf(authorities.facets.theme, 'ENV-WATER')).toBe(authorities.totalCount);
    expect(countOf(authorities.facets.country, 'BJ')).toBe(authorities.totalCount);
    const other = await dataOf(
      '{ authorities(filter: { theme: { code: "ENV-WATER" }, country: { in: ["MG"] } }) { totalCount } }',
    );
    expect(countOf(authorities.facets.country, 'MG')).toBe(other.authorities.totalCount);
    expect(other.authorities.totalCount).not.toBe(authorities.totalCount);
  });

  it('name themes, countries and régions', async () => {
    const { authorities } = await dataOf(`{ authorities(filter: { having: [EXPERTISE] }, first: 1) {
      facets { theme { value { name } count } country { value { name } } region { value { name } count } }
    } }`);
    for (const facet of ['theme', 'country', 'region'])
      for (const { value } of authorities.facets[facet]) expect(value.name).toMatch(/./);
    const counts = authorities.facets.theme.map(({ count }: { count: number }) => count);
    expect(counts).toEqual([...counts].sort((a: number, b: number) => b - a));
  });
});

describe('one search', () => {
  it('is one SQL statement, with page, total, all facets, highlights and freshness', async () => {
    const { data, errors, statistics } = await ask(`{
      authorities(filter: { text: "lyon or eau", isCurrent: true }) {
        totalCount nodes { id name kind population } edges { cursor relevance node { name } highlights { field text } }
        facets { theme { value { code } count } country { value { code } count } kind { value count } region { value { code } count } basis { value count } labelStatus { value count } }
        freshness { cursor changedAt } pageInfo { endCursor }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data.authorities.totalCount).toBeGreaterThan(10);
    expect(statistics).toMatchObject({ sqlStatements: 1, subgraphRequests: 1 });
  });

  it.each([
    [
      'an alias',
      '{ authorities(first: 1) { all: totalCount found: facets { natures: kind { value many: count } } } }',
    ],
    [
      'fragments',
      'fragment F on AuthorityFacets { natures: kind { value many: count } } fragment C on AuthoritySearchConnection { all: totalCount ... on AuthoritySearchConnection { found: facets { ...F } } } { authorities(first: 1) { ...C } }',
    ],
    [
      '@include',
      'query ($yes: Boolean = true) { authorities(first: 1) { all: totalCount @include(if: $yes) found: facets { natures: kind { value many: count } basis @skip(if: $yes) { value } } } }',
    ],
  ])('counts what is asked for through %s', async (_, query) => {
    const { data, errors } = await ask(query);
    expect(errors).toEqual([]);
    expect(data.authorities.all).toBeGreaterThan(30_000);
    expect(data.authorities.found.natures[0]).toEqual({ value: 'COMMUNE', many: expect.any(Number) });
    expect(data.authorities.found).not.toHaveProperty('basis');
  });

  it('returns the same authorities as their own subgraph', async () => {
    // Only the other subgraph has `validFrom`, so that both are called.
    const list = async (filter: string, more: string) =>
      (
        await dataOf(
          `{ authorities(filter: ${filter}, first: 100) { nodes { id name kind population ${more} } edges { node { id name kind population ${more} } } } }`,
        )
      ).authorities;
    for (const filter of [
      '{ isCurrent: false }',
      '{ kind: { in: [SPECIAL_COLLECTIVITY, REGION, METROPOLIS_LYON] } }',
      '{ text: "lyon" }',
    ]) {
      const searched = await list(filter, '');
      const { nodes } = searched;
      expect(searched.edges.map(({ node }: Edge) => node)).toEqual(nodes);
      const owned = await dataOf(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Authority { name kind population } } }',
        { ids: nodes.map(({ id }: { id: string }) => id) },
      );
      expect(owned.nodes).toEqual(nodes);
      const both = await list(filter, 'validFrom inseeCode siren');
      expect(
        both.nodes.map(({ id, name, kind, population }: Record<string, unknown>) => ({
          id,
          name,
          kind,
          population,
        })),
      ).toEqual(nodes);
    }
  });

  it('finds a closed authority with its own facts, not with those of the one that has its code', async () => {
    const { authorities } = await dataOf(
      '{ authorities(filter: { isCurrent: false }, first: 100) { nodes { name validTo isCurrent inseeCode } } }',
    );
    expect(authorities.nodes.length).toBeGreaterThan(4);
    for (const { validTo, isCurrent } of authorities.nodes) {
      expect(isCurrent).toBe(false);
      expect(validTo).not.toBeNull();
    }
  });
});

describe('freshness', () => {
  it('is reported, and can be required', async () => {
    const { changes } = await dataOf('{ changes(first: 5) { pageInfo { endCursor } } }');
    const { authorities } = await dataOf(
      'query ($asOf: String) { authorities(first: 1, asOf: $asOf) { totalCount freshness { cursor changedAt } } }',
      { asOf: changes.pageInfo.endCursor },
    );
    expect(Date.parse(authorities.freshness.changedAt)).toBeLessThanOrEqual(Date.now());
    const again = await ask('query ($asOf: String) { authorities(first: 1, asOf: $asOf) { totalCount } }', {
      asOf: authorities.freshness.cursor,
    });
    expect(again.errors).toEqual([]);
    const { errors } = await ask('{ authorities(first: 1, asOf: "yesterday") { totalCount } }');
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'asOf' });
  });
});

describe('the cursors', () => {
  it('belong to their filter and order', async () => {
    const query =
      'query ($filter: AuthoritySearchFilter, $orderBy: [AuthoritySearchOrder!], $after: String) { authorities(filter: $filter, orderBy: $orderBy, after: $after, first: 2) { pageInfo { endCursor } } }';
    const filter = { text: 'lyon' };
    const after = (await dataOf(query, { filter })).authorities.pageInfo.endCursor;
    expect((await ask(query, { filter, after, orderBy: [{ field: 'RELEVANCE' }] })).errors).toEqual([]);
    for (const other of [{ filter: { text: 'paris' } }, { filter, orderBy: [{ field: 'NAME' }] }, {}]) {
      const { errors } = await ask(query, { ...other, after });
      expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    }
  });

  it.each(['EXPERTISES', 'PARTNERSHIPS', 'POPULATION', 'INSEE_CODE', 'KIND'])(
    'go through an order by %s',
    async (field) => {
      for (const direction of ['ASC', 'DESC']) {
        const query = `query ($after: String, $first: Int) { authorities(filter: { region: { in: ["94"] } }, first: $first, after: $after, orderBy: [{ field: ${field}, direction: ${direction} }, { field: NAME }]) { nodes { id } pageInfo { endCursor } } }`;
        const whole = (await dataOf(query, { first: 60 })).authorities;
        const half = (await dataOf(query, { first: 30 })).authorities;
        const rest = (await dataOf(query, { first: 30, after: half.pageInfo.endCursor })).authorities;
        expect([...half.nodes, ...rest.nodes]).toEqual(whole.nodes);
      }
    },
  );
});
