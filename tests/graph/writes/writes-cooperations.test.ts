import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId, newId } from '#kernel/values';
import { cooperations } from '#subgraphs';
import { dataOf } from '../../support/graph.js';
import { ANONYMOUS_CALLER, loadAgain, openWriter, somebody, type Writer } from '../../support/writes.js';

const PARTNERSHIP = `partnership { id title kind startYear signedOn endDate statusInSource isStale version country { code }
  frenchAuthorities { id } foreignAuthorities { id } themes { code } }`;
const CALL =
  'callForProjects { id code name opensOn closesOn resultsOn isOpen applications laureatesCount version }';
const LAUREATE =
  'laureate { id title year amountEur withdrawnAt version call { code } campaign { code } country { code } }';
const admin = somebody('ADMINISTRATOR');
const reviewer = somebody('REVIEWER');
/** Communes, of which the first has no partnership in the data. */
const mine = makeId('Authority', 'COM-01004');
const other = makeId('Authority', 'COM-44109');
const editor = somebody('AUTHORITY_EDITOR', mine);
const third = makeId('Authority', 'COM-35238');
const stranger = somebody('AUTHORITY_EDITOR', other);
let writer: Writer;
let foreign: { id: string; name: string; country: { code: string } }[];

beforeAll(async () => {
  writer = openWriter(cooperations);
  const { foreignAuthorities } = await dataOf(
    '{ foreignAuthorities(first: 100) { nodes { id name country { code } } } }',
  );
  foreign = foreignAuthorities.nodes;
});
afterAll(() => writer.close());

const refused = (mutation: string, input: object, who = editor) => writer.refused(mutation, input, who);
const input = (more: object = {}) => ({
  kind: 'COOPERATION',
  frenchAuthorityIds: [mine],
  foreignAuthorityIds: [foreign[0]!.id],
  createAnyway: true,
  ...more,
});

async function make(more: object = {}, who = editor) {
  const { partnership, problems } = await writer.send('partnershipCreate', PARTNERSHIP, input(more), who);
  expect(problems).toEqual([]);
  return partnership;
}

describe('a partnership', () => {
  it('is created by one of its French authorities, and search has it as of its cursor', async () => {
    const countOfMine = async () =>
      (await dataOf('query ($id: ID!) { authority(id: $id) { partnerships { totalCount } } }', { id: mine }))
        .authority.partnerships.totalCount;
    const before = await countOfMine();
    const given = input({
      titleFr: 'Coopération quokkavalle',
      frenchAuthorityIds: [mine, other],
      themeCodes: ['ENV'],
      startYear: 2020,
      signedOn: '2020-05-01',
    });
    const { partnership, asOf } = await writer.send('partnershipCreate', PARTNERSHIP, given, editor);
    expect(partnership).toMatchObject({
      statusInSource: 'ONGOING',
      version: 1,
      country: { code: foreign[0]!.country.code },
      frenchAuthorities: [{ id: mine }, { id: other }],
      foreignAuthorities: [{ id: foreign[0]!.id }],
    });
    const found = await dataOf(
      `query ($asOf: String, $mine: ID!, $name: String!) {
        authorities(filter: { text: "quokkavalle" }, asOf: $asOf) { nodes { id } }
        byForeignName: partnerships(filter: { text: $name, frenchAuthority: { id: [$mine] } }) { totalCount } }`,
      { asOf, mine, name: foreign[0]!.name },
    );
    expect(found.authorities.nodes.map((node: { id: string }) => node.id).sort()).toEqual(
      [mine, other].sort(),
    );
    expect(await countOfMine()).toBe(before + 1);
  });

  it('is not created for others, or without the permission', async () => {
    expect(await refused('partnershipCreate', input(), stranger)).toEqual(['FORBIDDEN']);
    expect(await refused('partnershipCreate', input(), reviewer)).toEqual(['FORBIDDEN']);
    expect(await refused('partnershipCreate', input(), ANONYMOUS_CALLER)).toEqual(['UNAUTHENTICATED']);
    expect(await refused('partnershipCreate', input({ frenchAuthorityIds: [] }))).toEqual(['FORBIDDEN']);
  });

  it.each([
    ['PARTNERS_INVALID', () => ({ foreignAuthorityIds: [] })],
    ['PARTNERS_INVALID', () => ({ frenchAuthorityIds: [mine, mine] })],
    ['FOREIGN_AUTHORITY_UNKNOWN', () => ({ foreignAuthorityIds: [newId('ForeignAuthority')] })],
    ['DATES_INVALID', () => ({ startYear: 2020, endDate: '2019-12-31' })],
    ['DATES_INVALID', () => ({ signedOn: '2020-05-02', endDate: '2020-05-01' })],
    ['DATE_INVALID', () => ({ signedOn: '9999-12-31' })],
    ['DATE_INVALID', () => ({ signedOn: '0001-01-01' })],
    ['DATE_INVALID', () => ({ endDate: '9999-12-31' })],
    ['YEAR_INVALID', () => ({ startYear: 1700 })],
    ['THEME_UNKNOWN', () => ({ themeCodes: ['NONE'] })],
    ['THEMES_INVALID', () => ({ themeCodes: ['ENV', 'ENV'] })],
    ['DATES_INVALID', () => ({ status: 'ENDED', end: '2049' })],
    ['DATES_INVALID', () => ({ startYear: 2020, start: '2021-05' })],
    ['AMOUNT_INVALID', () => ({ amounts: [{ amount: 10, currency: 'EURO' }] })],
    ['SOURCE_INVALID', () => ({ externalId: 'a' })],
    ['TEXT_INVALID', () => ({ titleFr: 'x'.repeat(201) })],
  ])('is refused with %s: %s', async (code, wrong) => {
    expect(await refused('partnershipCreate', input(wrong()))).toEqual([code]);
  });

  it('is edited with its partners, in one transaction', async () => {
    const { id } = await make({ titleFr: 'Avant', frenchAuthorityIds: [mine, other] });
    const edit = { id, version: 1, titleFr: 'Apresapres', frenchAuthorityIds: [other, mine] };
    expect(await refused('partnershipEdit', edit, somebody('AUTHORITY_EDITOR', third))).toEqual([
      'FORBIDDEN',
    ]);
    const { partnership, asOf } = await writer.send('partnershipEdit', PARTNERSHIP, edit, editor);
    expect(partnership).toMatchObject({ version: 2, frenchAuthorities: [{ id: other }, { id: mine }] });
    expect(await refused('partnershipEdit', { id, version: 2, titleFr: 'Deux' }, stranger)).toEqual([]);
    expect(await refused('partnershipEdit', { id, version: 3 })).toEqual(['NOTHING_TO_CHANGE']);
    expect(await refused('partnershipEdit', { id, version: 3, kind: null })).toEqual(['VALUE_NEEDED']);
    expect(await refused('partnershipEdit', { id: newId('Partnership'), version: 3, note: 'x' })).toEqual([
      'NOT_FOUND',
    ]);
    const found = await dataOf(
      'query ($asOf: String) { authorities(filter: { text: "quokkavalle" }, asOf: $asOf) { totalCount } partnerships(filter: { text: "deux" }) { nodes { id } } }',
      { asOf },
    );
    expect(found.partnerships.nodes).toContainEqual({ id });
    expect((await writer.auditOf(id)).map(({ operation }) => operation)).toContain('partnershipEdit');
  });

  it('is edited by partners who can neither add nor remove others', async () => {
    const { id } = await make({ frenchAuthorityIds: [mine, other] });
    const edit = (frenchAuthorityIds: string[], who = editor, version = 1) =>
      refused('partnershipEdit', { id, version, frenchAuthorityIds }, who);
    for (const wrong of [[mine], [mine, other, third], [mine, third], [other]])
      expect(await edit(wrong)).toEqual(['PARTNERS_INVALID']);
    const both = somebody('AUTHORITY_EDITOR', mine, third);
    expect(await edit([third, other, mine], both)).toEqual([]);
    expect(await edit([third, other], both, 2)).toEqual([]);
    expect(await edit([other], both, 3)).toEqual(['PARTNERS_INVALID']);
    expect(await edit([mine, other], admin, 3)).toEqual([]);
  });

  it('is left by an authority that others named, and continues without it', async () => {
    const { id } = await make({ titleFr: 'Retrait', frenchAuthorityIds: [mine, other, third] });
    const leave = (authorityId: string, version: number, who = editor, of = id) =>
      refused('partnershipLeave', { id: of, version, authorityId }, who);
    expect(await leave(other, 1)).toEqual(['FORBIDDEN']);
    expect(await leave(other, 1, reviewer)).toEqual(['FORBIDDEN']);
    expect(await leave(other, 1, ANONYMOUS_CALLER)).toEqual(['UNAUTHENTICATED']);
    expect(await leave(other, 2, stranger)).toEqual(['VERSION_CONFLICT']);
    expect(await leave(other, 1, stranger, newId('Partnership'))).toEqual(['NOT_FOUND']);
    expect(await leave(foreign[0]!.id, 1)).toEqual(['BAD_USER_INPUT']);

    const sent = { id, version: 1, authorityId: mine, clientMutationId: 'partnership-leave' };
    const send = () => writer.send('partnershipLeave', PARTNERSHIP, sent, editor);
    const { partnership, asOf, problems } = await send();
    expect(problems).toEqual([]);
    expect(partnership).toMatchObject({ version: 2, frenchAuthorities: [{ id: other }, { id: third }] });
    expect((await send()).partnership).toMatchObject({ version: 2 });
    expect(asOf).toEqual(expect.any(String));
    const found = await dataOf(
      `query ($mine: ID!, $other: ID!) {
        mine: partnerships(filter: { text: "retrait", frenchAuthority: { id: [$mine] } }) { totalCount }
        other: partnerships(filter: { text: "retrait", frenchAuthority: { id: [$other] } }) { totalCount } }`,
      { mine, other },
    );
    expect(found).toMatchObject({ mine: { totalCount: 0 }, other: { totalCount: 1 } });
    const audit = await writer.auditOf(id);
    expect(audit.filter(({ operation }) => operation === 'partnershipLeave')).toMatchObject([
      { before: { version: 1 }, after: { version: 2 } },
      { before: { authority_id: mine }, after: null },
    ]);

    expect(await leave(mine, 2)).toEqual(['NOT_A_PARTNER']);
    expect(await refused('partnershipEdit', { id, version: 2, note: 'x' })).toEqual(['FORBIDDEN']);
    expect(await leave(third, 2, admin)).toEqual([]);
    expect(await leave(other, 3, stranger)).toEqual(['LAST_PARTNER']);
  });

  it('that comes from sources is left only through an administrator', async () => {
    const { partnerships } = await dataOf(
      '{ partnerships(first: 100) { nodes { id version frenchAuthorities { id } } } }',
    );
    const { id, version, frenchAuthorities } = partnerships.nodes.find(
      (one: any) => one.version === 0 && one.frenchAuthorities.length === 1,
    );
    const named = [...frenchAuthorities.map((authority: { id: string }) => authority.id), other];
    expect(await refused('partnershipEdit', { id, version, frenchAuthorityIds: named }, admin)).toEqual([]);
    const leave = { id, version: version + 1, authorityId: other };
    expect(await refused('partnershipLeave', leave, stranger)).toEqual(['EVIDENCED_BY_SOURCES']);
    expect(await refused('partnershipLeave', leave, admin)).toEqual([]);
  });

  it('is left by none of fifty concurrent callers when no partner would remain', async () => {
    const { id } = await make({ frenchAuthorityIds: [mine, other] });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => {
        const [authorityId, who] = at % 2 ? [mine, editor] : [other, stranger];
        return refused('partnershipLeave', { id, version: 1, authorityId }, who);
      }),
    );
    expect(answers.filter((codes) => !codes.length)).toHaveLength(1);
    expect(new Set(answers.flat())).toEqual(new Set(['VERSION_CONFLICT']));
  });

  it('of sources keeps its confidence after an edit, and its date unless more than its note is edited', async () => {
    const READ = `version provenance { asOf confidence sources { title } }`;
    const { partnerships } = await dataOf(
      `{ partnerships(first: 100, filter: { confidence: { in: [GENERAL_KNOWLEDGE] } }) { nodes { id ${READ} frenchAuthorities { id } } } }`,
    );
    const { id, frenchAuthorities, provenance } = partnerships.nodes.find(
      (one: any) => one.version === 0 && one.provenance.confidence === 'GENERAL_KNOWLEDGE',
    );
    const who = somebody('AUTHORITY_EDITOR', frenchAuthorities[0].id);
    const edit = async (version: number, more: object, by = who) =>
      (await writer.send('partnershipEdit', `partnership { ${READ} }`, { id, version, ...more }, by))
        .partnership.provenance;
    const { sources, asOf, confidence } = provenance;
    const own = { title: 'Entered in Passerelle by a partner authority' };
    expect(await edit(0, { note: 'n' })).toEqual({ asOf, confidence, sources: [...sources, own] });
    const stated = await edit(1, { titleFr: 'Autre titre' });
    expect(stated).toEqual({ asOf: expect.any(String), confidence, sources: [...sources, own] });
    expect(stated.asOf).not.toBe(asOf);
    const byAdmin = { title: 'Entered in Passerelle by an administrator' };
    expect((await edit(2, { note: null }, admin)).sources).toEqual([...sources, own, byAdmin]);
  });

  it('on which sources differ keeps their values after a new value is entered', async () => {
    const query = `query ($id: ID!) { partnership(id: $id) { startYear version conflicts { field values { value source { title } } } } }`;
    const variables = { id: makeId('Partnership', 'PRT-002') };
    const { partnership: before } = await dataOf(query, variables);
    const edit = (startYear: number | null, version: number) =>
      refused('partnershipEdit', { ...variables, version, startYear }, admin);
    expect(await edit(null, before.version)).toEqual(['VALUE_NEEDED']);
    expect(await edit(1998, before.version)).toEqual([]);
    expect(await edit(1999, before.version + 1)).toEqual([]);
    const { partnership } = await dataOf(query, variables);
    const source = { title: 'Entered in Passerelle by an administrator' };
    expect(partnership).toMatchObject({ startYear: 1999, version: before.version + 2 });
    expect(partnership.conflicts).toEqual([
      { field: 'startYear', values: [{ value: '1999', source }, ...before.conflicts[0].values] },
    ]);
  });

  it('ends once, not before it begins', async () => {
    const { id } = await make({ startYear: 2024, signedOn: '2024-06-01' });
    const end = (endDate?: string, version = 1) => refused('partnershipEnd', { id, version, endDate });
    expect(await end('2024-05-31')).toEqual(['DATES_INVALID']);
    expect(await end('2023-12-31')).toEqual(['DATES_INVALID']);
    expect(await end('2999-01-01')).toEqual(['DATE_INVALID']);
    expect(await refused('partnershipEnd', { id, version: 1 }, stranger)).toEqual(['FORBIDDEN']);
    const { partnership } = await writer.send('partnershipEnd', PARTNERSHIP, { id, version: 1 }, editor);
    expect(partnership).toMatchObject({ statusInSource: 'ENDED', isStale: false, version: 2 });
    expect(await end(undefined, 2)).toEqual(['STATUS_INVALID']);
    expect(await refused('partnershipEdit', { id, version: 2, status: 'ONGOING' })).toEqual([
      'STATUS_INVALID',
    ]);
  });

  it('that is ongoing past its end date is stale, whoever wrote it', async () => {
    const { isStale, id } = await make({ endDate: '2025-12-31' });
    expect(isStale).toBe(true);
    const { partnership } = await writer.send(
      'partnershipEdit',
      PARTNERSHIP,
      { id, version: 1, endDate: null },
      editor,
    );
    expect(partnership.isStale).toBe(false);
  });

  it('must have partners on both sides in the database, too', async () => {
    const { id } = await make();
    const client = await writer.pool.connect();
    try {
      for (const side of ['french', 'foreign']) {
        await client.query('BEGIN');
        await client.query(`SELECT set_config('passerelle.actor', 'somebody', true)`);
        await client.query(`DELETE FROM partnership_${side}_authority WHERE partnership_id = $1`, [id]);
        await expect(client.query('COMMIT')).rejects.toMatchObject({
          constraint: `partnership_${side}_partners`,
        });
      }
    } finally {
      client.release();
    }
  });

  it('is changed by one of fifty concurrent edits, with all of its partners', async () => {
    const { id } = await make();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        refused(
          at % 2 ? 'partnershipEdit' : 'partnershipEnd',
          at % 2
            ? { id, version: 1, frenchAuthorityIds: at % 3 ? [mine] : [mine, other] }
            : { id, version: 1 },
          somebody('AUTHORITY_EDITOR', mine, other),
        ),
      ),
    );
    expect(answers.filter((codes) => !codes.length)).toHaveLength(1);
    expect(new Set(answers.flat())).toEqual(new Set(['VERSION_CONFLICT']));
  });

  it('of a source that people changed is left alone by loads, with its partners', async () => {
    const { partnerships } = await dataOf(
      '{ partnerships(first: 50) { nodes { id version frenchAuthorities { id } } } }',
    );
    const { id, frenchAuthorities } = partnerships.nodes.find(({ version }: any) => version === 0);
    const ids = [...frenchAuthorities.map((authority: { id: string }) => authority.id), mine];
    expect(await refused('partnershipEdit', { id, version: 0, frenchAuthorityIds: ids }, admin)).toEqual([]);
    await loadAgain(cooperations);
    const { partnership } = await dataOf(
      'query ($id: ID!) { partnership(id: $id) { version frenchAuthorities { id } } }',
      { id },
    );
    expect(partnership).toEqual({ version: 1, frenchAuthorities: ids.map((one) => ({ id: one })) });
  });

  it('that is sent twice is created once', async () => {
    const sent = input({ titleFr: 'Deuxenvois', clientMutationId: 'partnership-twice' });
    const send = () => writer.send('partnershipCreate', PARTNERSHIP, sent, editor);
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    const { partnerships } = await dataOf('{ partnerships(filter: { text: "deuxenvois" }) { totalCount } }');
    expect(partnerships.totalCount).toBe(1);
  });
});

let codes = 0;
async function newCall(more: object = {}) {
  const call = { code: `AAP-TEST-${++codes}`, nameFr: 'Appel d’essai', kind: 'THEMATIC', ...more };
  const { callForProjects, problems } = await writer.send('callForProjectsOpen', CALL, call, reviewer);
  expect(problems).toEqual([]);
  return callForProjects as { id: string; code: string; version: number };
}

describe('a call for projects', () => {
  it('is opened by reviewers, edited, and closed', async () => {
    const call = { code: 'AAP-TEST', nameFr: 'Appel', kind: 'GENERAL' };
    expect(await refused('callForProjectsOpen', call, editor)).toEqual(['FORBIDDEN']);
    expect(await refused('callForProjectsOpen', call, ANONYMOUS_CALLER)).toEqual(['UNAUTHENTICATED']);
    const { id, code } = await newCall({
      opensOn: '2026-01-01',
      closesOn: '2030-01-01',
      countryCodes: ['BJ'],
    });
    const found = await dataOf(
      'query ($code: ID!) { callForProjects(code: $code) { isOpen countries { code } version } }',
      { code },
    );
    expect(found.callForProjects).toEqual({ isOpen: true, countries: [{ code: 'BJ' }], version: 1 });
    expect(await refused('callForProjectsEdit', { id, version: 1, nameEn: 'A call' }, editor)).toEqual([
      'FORBIDDEN',
    ]);
    expect(await refused('callForProjectsEdit', { id, version: 1, nameEn: 'A call' }, reviewer)).toEqual([]);
    const close = (more: object, version = 2) =>
      refused('callForProjectsClose', { id, version, ...more }, reviewer);
    expect(await close({ closesOn: '2999-01-01' })).toEqual(['DATE_INVALID']);
    expect(await close({ closesOn: '2025-12-31' })).toEqual(['DATES_INVALID']);
    expect(await close({ closesOn: '2026-02-01' }, 1)).toEqual(['VERSION_CONFLICT']);
    expect(await close({ closesOn: '2026-02-01' })).toEqual([]);
    expect(await close({}, 3)).toEqual(['CALL_CLOSED']);
  });

  it.each([
    ['CODE_INVALID', { code: 'aap 1' }],
    ['CODE_TAKEN', { code: 'AAP-GEN-2024-2026' }],
    ['DATE_INVALID', { opensOn: '0001-01-01' }],
    ['DATE_INVALID', { closesOn: '9999-12-31' }],
    ['DATES_INVALID', { opensOn: '2026-02-01', closesOn: '2026-01-01' }],
    ['DATES_INVALID', { closesOn: '2026-02-01', resultsOn: '2026-01-01' }],
    ['DATES_INVALID', { opensOn: '2026-02-01', resultsOn: '2026-01-01' }],
    ['NUMBER_INVALID', { maxCofinancingOtherPercent: 101 }],
    ['NUMBER_INVALID', { applications: 2, laureatesCount: 3 }],
    ['NUMBER_INVALID', { minimumMonths: 12, maximumMonths: 6 }],
    ['NUMBER_INVALID', { grantEur: -1 }],
    ['COUNTRY_INVALID', { countryCodes: ['FR'] }],
    ['COUNTRY_UNKNOWN', { countryCodes: ['QZ'] }],
    ['COUNTRIES_INVALID', { kind: 'LABEL_SESSION', countryCodes: ['BJ'] }],
    ['THEME_UNKNOWN', { themeCodes: ['NONE'] }],
    ['TEXT_INVALID', { nameFr: '\t' }],
  ])('is refused with %s: %j', async (code, wrong) => {
    const call = { code: `AAP-TEST-X-${++codes}`, nameFr: 'Appel', kind: 'GENERAL', ...wrong };
    expect(await refused('callForProjectsOpen', call, reviewer)).toEqual([code]);
  });

  it('on which sources differ keeps their values after a new value is entered', async () => {
    const query = `{ callForProjects(code: "AAP-GEN-2024-2026") { id opensOn version conflicts { field values { value source { title } } } } }`;
    const { callForProjects: before } = await dataOf(query);
    const edit = { id: before.id, version: before.version, opensOn: '2024-03-05' };
    expect(await refused('callForProjectsEdit', edit, reviewer)).toEqual([]);
    const { callForProjects } = await dataOf(query);
    const entered = { value: '2024-03-05', source: { title: 'Entered in Passerelle by the ministry' } };
    expect(callForProjects).toMatchObject({
      opensOn: '2024-03-05',
      conflicts: [{ field: 'opensOn', values: [entered, ...before.conflicts[0].values] }],
    });
  });

  it('of one code is opened by one of fifty concurrent calls', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        refused(
          'callForProjectsOpen',
          { code: 'AAP-TEST-RACE', nameFr: `Appel ${at}`, kind: 'GENERAL' },
          reviewer,
        ),
      ),
    );
    expect(answers.filter((found) => !found.length)).toHaveLength(1);
    expect(new Set(answers.flat())).toEqual(new Set(['CODE_TAKEN']));
  });
});

describe('a laureate', () => {
  const project = (more: object = {}) => ({
    year: 2024,
    titleFr: 'Projet d’essai',
    frenchAuthorityIds: [mine],
    foreignAuthorityIds: [foreign[0]!.id],
    ...more,
  });
  async function add(more: object = {}) {
    const { laureate, problems } = await writer.send('laureateAdd', LAUREATE, project(more), reviewer);
    expect(problems).toEqual([]);
    return laureate;
  }

  it('is named by reviewers, corrected, and withdrawn', async () => {
    const { code } = await newCall();
    expect(await refused('laureateAdd', project(), editor)).toEqual(['FORBIDDEN']);
    const laureate = await add({ callCode: code, amountEur: 10_000 });
    expect(laureate).toMatchObject({
      version: 1,
      call: { code },
      campaign: { code: 'CAMPAIGN-2024' },
      country: { code: foreign[0]!.country.code },
    });
    const { id } = laureate;
    const edit = { id, version: 1, year: 2025, titleFr: 'Projetneuf' };
    expect(await refused('laureateEdit', edit, editor)).toEqual(['FORBIDDEN']);
    const { laureate: edited } = await writer.send('laureateEdit', LAUREATE, edit, reviewer);
    expect(edited).toMatchObject({ version: 2, campaign: { code: 'CAMPAIGN-2025' }, amountEur: 10_000 });
    const listed = async () =>
      (await dataOf('{ laureates(filter: { text: "projetneuf" }) { totalCount } }')).laureates.totalCount;
    expect(await listed()).toBe(1);
    expect(await refused('laureateWithdraw', { id, version: 2 }, reviewer)).toEqual([]);
    expect(await listed()).toBe(0);
    expect(await refused('laureateWithdraw', { id, version: 3 }, reviewer)).toEqual(['WITHDRAWN']);
    expect(await writer.operationsOf(id)).toEqual(['CREATED', 'UPDATED', 'CLOSED']);
  });

  it.each([
    ['CALL_UNKNOWN', () => ({ callCode: 'AAP-NONE' })],
    ['PARTNERSHIP_UNKNOWN', () => ({ partnershipId: newId('Partnership') })],
    ['YEAR_INVALID', () => ({ year: 1999 })],
    ['YEAR_INVALID', () => ({ year: 9999 })],
    ['NUMBER_INVALID', () => ({ amountEur: -1 })],
    ['PARTNERS_INVALID', () => ({ frenchAuthorityIds: [] })],
    ['FOREIGN_AUTHORITY_UNKNOWN', () => ({ foreignAuthorityIds: [newId('ForeignAuthority')] })],
    ['TEXT_INVALID', () => ({ titleFr: '' })],
  ])('is refused with %s: %s', async (code, wrong) => {
    expect(await refused('laureateAdd', project(wrong()), reviewer)).toEqual([code]);
  });

  it('never exceeds the number of applications, in fifty concurrent calls', async () => {
    const { code, id } = await newCall({ applications: 7 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        refused('laureateAdd', project({ callCode: code, year: 2023, titleFr: `Projet ${at}` }), reviewer),
      ),
    );
    expect(answers.filter((found) => !found.length)).toHaveLength(7);
    expect(new Set(answers.flat())).toEqual(new Set(['TOO_MANY_LAUREATES']));
    expect(await refused('callForProjectsEdit', { id, version: 1, applications: 6 }, reviewer)).toEqual([
      'NUMBER_INVALID',
    ]);
  });

  it('never exceeds the applications of the campaign of its year', async () => {
    const { rows } = await writer.pool.query<{ free: number }>(
      `SELECT applications - (SELECT count(*)::int FROM laureate WHERE campaign_code = 'CAMPAIGN-2024' AND withdrawn_at IS NULL) AS free
       FROM campaign WHERE code = 'CAMPAIGN-2024'`,
    );
    const free = rows[0]!.free;
    const ids: string[] = [];
    const answers = await Promise.all(
      Array.from({ length: free + 10 }, async (_, at) => {
        const { laureate, problems } = await writer.send(
          'laureateAdd',
          LAUREATE,
          project({ titleFr: `Plein ${at}` }),
          reviewer,
        );
        if (laureate) ids.push(laureate.id);
        return problems.map(({ code }) => code);
      }),
    );
    expect(ids).toHaveLength(free);
    expect(new Set(answers.flat())).toEqual(new Set(['TOO_MANY_LAUREATES']));
    expect(await refused('laureateWithdraw', { id: ids[0], version: 1 }, reviewer)).toEqual([]);
    await add();
  });
});
