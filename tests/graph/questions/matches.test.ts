import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import { openSubgraph, type SubgraphRuntime } from '#kernel/server';
import { makeId } from '#kernel/values';
import { search } from '#subgraphs';
import fc from 'fast-check';
import { buildSchema, type GraphQLEnumType } from 'graphql';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { pino } from 'pino';
import { MATCH_CRITERIA, MATCH_WEIGHTS, mostOf } from '../../../services/search/matching/match-weights.js';
import { querySubgraph } from '../../support/subgraph-requests.js';
import { expertises, facts, partnerships, subtreeOf, themes } from '../../support/search/facts.js';
import { ask, dataOf } from '../../support/graph.js';
import {
  insertExpertise,
  insertRequest,
  rowId,
  type ExpertiseRow,
  type RequestRow,
} from '../../support/search/match-rows.js';
import { runs } from '../../support/random/depth.js';

// Expertises that match a request, in which order, and why.

interface RequestFact {
  key: string;
  countryCode: string;
  themeCodes: string[];
  status: string;
}
const requests = facts<RequestFact>('cooperations', 'cooperation-requests');
const regions = new Map(
  facts<{ code: string; region: string | null }>('country-groups', 'countries').map((country) => [
    country.code,
    country.region,
  ]),
);
const regionOf = (country: string) => regions.get(country);
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());

/** Countries of the partnerships of an authority that are not over, by status, last day or the period in the title. */
const countriesNow = (authority: string) =>
  partnerships
    .filter(({ frenchAuthorityKeys }) => frenchAuthorityKeys.includes(authority))
    .filter(({ statusInSource, endDate, titleFr }) => {
      const year = /(?:19|20)\d\d ?(?:-|–|\/|à|to) ?((?:19|20)\d\d)/.exec(titleFr ?? '')?.[1];
      const last = endDate ?? (year ? `${year}-12-31` : null);
      return statusInSource !== 'ENDED' && (last === null || last >= today);
    })
    .map(({ countryCode }) => countryCode);
const parentOf = (code: string) => themes.find((theme) => theme.code === code)?.parentCode ?? null;

interface Found {
  score: number;
  authority: { id: string; name: string };
  expertise: { id: string };
  request: { id: string };
  reasons: { criterion: string; points: number; of: number; detail: string }[];
}
const MATCH = `score authority { id name } expertise { id } request { id } reasons { criterion points of detail }`;
const MATCHES = `query ($id: ID!, $first: Int, $after: String) { cooperationRequest(id: $id) {
  matches(first: $first, after: $after) { totalCount nodes { ${MATCH} } pageInfo { hasNextPage endCursor } }
} }`;

async function matchesOf(key: string, first = 100): Promise<Found[]> {
  const found: Found[] = [];
  for (let after: string | null = null; ;) {
    const { cooperationRequest } = await dataOf(
      MATCHES,
      { id: makeId('CooperationRequest', key), first, after },
      { 'accept-language': 'en' },
    );
    const { nodes, pageInfo, totalCount } = cooperationRequest.matches;
    found.push(...nodes);
    if (!pageInfo.hasNextPage) {
      expect(totalCount).toBe(found.length);
      return found;
    }
    after = pageInfo.endCursor;
  }
}

describe('each request of the data', () => {
  it.each(requests.map((fact) => [fact.key, fact] as const))(
    '%s: ranked, with every criterion explained',
    async (key, fact) => {
      const found = await matchesOf(key);
      expect(found.map(({ expertise }) => expertise.id).sort()).toEqual(
        expertises
          .filter(
            ({ themeCode, countryCodes, authorityKey }) =>
              // Without a theme, those shown in the country, and authorities that work in the same region of the world.
              (!fact.themeCodes.length &&
                (countryCodes.includes(fact.countryCode) ||
                  countriesNow(authorityKey).some(
                    (code) => regionOf(code) === regionOf(fact.countryCode),
                  ))) ||
              fact.themeCodes.some(
                (asked) =>
                  subtreeOf(asked).includes(themeCode) ||
                  subtreeOf(themeCode).includes(asked) ||
                  (parentOf(asked) !== null && parentOf(asked) === parentOf(themeCode)),
              ),
          )
          .map((expertise) => makeId('Expertise', expertise.key))
          .sort(),
      );
      for (const { score, reasons } of found) {
        expect(reasons.map(({ criterion }) => criterion)).toEqual(MATCH_CRITERIA);
        expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        expect(reasons.reduce((sum, { of }) => sum + of, 0)).toBe(100);
        for (const { points, of, detail } of reasons) {
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(of);
          expect(detail).toMatch(/\w.*\w/);
          expect(detail).not.toMatch(/undefined|null/);
        }
      }
      expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
      const pairs = found.slice(1).map((match, at) => [found[at]!, match] as const);
      for (const [before, after] of pairs.filter(([a, b]) => a.score === b.score))
        expect(before.authority.name.localeCompare(after.authority.name, 'fr')).toBeLessThanOrEqual(0);
      expect(await matchesOf(key, 7)).toEqual(found);
    },
  );

  it('Kindia, 2005: the authority that answered is the best match', async () => {
    const [best] = await matchesOf('kindia-drinking-water-2005');
    const { data } = await ask('query ($id: ID!) { cooperationRequest(id: $id) { answeredBy { name } } }', {
      id: makeId('CooperationRequest', 'kindia-drinking-water-2005'),
    });
    expect(data.cooperationRequest.answeredBy).toEqual([{ name: best!.authority.name }]);
  });

  it('reads the same statements for one request and for all', async () => {
    const statementsFor = async (filter: string) => {
      const { statistics, errors } = await ask(
        `{ cooperationRequests${filter} { nodes { matches(first: 3) { nodes { ${MATCH} } } } } }`,
      );
      expect(errors).toEqual([]);
      return statistics.sqlStatements;
    };
    expect(await statementsFor('')).toBe(await statementsFor('(first: 1)'));
    expect(await statementsFor('')).toBeLessThanOrEqual(4);
  });
});

describe('the weights', () => {
  it('make 100, the better level never worth less', () => {
    expect(MATCH_CRITERIA.reduce((sum, criterion) => sum + mostOf(criterion), 0)).toBe(100);
    for (const levels of Object.values(MATCH_WEIGHTS)) {
      const points = Object.values(levels);
      expect(points).toEqual([...points].sort((a, b) => b - a));
      for (const worth of points) expect(Number.isInteger(worth)).toBe(true);
    }
  });

  it('are all described in the schema', () => {
    const schema = buildSchema(
      readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8'),
    );
    const criteria = schema.getType('MatchCriterion') as GraphQLEnumType;
    expect(criteria.getValues().map(({ name }) => name)).toEqual(MATCH_CRITERIA);
    for (const criterion of MATCH_CRITERIA)
      for (const worth of Object.values(MATCH_WEIGHTS[criterion]))
        expect(criteria.getValue(criterion)!.description).toContain(`${worth}: `);
  });
});

// In the tables of search, in a transaction that is rolled back.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const pool = openPool(search, { ...database, poolSize: 1 });
let client: pg.PoolClient;
let runtime: SubgraphRuntime;

beforeAll(async () => {
  client = await pool.connect();
  runtime = openSubgraph(search, database, pino({ level: 'silent' }));
  // It reads what this transaction has written, which no other session sees.
  // In a transaction a named portal would stay.
  const run = client.query.bind(client) as (...given: unknown[]) => unknown;
  const query = (one: unknown, ...more: unknown[]) =>
    run(typeof one === 'object' ? Object.assign(one as object, { portal: '' }) : one, ...more);
  Object.assign(runtime.pool, { query });
});
afterAll(async () => {
  client?.release();
  await runtime?.close();
  await pool.end();
});

/** Matches that search returns with these rows. */
async function ranked(request: RequestRow, rows: ReadonlyMap<string, ExpertiseRow>): Promise<Found[]> {
  await client.query('BEGIN');
  try {
    await client.query('DELETE FROM expertise');
    await insertRequest(client, request);
    for (const [name, row] of rows) await insertExpertise(client, name, row);
    const { data, errors } = await querySubgraph(
      runtime,
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on CooperationRequest { matches(first: 100) { nodes { ${MATCH} } } } } }`,
      { r: [{ __typename: 'CooperationRequest', id: request.id }] },
    );
    expect(errors).toEqual([]);
    return data._entities[0].matches.nodes;
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Expertise of a holder of whom nothing else is known. */
const IN_WATER: ExpertiseRow = {
  theme: 'ENV-WATER',
  isDeclared: false,
  shownIn: [],
  worksIn: [],
  endedIn: [],
  languages: null,
  modes: null,
  isLabelled: false,
  population: null,
};
const COUNTRIES = ['ML', 'BF', 'SN', 'RW', 'KE', 'MA', 'VN', 'PE', 'DE'];
const LANGUAGES = ['fr', 'en', 'pt', 'es'];
const MODES = ['SHORT_MISSION', 'LONG_MISSION', 'REMOTE', 'HOSTING'];
// One branch and a part of another: related themes are as frequent as unrelated ones.
const codes = [...subtreeOf('ENV'), 'EDU', 'EDU-TRAINING'];
const some = <Value>(values: readonly Value[], most: number) =>
  fc.subarray([...values], { minLength: 0, maxLength: most });
const populations = fc.option(fc.integer({ min: 100, max: 3_000_000 }), { nil: null });

const anyRequest = fc.record<Omit<RequestRow, 'id'>>({
  country: fc.constantFrom(...COUNTRIES),
  themes: some(codes, 3),
  languages: some(LANGUAGES, 3),
  urgency: fc.constantFrom('IMMEDIATE', 'SOON', 'PLANNED', null),
  population: populations,
});
const anyExpertise = fc.record<ExpertiseRow>({
  theme: fc.constantFrom(...codes),
  isDeclared: fc.boolean(),
  shownIn: some(COUNTRIES, 2),
  worksIn: some(COUNTRIES, 3),
  endedIn: some(COUNTRIES, 2),
  languages: fc.option(some(LANGUAGES, 2), { nil: null }),
  modes: fc.option(some(MODES, 2), { nil: null }),
  isLabelled: fc.boolean(),
  population: populations,
});

/** Whether a theme is one of the request, or below it. */
const isWithin = (theme: string, asked: readonly string[]) =>
  asked.some((code) => subtreeOf(code).includes(theme));

/** The same expertise, but better on this one criterion, as people would judge; undefined where that is impossible. */
const BETTER: Readonly<
  Record<string, (row: ExpertiseRow, request: RequestRow) => Partial<ExpertiseRow> | undefined>
> = {
  'in the very theme': (_, { themes: [asked] }) => (asked ? { theme: asked } : undefined),
  'in a theme below instead of above': (row, { themes: asked }) => {
    const above = asked.find((code) => subtreeOf(row.theme).includes(code));
    const below = above ? subtreeOf(above).find((code) => code !== above) : undefined;
    return below && !isWithin(row.theme, asked) ? { theme: below } : undefined;
  },
  'in a theme above instead of beside': (row, { themes: asked }) => {
    const isAbove = asked.some((code) => subtreeOf(row.theme).includes(code));
    const beside = asked.some((code) => parentOf(code) !== null && parentOf(code) === parentOf(row.theme));
    return beside && !isAbove && !isWithin(row.theme, asked) ? { theme: parentOf(row.theme)! } : undefined;
  },
  // Partnerships that are over show it, too, but no longer that it works there.
  'shown by partnerships, and not said alone': ({ shownIn, endedIn }) =>
    shownIn.some((country) => endedIn.includes(country)) ? undefined : { isDeclared: false },
  'shown in the country': (row, { country }) => ({ shownIn: [...row.shownIn, country] }),
  'with partners in the country': (row, { country }) => ({ worksIn: [...row.worksIn, country] }),
  'with partners in one more country': (row, { country }) => ({
    worksIn: [...row.worksIn, COUNTRIES[(COUNTRIES.indexOf(country) + 1) % COUNTRIES.length]!],
  }),
  'in a language that is asked for': (row, { languages: [asked] }) =>
    asked ? { languages: [...(row.languages ?? []), asked] } : undefined,
  'in one more language': (row) => ({ languages: [...new Set([...(row.languages ?? []), ...LANGUAGES])] }),
  'with a label': () => ({ isLabelled: true }),
  'from a distance too': (row) => ({ modes: [...new Set([...(row.modes ?? []), 'REMOTE'])] }),
  'with every way to help': () => ({ modes: MODES }),
  'of the very size': (_, { population }) => (population === null ? undefined : { population }),
  'of a size that is nearer': (row, { population }) =>
    population === null || row.population === null
      ? undefined
      : { population: Math.round(Math.sqrt(row.population * population)) },
};

/** A request and expertises with which each criterion makes a difference, tried besides the generated ones. */
const EVERY_CRITERION = ((): [Omit<RequestRow, 'id'>, ExpertiseRow[]] => {
  const plain: ExpertiseRow = {
    theme: 'ENV-WATERWASTE',
    isDeclared: true,
    shownIn: [],
    worksIn: [],
    endedIn: [],
    languages: [],
    modes: [],
    isLabelled: false,
    population: 1000,
  };
  return [
    {
      country: 'ML',
      themes: ['ENV-WATERWASTE'],
      languages: ['en'],
      urgency: 'IMMEDIATE',
      population: 100_000,
    },
    [plain, { ...plain, shownIn: ['ML'] }, { ...plain, theme: 'ENV' }, { ...plain, theme: 'ENV-ENERGY' }],
  ];
})();

describe('a better match on one criterion, all else equal', () => {
  // Number of tries for each criterion; each must be tried.
  const tried = new Map<string, number>();

  it('never ranks lower', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRequest,
        fc.array(anyExpertise, { minLength: 1, maxLength: 6 }),
        async (asked, rows) => {
          const request = { ...asked, id: rowId('CooperationRequest', 'asked') };
          const all = new Map<string, ExpertiseRow>();
          const pairs: { point: string; worse: string; better: string }[] = [];
          rows.forEach((row, at) => {
            // The better one comes later by name, so that it wins only by its score.
            const worse = `a ${at}`;
            all.set(worse, row);
            for (const [point, change] of Object.entries(BETTER)) {
              const changed = change(row, request);
              if (!changed) continue;
              const better = `b ${at} ${point}`;
              all.set(better, { ...row, ...changed });
              pairs.push({ point, worse, better });
            }
          });
          const found = await ranked(request, all);
          const scores = new Map(found.map(({ authority, score }) => [authority.name, score]));
          for (const { point, worse, better } of pairs) {
            const [was, is] = [scores.get(worse), scores.get(better)];
            // Expertises without a matching theme are not returned.
            if (was === undefined) continue;
            if (is === undefined || is < was)
              throw new Error(
                `${point}: ${was} became ${is}, for ${JSON.stringify([request, all.get(worse)])}`,
              );
            if (is > was) tried.set(point, (tried.get(point) ?? 0) + 1);
            const places = [worse, better].map((name) =>
              found.findIndex(({ authority }) => authority.name === name),
            );
            if (is > was) expect(places[1]).toBeLessThan(places[0]!);
          }
          for (const { score, reasons } of found)
            expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        },
      ),
      { ...runs(120, 30), examples: [EVERY_CRITERION] },
    );
    expect([...tried.keys()].sort()).toEqual(Object.keys(BETTER).sort());
  });
});

it('experience that only the authority declares counts less than evidence, and is reported as declared', async () => {
  const row: ExpertiseRow = { ...IN_WATER, isDeclared: true, shownIn: ['ML'] };
  const rows = new Map<string, ExpertiseRow>([
    ['declared', row],
    ['declared beside it', { ...row, shownIn: ['BF'] }],
    ['declared, with partners', { ...row, worksIn: ['ML'] }],
    ['declared, labelled', { ...row, isLabelled: true }],
    ['evidenced', { ...row, isDeclared: false }],
    ['evidenced beside it', { ...row, isDeclared: false, shownIn: ['BF'] }],
  ]);
  const request = {
    id: rowId('CooperationRequest', 'declared'),
    country: 'ML',
    themes: ['ENV-WATER'],
    languages: [],
    urgency: null,
    population: null,
  };
  const found = new Map(
    (await ranked(request, rows)).map(({ authority, reasons }) => [
      authority.name,
      reasons.find(({ criterion }) => criterion === 'COUNTRY')!,
    ]),
  );
  const { SHOWN_THERE, WORKS_THERE, DECLARED_THERE, SAME_SUB_REGION } = MATCH_WEIGHTS.COUNTRY;
  expect(DECLARED_THERE).toBeLessThan(WORKS_THERE);
  expect(Object.fromEntries([...found].map(([name, { points }]) => [name, points]))).toEqual({
    declared: DECLARED_THERE,
    'declared beside it': 0,
    'declared, with partners': WORKS_THERE,
    'declared, labelled': SHOWN_THERE,
    evidenced: SHOWN_THERE,
    'evidenced beside it': expect.any(Number),
  });
  expect(found.get('evidenced beside it')!.points).toBeGreaterThanOrEqual(SAME_SUB_REGION);
  expect(found.get('declared')!.detail).toMatch(/d[ée]clar|says that/);
});

/** Level of the country by a plain look at the partnerships of the holder. */
function countryLevelOf(request: RequestRow, row: ExpertiseRow, near: Near): string {
  const isConfirmed = !row.isDeclared || row.isLabelled;
  if (isConfirmed && row.shownIn.includes(request.country)) return 'SHOWN_THERE';
  const works = new Set(row.worksIn);
  for (const country of row.shownIn)
    if (row.isDeclared ? row.isLabelled : !row.endedIn.includes(country)) works.add(country);
  if (works.has(request.country)) return 'WORKS_THERE';
  if (row.shownIn.includes(request.country)) return 'DECLARED_THERE';
  const isNear = (countries: readonly string[]) => countries.some((country) => works.has(country));
  if (isNear(near.group)) return 'SAME_GROUP';
  if (isNear(near.subRegion)) return 'SAME_SUB_REGION';
  return isNear(near.region) ? 'SAME_REGION' : 'NONE';
}

/** Countries near another one. */
interface Near {
  group: string[];
  subRegion: string[];
  region: string[];
}

async function nearOf(code: string): Promise<Near> {
  const { rows: countries } = await client.query<{ code: string; region: string; sub_region: string }>(
    'SELECT code, region, sub_region FROM country',
  );
  const { rows: groups } = await client.query<{ country_codes: string[] }>(
    'SELECT country_codes FROM country_group',
  );
  const own = countries.find((country) => country.code === code)!;
  return {
    group: groups
      .map((group) => group.country_codes)
      .filter((of) => of.includes(code))
      .flat(),
    subRegion: countries.filter((other) => other.sub_region === own.sub_region).map((other) => other.code),
    region: countries.filter((other) => other.region === own.region).map((other) => other.code),
  };
}

/** One holder for each place that the draws below may miss, in the same request. */
const EVERY_PLACE: [RequestRow, ExpertiseRow[]] = [
  { id: '', country: 'ML', themes: [], languages: [], urgency: null, population: null },
  [
    { ...IN_WATER, shownIn: ['ML'] },
    { ...IN_WATER, worksIn: ['ML'] },
    { ...IN_WATER, worksIn: ['BF'] },
    { ...IN_WATER, worksIn: ['SN'] },
    { ...IN_WATER, endedIn: ['ML'] },
    IN_WATER,
  ],
];

describe('where the holder works', () => {
  it('is read from partnerships that are not over, as a plain look at them says', async () => {
    const seen = new Map<string, number>();
    let countsOnlyWithEnded = 0;
    await fc.assert(
      fc.asyncProperty(
        anyRequest,
        fc.array(anyExpertise, { minLength: 1, maxLength: 8 }),
        async (asked, rows) => {
          const request = { ...asked, themes: [], id: rowId('CooperationRequest', 'where') };
          const near = await nearOf(request.country);
          const named = new Map(rows.map((row, at) => [`holder ${at}`, row]));
          const found = await ranked(request, named);
          for (const [name, row] of named) {
            const expected = countryLevelOf(request, row, near);
            seen.set(expected, (seen.get(expected) ?? 0) + 1);
            if (expected === 'NONE' && row.endedIn.includes(request.country)) countsOnlyWithEnded += 1;
            const reason = found
              .find(({ authority }) => authority.name === name)
              ?.reasons.find(({ criterion }) => criterion === 'COUNTRY');
            // A request without a theme leaves out those who work elsewhere.
            const { COUNTRY } = MATCH_WEIGHTS;
            if (reason)
              expect([name, reason.points]).toEqual([name, COUNTRY[expected as keyof typeof COUNTRY]]);
            else expect(expected).toBe('NONE');
          }
        },
      ),
      { ...runs(60, 15), examples: [EVERY_PLACE] },
    );
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining(['SHOWN_THERE', 'WORKS_THERE', 'SAME_SUB_REGION', 'NONE']),
    );
    expect(countsOnlyWithEnded).toBeGreaterThan(0);
  });
});

describe('requests for an authority', () => {
  const FOR = `query ($id: ID!) { requestsFor(authority: $id, first: 100) { totalCount nodes { ${MATCH} } } }`;

  it('are the open ones, each once, with its best expertise, and of the same score as the other way round', async () => {
    await client.query('BEGIN');
    try {
      const asked = (name: string, more: Partial<RequestRow>): RequestRow => ({
        id: rowId('CooperationRequest', name),
        country: 'RW',
        themes: ['EDU-TRAINING'],
        languages: ['fr'],
        urgency: 'SOON',
        population: null,
        ...more,
      });
      const mine = [
        asked('training', {}),
        asked('training in Madagascar', { country: 'MG' }),
        asked('heritage', { themes: ['CUL-HERITAGE'] }),
        asked('over', {}),
      ];
      for (const row of mine) await insertRequest(client, row);
      await client.query(`UPDATE cooperation_request SET expires_on = '2026-01-02' WHERE id = $1`, [
        mine[3]!.id,
      ]);
      const normandie = makeId('Authority', 'REG-28');
      const { data, errors } = await querySubgraph(runtime, FOR, { id: normandie });
      expect(errors).toEqual([]);
      const found: Found[] = data.requestsFor.nodes;
      expect(data.requestsFor.totalCount).toBe(found.length);
      expect(found.map(({ request }) => request.id)).toEqual(
        [mine[1]!.id, mine[0]!.id, mine[2]!.id].sort((a, b) => scoreOf(found, b) - scoreOf(found, a)),
      );
      for (const match of found) {
        const back = await querySubgraph(
          runtime,
          `query ($r: [_Any!]!) { _entities(representations: $r) { ... on CooperationRequest { matches(first: 100) { nodes { ${MATCH} } } }
            ... on Authority { matchingRequests(first: 1) { totalCount } } } }`,
          {
            r: [
              { __typename: 'CooperationRequest', id: match.request.id },
              { __typename: 'Authority', id: normandie },
            ],
          },
        );
        const ofAuthority = back.data._entities[0].matches.nodes.filter(
          ({ authority }: Found) => authority.id === normandie,
        );
        expect(ofAuthority[0].score).toBe(match.score);
        expect(ofAuthority).toContainEqual(match);
        expect(back.data._entities[1].matchingRequests.totalCount).toBe(found.length);
      }
    } finally {
      await client.query('ROLLBACK');
    }
  });

  const scoreOf = (found: Found[], id: string) => found.find(({ request }) => request.id === id)!.score;

  it('are empty when no request is open, and need the id of an authority', async () => {
    expect(await dataOf(FOR, { id: makeId('Authority', 'COM-69123') })).toEqual({
      requestsFor: { totalCount: 0, nodes: [] },
    });
    const { errors } = await ask(FOR, { id: makeId('Theme', 'ENV') });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'authority' } }]);
  });
});
