import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { ask, dataOf } from '../../support/graph.js';
import { runs } from '../../support/random/depth.js';

// Expertises by the kind, the place and the ties of their holders, against a plain loop over all rows of their owners.

interface Tie {
  country: string;
  kind: string;
  status: string;
  confidence: string;
  themes: string[];
  startYear: number | null;
  isOver: boolean;
}
interface Expertise {
  theme: string[];
  kind: string;
  region: string | null;
  departments: string[];
  population: number | null;
  ties: Tie[];
}

const client = new pg.Client(process.env.TEST_DATABASE);
let all: Expertise[];
let countries: Map<string, { region: string | null; isLeastDeveloped: boolean; groups: string[] }>;

beforeAll(async () => {
  await client.connect();
  const rows = async <Row>(text: string) => (await client.query(text)).rows as Row[];
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());
  const ties = new Map<string, Tie[]>();
  for (const { holders, end, title, ...tie } of await rows<
    Tie & { holders: string[]; end: string | null; title: string }
  >(
    `SELECT p.country_code AS country, p.kind, p.status_in_source AS status, p.confidence, p.theme_codes AS themes, p.start_year AS "startYear",
      p.end_date::text AS end, concat_ws(' ', p.title_fr, p.title_en) AS title,
      ARRAY(SELECT f.authority_id FROM cooperations.partnership_french_authority f WHERE f.partnership_id = p.id) AS holders
     FROM cooperations.partnership p`,
  )) {
    const year = /(?:19|20)\d\d ?(?:-|–|\/|à|to) ?((?:19|20)\d\d)/.exec(title)?.[1];
    const last = end ?? (year && `${year}-12-31`);
    const isOver = tie.status === 'ENDED' || (last !== undefined && last < day);
    for (const holder of holders) ties.set(holder, [...(ties.get(holder) ?? []), { ...tie, isOver }]);
  }
  all = (
    await rows<Omit<Expertise, 'ties'> & { holder: string }>(
      `SELECT e.authority_id AS holder, t.path_codes AS theme, a.kind, a.region_code AS region, a.department_codes AS departments, a.population
       FROM expertises.expertise e JOIN expertises.theme t ON t.code = e.theme_code JOIN authorities.authority a ON a.id = e.authority_id
       WHERE e.withdrawn_on IS NULL`,
    )
  ).map(({ holder, ...expertise }) => ({ ...expertise, ties: ties.get(holder) ?? [] }));
  countries = new Map(
    (
      await rows<{ code: string; region: string | null; isLeastDeveloped: boolean; groups: string[] }>(
        `SELECT code, region, least_developed AS "isLeastDeveloped",
          ARRAY(SELECT g.code FROM country_groups.country_group g WHERE c.code = ANY(g.country_codes)) AS groups FROM country_groups.country c`,
      )
    ).map((country) => [country.code, country]),
  );
});
afterAll(() => client.end());

const place = (code: string) => countries.get(code) ?? { region: null, isLeastDeveloped: false, groups: [] };

/** A condition, and what it means by a plain look at a row. */
interface Condition<Row> {
  filter: object;
  holds(row: Row): boolean;
}

const COUNTRIES = ['ML', 'BF', 'SN', 'MG', 'MA', 'VN', 'DE', 'BJ', 'PS'];
const onTie: fc.Arbitrary<Condition<Tie>>[] = [
  fc.subarray(COUNTRIES, { minLength: 1, maxLength: 3 }).map((codes) => ({
    filter: { country: { in: codes } },
    holds: ({ country }) => codes.includes(country),
  })),
  fc.subarray(COUNTRIES, { minLength: 1, maxLength: 3 }).map((codes) => ({
    filter: { country: { notIn: codes } },
    holds: ({ country }) => !codes.includes(country),
  })),
  fc.constantFrom('AFRICA', 'EUROPE', 'ASIA').map((region) => ({
    filter: { worldRegion: { in: [region] } },
    holds: ({ country }) => place(country).region === region,
  })),
  fc.boolean().map((is) => ({
    filter: { isLeastDeveloped: is },
    holds: ({ country }) => place(country).isLeastDeveloped === is,
  })),
  fc.constantFrom('MG', 'SAHEL', 'MA').map((group) => ({
    filter: { countryGroup: { in: [group] } },
    holds: ({ country }) => place(country).groups.includes(group),
  })),
  fc.constantFrom('TWINNING', 'COOPERATION', 'PROJECT', 'UNKNOWN').map((kind) => ({
    filter: { kind: { in: [kind] } },
    holds: (tie) => tie.kind === kind,
  })),
  fc.constantFrom('ONGOING', 'ENDED', 'UNKNOWN').map((status) => ({
    filter: { status: { in: [status] } },
    holds: (tie) => tie.status === status,
  })),
  fc.boolean().map((is) => ({ filter: { isEnded: is }, holds: ({ isOver }) => isOver === is })),
  fc
    .boolean()
    .map((is) => ({ filter: { isClassified: is }, holds: ({ themes }) => themes.length > 0 === is })),
  fc.integer({ min: 1960, max: 2020 }).map((year) => ({
    filter: { startYear: { gte: year } },
    holds: ({ startYear }) => startYear !== null && startYear >= year,
  })),
];
const onHolder: fc.Arbitrary<Condition<Expertise>>[] = [
  fc.constantFrom('COMMUNE', 'DEPARTMENT', 'REGION', 'METROPOLIS').map((kind) => ({
    filter: { kind: { in: [kind] } },
    holds: (row) => row.kind === kind,
  })),
  fc.boolean().map((is) => ({
    filter: { isEpci: is },
    holds: ({ kind }) =>
      ['COMMUNITY_OF_COMMUNES', 'AGGLOMERATION_COMMUNITY', 'URBAN_COMMUNITY', 'METROPOLIS'].includes(kind) ===
      is,
  })),
  fc.constantFrom('84', '11', '44', '53').map((region) => ({
    filter: { region: { in: [region] } },
    holds: (row) => row.region === region,
  })),
  fc.constantFrom('69', '67', '44', '75').map((department) => ({
    filter: { department: { in: [department] } },
    holds: ({ departments }) => departments.includes(department),
  })),
  fc.constantFrom(20_000, 100_000, 500_000).map((least) => ({
    filter: { population: { gte: least } },
    holds: ({ population }) => population !== null && population >= least,
  })),
];
const allOf = <Row>(conditions: fc.Arbitrary<Condition<Row>>[], most: number) =>
  fc
    .shuffledSubarray(conditions, { minLength: 0, maxLength: most })
    .chain((chosen) => fc.tuple(...chosen))
    .map((parts): Condition<Row> => ({
      // Countries that are asked for and countries that are left out are one condition.
      filter: parts.reduce<Record<string, unknown>>(
        (whole, { filter }) =>
          Object.fromEntries(
            Object.entries({ ...whole, ...filter }).map(([name, value]) => [
              name,
              typeof value === 'object' ? Object.assign({}, whole[name], value) : value,
            ]),
          ),
        {},
      ),
      holds: (row) => parts.every(({ holds }) => holds(row)),
    }));

const count = async (filter: object) =>
  (
    await dataOf('query ($filter: ExpertiseFilter) { expertises(filter: $filter) { totalCount } }', {
      filter,
    })
  ).expertises.totalCount as number;

type Asked = [Condition<Expertise>, Condition<Tie> | undefined, isNegated: boolean, theme: 'ENV' | undefined];

/** Questions that find some expertises and leave out others, which the draws might not. */
const SELECTIVE: Asked[] = (() => {
  const region: Condition<Expertise> = {
    filter: { kind: { in: ['REGION'] } },
    holds: ({ kind }) => kind === 'REGION',
  };
  const any: Condition<Expertise> = { filter: {}, holds: () => true };
  const over: Condition<Tie> = { filter: { isEnded: true }, holds: ({ isOver }) => isOver };
  return [
    [region, undefined, false, undefined],
    [any, undefined, false, 'ENV'],
    [any, over, false, undefined],
    [any, over, true, undefined],
    [region, over, false, 'ENV'],
  ];
})();

describe('expertises by their holders', () => {
  it('are as many as a plain loop over all rows finds', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        allOf(onHolder, 2),
        fc.option(allOf(onTie, 3), { nil: undefined }),
        fc.boolean(),
        fc.constantFrom(undefined, 'ENV', 'EDU'),
        async (holder, tie, isNegated, theme) => {
          const partnership =
            tie && (isNegated ? { not: { partnership: tie.filter } } : { partnership: tie.filter });
          const filter = {
            authority: holder.filter,
            ...partnership,
            ...(theme && { theme: { code: theme } }),
          };
          const expected = all.filter(
            (row) =>
              holder.holds(row) &&
              (!tie || row.ties.some(tie.holds) !== isNegated) &&
              (!theme || row.theme.includes(theme)),
          ).length;
          if (expected > 0 && expected < all.length) found += 1;
          expect([filter, await count(filter)]).toEqual([filter, expected]);
        },
      ),
      { ...runs(400, 60), examples: SELECTIVE },
    );
    expect(found).toBeGreaterThanOrEqual(SELECTIVE.length);
  });

  it('of régions, by one partnership that meets all conditions, and not by several that meet one each', async () => {
    const both = await count({
      authority: { kind: { in: ['REGION'] } },
      partnership: { country: { in: ['SN'] }, isEnded: true },
    });
    const apart = await count({
      authority: { kind: { in: ['REGION'] } },
      and: [{ partnership: { country: { in: ['SN'] } } }, { partnership: { isEnded: true } }],
    });
    const regions = all.filter(({ kind }) => kind === 'REGION');
    expect(both).toBe(
      regions.filter(({ ties }) => ties.some(({ country, isOver }) => country === 'SN' && isOver)).length,
    );
    expect(apart).toBe(
      regions.filter(
        ({ ties }) => ties.some(({ country }) => country === 'SN') && ties.some(({ isOver }) => isOver),
      ).length,
    );
  });

  it('read one statement, whatever the conditions', async () => {
    const { statistics } = await ask(
      `{ expertises(filter: { authority: { kind: { in: [REGION] }, population: { gte: 1000 } },
        partnership: { country: { in: ["SN"] }, worldRegion: { in: [AFRICA] }, isEnded: false } }) { nodes { id } } }`,
    );
    expect(statistics.sqlStatements).toBe(1);
  });
});
