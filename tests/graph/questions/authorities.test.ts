import { describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import { facts } from '../../support/search/facts.js';
import { ask, dataOf } from '../../support/graph.js';

const codes = (nodes: { code: string }[]) => nodes.map(({ code }) => code);
const names = (nodes: { name: string }[]) => nodes.map(({ name }) => name);

describe('départements and régions', () => {
  it('are found by code, by id and by node(id)', async () => {
    const data = await dataOf(
      `query ($department: ID!, $region: ID!) {
        byCode: department(code: "2A") { id code name region { id code } }
        byId: department(id: $department) { code }
        byNode: node(id: $department) { __typename ... on Department { code } }
        region(id: $region) { id code name }
        regionByNode: node(id: $region) { __typename ... on Region { code } }
      }`,
      { department: makeId('Department', '2A'), region: makeId('Region', '94') },
    );
    expect(data).toEqual({
      byCode: {
        id: makeId('Department', '2A'),
        code: '2A',
        name: 'Corse-du-Sud',
        region: { id: makeId('Region', '94'), code: '94' },
      },
      byId: { code: '2A' },
      byNode: { __typename: 'Department', code: '2A' },
      region: { id: makeId('Region', '94'), code: '94', name: 'Corse' },
      regionByNode: { __typename: 'Region', code: '94' },
    });
  });

  it.each(['department', 'region'])(
    '%s needs exactly one of code and id, and ids of its own type',
    async (field) => {
      for (const given of [
        '',
        `(code: "75", id: "${makeId(field === 'region' ? 'Region' : 'Department', '75')}")`,
        `(id: "${makeId('Authority', 'DEP-75')}")`,
        '(code: "x")',
      ]) {
        const { errors } = await ask(`{ ${field}${given} { code } }`);
        expect([given, errors.map(({ extensions }) => extensions.code)]).toEqual([given, ['BAD_USER_INPUT']]);
      }
    },
  );

  it('are listed in pages, by code by default', async () => {
    const { departments, regions } = await dataOf(`{
      departments(first: 100) { totalCount nodes { code } pageInfo { hasNextPage endCursor } }
      regions { totalCount nodes { code } }
    }`);
    expect(departments).toMatchObject({ totalCount: 101, pageInfo: { hasNextPage: true } });
    expect(codes(departments.nodes).slice(27, 31)).toEqual(['29', '2A', '2B', '30']);
    expect(regions.totalCount).toBe(18);
    expect(codes(regions.nodes)).toEqual([...codes(regions.nodes)].sort());
    const rest = await dataOf('query ($after: String) { departments(after: $after) { nodes { code } } }', {
      after: departments.pageInfo.endCursor,
    });
    expect(codes(rest.departments.nodes)).toEqual(['976']);
  });

  it('are filtered by code, région and text, and ordered by name', async () => {
    const data = await dataOf(`{
      ofRegion: departments(filter: { region: { in: ["94"] } }) { nodes { code } }
      byText: departments(filter: { text: "haute" }, orderBy: [{ field: NAME, direction: DESC }]) { nodes { name } }
      byCode: departments(filter: { or: [{ text: "69" }, { code: { in: ["2A"] } }], not: { code: { in: ["69"] } } }) { nodes { code } }
      formerName: regions(filter: { text: "lorraine" }) { nodes { name } }
      last: regions(orderBy: [{ field: NAME, direction: DESC }], first: 1) { nodes { name } }
      below: region(code: "94") { departments(filter: { text: "sud" }) { totalCount nodes { code } } }
    }`);
    expect(codes(data.ofRegion.nodes)).toEqual(['2A', '2B']);
    expect(names(data.byText.nodes)).toEqual([
      'Hautes-Pyrénées',
      'Hautes-Alpes',
      'Haute-Vienne',
      'Haute-Savoie',
      'Haute-Saône',
      'Haute-Marne',
      'Haute-Loire',
      'Haute-Garonne',
      'Haute-Corse',
      'Alpes-de-Haute-Provence',
    ]);
    expect(codes(data.byCode.nodes)).toEqual(['2A']);
    expect(names(data.formerName.nodes)).toEqual(['Grand Est']);
    expect(names(data.last.nodes)).toEqual(["Provence-Alpes-Côte d'Azur"]);
    expect(data.below.departments).toEqual({ totalCount: 1, nodes: [{ code: '2A' }] });
  });

  it('of all régions are read by one statement', async () => {
    const { data, statistics, errors } = await ask(
      '{ regions { nodes { code departments(first: 30) { nodes { region { code } } } } } }',
    );
    expect(errors).toEqual([]);
    expect(statistics.sqlStatements).toBe(2);
    expect(data.regions.nodes.flatMap(({ departments }: any) => departments.nodes)).toHaveLength(101);
    for (const { code, departments } of data.regions.nodes)
      for (const { region } of departments.nodes) expect(region.code).toBe(code);
  });
});

describe('the authorities of a département or région', () => {
  it.each([
    ['67', "Collectivité européenne d'Alsace", ['Bas-Rhin']],
    ['68', "Collectivité européenne d'Alsace", ['Haut-Rhin']],
    ['2A', 'Corse', ['Corse-du-Sud']],
    ['75', 'Paris', ['Paris']],
    ['972', 'Martinique', ['Martinique']],
    ['01', 'Ain', []],
  ])(
    '%s: have the authority with its powers, and closed ones unless isCurrent is set',
    async (code, name, closed) => {
      const { department, authorities } = await dataOf(
        `query ($code: ID!, $codes: [String!]) {
        department(code: $code) {
          authority { id name }
          authorities(filter: { kind: { in: [SPECIAL_COLLECTIVITY, DEPARTMENT] } }) { totalCount nodes { id name isCurrent } }
          current: authorities(filter: { kind: { in: [SPECIAL_COLLECTIVITY, DEPARTMENT] }, isCurrent: true }) { nodes { id } }
        }
        authorities(filter: { department: { in: $codes }, kind: { in: [SPECIAL_COLLECTIVITY, DEPARTMENT] } }) { totalCount nodes { id } }
      }`,
        { code, codes: [code] },
      );
      const listed = department.authorities.nodes;
      expect(department.authority.name).toBe(name);
      expect(department.authorities.totalCount).toBe(closed.length + 1);
      expect(listed).toContainEqual({ ...department.authority, isCurrent: true });
      expect(names(listed.filter(({ isCurrent }: any) => !isCurrent))).toEqual(closed);
      expect(department.current.nodes).toEqual([{ id: department.authority.id }]);
      // The filter means the same.
      expect(authorities.totalCount).toBe(department.authorities.totalCount);
      expect(authorities.nodes).toEqual(listed.map(({ id }: any) => ({ id })));
    },
  );

  it('hold the authority of every département and of every région', async () => {
    const { departments, more, regions } =
      await dataOf(`fragment D on DepartmentConnection { nodes { authority { id } authorities(first: 5, filter: { kind: { in: [DEPARTMENT, SPECIAL_COLLECTIVITY] }, isCurrent: true }) { nodes { id } } } }
    {
      departments(first: 60) { ...D }
      more: departments(last: 41) { ...D }
      regions { nodes { authority { id } authorities(first: 5, filter: { kind: { in: [REGION, SPECIAL_COLLECTIVITY] }, isCurrent: true }) { nodes { id } } } }
    }`);
    const all = [...departments.nodes, ...more.nodes, ...regions.nodes];
    expect(all).toHaveLength(119);
    for (const { authority, authorities } of all) expect(authorities.nodes).toContainEqual(authority);
  });

  it('are read by one statement for all départements', async () => {
    const { statistics, errors } = await ask(
      '{ departments(first: 50) { nodes { authorities(first: 2) { nodes { name } } } } }',
    );
    expect(errors).toEqual([]);
    expect(statistics.sqlStatements).toBe(2);
  });

  it('have no département above them when they are larger, or outside the 101', async () => {
    const { alsace, corse, noumea, overseas } = await dataOf(`{
      alsace: authority(inseeCode: "67") { name department { code } region { code } }
      corse: authority(inseeCode: "2A") { name department { code } region { code } }
      noumea: authority(inseeCode: "98818") { name department { code } region { code } }
      overseas: authorities(filter: { department: { in: ["988"] } }, first: 100) { nodes { name kind department { code } } }
    }`);
    expect(alsace).toEqual({
      name: "Collectivité européenne d'Alsace",
      department: null,
      region: { code: '44' },
    });
    expect(corse).toEqual({ name: 'Corse', department: null, region: { code: '94' } });
    expect(noumea).toEqual({ name: 'Nouméa', department: null, region: null });
    expect(names(overseas.nodes)).toEqual(expect.arrayContaining(['Nouméa', 'Nouvelle-Calédonie']));
    expect(overseas.nodes.every(({ department }: any) => department === null)).toBe(true);
  });
});

describe('filters of authorities', () => {
  it('take ids', async () => {
    const ids = ['COM-69123', 'REG-84'].map((key) => makeId('Authority', key));
    const { authorities } = await dataOf(
      'query ($ids: [ID!]) { authorities(filter: { id: $ids }) { nodes { name } } }',
      { ids },
    );
    expect(names(authorities.nodes)).toEqual(['Auvergne-Rhône-Alpes', 'Lyon']);
    const { errors } = await ask('{ authorities(filter: { id: ["x"] }) { totalCount } }');
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'filter.id' });
  });

  it.each(['department', 'region'])(
    '%s: notIn drops nothing but what it names, and an empty code is refused',
    async (field) => {
      const count = async (filter: string) =>
        (await dataOf(`{ authorities(filter: ${filter}) { totalCount } }`)).authorities.totalCount;
      const all = await count('{}');
      for (const side of ['in', 'notIn']) {
        const { errors } = await ask(
          `{ authorities(filter: { ${field}: { ${side}: [""] } }) { totalCount } }`,
        );
        expect(errors[0]!.extensions).toMatchObject({
          code: 'BAD_USER_INPUT',
          argument: `filter.${field}.${side}.0`,
        });
      }
      expect(
        (await count(`{ ${field}: { in: ["11"] } }`)) + (await count(`{ ${field}: { notIn: ["11"] } }`)),
      ).toBe(all);
    },
  );

  it('subdivision of a foreign authority: notIn keeps those without one, in finds none of them', async () => {
    const { all, kept, none } = await dataOf(`{
      all: foreignAuthorities { totalCount }
      kept: foreignAuthorities(filter: { subdivision: { notIn: ["LI-01"] } }) { totalCount }
      none: foreignAuthorities(filter: { subdivision: { in: ["LI-01"] } }) { totalCount }
    }`);
    expect(kept.totalCount).toBe(all.totalCount);
    expect(none.totalCount).toBe(0);
  });

  it.each(['99999', '2147483647', '-1'])('population takes %s', async (bound) => {
    expect(
      (await ask(`{ authorities(filter: { population: { gte: ${bound}, lte: ${bound} } }) { totalCount } }`))
        .errors,
    ).toEqual([]);
  });
});

describe('what this graph says of an authority', () => {
  it('of the official geographic code is explained to readers', async () => {
    const { closed, special } = await dataOf(`{
      closed: authorities(first: 100, filter: { isCurrent: false }) { nodes { note } }
      special: authorities(first: 100, filter: { kind: { in: [SPECIAL_COLLECTIVITY, METROPOLIS_LYON] } }) { nodes { note } }
    }`);
    const notes = [...closed.nodes, ...special.nodes].map(({ note }) => note);
    expect(notes.length).toBeGreaterThan(10);
    for (const note of notes) {
      expect(note).toMatch(/^[A-Z].*\.$/s);
      expect(note).not.toMatch(/package|REG-|DEP-|Luhn/);
    }
  });

  it('an alias is listed once, with its source', async () => {
    const { authority } = await dataOf(
      '{ authority(siren: "200046977") { aliases { name kind provenance { sources { title url } } } formerCodes { code provenance { source { title } } } } }',
    );
    expect(names(authority.aliases).filter((name) => name === 'Grand Lyon')).toHaveLength(1);
    for (const { provenance } of authority.aliases)
      for (const { url } of provenance.sources) expect(url).toMatch(/^https?:/);
  });

  it('a code that is not its own tells where it was read', async () => {
    const { authority } = await dataOf(
      '{ authority(inseeCode: "67") { formerCodes { code kind name provenance { confidence source { title } } } } }',
    );
    expect(authority.formerCodes).toEqual(
      ['67', '68'].map((code) =>
        expect.objectContaining({
          code,
          kind: 'DEPARTMENT',
          provenance: { confidence: 'CONFIRMED', source: { title: expect.stringMatching(/./) } },
        }),
      ),
    );
  });

  it('the package is named with its address and licence', async () => {
    const { authority } = await dataOf(
      '{ authority(inseeCode: "69123") { provenance { source { title url licence } } formerCodes { provenance { source { url licence } } } department { provenance { source { url licence } } } region { provenance { source { url licence } } } } }',
    );
    const source = {
      url: 'https://www.npmjs.com/package/@etalab/decoupage-administratif',
      licence: 'etalab-2.0',
    };
    expect(authority.provenance.source).toMatchObject(source);
    expect(authority.department.provenance.source).toEqual(source);
    expect(authority.region.provenance.source).toEqual(source);
    expect(authority.formerCodes.length).toBeGreaterThan(0);
    for (const { provenance } of authority.formerCodes) expect(provenance.source).toEqual(source);
  });

  it('ambiguous names lead to their candidates, and candidates back to them', async () => {
    const { nameAmbiguities } = await dataOf(
      '{ nameAmbiguities { nodes { id candidates { id nameAmbiguities { nodes { id } } } } } }',
    );
    expect(nameAmbiguities.nodes.length).toBe(facts('authorities', 'ambiguities').length);
    for (const { id, candidates } of nameAmbiguities.nodes)
      for (const candidate of candidates) expect(candidate.nameAmbiguities.nodes).toContainEqual({ id });
    const { lyon, ain } = await dataOf(`{
      lyon: authority(inseeCode: "69123") { nameAmbiguities(filter: { isResolved: false }) { totalCount nodes { mention } } }
      ain: authority(inseeCode: "01") { nameAmbiguities { totalCount } }
    }`);
    expect(lyon.nameAmbiguities).toEqual({
      totalCount: 1,
      nodes: [{ mention: 'Grand Lyon / Métropole de Lyon / Ville de Lyon' }],
    });
    expect(ain.nameAmbiguities.totalCount).toBe(0);
  });
});
