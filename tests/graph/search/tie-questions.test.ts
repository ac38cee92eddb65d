import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ask, dataOf } from '../../support/graph.js';

// Questions on ties, each against a plain loop over rows of the services that own them.

interface Partner {
  country: string;
  kind: string;
  status: string;
  confidence: string;
  themes: string[];
  startYear: number | null;
  isOver: boolean;
}
interface Holder {
  kind: string;
  region: string | null;
  population: number | null;
  isOpen: boolean;
  partners: Partner[];
  /** Themes with those above them, and countries, of each expertise. */
  expertises: { themes: string[]; shownIn: string[]; isEvidenced: boolean }[];
}

const client = new pg.Client({ connectionString: process.env.TEST_DATABASE! });
let holders: Holder[];
let countries: Map<string, { region: string | null; isLeastDeveloped: boolean; groups: string[] }>;

beforeAll(async () => {
  await client.connect();
  const rows = async <Row>(text: string) => (await client.query(text)).rows as Row[];
  const authorities = await rows<Omit<Holder, 'partners' | 'expertises'> & { id: string }>(
    `SELECT id, kind, region_code AS region, population, valid_to IS NULL AS "isOpen" FROM authorities.authority`,
  );
  const byId = new Map(
    authorities.map(({ id, ...rest }): [string, Holder] => [id, { ...rest, partners: [], expertises: [] }]),
  );
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());
  const partnerships = await rows<
    Partner & { holders: string[]; end: string | null; title: string; startYear: number | null }
  >(
    `SELECT p.country_code AS country, p.kind, p.status_in_source AS status, p.confidence, p.theme_codes AS themes, p.start_year AS "startYear",
      p.end_date::text AS end, concat_ws(' ', p.title_fr, p.title_en) AS title,
      ARRAY(SELECT f.authority_id FROM cooperations.partnership_french_authority f WHERE f.partnership_id = p.id) AS holders
     FROM cooperations.partnership p`,
  );
  for (const { holders: of, end, title, ...partner } of partnerships) {
    const year = /(?:19|20)\d\d ?(?:-|–|\/|à|to) ?((?:19|20)\d\d)/.exec(title)?.[1];
    const last = end ?? (year && `${year}-12-31`);
    const isOver = partner.status === 'ENDED' || (last !== undefined && last < day);
    for (const id of of) byId.get(id)!.partners.push({ ...partner, isOver });
  }
  for (const { id, ...expertise } of await rows<Holder['expertises'][number] & { id: string }>(
    `SELECT e.authority_id AS id, t.path_codes AS themes, e.country_codes AS "shownIn", e.basis = 'EVIDENCED' AS "isEvidenced"
     FROM expertises.expertise e JOIN expertises.theme t ON t.code = e.theme_code WHERE e.withdrawn_on IS NULL`,
  ))
    byId.get(id)!.expertises.push(expertise);
  countries = new Map(
    (
      await rows<{ code: string; region: string | null; isLeastDeveloped: boolean; groups: string[] }>(
        `SELECT code, region, least_developed AS "isLeastDeveloped",
          ARRAY(SELECT g.code FROM country_groups.country_group g WHERE c.code = ANY(g.country_codes)) AS groups FROM country_groups.country c`,
      )
    ).map((country) => [country.code, country]),
  );
  holders = [...byId.values()];
});
afterAll(() => client.end());

/** A country; one that the country list lacks lies in no region and no group. */
const place = (code: string) => countries.get(code) ?? { region: null, isLeastDeveloped: false, groups: [] };
/** Countries of ties that are not over. */
const ties = (a: Holder) => [
  ...a.partners.filter(({ isOver }) => !isOver).map(({ country }) => country),
  ...a.expertises.filter(({ isEvidenced }) => !isEvidenced).flatMap(({ shownIn }) => shownIn),
];
const inAfrica = (code: string) => place(code).region === 'AFRICA';
const EPCI = ['COMMUNITY_OF_COMMUNES', 'AGGLOMERATION_COMMUNITY', 'URBAN_COMMUNITY', 'METROPOLIS'];

const QUESTIONS: readonly [string, string, (a: Holder) => boolean][] = [
  [
    'over 50,000 inhabitants and no tie with Africa',
    '{ population: { gte: 50000 }, isCurrent: true, not: { worldRegion: { in: [AFRICA] } } }',
    (a) => a.isOpen && (a.population ?? 0) >= 50_000 && !ties(a).some(inAfrica),
  ],
  [
    'over 50,000 inhabitants and no partnership in Africa, not even one that is over',
    '{ population: { gte: 50000 }, isCurrent: true, not: { partnership: { worldRegion: { in: [AFRICA] } } } }',
    (a) => a.isOpen && (a.population ?? 0) >= 50_000 && !a.partners.some(({ country }) => inAfrica(country)),
  ],
  ['any tie with Lebanon', '{ country: { in: ["LB"] } }', (a) => ties(a).includes('LB')],
  [
    'water, and works in Senegal today',
    '{ theme: { code: "ENV-WATER" }, country: { in: ["SN"] } }',
    (a) => a.expertises.some(({ themes }) => themes.includes('ENV-WATER')) && ties(a).includes('SN'),
  ],
  [
    'water shown in Senegal, and a partnership there that is not over',
    '{ expertise: { theme: { code: "ENV-WATER" }, countryOfExperience: { in: ["SN"] } }, partnership: { country: { in: ["SN"] }, isEnded: false } }',
    (a) =>
      a.expertises.some(({ themes, shownIn }) => themes.includes('ENV-WATER') && shownIn.includes('SN')) &&
      a.partners.some(({ country, isOver }) => country === 'SN' && !isOver),
  ],
  [
    'water, and any tie with Senegal, those that are over too',
    '{ theme: { code: "ENV-WATER" }, tie: { country: { in: ["SN"] }, includeEnded: true } }',
    (a) =>
      a.expertises.some(({ themes }) => themes.includes('ENV-WATER')) &&
      (ties(a).includes('SN') || a.partners.some(({ country }) => country === 'SN')),
  ],
  [
    'EPCI with partners in three countries or more',
    '{ isEpci: true, partnerCountryCount: { gte: 3 } }',
    (a) => EPCI.includes(a.kind) && new Set(a.partners.map(({ country }) => country)).size >= 3,
  ],
  [
    'a well attested partnership with a least developed country outside the Sahel group',
    '{ partnership: { isLeastDeveloped: true, countryGroup: { notIn: ["SAHEL"] }, confidence: { in: [CONFIRMED, CORROBORATED] } } }',
    (a) =>
      a.partners.some(
        ({ country, confidence }) =>
          place(country).isLeastDeveloped &&
          !place(country).groups.includes('SAHEL') &&
          ['CONFIRMED', 'CORROBORATED'].includes(confidence),
      ),
  ],
  [
    'partners in Germany and in Senegal, none of them to be confirmed',
    '{ and: [{ partnership: { country: { in: ["DE"] } } }, { partnership: { country: { in: ["SN"] } } }], not: { partnership: { confidence: { in: [TO_CONFIRM] } } } }',
    (a) =>
      ['DE', 'SN'].every((code) => a.partners.some(({ country }) => country === code)) &&
      !a.partners.some(({ confidence }) => confidence === 'TO_CONFIRM'),
  ],
];

describe('questions on ties', () => {
  it.each(QUESTIONS)('%s', async (_, filter, meets) => {
    const { authorities } = await dataOf(`{ authorities(filter: ${filter}, first: 1) { totalCount } }`);
    const expected = holders.filter(meets).length;
    expect(authorities.totalCount).toBe(expected);
    // A question that nobody or everybody meets would show nothing.
    expect(expected).toBeGreaterThan(0);
    expect(expected).toBeLessThan(holders.length);
  });
});

describe('a code that does not exist is refused', () => {
  it.each([
    ['{ theme: { code: "ENV-WATTER" } }', 'filter.theme.code', /nearest are ENV-WATER/],
    ['{ region: { in: ["84", "99"] } }', 'filter.region.in.1', /one of .*84/],
    ['{ department: { in: ["00"] } }', 'filter.department.in.0', /département/],
    ['{ country: { in: ["QQ"] } }', 'filter.country.in.0', /ISO 3166-1/],
    ['{ memberOfCountryGroup: { notIn: ["NOPE"] } }', 'filter.memberOfCountryGroup.notIn.0', /country group/],
    [
      '{ not: { partnership: { country: { in: ["QQ"] } } } }',
      'filter.not.partnership.country.in.0',
      /ISO 3166-1/,
    ],
    [
      '{ or: [{ tie: { countryGroup: { in: ["NOPE"] } } }] }',
      'filter.or.0.tie.countryGroup.in.0',
      /country group/,
    ],
    ['{ expertise: { language: { in: ["xx"] } } }', 'filter.expertise.language.in.0', /ISO 639-1/],
  ])('%s', async (filter, argument, expected) => {
    const { errors } = await ask(
      `{ authorities(filter: ${filter}) { totalCount } }`,
      {},
      { headers: { 'accept-language': 'en' } },
    );
    expect(errors[0]!.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument,
      expected: expect.stringMatching(expected),
    });
  });

  it('and codes that exist are not, in the one statement of the search', async () => {
    const { data, errors, statistics } = await ask(
      '{ authorities(filter: { department: { in: ["69", "988"] }, region: { notIn: ["94"] }, theme: { code: "ENV" }, language: { notIn: ["pt"] } }) { totalCount } }',
    );
    expect(errors).toEqual([]);
    expect(data.authorities.totalCount).toBeGreaterThan(0);
    expect(statistics).toMatchObject({ sqlStatements: 1 });
  });
});
