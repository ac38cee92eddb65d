import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { dataOf } from '../../support/graph.js';

// The main question in its one-line, strict and wide forms, asked of expertises and of authorities: both name the same
// authorities, and those that a plain loop over the rows of the owners finds.

interface Tie {
  country: string;
  isOver: boolean;
  themes: string[];
}
interface Expertise {
  holder: string;
  themes: string[];
  shownIn: string[];
  isDeclared: boolean;
}

const COUNTRIES = ['BJ', 'BF', 'SN', 'MG', 'ML', 'MA', 'TN', 'VN', 'PS', 'DE'];
const THEMES = ['ENV-WATER', 'ENV', 'EDU', 'CUL', 'POL'];
const CASES = COUNTRIES.flatMap((country) => THEMES.map((theme) => [theme, country] as const));

const client = new pg.Client(process.env.TEST_DATABASE);
const ties = new Map<string, Tie[]>();
let expertises: Expertise[];
beforeAll(async () => {
  await client.connect();
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());
  const { rows } = await client.query(
    `SELECT p.country_code AS country, p.theme_codes AS themes, p.status_in_source AS status, p.end_date::text AS end, concat_ws(' ', p.title_fr, p.title_en) AS title,
      ARRAY(SELECT f.authority_id FROM cooperations.partnership_french_authority f WHERE f.partnership_id = p.id) AS holders
     FROM cooperations.partnership p`,
  );
  for (const { country, themes, status, end, title, holders } of rows) {
    const year = /(?:19|20)\d\d ?(?:-|–|\/|à|to) ?((?:19|20)\d\d)/.exec(title)?.[1];
    const last = end ?? (year && `${year}-12-31`);
    const isOver = status === 'ENDED' || (last !== undefined && last < day);
    for (const holder of holders)
      ties.set(holder, [...(ties.get(holder) ?? []), { country, isOver, themes }]);
  }
  expertises = (
    await client.query(
      `SELECT e.authority_id AS holder, t.path_codes AS themes, e.country_codes AS "shownIn", e.basis <> 'EVIDENCED' AS "isDeclared"
       FROM expertises.expertise e JOIN expertises.theme t ON t.code = e.theme_code WHERE e.withdrawn_on IS NULL`,
    )
  ).rows;
});
afterAll(() => client.end());

const tiesOf = (holder: string) => ties.get(holder) ?? [];
const worksToday = (holder: string, country: string) =>
  tiesOf(holder).some((tie) => tie.country === country && !tie.isOver) ||
  expertises.some((one) => one.holder === holder && one.isDeclared && one.shownIn.includes(country));

/** Forms of the question: conditions on expertises, conditions on authorities, and what both mean. */
const FORMS: readonly [
  string,
  (theme: string, country: string) => { expertises: string; authorities: string },
  (one: Expertise, theme: string, country: string) => boolean,
][] = [
  [
    'in one line: holds it, and works there today',
    (theme, country) => {
      const filter = `{ theme: { code: "${theme}" }, country: { in: ["${country}"] } }`;
      return { expertises: filter, authorities: filter };
    },
    (one, theme, country) => one.themes.includes(theme) && worksToday(one.holder, country),
  ],
  [
    'strictly: shown there, and a partnership there is not over',
    (theme, country) => {
      const tie = `partnership: { country: { in: ["${country}"] }, isEnded: false }`;
      const shown = `theme: { code: "${theme}" }, countryOfExperience: { in: ["${country}"] }`;
      return { expertises: `{ ${shown}, ${tie} }`, authorities: `{ expertise: { ${shown} }, ${tie} }` };
    },
    (one, theme, country) =>
      one.themes.includes(theme) &&
      one.shownIn.includes(country) &&
      tiesOf(one.holder).some((tie) => tie.country === country && !tie.isOver),
  ],
  [
    'widely: holds it, and has or had a partnership there',
    (theme, country) => {
      const filter = `{ theme: { code: "${theme}" }, partnership: { country: { in: ["${country}"] } } }`;
      return { expertises: filter, authorities: filter };
    },
    (one, theme, country) =>
      one.themes.includes(theme) && tiesOf(one.holder).some((tie) => tie.country === country),
  ],
];

async function holdersBy(filter: string): Promise<string[]> {
  const { expertises: page } = await dataOf(
    `{ expertises(filter: ${filter}, first: 100) { totalCount nodes { authority { id } } } }`,
  );
  expect(page.totalCount).toBe(page.nodes.length);
  return [...new Set<string>(page.nodes.map(({ authority }: any) => authority.id))].sort();
}
async function authoritiesBy(filter: string): Promise<string[]> {
  const { authorities } = await dataOf(
    `{ authorities(filter: ${filter}, first: 100) { totalCount nodes { id } } }`,
  );
  expect(authorities.totalCount).toBe(authorities.nodes.length);
  return authorities.nodes.map(({ id }: any) => id).sort();
}

describe.each(FORMS)('the main question %s', (_, filters, holds) => {
  it('names the same authorities by expertises and by authorities, of ten countries and five themes', async () => {
    let found = 0;
    for (const [theme, country] of CASES) {
      const { expertises: onExpertises, authorities: onAuthorities } = filters(theme, country);
      const expected = [
        ...new Set(expertises.filter((one) => holds(one, theme, country)).map(({ holder }) => holder)),
      ].sort();
      const [byExpertises, byAuthorities] = await Promise.all([
        holdersBy(onExpertises),
        authoritiesBy(onAuthorities),
      ]);
      expect({ theme, country, byExpertises }).toEqual({ theme, country, byExpertises: expected });
      expect({ theme, country, byAuthorities }).toEqual({ theme, country, byAuthorities: expected });
      found += expected.length;
    }
    expect(found).toBeGreaterThan(40);
  });
});

describe('the one-line form', () => {
  it('leaves out whose partnerships there are over, which the wide form has', async () => {
    const [narrow, wide] = await Promise.all(
      ['country: { in: ["BJ"] }', 'partnership: { country: { in: ["BJ"] } }'].map((where) =>
        holdersBy(`{ theme: { code: "ENV-WATER" }, ${where} }`),
      ),
    );
    const left = wide!.filter((id) => !narrow!.includes(id));
    expect(narrow).toHaveLength(5);
    expect(left).toHaveLength(1);
    const there = tiesOf(left[0]!).filter(({ country }) => country === 'BJ');
    expect(there.length).toBeGreaterThan(0);
    expect(there.every(({ isOver }) => isOver)).toBe(true);
  });

  it('excludes by `notIn` what it finds by `in`, and is the list below a country', async () => {
    const { inside, outside, all, country } = await dataOf(`{
      inside: expertises(filter: { country: { in: ["SN"] } }) { totalCount }
      outside: expertises(filter: { country: { notIn: ["SN"] } }) { totalCount }
      all: expertises { totalCount }
      country(code: "SN") { expertises { totalCount } } }`);
    expect(inside.totalCount).toBeGreaterThan(10);
    expect(inside.totalCount + outside.totalCount).toBe(all.totalCount);
    expect(country.expertises.totalCount).toBe(inside.totalCount);
  });
});

describe('an empty answer', () => {
  it('says how many partnerships of the country have no theme', async () => {
    const seen = { NOT_CLASSIFIED: 0, NO_MATCH: 0 };
    for (const country of ['DE', 'GB', 'IT', 'ES', 'PL', 'RO', 'US', 'JP', 'CA', 'TV']) {
      const { found, below } = await dataOf(`{
        found: expertises(filter: { theme: { code: "ECO-ICT" }, country: { in: ["${country}"] } }) { totalCount absence { reason count explanation(lang: EN) } }
        below: theme(code: "ECO-ICT") { expertises(filter: { country: { in: ["${country}"] } }) { totalCount absence { reason count explanation(lang: EN) } } } }`);
      expect(below.expertises).toEqual(found);
      if (found.totalCount) {
        expect(found.absence).toBeNull();
        continue;
      }
      const { rows } = await client.query(
        `SELECT status_in_source AS status, end_date::text AS end, concat_ws(' ', title_fr, title_en) AS title
         FROM cooperations.partnership WHERE country_code = $1 AND theme_codes = '{}'`,
        [country],
      );
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());
      const count = rows.filter(({ status, end, title }) => {
        const year = /(?:19|20)\d\d ?(?:-|–|\/|à|to) ?((?:19|20)\d\d)/.exec(title)?.[1];
        const last = end ?? (year && `${year}-12-31`);
        return status !== 'ENDED' && !(last && last < day);
      }).length;
      const reason = count ? 'NOT_CLASSIFIED' : 'NO_MATCH';
      seen[reason] += 1;
      expect({ country, ...found.absence }).toMatchObject({ country, reason, count: count || null });
      if (count)
        expect(found.absence.explanation).toMatch(
          `${count} partnerships meet the other conditions, but have no theme`,
        );
    }
    expect(seen.NOT_CLASSIFIED).toBeGreaterThan(3);
    expect(seen.NO_MATCH).toBeGreaterThan(0);
  });

  it('counts no partnerships where more is asked than they can meet', async () => {
    const inGermany = 'theme: { code: "ECO-ICT" }, country: { in: ["DE"] }';
    const { labelled, notIn, ...lists } = await dataOf(`{
      text: expertises(filter: { ${inGermany}, text: "zzzz" }) { totalCount absence { reason } }
      basis: expertises(filter: { ${inGermany}, basis: { in: [DECLARED] } }) { totalCount absence { reason } }
      below: expertises(filter: { ${inGermany}, and: [{ text: "zzzz" }] }) { totalCount absence { reason } }
      labelled: authorities(filter: { expertise: { theme: { code: "ENV-WATER" }, basis: { in: [LABELLED] } } }) { totalCount absence { reason } }
      notIn: statistics(of: EXPERTISES, by: [THEME], filter: { language: { notIn: ["fr"] }, country: { in: ["AQ"] } }) { total absence { reason } } }`);
    for (const { totalCount, absence } of [labelled, ...Object.values<any>(lists)]) {
      expect(totalCount).toBe(0);
      expect(['NO_MATCH', 'NOT_PUBLISHED']).toContain(absence.reason);
    }
    expect(lists.text.absence.reason).toBe('NO_MATCH');
    expect(notIn).toEqual({ total: 0, absence: { reason: 'NO_MATCH' } });
  });
});
