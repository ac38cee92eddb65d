import { beforeAll, describe, expect, it } from '@jest/globals';
import { ask, dataOf } from '../../support/graph.js';

// Why a list is empty: the judge is a plain loop over all rows, read without any filter.

interface Row {
  country: { code: string };
  themes: { code: string }[];
}

/** All rows of a list, page by page. */
async function all(list: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ;) {
    const { page } = await dataOf(
      `query ($after: String) { page: ${list}(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
        nodes { country { code } themes { code } } } }`,
      { after },
    );
    rows.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return rows;
    after = page.pageInfo.endCursor;
  }
}

const ABSENCE = 'totalCount absence { reason count explanation(lang: EN) fr: explanation(lang: FR) }';

let partnerships: Row[];
let themes: { code: string }[];
beforeAll(async () => {
  partnerships = await all('partnerships');
  ({
    themes: { nodes: themes },
  } = await dataOf('{ themes(filter: { level: { lte: 1 } }, first: 100) { nodes { code } } }'));
});

describe('an empty list of partnerships', () => {
  it('says how many of the country have no theme, when it asks for a theme', async () => {
    const countries = [...new Set(partnerships.map(({ country }) => country.code))].sort();
    const seen = { NOT_CLASSIFIED: 0, NO_MATCH: 0, FOUND: 0 };
    for (const country of countries.filter((_, at) => at % 2 === 0)) {
      const theme = themes[country.charCodeAt(0) % themes.length]!.code;
      const { found, below } = await dataOf(
        `query ($country: CountryCode!, $theme: ID!) {
          found: partnerships(filter: { country: { in: [$country] }, theme: { code: $theme } }) { ${ABSENCE} }
          below: theme(code: $theme) { partnerships(filter: { country: { in: [$country] } }) { ${ABSENCE} } } }`,
        { country, theme },
      );
      const unclassified = partnerships.filter(
        (row) => row.country.code === country && !row.themes.length,
      ).length;
      expect(below.partnerships).toEqual(found);
      if (found.totalCount) {
        seen.FOUND += 1;
        expect(found.absence).toBeNull();
      } else if (unclassified) {
        seen.NOT_CLASSIFIED += 1;
        expect(found.absence).toMatchObject({
          reason: 'NOT_CLASSIFIED',
          count: unclassified,
          explanation: expect.stringMatching(`^${unclassified} partnerships meet the other conditions`),
          fr: expect.stringMatching(`^${unclassified} partenariats remplissent`),
        });
      } else {
        seen.NO_MATCH += 1;
        expect(found.absence).toMatchObject({ reason: 'NO_MATCH', count: null });
      }
    }
    expect(seen.NOT_CLASSIFIED).toBeGreaterThan(5);
    expect(seen.FOUND).toBeGreaterThan(2);
  });

  it('is no match when all conditions are known and none asks for a theme', async () => {
    const { partnerships: found } = await dataOf(
      `{ partnerships(filter: { country: { in: ["AQ"] } }) { ${ABSENCE} } }`,
    );
    expect(found).toMatchObject({ totalCount: 0, absence: { reason: 'NO_MATCH', count: null } });
    expect(found.absence.fr).toMatch(/parmi les partenariats que ce graphe connaît/);
  });

  it('has no reason when a page lies past its end', async () => {
    const { partnerships: first } = await dataOf(
      '{ partnerships(last: 1) { edges { cursor } absence { reason } } }',
    );
    expect(first.absence).toBeNull();
    const { partnerships: past } = await dataOf(
      'query ($after: String) { partnerships(first: 1, after: $after) { nodes { id } absence { reason } } }',
      { after: first.edges[0].cursor },
    );
    expect(past).toEqual({ nodes: [], absence: null });
  });
});

describe('every list that may well be empty', () => {
  it.each([
    ['partnerships', '{ country: { in: ["AQ"] } }'],
    ['cooperationRequests', '{ country: { in: ["AQ"] } }'],
    ['callsForProjects', '{ text: "zzzz" }'],
    ['laureates', '{ country: { in: ["AQ"] } }'],
    ['events', '{ country: { in: ["AQ"] } }'],
    ['newsItems', '{ country: { in: ["AQ"] } }'],
    ['resources', '{ country: { in: ["AQ"] } }'],
    ['countryGroups', '{ country: { in: ["AQ"] } }'],
    ['foreignAuthorities', '{ country: { in: ["AQ"] } }'],
    ['expertises', '{ country: { in: ["AQ"] } }'],
    ['labels', '{ theme: { code: "EDU" } }'],
  ])('gives its reason in both languages: %s', async (list, filter) => {
    const { data, errors } = await ask(`{ ${list}(filter: ${filter}) { ${ABSENCE} nodes { __typename } } }`);
    expect(errors).toEqual([]);
    const { absence } = data[list];
    expect(absence.reason).toMatch(/^(NO_MATCH|NOT_PUBLISHED)$/);
    expect(absence.explanation).toMatch(/^(None|No|Labels) /);
    expect(absence.fr).toMatch(/^(Rien|Aucun|Aucune|Des) /);
  });
});
