import { describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import { ask, dataOf } from '../../support/graph.js';
import { partnerships } from '../../support/search/facts.js';

const ids = (page: { nodes: { id: string }[] }) => page.nodes.map(({ id }) => id);

describe('a page that several fields select', () => {
  it('is in order in each of them, also backwards', async () => {
    const data = await dataOf(`{ country(code: "MG") {
      forward: partnerships(first: 50) { nodes { id } }
      once: partnerships(last: 50) { nodes { id } pageInfo { startCursor endCursor } }
      again: partnerships(last: 50) { nodes { id } pageInfo { startCursor endCursor } }
    } }`);
    expect(ids(data.country.forward).length).toBeGreaterThan(2);
    expect(ids(data.country.once)).toEqual(ids(data.country.forward));
    expect(data.country.again).toEqual(data.country.once);
  });
});

describe('an entity that occurs twice in an answer', () => {
  it('has the same values each time, times included', async () => {
    const { themes, cooperationRequests } = await dataOf(`{
      themes(first: 100) { nodes { code provenance { updatedAt } } }
      cooperationRequests(first: 20) { nodes {
        matches(first: 2) { nodes { request { themes { code provenance { updatedAt } } } } } } } }`);
    const met = cooperationRequests.nodes.flatMap(({ matches }: any) =>
      matches.nodes.flatMap(({ request }: any) => request.themes),
    );
    expect(met.length).toBeGreaterThan(1);
    for (const theme of met) expect(themes.nodes).toContainEqual(theme);
  });
});

describe('a total', () => {
  it('comes with its page in one statement, also for parents without items', async () => {
    const { data, errors, statistics } = await ask(
      '{ countries(first: 100) { nodes { code partnerships(first: 1) { totalCount nodes { id } } } } }',
    );
    expect(errors).toEqual([]);
    const totals = data.countries.nodes.map((country: any) => {
      expect(country.partnerships.nodes).toHaveLength(Math.min(country.partnerships.totalCount, 1));
      return [country.code, country.partnerships.totalCount];
    });
    expect(totals).toEqual(
      totals.map(([code]: [string]) => [
        code,
        partnerships.filter(({ countryCode }) => countryCode === code).length,
      ]),
    );
    expect(new Set(totals.map(([, total]: [string, number]) => total > 0))).toEqual(new Set([false, true]));
    expect(statistics.bySubgraph.cooperations).toBe(1);
  });

  it('selected alone reads no page', async () => {
    const { data, statistics } = await ask('{ partnerships { totalCount } }');
    expect(data.partnerships.totalCount).toBe(partnerships.length);
    expect(statistics.sqlStatements).toBe(1);
  });

  it('of an empty page is returned all the same', async () => {
    const list = (args: string) =>
      `{ partnerships(${args}) { totalCount nodes { id } pageInfo { endCursor } } }`;
    const { partnerships: last } = await dataOf(list('last: 1'));
    const { partnerships: none } = await dataOf(list(`first: 5, after: "${last.pageInfo.endCursor}"`));
    expect(none).toMatchObject({ nodes: [], totalCount: partnerships.length });
  });
});

describe('variables inside a filter', () => {
  const query = `query ($in: [CountryCode!], $kinds: [PartnershipKind!], $descendants: Boolean) {
    partnerships(filter: { country: { in: $in }, kind: { in: $kinds } }) { totalCount }
    expertises(filter: { theme: { code: "ENV", descendants: $descendants } }) { totalCount }
    authority(siren: "216901231") { partnerships(filter: { country: { in: $in } }) { totalCount } }
  }`;

  it('that are absent filter nothing, and defaults apply', async () => {
    const { data, errors } = await ask(query, { in: ['BJ'] });
    expect(errors).toEqual([]);
    expect(data.partnerships.totalCount).toBe(
      partnerships.filter(({ countryCode }) => countryCode === 'BJ').length,
    );
    const whole = await dataOf('{ expertises(filter: { theme: { code: "ENV" } }) { totalCount } }');
    expect(data.expertises.totalCount).toBe(whole.expertises.totalCount);
    expect(data.expertises.totalCount).toBeGreaterThan(0);
  });

  it('filter when they are set', async () => {
    const { data, errors } = await ask(query, { in: ['BF'], kinds: ['TWINNING'], descendants: false });
    expect(errors).toEqual([]);
    expect(data.partnerships.totalCount).toBe(
      partnerships.filter(({ countryCode, kind }) => countryCode === 'BF' && kind === 'TWINNING').length,
    );
    expect(data.expertises.totalCount).toBe(0);
  });

  it('may be null as a whole, as clients send what they leave out', async () => {
    const { data, errors } = await ask(
      'query ($filter: PartnershipFilter) { partnerships(filter: $filter) { totalCount } }',
      { filter: null },
    );
    expect(errors).toEqual([]);
    expect(data.partnerships.totalCount).toBe(partnerships.length);
  });
});

describe('notIn', () => {
  it.each([
    ['expertises', 'language: { notIn: ["en"] }'],
    ['laureates', 'call: { notIn: ["AAP-GEN-2024-2026"] }'],
    ['events', 'countryGroup: { notIn: ["MG"] }'],
  ])('of %s keeps what is not known: %s', async (list, condition) => {
    const data = await dataOf(
      `{ all: ${list} { totalCount } kept: ${list}(filter: { ${condition} }) { totalCount } inList: ${list}(filter: { ${condition.replace('notIn', 'in')} }) { totalCount } }`,
    );
    expect(data.kept.totalCount).toBe(data.all.totalCount - data.inList.totalCount);
    expect(data.kept.totalCount).toBeGreaterThan(0);
  });
});

describe('one field that fails', () => {
  it('leaves the others: an invalid page', async () => {
    const { data, errors } = await ask(
      '{ country(code: "BJ") { name partnerships(first: 0) { totalCount } } themes(first: 0) { totalCount } }',
    );
    expect(data).toEqual({ country: { name: 'Bénin', partnerships: null }, themes: null });
    expect(errors.map(({ path }) => path!.join('.')).sort()).toEqual(['country.partnerships', 'themes']);
  });

  it('leaves the others: an invalid id among nodes', async () => {
    const right = makeId('Theme', 'ENV-WATER');
    const { data, errors } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: [right, 'nonsense', makeId('Theme', 'NOPE'), right],
    });
    expect(data.nodes).toEqual([{ id: right }, null, null, { id: right }]);
    expect(errors).toMatchObject([
      { path: ['nodes', 1], extensions: { code: 'BAD_USER_INPUT', argument: 'ids.1' } },
    ]);
  });
});
