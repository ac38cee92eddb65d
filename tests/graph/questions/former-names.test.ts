import { expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import { ask, dataOf } from '../../support/graph.js';
import { facts } from '../../support/search/facts.js';

interface Row {
  name: string;
  kind: string;
  authorityKey: string;
  inseeCode?: string;
  siren?: string;
  from?: string;
  until?: string;
  firstSeen?: string;
  lastSeen?: string;
  release: string;
}
const rows = facts<Row>('authorities', 'former-names');

/** The day before a day, by the calendar of the program's host. */
const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const line = (row: Record<string, unknown>) =>
  ['name', 'kind', 'inseeCode', 'siren', 'validFrom', 'validTo', 'firstSeen', 'lastSeen']
    .map((column) => row[column] ?? '')
    .join(' | ');

const FORMER_NAMES = 'formerNames { name kind inseeCode siren validFrom validTo firstSeen lastSeen }';

it('every authority has the former names of the data file, with their days, by one statement', async () => {
  const byAuthority = new Map<string, string[]>();
  for (const { from, until, ...row } of rows) {
    const id = makeId('Authority', row.authorityKey);
    const dated = { ...row, validFrom: from, validTo: until && dayBefore(until) };
    byAuthority.set(id, [...(byAuthority.get(id) ?? []), line(dated)]);
  }
  let read = 0;
  for (let after: string | null = null, more = true; more;) {
    const { data, statistics, errors } = await ask(
      `query ($after: String) { authorities(first: 100, after: $after, filter: { having: [FORMER_NAME], population: { gte: 20000 } }) {
        nodes { id ${FORMER_NAMES} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    expect(errors).toEqual([]);
    // One of search, one of the authorities, one of their former names.
    expect(statistics.sqlStatements).toBeLessThanOrEqual(3);
    for (const { id, formerNames } of data.authorities.nodes) {
      expect(formerNames.map(line).sort()).toEqual(byAuthority.get(id)?.sort());
      read += 1;
    }
    ({ hasNextPage: more, endCursor: after } = data.authorities.pageInfo);
  }
  expect(read).toBeGreaterThan(150);
});

it('a commune nouvelle says what merged into it, and since when it exists', async () => {
  const { authority } = await dataOf(
    `{ authority(inseeCode: "50129") { name validFrom ${FORMER_NAMES} provenance { sources { url } } } }`,
  );
  expect(authority).toMatchObject({ name: 'Cherbourg-en-Cotentin', validFrom: '2016-01-01' });
  expect(authority.formerNames).toContainEqual({
    name: 'Équeurdreville-Hainneville',
    kind: 'PREDECESSOR',
    inseeCode: '50173',
    siren: null,
    validFrom: '1965-01-01',
    validTo: '2015-12-31',
    firstSeen: null,
    lastSeen: null,
  });
  expect(authority.provenance.sources.map(({ url }: { url: string }) => url)).toContain(
    'https://www.npmjs.com/package/@etalab/decoupage-administratif/v/0.8.0',
  );
});

it('a former name whose last day no source states says when it was seen last, and where', async () => {
  const { authority } = await dataOf(
    '{ authority(siren: "245900410") { name formerNames { name siren validTo lastSeen provenance { asOf confidence source { title url licence } } } } }',
  );
  expect(authority).toEqual({
    name: 'Métropole Européenne de Lille',
    formerNames: expect.arrayContaining([
      {
        name: 'Métropole Européenne de Lille',
        siren: '245900410',
        validTo: null,
        lastSeen: '2020',
        provenance: {
          asOf: '2020',
          confidence: 'DERIVED',
          source: {
            title: expect.stringContaining('@etalab/decoupage-administratif 0.8.0'),
            url: 'https://www.npmjs.com/package/@etalab/decoupage-administratif/v/0.8.0',
            licence: 'etalab-2.0',
          },
        },
      },
    ]),
  });
});

it('text finds what an authority was called before, and marks it', async () => {
  const { authorities } = await dataOf(
    '{ authorities(filter: { text: "chalons sur marne" }) { edges { node { name } highlights { field text } } } }',
  );
  expect(authorities.edges).toEqual([
    {
      node: { name: 'Châlons-en-Champagne' },
      highlights: expect.arrayContaining([{ field: 'OTHER_NAME', text: '**Châlons**-**sur**-**Marne**' }]),
    },
  ]);
});

it('départements are known by the names that they had', async () => {
  const { resolveAuthority } = await dataOf(
    '{ resolveAuthority(name: "Côtes-du-Nord") { status authority { name } } }',
  );
  expect(resolveAuthority).toEqual({ status: 'FOUND', authority: { name: "Côtes-d'Armor" } });
});
