import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import { readExamples } from '../../../gateway/operation/examples.js';
import { dataOf } from '../../support/graph.js';
import {
  expertises,
  facts,
  frenchAuthorities,
  partnerships,
  subtreeOf,
  themes,
} from '../../support/search/facts.js';

const examples = new Map(readExamples().map((example) => [example.name.slice(0, 3), example]));

/** Executes the example operation of a question through the gateway. */
async function answer(
  question: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  const example = examples.get(question)!;
  return dataOf(example.query, { ...example.variables, ...variables }, headers);
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const partnershipIds = (wanted: typeof partnerships) =>
  wanted.map(({ key }) => makeId('Partnership', key)).sort();
const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id).sort();

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());

/** Whether an authority has a partnership in a country that is not over, whatever its themes. */
function worksToday(authorityKey: string, country: string): boolean {
  return partnerships.some((row) => {
    const year = /(?:19|20)\d\d ?(?:-|–|\/|à|to) ?((?:19|20)\d\d)/.exec(row.titleFr ?? '')?.[1];
    const last = row.endDate ?? (year && `${year}-12-31`);
    const isOver = row.statusInSource === 'ENDED' || (last !== undefined && last < today);
    return row.countryCode === country && row.frenchAuthorityKeys.includes(authorityKey) && !isOver;
  });
}

describe('question 1: which French authorities hold an expertise and work in a country', () => {
  it.each([
    ['ENV-WATER', 'BF', ['Métropole de Lyon']],
    ['ENV-WATER', 'BJ', ['Albi', 'CA de Cergy-Pontoise', 'Métropole de Lyon', 'Orléans', 'Paris']],
    ['ENV-WATERWASTE', 'BF', ['Lyon', 'Métropole de Lyon', 'Métropole de Lyon']],
    ['ENV-WASTE', 'BF', ['Lyon', 'Métropole de Lyon']],
  ])('%s in %s', async (theme, country, names) => {
    const { expertises: page } = await answer('q01', { theme, country });
    expect(page.nodes.map((node: any) => node.authority.name).sort()).toEqual([...names].sort());
    expect(page.totalCount).toBe(names.length);
  });

  it.each(
    ['ENV', 'ENV-WATER', 'POL', 'EDU', 'CUL', 'ECO'].flatMap((theme) =>
      ['BF', 'BJ', 'SN', 'MG', 'ML'].map((country) => [theme, country]),
    ),
  )('%s in %s holds what the facts hold, each with all that was asked', async (theme, country) => {
    const subtree = subtreeOf(theme);
    const expected = expertises.filter(
      (row) => subtree.includes(row.themeCode) && worksToday(row.authorityKey, country),
    );
    const { expertises: page } = await answer('q01', { theme, country, first: 100 });
    expect(ids(page.nodes)).toEqual(expected.map(({ key }) => makeId('Expertise', key)).sort());
    for (const row of expected) {
      const node = page.nodes.find(({ id }: { id: string }) => id === makeId('Expertise', row.key));
      const authority = frenchAuthorities.get(row.authorityKey)!;
      const label = themes.find(({ code }) => code === row.themeCode)!;
      expect(node.authority).toMatchObject({
        kind: authority.kind,
        name: authority.name,
        siren: authority.siren,
        population: authority.population,
      });
      expect(node.authority.department?.code ?? null).toBe(authority.departmentCode);
      expect(node.authority.region?.code ?? null).toBe(authority.regionCode);
      expect(node.theme).toEqual({ code: label.code, nameFr: label.nameFr, nameEn: label.nameEn });
      expect(node.countriesOfExperience.map(({ code }: any) => code)).toEqual(row.countryCodes);
      expect(node.countriesOfExperience.every(({ name }: any) => name.length > 2)).toBe(true);
      expect(ids(node.evidence)).toEqual(row.evidence.map((key) => makeId('Partnership', key)).sort());
      expect(node.provenance.confidence).toBe('DERIVED');
      expect(node.provenance.source.title.length).toBeGreaterThan(3);
    }
  });

  it('is reached from the country and from the theme, too', async () => {
    const data = await dataOf(`{
      country(code: "BJ") { expertises(filter: { theme: { code: "ENV-WATER" } }) { nodes { id authority { name } } } }
      theme(code: "ENV-WATER") { expertises(filter: { country: { in: ["BJ"] } }) { nodes { id } } }
      expertises(filter: { theme: { code: "ENV-WATER" }, country: { in: ["BJ"] } }) { nodes { id } }
    }`);
    expect(ids(data.country.expertises.nodes)).toEqual(ids(data.expertises.nodes));
    expect(ids(data.theme.expertises.nodes)).toEqual(ids(data.expertises.nodes));
    expect(data.expertises.nodes).toHaveLength(5);
  });
});

describe('questions 2 and 3: what nobody published', () => {
  it('languages and missions: empty, with the reason that nobody published them', async () => {
    const { expertises: page } = await answer('q02', {}, { 'accept-language': 'en' });
    expect(page).toMatchObject({ totalCount: 0, nodes: [], absence: { reason: 'NOT_PUBLISHED' } });
    expect(page.absence.explanation).toMatch(
      /No published source states the working languages.*terms of mobilisation/,
    );
  });

  it('active labels: empty, with the reason that no holder is named', async () => {
    const data = await answer('q03');
    expect(data.labels).toMatchObject({ totalCount: 0, nodes: [], absence: { reason: 'NOT_PUBLISHED' } });
    expect(data.expertises.absence).toMatchObject({ reason: 'NOT_PUBLISHED' });
    expect(data.expertises.absence.explanation).toMatch(/aucune source publique ne nomme un détenteur/);
    expect(data.labelProgramme.facts.length).toBeGreaterThan(2);
  });

  it('an empty answer about known facts has the reason NO_MATCH', async () => {
    const { expertises: page } = await answer('q01', { theme: 'EDU-SPORT', country: 'TV' });
    expect(page).toMatchObject({ totalCount: 0, absence: { reason: 'NO_MATCH' } });
  });
});

// For a published request and its authors, see cooperation-requests.test.ts.
describe('questions 4 and 10, for a request of the data', () => {
  const english = { 'accept-language': 'en' };

  it('4: who matches, and why', async () => {
    const data = await answer('q04', { who: 'Kindia' }, english);
    const [best] = data.cooperationRequests.nodes[0].matches.nodes;
    expect(best).toMatchObject({
      score: 68,
      authority: { name: 'Nantes Métropole' },
      expertise: { title: 'Water and sanitation' },
    });
    expect(best.reasons.map(({ points }: { points: number }) => points)).toEqual([40, 28, 0, 0, 0, 0]);
    expect(best.reasons[1].detail).toBe('This expertise was shown there: Guinea');
  });

  it('10: its status', async () => {
    expect((await answer('q10')).cooperationRequests.nodes).toMatchObject([
      { status: 'CLOSED', answeredBy: [{ name: 'Nantes Métropole' }], expiresSoon: false },
    ]);
  });
});

describe('questions 5 to 9', () => {
  it('5: who presides over the Madagascar group at a date', async () => {
    const { countryGroup } = await answer('q05');
    expect(countryGroup.presidency).toMatchObject({
      person: 'Pascal Duforestel',
      role: 'PRESIDENT',
      seenOn: '2025-03-14',
      authority: { name: 'Nouvelle-Aquitaine' },
    });
    expect(countryGroup.contact).toBeNull();
    expect(countryGroup.contactAbsence).toMatch(/\w/);
    expect((await answer('q05', { on: '2025-03-13' })).countryGroup.presidency).toBeNull();
  });

  it.each(['Corée du Sud', 'South Korea', 'République de Corée', 'KR', 'coree du sud', 'REPUBLIC OF KOREA'])(
    '6: %s has one country group',
    async (name) => {
      const { country } = await answer('q06', { name });
      expect(country).toMatchObject({ code: 'KR', nameFr: 'Corée du Sud', nameEn: 'South Korea' });
      expect(country.groups).toHaveLength(1);
      const meetings = facts<{ countryGroupCode: string; startDate: string; status: string }>(
        'events',
        'events',
      )
        .filter(
          (event) =>
            event.countryGroupCode === 'KR' &&
            event.startDate >= '2024-01-01' &&
            !['CANCELLED', 'POSTPONED'].includes(event.status),
        )
        .sort((a, b) => (a.startDate < b.startDate ? -1 : 1));
      expect(country.groups[0].nextEvent.startDate).toBe(meetings[0]!.startDate);
    },
  );

  it('7: calls that were open for Senegal on a day, with the ceilings', async () => {
    const { country } = await answer('q07');
    expect(country).toMatchObject({ name: 'Sénégal', isLeastDeveloped: true });
    expect(country.callsForProjects.nodes).toMatchObject([
      { code: 'AAP-GEN-2024-2026', maxCofinancingLeastDevelopedPercent: 90, maxCofinancingOtherPercent: 70 },
    ]);
    const none = await answer('q07', { on: '2026-11-25' });
    expect(none.country.callsForProjects.totalCount).toBe(0);
  });

  it('7: a call for one country is not open for another, and the last day counts', async () => {
    const codes = async (country: string, on: string) =>
      (await answer('q07', { country, on })).country.callsForProjects.nodes.map(({ code }: any) => code);
    expect(await codes('MX', '2024-05-10')).toContain('AAP-MX-2024');
    expect(await codes('MX', '2024-05-11')).not.toContain('AAP-MX-2024');
    expect(await codes('SN', '2024-05-01')).not.toContain('AAP-MX-2024');
  });

  it('8: towns of 40,000 to 80,000 people with partners in Lebanon', async () => {
    const { country } = await answer('q08');
    const page = country.partners;
    const expected = partnerships.filter(
      (row) =>
        row.countryCode === 'LB' &&
        row.frenchAuthorityKeys.some((key) => {
          const { kind, population } = frenchAuthorities.get(key)!;
          return kind === 'COMMUNE' && population! >= 40_000 && population! <= 80_000;
        }),
    );
    const towns = new Set(expected.flatMap(({ frenchAuthorityKeys }) => frenchAuthorityKeys));
    expect(page.totalCount).toBe(towns.size);
    expect(page.nodes.map((node: any) => node.authority.name).sort()).toEqual(
      [...towns].map((key) => frenchAuthorities.get(key)!.name).sort(),
    );
    expect(page.nodes.map((node: any) => node.authority.name)).toEqual(
      expect.arrayContaining(['Chambéry', 'Cholet']),
    );
    expect(page.nodes.flatMap((node: any) => node.partnerships)).toHaveLength(expected.length);
  });

  it('9: régions with régions of Madagascar, the oldest first', async () => {
    const { partnerships: page } = await answer('q09');
    const expected = partnerships.filter(
      (row) =>
        row.countryCode === 'MG' &&
        row.foreignAuthorityKeys.some((key) => key.startsWith('MG:REGION:')) &&
        row.frenchAuthorityKeys.some((key) => frenchAuthorities.get(key)!.kind === 'REGION'),
    );
    expect(page.totalCount).toBe(expected.length);
    const years = page.nodes
      .map((node: any) => node.startYear)
      .filter((year: number | null) => year !== null);
    expect(years).toEqual(
      expected
        .map(({ startYear }) => startYear)
        .filter((year) => year !== null)
        .sort(),
    );
    expect(page.nodes[0]).toMatchObject({
      frenchAuthorities: [{ name: 'Normandie' }],
      historicalFrenchName: 'Région Basse-Normandie',
      historicalFrenchNameUntil: 2015,
    });
  });
});

describe('questions 11 to 18', () => {
  it('11: all partnerships of Strasbourg and its Eurométropole, page by page', async () => {
    const keys = [...frenchAuthorities.values()]
      .filter(({ siren }) => ['216704825', '246700488'].includes(siren))
      .map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(0);
    const expected = partnershipIds(
      partnerships.filter((row) => row.frenchAuthorityKeys.some((key) => keys.includes(key))),
    );
    const found: { id: string }[] = [];
    let after: string | null = null;
    do {
      const { partnerships: page } = await answer('q11', { first: 3, after });
      expect(page.totalCount).toBe(expected.length);
      found.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(ids(found)).toEqual(expected);
  });

  it.each([
    ['st denis', 'Saint-Denis', 'Commune, Seine-Saint-Denis (93)', true],
    ['st denis', 'Saint-Denis', 'Commune, La Réunion (974)', true],
    ['Evreux', 'Évreux', 'Commune, Eure (27)', false],
    ['boeuf', 'Saint-Pierre-de-Bœuf', 'Commune, Loire (42)', false],
    ['chateau', 'Châteauroux', 'Commune, Indre (36)', false],
    ["l'hay les roses", "L'Haÿ-les-Roses", 'Commune, Val-de-Marne (94)', false],
  ])('12: %s can mean %s, %s', async (text, name, detail, isHomonym) => {
    const { suggest } = await answer('q12', { text });
    const found = suggest.find((one: any) => one.name === name && one.detail === detail);
    expect(found).toMatchObject({ type: 'AUTHORITY', isHomonym, authority: { kind: 'COMMUNE' } });
  });

  it('13: a SIREN, an INSEE code, a code that is no longer in use, and a name with its département', async () => {
    const data = await answer('q13');
    expect(data.bySiren).toMatchObject({
      status: 'FOUND',
      authority: { name: 'Strasbourg', inseeCode: '67482' },
    });
    expect(data.byInseeCode.authority.id).toBe(data.bySiren.authority.id);
    expect(data.byOldCode).toMatchObject({
      status: 'SUCCEEDED',
      askedName: 'Pierrefitte-sur-Seine',
      authority: { name: 'Saint-Denis', inseeCode: '93066', isCurrent: true },
    });
    expect(data.byOldCode.authority.formerCodes).toContainEqual(
      expect.objectContaining({ code: '93059', name: 'Pierrefitte-sur-Seine' }),
    );
    expect(data.byName).toMatchObject({ status: 'FOUND', authority: { inseeCode: '97411' }, candidates: [] });
  });

  it('14: what changed since a day, to keep a copy, with closed entities as such', async () => {
    const seen = new Map<string, any>();
    let after: string | null = null;
    let pages = 0;
    do {
      const { changes } = await answer('q14', {
        types: ['Partnership', 'Region', 'Department'],
        after,
      });
      for (const change of changes.nodes) seen.set(change.entityId, change);
      after = changes.pageInfo.hasNextPage ? changes.pageInfo.endCursor : null;
    } while (after && ++pages < 50);
    // Without those that other tests have written.
    expect([...seen.keys()]).toEqual(expect.arrayContaining(partnershipIds(partnerships)));
    expect([...seen.values()].filter(({ type }) => type === 'Department')).toHaveLength(101);
    const closed = makeId('Authority', 'DEP-67');
    const { node } = await dataOf(
      'query ($id: ID!) { node(id: $id) { ... on Authority { isCurrent successor { name } } } }',
      { id: closed },
    );
    expect(node).toEqual({ isCurrent: false, successor: { name: "Collectivité européenne d'Alsace" } });
  });

  it('15: the agenda of a month, in order', async () => {
    const { events } = await answer('q15');
    const expected = facts<{ startDate: string; titleFr: string }>('events', 'events')
      .filter(({ startDate }) => startDate >= '2025-03-01' && startDate <= '2025-03-31')
      .map(({ startDate }) => startDate)
      .sort();
    expect(events.nodes.map(({ startDate }: any) => startDate)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  it('16: news and videos of a theme, with those of themes below it', async () => {
    const inClimate = (row: { themeCodes: string[] }) =>
      row.themeCodes.some((code) => subtreeOf('ENV-CLIMATE').includes(code));
    const { theme } = await answer('q16');
    expect(theme.newsItems.totalCount).toBe(
      facts<{ themeCodes: string[] }>('events', 'news-items').filter(inClimate).length,
    );
    expect(theme.resources.totalCount).toBe(
      facts<{ themeCodes: string[]; kind: string }>('events', 'resources').filter(
        (row) => row.kind === 'VIDEO' && inClimate(row),
      ).length,
    );
    expect(theme.newsItems.totalCount).toBeGreaterThan(0);
  });

  it('17: labels by argument, by Accept-Language, and with the fallback visible', async () => {
    const french = await answer('q17');
    expect(french.theme).toMatchObject({ asAccepted: 'Eau et assainissement', language: 'FR' });
    const english = await answer('q17', {}, { 'accept-language': 'en-GB,fr;q=0.5' });
    expect(english.theme).toEqual({
      asAccepted: 'Water and sanitation',
      language: 'EN',
      french: 'Eau et assainissement',
      english: 'Water and sanitation',
    });
    expect(english.country).toMatchObject({ asAccepted: 'South Korea', language: 'EN' });
    // Titles of events were not translated.
    expect(english.country.events.nodes[0].language).toBe('FR');
  });

  it('18: labels, partnerships, groups and the next event of each authority on a page', async () => {
    const { authorities } = await answer('q18', { first: 100 });
    expect(authorities.totalCount).toBe(authorities.nodes.length);
    const grandEst = authorities.nodes.find(({ name }: any) => name === 'Grand Est');
    const expected = partnerships.filter(({ frenchAuthorityKeys }) => frenchAuthorityKeys.includes('REG-44'));
    expect(grandEst.partnerships.totalCount).toBe(expected.length);
    expect(grandEst.labels.totalCount).toBe(0);
    const aquitaine = authorities.nodes.find(({ name }: any) => name === 'Nouvelle-Aquitaine');
    expect(aquitaine.countryGroups.map(({ code }: any) => code)).toContain('MG');
    expect(aquitaine.nextEvent.startDate).toBe('2025-03-14');
  });
});

describe('questions 19 to 25', () => {
  it('19: partnerships under way by country and theme, those not classified included', async () => {
    const wanted = partnerships.filter(({ statusInSource }) => statusInSource === 'ONGOING');
    const expected = new Map<string, typeof partnerships>();
    for (const row of wanted) {
      // '~' follows every letter: those not classified are last among groups of the same size.
      for (const theme of row.themeCodes.length ? row.themeCodes : ['~']) {
        const key = `${row.countryCode} ${theme}`;
        expected.set(key, [...(expected.get(key) ?? []), row]);
      }
    }
    const data = await answer('q19', { first: 1000 });
    const statistics = data.statistics;
    expect(statistics).toMatchObject({ total: wanted.length, groupsCount: expected.size });
    expect(
      statistics.groups.map(({ country, theme, isClassified, count, share }: any) => [
        `${country.code} ${theme?.code ?? '~'}`,
        isClassified,
        count,
        share,
      ]),
    ).toEqual(
      [...expected]
        .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
        .map(([key, rows]) => [key, !key.endsWith('~'), rows.length, rows.length / wanted.length]),
    );
    for (const { country, theme } of statistics.groups) {
      expect(country.name.length).toBeGreaterThan(1);
      expect(theme?.name.length).not.toBe(0);
    }
    const unclassified = wanted.filter(({ themeCodes }) => themeCodes.length === 0);
    expect(unclassified.length).toBeGreaterThan(0);
    expect(data.byTheme.groups).toContainEqual({
      theme: null,
      isClassified: false,
      count: unclassified.length,
      share: unclassified.length / wanted.length,
    });
    expect(data.byStatus.total).toBe(partnerships.length);
    for (const { status, count } of data.byStatus.groups)
      expect(count).toBe(partnerships.filter(({ statusInSource }) => statusInSource === status).length);
    const few = (await answer('q19', { first: 3 })).statistics;
    expect(few).toEqual({ ...statistics, groups: statistics.groups.slice(0, 3) });
  });

  it('22: authorities with a partnership in each région, and its inhabitants', async () => {
    const communes = JSON.parse(
      readFileSync(
        createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json'),
        'utf8',
      ),
    ) as { type: string; region?: string; population?: number }[];
    const populationOf = (region: string) =>
      communes
        .filter((commune) => commune.type === 'commune-actuelle' && commune.region === region)
        .reduce((sum, { population }) => sum + (population ?? 0), 0);
    const partners = new Map<string | null, Set<string>>();
    for (const key of partnerships.flatMap(({ frenchAuthorityKeys }) => frenchAuthorityKeys)) {
      const region = frenchAuthorities.get(key)!.regionCode;
      partners.set(region, (partners.get(region) ?? new Set()).add(key));
    }
    const { statistics } = await answer('q22');
    expect(statistics.total).toBe(partnerships.length);
    expect(statistics.authorities).toBe(
      new Set(partnerships.flatMap(({ frenchAuthorityKeys }) => frenchAuthorityKeys)).size,
    );
    // The eighteen régions, and one group of the authorities outside them.
    expect(statistics.groupsCount).toBe(19);
    const [outside, ...others] = statistics.groups.filter(({ missing }: any) => missing.length);
    expect(others).toEqual([]);
    expect(outside).toMatchObject({ missing: ['REGION'], authorities: partners.get(null)!.size });
    const within = statistics.groups.filter((group: any) => group !== outside);
    for (const { region, authorities, count, population, authoritiesPer100000, share } of within) {
      expect(authorities).toBe(partners.get(region.code)?.size ?? 0);
      expect(count).toBe(
        partnerships.filter(({ frenchAuthorityKeys }) =>
          frenchAuthorityKeys.some((key) => frenchAuthorities.get(key)!.regionCode === region.code),
        ).length,
      );
      expect(share).toBeCloseTo(count / partnerships.length);
      expect(population).toBe(populationOf(region.code));
      expect(region.populationYear).toBe(region.code === '06' ? 2017 : 2023);
      expect(authoritiesPer100000).toBeCloseTo((authorities / population) * 100_000);
    }
    const counts = statistics.groups.map(({ count }: any) => count);
    expect(counts).toEqual([...counts].sort((a: number, b: number) => b - a));
  });

  it('20: themes with French expertise but without partnership in West African least developed countries', async () => {
    const { countries } = await dataOf(
      '{ countries(filter: { subRegion: { in: [WESTERN_AFRICA] }, isLeastDeveloped: true }, first: 100) { nodes { code } } }',
    );
    const codes: string[] = countries.nodes.map(({ code }: any) => code);
    expect(codes).toHaveLength(12);
    const there = partnerships.filter(({ countryCode }) => codes.includes(countryCode));
    const expected = [...new Set(expertises.map(({ themeCode }) => themeCode))].filter(
      (theme) => !there.some(({ themeCodes }) => themeCodes.some((code) => subtreeOf(theme).includes(code))),
    );
    const { statistics } = await answer('q20');
    expect(statistics).toMatchObject({ total: there.length, groupsCount: expected.length });
    expect(statistics.groups.map(({ theme }: any) => theme.code)).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(0);
    for (const { theme, count } of statistics.groups) {
      expect(count).toBe(0);
      expect(theme.name.length).toBeGreaterThan(1);
      expect(theme.expertises.totalCount).toBe(
        expertises.filter(({ themeCode }) => subtreeOf(theme.code).includes(themeCode)).length,
      );
    }
  });

  it('21: partnerships said to be under way although that is out of date, with the status as the source gives it', async () => {
    const { partnerships: page } = await answer('q21');
    const yearOver = (title: string | null) =>
      /(?:19|20)\d\d ?(?:-|–|\/|à|to) ?((?:19|20)\d\d)/.exec(title ?? '')?.[1] ?? '9999';
    const expected = partnerships.filter(
      (row) =>
        row.statusInSource === 'ONGOING' &&
        ((row.endDate !== null ? row.endDate < '2026-11-25' : yearOver(row.titleFr) < '2026') ||
          (row.asOf !== null && row.asOf < '2021-11')),
    );
    expect(expected.map(({ titleFr }) => titleFr).join()).toContain('2013-2015');
    expect(ids(page.nodes)).toEqual(partnershipIds(expected));
    for (const node of [...page.nodes].sort(byId))
      expect(node).toMatchObject({ statusInSource: 'ONGOING', isStale: true });
  });

  it('23: success rate by year, conflicts of sources shown', async () => {
    const { campaigns } = await answer('q23');
    expect(campaigns.nodes).toMatchObject([
      { year: 2024, applications: 113, laureatesCount: 76 },
      { year: 2025, applications: 158, laureatesCount: 91 },
    ]);
    expect(campaigns.nodes[0].successRate).toBeCloseTo(76 / 113);
    expect(campaigns.nodes[1].successRate).toBeCloseTo(91 / 158);
    expect(campaigns.nodes[0].conflicts[0].values).toHaveLength(2);
    expect(campaigns.nodes.map(({ laureates }: any) => laureates.totalCount)).toEqual(
      [2024, 2025].map(
        (year) =>
          facts<{ campaignYear: number }>('cooperations', 'laureates').filter(
            (row) => row.campaignYear === year,
          ).length,
      ),
    );
  });

  it('25: purpose codes and goals that themes are mapped to', async () => {
    const data = await answer('q25');
    expect(data.dacSectors.nodes.map(({ code }: any) => code)).toEqual(
      [...new Set(themes.flatMap(({ dacCodes }) => dacCodes))].sort(),
    );
    expect(data.sustainableDevelopmentGoals.totalCount).toBe(17);
    expect(data.sustainableDevelopmentGoals.nodes).toHaveLength(17);
    for (const goal of data.sustainableDevelopmentGoals.nodes) {
      expect(goal.themes.map(({ code }: any) => code)).toEqual(
        themes
          .filter(({ sdgs }) => sdgs.includes(goal.code))
          .map(({ code }) => code)
          .sort(),
      );
    }
  });
});
