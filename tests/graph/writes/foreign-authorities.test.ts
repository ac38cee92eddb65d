import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId, newId } from '#kernel/values';
import { until } from '../../support/until.js';
import { headersOf, type RoleName } from '../../support/actors.js';
import { ask } from '../../support/graph.js';
import { OwnGraph } from '../../support/own-graph.js';
import { PUBLISH, request } from '../../support/requests.js';
import { Workplace } from '../../support/workplace.js';

// Authorities abroad that people enter, merge and record from sources. On a graph of its own, because rows stay.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' });
beforeAll(() => own.begin());
afterAll(() => own.clear());

const LYON = makeId('Authority', 'COM-69123');
const GRENOBLE = makeId('Authority', 'COM-38185');
const OUAGADOUGOU = makeId('ForeignAuthority', 'BF:MUNICIPALITY:Ouagadougou');

type Who = [role: RoleName | null, of?: string[]];
const contributor: Who = ['CONTRIBUTOR'];
const reviewer: Who = ['REVIEWER'];
const lyon: Who = ['AUTHORITY_EDITOR', [LYON]];
const grenoble: Who = ['AUTHORITY_EDITOR', [GRENOBLE]];

async function askAs([role, of = []]: Who, query: string, variables: object = {}) {
  const headers = role === null ? {} : await headersOf(role, of, { graph: own.address });
  return ask(query, variables as Record<string, unknown>, {
    graph: own.address,
    headers: { ...headers, 'accept-language': 'en' },
  });
}
async function read(query: string, variables: object = {}) {
  const { data, errors } = await askAs([null], query, variables);
  if (errors.length) throw new Error(JSON.stringify(errors));
  return data;
}
/** The payload of a mutation, or the codes of its errors. */
async function send(who: Who, mutation: string, selection: string, input: object): Promise<any> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${selection} asOf problems { code field message } } }`;
  const { data, errors } = await askAs(who, query, { input });
  return data?.done ?? { errors: errors.map(({ extensions }) => extensions.code) };
}
const codes = (payload: any): string[] =>
  payload.errors ?? payload.problems.map(({ code }: { code: string }) => code);

const FIELDS =
  'foreignAuthority { id version name nameLanguage kind wikidataId country { code } names { name language } coordinates { latitude } provenance { confidence asOf sources { title licence } } }';
const CREATE = `${FIELDS} candidates { reasons name foreignAuthority { id name } }`;
const town = (more: object = {}) => ({
  name: 'Péhunco',
  nameLanguage: 'fr',
  kind: 'MUNICIPALITY',
  country: 'BJ',
  subdivisionCode: 'BJ-AK',
  latitude: 10.2283,
  longitude: 2.0019,
  ...more,
});
const create = (who: Who, more: object = {}) => send(who, 'foreignAuthorityCreate', CREATE, town(more));

const suggested = async (text: string): Promise<string[]> =>
  (
    await read(`query ($text: String!) { suggest(text: $text, first: 10) { foreignAuthority { id } } }`, {
      text,
    })
  ).suggest.flatMap(({ foreignAuthority }: any) => foreignAuthority?.id ?? []);
const listed = async (text: string): Promise<string[]> =>
  (
    await read(
      `query ($text: String!) { foreignAuthorities(filter: { text: $text }, first: 20) { nodes { id } } }`,
      {
        text,
      },
    )
  ).foreignAuthorities.nodes.map(({ id }: { id: string }) => id);

describe('an authority that is entered', () => {
  let made: any;

  it('is known with its provenance, in lists at once and in suggestions within the lag of the feed', async () => {
    const payload = await create(lyon, {
      names: [{ name: 'Pehonko', language: 'en' }],
      source: {
        key: 'insae-communes',
        title: 'INSAE, communes of Benin',
        licence: 'LicenseRef-facts-only',
        asOf: '2024',
      },
    });
    expect(payload.problems).toEqual([]);
    made = payload.foreignAuthority;
    expect(made).toMatchObject({
      name: 'Péhunco',
      version: 1,
      country: { code: 'BJ' },
      names: [
        { name: 'Péhunco', language: 'fr' },
        { name: 'Pehonko', language: 'en' },
      ],
      provenance: {
        confidence: 'STATED',
        asOf: '2024',
        sources: [
          { title: 'INSAE, communes of Benin', licence: 'LicenseRef-facts-only' },
          { title: 'Entered in Passerelle by Lyon', licence: null },
        ],
      },
    });
    expect(await listed('pehunco')).toEqual([made.id]);
    expect(
      await until(
        () => suggested('pehonko'),
        (ids) => ids.includes(made.id),
      ),
    ).toContain(made.id);
  });

  it('is not entered twice, unless a person says so', async () => {
    const { problems, candidates, foreignAuthority } = await create(contributor, { name: 'PEHUNKO' });
    expect(foreignAuthority).toBeNull();
    expect(problems).toMatchObject([{ code: 'POSSIBLE_DUPLICATE', field: ['input', 'name'] }]);
    expect(problems[0].message).toContain(made.id);
    expect(candidates).toEqual([
      {
        reasons: ['NEAR_NAME', 'NEAR_PLACE'],
        name: expect.stringMatching(/^P[ée]ho?u?n/),
        foreignAuthority: { id: made.id, name: 'Péhunco' },
      },
    ]);
    const answered = await read(
      '{ foreignAuthorityCandidates(name: "Commune de Pehunco", country: "BJ") { reasons foreignAuthority { id } } }',
    );
    expect(answered.foreignAuthorityCandidates).toEqual([
      { reasons: ['SAME_NAME'], foreignAuthority: { id: made.id } },
    ]);
    const anyway = await create(contributor, { name: 'PEHUNKO', createAnyway: true });
    expect(codes(anyway)).toEqual([]);
    const item = await create(contributor, {
      name: 'Elsewhere',
      country: 'ML',
      wikidataId: 'Q3777',
      createAnyway: true,
      subdivisionCode: null,
    });
    expect(codes(item)).toEqual(['WIKIDATA_ID_TAKEN']);
  });

  it('is entered once when two people enter it at the same time', async () => {
    const both = await Promise.all(
      [contributor, reviewer].map((who) =>
        create(who, { name: 'Ségbana', subdivisionCode: 'BJ-AL', latitude: null, longitude: null }),
      ),
    );
    expect(both.map(codes).sort()).toEqual([[], ['POSSIBLE_DUPLICATE']]);
  });

  it('has all its problems at once', async () => {
    const wrong = await create(contributor, {
      name: ' ',
      nameLanguage: 'xx',
      country: 'FR',
      subdivisionCode: 'BJ-AK',
      latitude: 91,
      longitude: null,
      wikidataId: 'P17',
      source: { key: 'No!', title: 'x', licence: 'x' },
    });
    expect(codes(wrong).sort()).toEqual(
      [
        'COUNTRY_UNKNOWN',
        'LANGUAGE_UNKNOWN',
        'PLACE_INVALID',
        'PLACE_INVALID',
        'SOURCE_INVALID',
        'SUBDIVISION_INVALID',
        'TEXT_INVALID',
        'WIKIDATA_ID_INVALID',
      ].sort(),
    );
  });

  it('is edited by whom it was entered for, by itself and by who may edit all, and by nobody else', async () => {
    const edit = (who: Who, version: number, more: object) =>
      send(who, 'foreignAuthorityEdit', FIELDS, { id: made.id, version, ...more });
    expect(codes(await edit(grenoble, 1, { note: 'x' }))).toEqual(['FORBIDDEN']);
    expect(codes(await edit(['FOREIGN_AUTHORITY', [OUAGADOUGOU]], 1, { note: 'x' }))).toEqual(['FORBIDDEN']);
    expect(codes(await edit(lyon, 1, {}))).toEqual(['NOTHING_TO_CHANGE']);
    const renamed = await edit(lyon, 1, { name: 'Ouassa-Péhunco', wikidataId: 'Q1805372' });
    expect(renamed).toMatchObject({ problems: [], foreignAuthority: { version: 2, wikidataId: 'Q1805372' } });
    expect(codes(await edit(lyon, 1, { note: 'late' }))).toEqual(['VERSION_CONFLICT']);
    const itself = await edit(['FOREIGN_AUTHORITY', [made.id]], 2, { note: 'In the Atacora.' });
    expect(itself.foreignAuthority.provenance.sources.at(-1).title).toBe(
      'Entered in Passerelle by Ouassa-Péhunco',
    );
    expect(itself.foreignAuthority.names).toContainEqual({ name: 'Péhunco', language: null });
    expect(codes(await edit(contributor, 3, { latitude: null }))).toEqual(['PLACE_INVALID']);
    expect(codes(await edit(reviewer, 3, { latitude: null, longitude: null }))).toEqual([]);
  });
});

describe('two entries of one authority', () => {
  it('become one: its partnerships, requests, names and id lead to the one that stands', async () => {
    const { foreignAuthority: twin } = await create(contributor, {
      name: 'Wagadugu Ville Nouvelle',
      country: 'BF',
      subdivisionCode: null,
      latitude: null,
      longitude: null,
      wikidataId: 'Q99999991',
      createAnyway: true,
    });
    const before = await read(
      'query ($id: ID!) { foreignAuthority(id: $id) { version partnerships(first: 1) { totalCount } } }',
      { id: OUAGADOUGOU },
    );
    const author: Who = ['FOREIGN_AUTHORITY', [twin.id]];
    const published = await until(
      () => askAs(author, PUBLISH, { input: request({ foreignAuthorityId: twin.id }) }),
      ({ data }) => data.done.problems.length === 0,
    );
    const requestId = published.data.done.cooperationRequest.id;
    const stated = await askAs(
      author,
      `mutation ($id: ID!) { foreignAuthorityContactEdit(input: { foreignAuthorityId: $id, website: "https://wagadugu.example/" }) { problems { code } } }`,
      { id: twin.id },
    );
    expect(stated.data.foreignAuthorityContactEdit.problems).toEqual([]);
    const input = {
      closedId: twin.id,
      closedVersion: 1,
      survivorId: OUAGADOUGOU,
      survivorVersion: before.foreignAuthority.version,
    };
    expect(codes(await send(contributor, 'foreignAuthorityMerge', FIELDS, input))).toEqual(['FORBIDDEN']);
    expect(
      codes(await send(reviewer, 'foreignAuthorityMerge', FIELDS, { ...input, closedVersion: 7 })),
    ).toEqual(['VERSION_CONFLICT']);
    const merged = await send(reviewer, 'foreignAuthorityMerge', `${FIELDS} `, input);
    expect(merged).toMatchObject({
      problems: [],
      foreignAuthority: { id: OUAGADOUGOU, wikidataId: 'Q3777' },
    });
    expect(merged.foreignAuthority.names).toContainEqual({ name: 'Wagadugu Ville Nouvelle', language: null });
    // Its id leads on everywhere.
    const answered = await read(
      `query ($id: ID!) { foreignAuthority(id: $id) { id mergedIds } node(id: $id) { id ... on ForeignAuthority { name } } }`,
      { id: twin.id },
    );
    expect(answered.foreignAuthority).toEqual({ id: OUAGADOUGOU, mergedIds: [twin.id] });
    expect(answered.node.name).toBe('Ouagadougou');
    const { foreignAuthority: reached } = await read(
      'query ($id: ID!) { foreignAuthority(id: $id) { contact { website } } }',
      { id: OUAGADOUGOU },
    );
    expect(reached.contact).toEqual({ website: 'https://wagadugu.example/' });
    const requestNow = await until(
      () =>
        read('query ($id: ID!) { cooperationRequest(id: $id) { foreignAuthority { id name } } }', {
          id: requestId,
        }),
      ({ cooperationRequest }) => cooperationRequest.foreignAuthority.id === OUAGADOUGOU,
    );
    expect(requestNow.cooperationRequest.foreignAuthority).toEqual({ id: OUAGADOUGOU, name: 'Ouagadougou' });
    expect(
      await until(
        () => suggested('wagadugu ville nouvelle'),
        (ids) => ids.includes(OUAGADOUGOU),
      ),
    ).toContain(OUAGADOUGOU);
    expect(await suggested('wagadugu ville nouvelle')).not.toContain(twin.id);
    const byItem = await read(
      '{ foreignAuthorityCandidates(name: "Nowhere", country: "BF", wikidataId: "Q99999991") { reasons foreignAuthority { id } } }',
    );
    expect(byItem.foreignAuthorityCandidates).toEqual([
      { reasons: ['SAME_WIKIDATA_ID'], foreignAuthority: { id: OUAGADOUGOU } },
    ]);
    // The grant of the closed one holds for the one that stands.
    const again = await until(
      () => askAs(author, PUBLISH, { input: request({ foreignAuthorityId: OUAGADOUGOU }) }),
      ({ errors }) => errors.length === 0,
    );
    expect(again.data?.done.problems).toEqual([]);
    expect(
      codes(
        await send(reviewer, 'foreignAuthorityMerge', FIELDS, {
          ...input,
          closedVersion: 2,
          survivorVersion: merged.foreignAuthority.version,
        }),
      ),
    ).toEqual(['MERGED']);
  });
});

describe('rows of a source', () => {
  const importId = newId('Import');
  const source = { key: 'test-p190', title: 'Test list', licence: 'CC0-1.0', asOf: '2025-06' };
  const RESULTS =
    'results { index outcome foreignAuthority { id name provenance { sources { title } } } candidates { reasons foreignAuthority { name } } problems { code field } }';
  const record = (rows: object[], who: Who = contributor, more: object = {}) =>
    send(who, 'foreignAuthoritiesRecord', RESULTS, { importId, source, rows, ...more });
  const rows = [
    { externalId: '1', name: 'OUAGADOUGOU', country: 'BF' },
    { externalId: '2', name: 'Zogbodomé-Test', country: 'BJ', kind: 'MUNICIPALITY' },
    { externalId: '3', name: 'Ouagadouggu', country: 'BF' },
    { externalId: '4', name: 'Ouagadougou', country: 'TD' },
    { externalId: '5', name: '', country: 'FR', latitude: 99 },
    { externalId: '1', name: 'Again', country: 'BF' },
    { externalId: '7', name: 'Anything', country: 'BF', wikidataId: 'Q3777' },
    { externalId: '8', name: 'Anything', country: 'TD', wikidataId: 'Q3777' },
    { externalId: '9', name: 'ZOGBODOME TEST', country: 'BJ' },
  ];
  const outcomes = ({ results }: any) => results.map(({ outcome }: any) => outcome);
  let first: any;

  it('join, are entered, ambiguous or refused, each by itself', async () => {
    first = await record(rows);
    expect(outcomes(first)).toEqual([
      'JOINED',
      'CREATED',
      'AMBIGUOUS',
      'AMBIGUOUS',
      'REFUSED',
      'REFUSED',
      'JOINED',
      'REFUSED',
      'JOINED',
    ]);
    const { results } = first;
    expect(results[0].foreignAuthority.id).toBe(OUAGADOUGOU);
    expect(results[0].foreignAuthority.provenance.sources.at(-1).title).toBe('Test list');
    expect(results[8].foreignAuthority.id).toBe(results[1].foreignAuthority.id);
    expect(results[2].candidates[0].foreignAuthority.name).toBe('Ouagadougou');
    expect(results[3].candidates[0].reasons).toEqual(['SAME_NAME_IN_OTHER_COUNTRY']);
    expect(results[4].problems.map(({ code }: any) => code).sort()).toEqual([
      'COUNTRY_UNKNOWN',
      'PLACE_INVALID',
      'PLACE_INVALID',
      'TEXT_INVALID',
    ]);
    expect(results[4].problems[0].field.slice(0, 3)).toEqual(['input', 'rows', '4']);
    expect(results[5].problems[0].code).toBe('EXTERNAL_ID_REPEATED');
    expect(results[7].problems[0].code).toBe('WIKIDATA_ID_TAKEN');
  });

  it('change nothing when they are given again', async () => {
    const again = await record(rows);
    expect(outcomes(again)).toEqual(
      outcomes(first).map((one: string) => (['JOINED', 'CREATED'].includes(one) ? 'UNCHANGED' : one)),
    );
    expect(again.asOf).toBeNull();
    const versions = await own.admin.query(
      "SELECT max(version) AS version FROM authorities.foreign_authority WHERE name = 'Zogbodomé-Test'",
    );
    expect(versions.rows).toEqual([{ version: 1 }]);
  });

  it('become what a person decided', async () => {
    const decided = await record([
      { ...rows[2]!, decision: 'JOIN', foreignAuthorityId: OUAGADOUGOU },
      { ...rows[3]!, decision: 'KEEP_APART' },
      {
        externalId: '10',
        name: 'Nothing',
        country: 'BF',
        decision: 'JOIN',
        foreignAuthorityId: newId('ForeignAuthority'),
      },
    ]);
    expect(outcomes(decided)).toEqual(['JOINED', 'CREATED', 'REFUSED']);
    expect(decided.results[0].foreignAuthority.id).toBe(OUAGADOUGOU);
  });

  it('are taken back, but for what others state or edited', async () => {
    const others = await send(lyon, 'foreignAuthoritiesRecord', RESULTS, {
      source: { ...source, key: 'other-list', title: 'Other list' },
      rows: [{ externalId: 'x', name: 'Zogbodomé-Test', country: 'BJ' }],
    });
    expect(outcomes(others)).toEqual(['JOINED']);
    const withdraw = (who: Who, limit = 100) =>
      send(who, 'foreignAuthoritiesWithdraw', 'withdrawn deleted kept left', { importId, limit });
    expect(codes(await withdraw(grenoble))).toEqual(['NOT_FOUND']);
    expect(await withdraw(contributor, 4)).toMatchObject({ withdrawn: 4, left: 2 });
    expect(await withdraw(contributor)).toMatchObject({ withdrawn: 2, left: 0 });
    expect(await withdraw(contributor)).toMatchObject({ withdrawn: 0, left: 0, problems: [] });
    expect(await listed('zogbodome test')).toHaveLength(1);
    const inChad = await read(
      '{ foreignAuthorities(filter: { country: { in: ["TD"] }, text: "ouagadougou" }) { totalCount } }',
    );
    expect(inChad.foreignAuthorities.totalCount).toBe(0);
    const sources = await read(
      'query ($id: ID!) { foreignAuthority(id: $id) { provenance { sources { title } } } }',
      { id: OUAGADOUGOU },
    );
    expect(JSON.stringify(sources)).not.toContain('Test list');
    // Recorded again, it is the same authority.
    const back = await record([{ ...rows[3]!, decision: 'KEEP_APART' }]);
    expect(outcomes(back)).toEqual(['CREATED']);
  });
});
