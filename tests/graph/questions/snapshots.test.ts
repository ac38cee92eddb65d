import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Reading, Reject } from '#kernel/database';
import { makeId } from '#kernel/values';
import * as allSubgraphs from '#subgraphs';
import { facts, frenchAuthorities, partnerships, subtreeOf, themes } from '../../support/search/facts.js';
import { dataOf } from '../../support/graph.js';

// Each service stores what it needs of the others: keys, and a few small copies. Here all of them are compared with their owners.

/** All nodes of a list, page by page. */
async function walk(list: string, selection: string): Promise<any[]> {
  const nodes: any[] = [];
  let after: string | null = null;
  do {
    const data: any = await dataOf(
      `query ($after: String) { page: ${list}(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${selection} } } }`,
      { after },
    );
    nodes.push(...data.page.nodes);
    after = data.page.pageInfo.hasNextPage ? data.page.pageInfo.endCursor : null;
  } while (after);
  return nodes;
}

describe('snapshots', () => {
  it.each(['cooperations', 'events'])(
    'the theme tree of %s is that of the expertises subgraph',
    async (service) => {
      const inOrder = (rows: { code: string; parentCode: string | null }[]) =>
        rows.map(({ code, parentCode }) => ({ code, parentCode })).sort((a, b) => (a.code < b.code ? -1 : 1));
      const tree = inOrder(facts(service, 'theme-tree'));
      expect(tree).toEqual(inOrder(themes));
      const answered = await walk('themes', 'code parent { code }');
      expect(tree).toEqual(
        inOrder(answered.map(({ code, parent }) => ({ code, parentCode: parent?.code ?? null }))),
      );
    },
  );

  it('the names of foreign authorities in cooperations are those of the authorities subgraph', async () => {
    type Named = { name: string; localName: string | null; aliases: string[] };
    const namesOf = ({ name, localName, aliases }: Named) =>
      [...new Set([name, localName, ...aliases])].filter((one) => one !== null);
    const snapshot = facts<{ key: string; names: string[] }>('cooperations', 'foreign-authorities');
    const owned = facts<Named & { key: string }>('authorities', 'foreign-authorities');
    expect(snapshot).toEqual(owned.map((row) => ({ key: row.key, names: namesOf(row) })));
    const answered = await walk('foreignAuthorities', 'id name localName aliases');
    expect(answered.map((row) => [row.id, namesOf(row)]).sort()).toEqual(
      snapshot.map(({ key, names }) => [makeId('ForeignAuthority', key), names]).sort(),
    );
  });

  it('the French authorities of cooperations are those of the authorities subgraph', async () => {
    const rows = [...frenchAuthorities.values()];
    const answered: any[] = [];
    for (let at = 0; at < rows.length; at += 100) {
      const ids = rows.slice(at, at + 100).map(({ key }) => makeId('Authority', key));
      const { nodes } = await dataOf(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Authority { name kind siren inseeCode population department { code } region { code } } } }',
        { ids },
      );
      answered.push(...nodes);
    }
    expect(
      answered.map((found, at) => ({
        key: rows[at]!.key,
        kind: found?.kind,
        siren: found?.siren,
        inseeCode: found?.inseeCode,
        departmentCode: found?.department?.code ?? null,
        regionCode: found?.region?.code ?? null,
        population: found?.population,
      })),
    ).toEqual(
      rows.map(({ key, kind, siren, inseeCode, departmentCode, regionCode, population }) => ({
        key,
        kind,
        siren,
        inseeCode,
        departmentCode,
        regionCode,
        population,
      })),
    );
  });
});

describe('references to other subgraphs lead somewhere', () => {
  const one = (value: unknown) => (value === null || value === undefined ? 0 : 1);
  const distinct = (values: readonly unknown[]) => new Set(values).size;
  type Row = any;
  const countries = ['countries { name }', (row: Row) => distinct(row.countryCodes)] as const;
  const country = ['country { name }', (row: Row) => one(row.countryCode)] as const;
  const themed = ['themes { name }', (row: Row) => distinct(row.themeCodes)] as const;
  const french = ['frenchAuthorities { name }', (row: Row) => row.frenchAuthorityKeys.length] as const;
  const foreign = ['foreignAuthorities { name }', (row: Row) => row.foreignAuthorityKeys.length] as const;
  const termKeys = (row: Row): string[] => row.terms.flatMap(({ authorityKey }: Row) => authorityKey ?? []);
  const participants = facts<Row>('events', 'event-participants');
  const groups = new Set(facts<Row>('country-groups', 'country-groups').map(({ code }) => code));

  /** Each list with its fields of other subgraphs, and the number of references of a row of the data file in them. */
  const lists: [
    list: string,
    service: string,
    file: string,
    fields: (readonly [selection: string, count: (row: Row) => number])[],
  ][] = [
    ['partnerships', 'cooperations', 'partnerships', [french, foreign, country, themed]],
    ['callsForProjects', 'cooperations', 'calls-for-projects', [countries, themed]],
    [
      'laureates',
      'cooperations',
      'laureates',
      [french, foreign, country, ['partnership { kind }', (row) => one(row.partnershipKey)]],
    ],
    [
      'cooperationRequests',
      'cooperations',
      'cooperation-requests',
      [
        country,
        themed,
        ['foreignAuthority { name }', (row) => one(row.foreignAuthorityKey)],
        ['answeredBy { name }', (row) => row.answeredByKeys.length],
        ['partnership { kind }', (row) => one(row.partnershipKey)],
      ],
    ],
    [
      'expertises',
      'expertises',
      'expertises',
      [
        ['authority { name }', () => 1],
        ['theme { name }', () => 1],
        ['evidence { kind }', (row) => row.evidence.length],
        ['countriesOfExperience { name }', (row) => row.countryCodes.length],
        ['countriesOfAuthority { name }', (row) => row.authorityCountryCodes.length],
      ],
    ],
    [
      'countryGroups',
      'country-groups',
      'country-groups',
      [
        ['countries { name }', (row) => distinct(row.countryCodes)],
        ['terms(first: 100) { nodes { authority { name } } }', (row) => termKeys(row).length],
        ['representedAuthorities { name }', (row) => distinct(termKeys(row))],
      ],
    ],
    [
      'events',
      'events',
      'events',
      [
        countries,
        ['countryGroup { name }', (row) => one(row.countryGroupCode)],
        [
          'participants { authority { name } }',
          (row) => participants.filter(({ eventKey }) => eventKey === row.key).length,
        ],
      ],
    ],
    ['newsItems', 'events', 'news-items', [countries, themed]],
    ['resources', 'events', 'resources', [countries, themed]],
    ['foreignAuthorities', 'authorities', 'foreign-authorities', [country]],
  ];

  it.each(
    lists.flatMap(([list, service, file, fields]) =>
      fields.map(([selection, count]) => [list, selection, service, file, count] as const),
    ),
  )('%s { %s }', async (list, selection, service, file, count) => {
    const rows = facts<Row>(service, file);
    const nodes = await walk(list, selection);
    expect(nodes).toHaveLength(rows.length);
    const [field, ...inner] = selection.match(/\w+(?=[ (]| \{)/g)! as [string, ...string[]];
    const found = nodes
      .flatMap((node) => node[field]?.nodes ?? node[field])
      .map((value) => (inner.includes('authority') ? value?.authority : value))
      .filter((value) => value !== null && value !== undefined);
    expect(found).toHaveLength(rows.reduce((sum, row) => sum + count(row), 0));
    for (const value of found) expect(Object.values(value)).toEqual([expect.stringMatching(/./)]);
  });

  it('the groups that participants represent exist', () => {
    expect(
      participants
        .map(({ countryGroupCode }) => countryGroupCode)
        .filter((code) => code !== null && !groups.has(code)),
    ).toEqual([]);
  });
});

describe('what a snapshot of the theme tree makes possible', () => {
  /** A general call without themes is open to all of them. */
  const within = (codes: string[]) => (row: { themeCodes: string[]; kind?: string }) =>
    row.kind === 'GENERAL' && !row.themeCodes.length
      ? true
      : row.themeCodes.some((code) => codes.includes(code));

  it('lists of a theme nest in lists of a theme', async () => {
    const { theme } = await dataOf(`{ theme(code: "ENV-WATERWASTE") {
      partnerships(first: 100) { totalCount nodes { themes { code name partnerships { totalCount } newsItems { totalCount } expertises { totalCount } } } }
    } }`);
    expect(theme.partnerships.totalCount).toBe(
      partnerships.filter(within(subtreeOf('ENV-WATERWASTE'))).length,
    );
    const below = theme.partnerships.nodes.flatMap((node: any) => node.themes);
    expect(below.length).toBeGreaterThan(theme.partnerships.nodes.length);
    const news = facts<{ themeCodes: string[] }>('events', 'news-items');
    for (const { code, partnerships: page, newsItems } of below) {
      expect([code, page.totalCount]).toEqual([code, partnerships.filter(within(subtreeOf(code))).length]);
      expect([code, newsItems.totalCount]).toEqual([code, news.filter(within(subtreeOf(code))).length]);
    }
  });

  it.each([
    ['partnerships', 'cooperations', 'partnerships'],
    ['callsForProjects', 'cooperations', 'calls-for-projects'],
    ['cooperationRequests', 'cooperations', 'cooperation-requests'],
    ['newsItems', 'events', 'news-items'],
    ['resources', 'events', 'resources'],
  ])('%s by theme: with what is below it, or without', async (list, service, file) => {
    const rows = facts<{ themeCodes: string[] }>(service, file);
    const count = async (filter: object) =>
      (
        await dataOf(
          `query ($filter: ${list
            .replace(/^callsFor/, 'callFor')
            .replace(/s$/, '')
            .replace(/^./, (first) => first.toUpperCase())
            .replace(/Project$/, 'Projects')}Filter) { page: ${list}(filter: $filter) { totalCount } }`,
          { filter },
        )
      ).page.totalCount;
    for (const code of ['ENV', 'EDU', 'POL', 'ENV-CLIMATE', 'ENV-WATER', 'EDU-BASIC', 'ECO']) {
      expect([code, await count({ theme: { code } })]).toEqual([
        code,
        rows.filter(within(subtreeOf(code))).length,
      ]);
      expect([code, await count({ theme: { code, descendants: false } })]).toEqual([
        code,
        rows.filter(within([code])).length,
      ]);
    }
    expect(await count({ not: { theme: { code: 'ENV' } } })).toBe(
      rows.length - rows.filter(within(subtreeOf('ENV'))).length,
    );
  });
});

describe('what a load refuses', () => {
  /** Returns the refusal of a load after the rows of a service were changed. */
  function refused(name: string, change: (file: string, row: any, index: number) => object): Reject[] {
    const rejects: Reject[] = [];
    const reading: Pick<Reading, 'rows' | 'reject' | 'rejects'> = {
      rejects,
      rows: (file, schema, keyOf) => {
        const rows = JSON.parse(
          readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8'),
        ) as object[];
        return rows
          .map((row, index) => schema.parse(change(file.replace(/.*\/|\.json$/g, ''), row, index)))
          .filter((row) => keyOf(row as never));
      },
      reject: (file, row, reason) => void rejects.push({ file, row, reason }),
    };
    Object.values(allSubgraphs)
      .find((subgraph) => subgraph.name === name)!
      .load!.tables(reading);
    return rejects;
  }

  it.each([
    ['cooperations', 'partnerships'],
    ['cooperations', 'calls-for-projects'],
    ['cooperations', 'cooperation-requests'],
    ['events', 'news-items'],
    ['events', 'resources'],
  ])('a row of %s, %s, that names an unknown theme', (name, file) => {
    const rejects = refused(name, (at, row, index) =>
      at === file && index === 0 ? { ...row, themeCodes: ['ENV-WATER', 'ENV-NONE'] } : row,
    );
    expect(rejects[0]).toEqual({
      file: `services/${name}/data/${file}.json`,
      row: expect.any(String),
      reason: 'theme ENV-NONE is not known',
    });
  });

  it.each(['cooperations', 'events'])('themes of %s whose chain of parents has a gap or a cycle', (name) => {
    const rejects = refused(name, (at, row) =>
      at === 'theme-tree' && row.code === 'ENV' ? { ...row, parentCode: 'ENV-WATER' } : row,
    );
    const hanging = subtreeOf('ENV').sort();
    expect(
      rejects
        .filter(({ file }) => file.endsWith('theme-tree.json'))
        .map(({ row }) => row)
        .sort(),
    ).toEqual(hanging);
    expect(rejects[0]!.reason).toBe('its chain of parents has a gap or a cycle');
    expect(
      rejects
        .slice(hanging.length)
        .every(({ reason }) => /^theme ENV\S* is not known|^partnership \S+ is not known/.test(reason)),
    ).toBe(true);
  });

  const loaded = Object.values(allSubgraphs).flatMap(({ name, load }) => (load ? [name] : []));
  it.each(loaded.filter((name) => name !== 'authorities'))(
    'nothing of the shipped data of %s',
    async (name) => {
      expect(refused(name, (_, row) => row)).toEqual([]);
    },
  );
});
