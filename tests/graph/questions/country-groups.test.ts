import { describe, expect, it } from '@jest/globals';
import { facts } from '../../support/search/facts.js';
import { ask, dataOf } from '../../support/graph.js';

interface Group {
  code: string;
  nameFr: string;
  nameEn: string;
  countryCodes: string[];
  lastActivityOn: string | null;
  terms: { person: string; role: string; authorityKey: string | null; seenOn: string | null }[];
}
const groups = facts<Group>('country-groups', 'country-groups');
const terms = groups.flatMap((group) => group.terms.map((term) => ({ ...term, group: group.code })));
const codes = (nodes: { code: string }[]) => nodes.map(({ code }) => code);

describe('terms in country groups', () => {
  it('are found by id and by node(id)', async () => {
    const { countryGroup } = await dataOf(
      '{ countryGroup(code: "MG") { presidency(on: "2026-01-01") { id } terms { nodes { id person } } } }',
    );
    const [term] = countryGroup.terms.nodes;
    expect(countryGroup.presidency.id).toBe(term.id);
    const found = await dataOf(
      'query ($id: ID!) { countryGroupTerm(id: $id) { id person group { code } } node(id: $id) { __typename ... on CountryGroupTerm { person } } }',
      { id: term.id },
    );
    expect(found).toEqual({
      countryGroupTerm: { ...term, group: { code: 'MG' } },
      node: { __typename: 'CountryGroupTerm', person: 'Pascal Duforestel' },
    });
  });

  it('are listed in pages, the latest first, those without a date last in both directions', async () => {
    const { down, up } = await dataOf(`{
      down: countryGroupTerms(first: 100) { totalCount nodes { seenOn } }
      up: countryGroupTerms(first: 100, orderBy: [{ field: SEEN_ON }]) { nodes { seenOn } }
    }`);
    const dated = terms.flatMap(({ seenOn }) => seenOn ?? []).sort();
    const seen = (nodes: { seenOn: string | null }[]) => nodes.map(({ seenOn }) => seenOn);
    const undated = terms.filter(({ seenOn }) => seenOn === null).map(() => null);
    expect(undated.length).toBeGreaterThan(0);
    expect(down.totalCount).toBe(terms.length);
    expect(seen(up.nodes)).toEqual([...dated, ...undated]);
    expect(seen(down.nodes)).toEqual([...dated.reverse(), ...undated]);
  });

  it('of a group are listed in pages, with cursors', async () => {
    const page = (after: string | null) =>
      dataOf(
        'query ($after: String) { countryGroup(code: "MR") { terms(first: 1, after: $after) { totalCount nodes { person } pageInfo { hasNextPage endCursor } } } }',
        { after },
      );
    const first = (await page(null)).countryGroup.terms;
    expect(first).toMatchObject({
      totalCount: 2,
      nodes: [{ person: 'Sarah Bouseksou' }],
      pageInfo: { hasNextPage: true },
    });
    const second = (await page(first.pageInfo.endCursor)).countryGroup.terms;
    expect(second).toMatchObject({ nodes: [{ person: 'Daniel Allioux' }], pageInfo: { hasNextPage: false } });
  });

  it('are filtered by role, group and authority', async () => {
    const { presidents, ofGroup, ofAuthority } = await dataOf(
      `query ($id: ID!) {
        presidents: countryGroupTerms(filter: { role: { in: [PRESIDENT] } }) { totalCount }
        ofGroup: countryGroupTerms(filter: { group: { in: ["SAHEL"] } }) { nodes { person roleText } }
        ofAuthority: countryGroupTerms(filter: { authority: [$id] }) { nodes { group { code } } }
      }`,
      { id: (await dataOf('{ authority(inseeCode: "69123") { id } }')).authority.id },
    );
    expect(presidents.totalCount).toBe(terms.filter(({ role }) => role === 'PRESIDENT').length);
    expect(ofGroup.nodes).toEqual([
      { person: 'Benoît Pilet', roleText: "Adjoint au maire d'Angers, référent" },
    ]);
    expect(ofAuthority.nodes).toEqual([{ group: { code: 'AM' } }]);
  });

  it('lead from an authority to its groups and back', async () => {
    const { authority } = await dataOf(
      '{ authority(inseeCode: "69123") { id countryGroups { code representedAuthorities { id } } countryGroupTerms { totalCount nodes { person } } } }',
    );
    expect(authority.countryGroups).toEqual([{ code: 'AM', representedAuthorities: [{ id: authority.id }] }]);
    expect(authority.countryGroupTerms).toEqual({ totalCount: 1, nodes: [{ person: 'Sonia Zdorovtzoff' }] });
  });

  it('of all groups are read by one statement', async () => {
    const { statistics, errors } = await ask(
      '{ countryGroups(first: 50) { nodes { terms { nodes { person } } } } }',
    );
    expect(errors).toEqual([]);
    expect(statistics.sqlStatements).toBe(2);
  });

  it('have the language of the source in roleText', async () => {
    const { countryGroupTerms } = await dataOf('{ countryGroupTerms(first: 100) { nodes { roleText } } }');
    for (const { roleText } of countryGroupTerms.nodes)
      expect(roleText ?? '').not.toMatch(/\b(not|the|former|meeting|mayor|stated)\b/i);
  });
});

describe('filters and orders of country groups', () => {
  it('hasPresidency selects the groups with a presidency at some date', async () => {
    const { with: some, without } = await dataOf(`{
      with: countryGroups(first: 100, filter: { hasPresidency: true }) { nodes { code presidency { person } } }
      without: countryGroups(first: 100, filter: { hasPresidency: false }) { nodes { code presidency { person } } }
    }`);
    expect(some.nodes.every(({ presidency }: any) => presidency !== null)).toBe(true);
    expect(without.nodes.every(({ presidency }: any) => presidency === null)).toBe(true);
    // `presidency` cannot return a former president without a date.
    expect(codes(without.nodes)).toContain('MR');
    expect(some.nodes.length + without.nodes.length).toBe(groups.length);
  });

  it.each([
    ['KR', ['KR']],
    ['kor', ['KR']],
    ['SAHEL', ['SAHEL']],
    ['south korea', ['KR']],
    ['coree du sud', ['KR']],
    ['tchad', ['SAHEL']],
    ['TD', ['SAHEL']],
  ])('text finds %s', async (text, expected) => {
    const { countryGroups } = await dataOf(
      'query ($text: String) { countryGroups(filter: { text: $text }) { nodes { code } } }',
      { text },
    );
    expect(codes(countryGroups.nodes)).toEqual(expected);
  });

  it('NAME_EN orders by English name', async () => {
    const { countryGroups } = await dataOf(
      '{ countryGroups(first: 100, orderBy: [{ field: NAME_EN }]) { nodes { name(lang: EN) } } }',
    );
    const names = countryGroups.nodes.map(({ name }: any) => name);
    expect(names).toEqual(groups.map(({ nameEn }) => nameEn).sort((a, b) => a.localeCompare(b, 'en')));
  });

  it.each(['ASC', 'DESC'])('LAST_ACTIVITY_ON %s ends with the groups without one', async (direction) => {
    const { countryGroups } = await dataOf(
      `{ countryGroups(first: 100, orderBy: [{ field: LAST_ACTIVITY_ON, direction: ${direction} }]) { nodes { lastActivityOn } } }`,
    );
    const dated = groups.flatMap(({ lastActivityOn }) => lastActivityOn ?? []).sort();
    if (direction === 'DESC') dated.reverse();
    const expected = [
      ...dated,
      ...groups.filter(({ lastActivityOn }) => lastActivityOn === null).map(() => null),
    ];
    expect(countryGroups.nodes.map(({ lastActivityOn }: any) => lastActivityOn)).toEqual(expected);
  });
});

describe('countries', () => {
  it.each(['region', 'subRegion'])('%s: notIn keeps those without one', async (field) => {
    const { all, of, others } = await dataOf(`{
      all: countries { totalCount }
      of: countries(filter: { ${field}: { in: [${field === 'region' ? 'AFRICA' : 'WESTERN_AFRICA'}] } }) { totalCount }
      others: countries(filter: { ${field}: { notIn: [${field === 'region' ? 'AFRICA' : 'WESTERN_AFRICA'}] } }) { totalCount }
    }`);
    expect(of.totalCount + others.totalCount).toBe(all.totalCount);
  });

  it('name their sources with addresses, and with the licences that these state', async () => {
    const { country } = await dataOf(
      '{ country(code: "BJ") { provenance { sources { title url licence } } } }',
    );
    expect(country.provenance.sources).toEqual([
      {
        title: 'ISO 3166-1, as in i18n-iso-countries 7.14.0',
        url: 'https://www.npmjs.com/package/i18n-iso-countries',
        licence: 'MIT',
      },
      {
        title: 'ISO 3166-1, as in iso-3166 4.4.0',
        url: 'https://www.npmjs.com/package/iso-3166',
        licence: 'MIT',
      },
      {
        title: 'United Nations M49 standard',
        url: 'https://unstats.un.org/unsd/methodology/m49/',
        licence: 'LicenseRef-facts-only',
      },
      {
        title: 'United Nations list of least developed countries, 2024-12-13',
        url: 'https://www.un.org/development/desa/dpad/least-developed-country-category.html',
        licence: 'LicenseRef-facts-only',
      },
    ]);
  });
});
