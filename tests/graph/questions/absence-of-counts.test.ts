import { beforeAll, describe, expect, it } from '@jest/globals';
import { ask, dataOf } from '../../support/graph.js';

// Why a statistic counts nothing, and why a search of authorities finds none: the judge is a plain loop over all rows.

const ABSENCE = 'absence { reason count explanation(lang: EN) fr: explanation(lang: FR) }';

interface Row {
  country: { code: string };
  themes: { code: string }[];
  frenchAuthorities: { id: string; validTo: string | null }[];
}
let partnerships: Row[];
beforeAll(async () => {
  partnerships = [];
  for (let after: string | null = null; ;) {
    const { page } = await dataOf(
      `query ($after: String) { page: partnerships(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
        nodes { country { code } themes { code } frenchAuthorities { id validTo } } } }`,
      { after },
    );
    partnerships.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
});

const count = async (of: string, by: string, filter: string, more = '') =>
  (
    await dataOf(
      `{ statistics(of: ${of}, by: [${by}], filter: ${filter}${more}) { total groupsCount ${ABSENCE} } }`,
    )
  ).statistics;

describe('a condition that nothing can meet', () => {
  it.each([
    ['PARTNERSHIPS', 'COUNTRY', '{ country: { in: [] } }', ['filter.country.in']],
    ['PARTNERSHIPS', 'COUNTRY', '{ confidence: { in: [STATED], notIn: [STATED] } }', ['filter.confidence']],
    ['PARTNERSHIPS', 'YEAR', '{ year: { gte: 2010, lte: 2009 } }', ['filter.year']],
    [
      'PARTNERSHIPS',
      'COUNTRY',
      '{ amountEur: { gte: 2, lte: 1 }, region: { in: [] } }',
      ['filter.region.in', 'filter.amountEur'],
    ],
    ['PARTNERSHIPS', 'AUTHORITY', '{ authority: [] }', ['filter.authority']],
    ['PARTNERSHIPS', 'COUNTRY', '{ foreignAuthority: [] }', ['filter.foreignAuthority']],
    ['EXPERTISES', 'THEME', '{ language: { in: [] } }', ['filter.language.in']],
    ['AUTHORITIES', 'REGION', '{ population: { gte: 10, lte: 9 } }', ['filter.population']],
    ['AUTHORITIES', 'REGION', '{ and: [{ kind: { in: [] } }] }', ['filter.and.0.kind.in']],
    [
      'REQUESTS',
      'STATUS',
      '{ or: [{ status: { in: [] } }, { country: { in: [] } }] }',
      ['filter.or.0.status.in', 'filter.or.1.country.in'],
    ],
    ['EVENTS', 'YEAR', '{ year: { gte: 1, lte: 0 } }', ['filter.year']],
    ['CALLS', 'YEAR', '{ kind: { in: [] } }', ['filter.kind.in']],
    ['CALLS', 'YEAR', '{ or: [] }', ['filter.or']],
  ])('is named: %s by %s, %s', async (of, by, filter, found) => {
    const { total, absence } = await count(of, by, filter);
    expect(total).toBe(0);
    expect(absence.reason).toBe('IMPOSSIBLE');
    expect(absence.explanation).toContain(`Nothing can meet ${found.join(', ')}:`);
    expect(absence.fr).toContain(`Rien ne peut remplir ${found.join(', ')} :`);
  });

  it.each([
    ['authorities', '{ population: { gte: 10, lte: 9 } }', 'filter.population'],
    ['authorities', '{ partnership: { kind: { in: [] } } }', 'filter.partnership.kind.in'],
    ['authorities', '{ id: [] }', 'filter.id'],
    ['partnerships', '{ country: { in: [] } }', 'filter.country.in'],
    ['expertises', '{ authority: { id: [] } }', 'filter.authority.id'],
    ['foreignAuthorities', '{ country: { in: ["BJ"], notIn: ["BJ"] } }', 'filter.country'],
  ])('is named in a list too: %s, %s', async (list, filter, argument) => {
    const answer = (await dataOf(`{ ${list}(filter: ${filter}) { totalCount ${ABSENCE} } }`))[list];
    expect(answer.totalCount).toBe(0);
    expect(answer.absence).toMatchObject({
      reason: 'IMPOSSIBLE',
      explanation: expect.stringContaining(` ${argument}:`),
    });
  });

  it('is none when it is only negated, or when another branch can be met', async () => {
    for (const filter of [
      '{ not: { country: { in: [] } } }',
      '{ or: [{ country: { in: [] } }, {}] }',
      '{ country: { notIn: [] } }',
    ]) {
      const { total, absence } = await count('PARTNERSHIPS', 'COUNTRY', filter);
      expect({ total, absence }).toEqual({ total: partnerships.length, absence: null });
    }
  });
});

describe('a statistic that counts nothing', () => {
  it('names the conditions that nothing meets, whatever the others', async () => {
    const { absence } = await count(
      'PARTNERSHIPS',
      'COUNTRY',
      '{ country: { in: ["AQ"] }, kind: { in: ["TWINNING"] } }',
    );
    expect(absence).toMatchObject({ reason: 'NO_MATCH', count: null });
    expect(absence.explanation).toContain('none of the partnerships meets filter.country.');
    expect(absence.fr).toContain('rien ne remplit filter.country parmi');
  });

  it.each(['PARTNERSHIPS', 'EXPERTISES', 'AUTHORITIES'])('says that France is no partner: %s', async (of) => {
    const { total, absence } = await count(of, 'COUNTRY', '{ country: { in: ["FR"] } }');
    expect(total).toBe(0);
    expect(absence.reason).toBe('NO_MATCH');
    expect(absence.explanation).toMatch(/France is the country of the French authorities/);
    expect(absence.fr).toMatch(/La France est le pays des collectivités/);
  });

  it('says how many of the country are not classified', async () => {
    const codes = [...new Set(partnerships.map(({ country }) => country.code))].sort();
    let notClassified = 0;
    for (const code of codes.filter((_, at) => at % 6 === 0)) {
      const { total, absence } = await count(
        'PARTNERSHIPS',
        'COUNTRY',
        `{ country: { in: ["${code}"] }, theme: { code: "ECO-ICT" } }`,
      );
      const there = partnerships.filter(({ country }) => country.code === code);
      const none = there.filter(({ themes }) => !themes.length).length;
      if (total) expect(absence).toBeNull();
      else if (none) {
        notClassified += 1;
        expect(absence).toMatchObject({ reason: 'NOT_CLASSIFIED', count: none });
      } else expect(absence.reason).toBe('NO_MATCH');
    }
    expect(notClassified).toBeGreaterThan(8);
  });

  it('tells what no source publishes from what does not exist', async () => {
    const { total, absence } = await count('EXPERTISES', 'LANGUAGE', '{ language: { in: ["es"] } }');
    expect(total).toBe(0);
    expect(absence.reason).toBe('NOT_PUBLISHED');
    expect(absence.explanation).toMatch(/No source of this graph states .*filter\.language/);
    const nothing = await count('REQUESTS', 'STATUS', '{ country: { in: ["BJ"] } }');
    const { cooperationRequests } = await dataOf('{ cooperationRequests { totalCount } }');
    if (!cooperationRequests.totalCount) expect(nothing.absence.reason).toBe('NOT_PUBLISHED');
    else expect(nothing.total === 0).toBe(nothing.absence !== null);
  });

  it('says that groups are missing by `having` alone', async () => {
    const { total, groupsCount, absence } = await count(
      'PARTNERSHIPS',
      'COUNTRY',
      '{}',
      ', having: { count: { gte: 100000 } }',
    );
    expect({ total, groupsCount }).toEqual({ total: partnerships.length, groupsCount: 0 });
    expect(absence).toMatchObject({ reason: 'NO_MATCH', explanation: expect.stringContaining('`having`') });
    const never = await count('PARTNERSHIPS', 'COUNTRY', '{}', ', having: { count: { gte: 2, lte: 1 } }');
    expect(never.absence).toMatchObject({
      reason: 'IMPOSSIBLE',
      explanation: expect.stringContaining('having.count:'),
    });
  });

  it('is read by nothing when it is not selected', async () => {
    const { statistics } = await ask(
      '{ statistics(of: PARTNERSHIPS, by: [COUNTRY], filter: { country: { in: ["AQ"] } }) { total } }',
    );
    const explained = await ask(
      `{ statistics(of: PARTNERSHIPS, by: [COUNTRY], filter: { country: { in: ["AQ"] } }) { total ${ABSENCE} } }`,
    );
    expect(explained.statistics.sqlStatements).toBe(statistics.sqlStatements + 1);
  });
});

describe('a search that finds no authority', () => {
  it('says how many have partnerships of the country that are not classified', async () => {
    const codes = [...new Set(partnerships.map(({ country }) => country.code))].sort();
    let notClassified = 0;
    for (const code of codes.filter((_, at) => at % 6 === 0)) {
      const { authorities } = await dataOf(
        `{ authorities(filter: { theme: { code: "ECO-ICT" }, partnerCountry: { in: ["${code}"] }, countryOfExperience: { in: ["${code}"] }, isCurrent: true }) { totalCount ${ABSENCE} } }`,
      );
      const holders = new Set(
        partnerships
          .filter(({ country, themes }) => country.code === code && !themes.length)
          .flatMap(({ frenchAuthorities }) => frenchAuthorities)
          .filter(({ validTo }) => validTo === null)
          .map(({ id }) => id),
      );
      if (authorities.totalCount) expect(authorities.absence).toBeNull();
      else if (holders.size) {
        notClassified += 1;
        expect(authorities.absence).toMatchObject({ reason: 'NOT_CLASSIFIED', count: holders.size });
      } else expect(authorities.absence.reason).toBe('NO_MATCH');
    }
    expect(notClassified).toBeGreaterThan(8);
  });

  it('names the conditions that none meets, and has no reason past its end', async () => {
    const { authorities } = await dataOf(
      `{ authorities(filter: { region: { in: ["11"] }, population: { gte: 100000000 } }) { ${ABSENCE} } }`,
    );
    expect(authorities.absence.explanation).toContain(
      'none of the French authorities meets filter.population.',
    );
    const { authorities: last } = await dataOf(
      `{ authorities(filter: { region: { in: ["11"] } }, last: 1) { edges { cursor } ${ABSENCE} } }`,
    );
    expect(last.absence).toBeNull();
    const { authorities: past } = await dataOf(
      `query ($after: String) { authorities(filter: { region: { in: ["11"] } }, first: 1, after: $after) { nodes { id } ${ABSENCE} } }`,
      { after: last.edges[0].cursor },
    );
    expect(past).toEqual({ nodes: [], absence: null });
  });
});
