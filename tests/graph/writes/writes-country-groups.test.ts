import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadData } from '#kernel/database';
import { makeId } from '#kernel/values';
import { countryGroups } from '#subgraphs';
import { dataOf } from '../../support/graph.js';
import { ANONYMOUS_CALLER, loadAgain, openWriter, somebody, type Writer } from '../../support/writes.js';

const admin = somebody('ADMINISTRATOR');
const GROUP = 'countryGroup { id code name closedOn version provenance { source { title } } }';
const TERM =
  'countryGroupTerm { id person role startsOn endsOn seenOn version group { code presidency { person } } }';
let groups: Writer;
let made = 0;

beforeAll(() => {
  groups = openWriter(countryGroups);
});
afterAll(() => groups.close());

/** A code that no other test has. */
const newCode = () => `TEST${String.fromCharCode(65 + Math.floor(made / 26), 65 + (made++ % 26))}`;

async function newGroup(more: object = {}) {
  const input = {
    code: newCode(),
    nameFr: 'Groupe d’essai',
    nameEn: 'Test group',
    countryCodes: ['BJ'],
    ...more,
  };
  const { countryGroup } = await groups.send('countryGroupCreate', GROUP, input, admin);
  return countryGroup as { id: string; code: string; version: number };
}
const managerOf = (...ids: string[]) => somebody('GROUP_MANAGER', ...ids);

async function newTerm(group: { id: string }, more: object = {}) {
  const input = {
    groupId: group.id,
    person: 'Camille Essai',
    role: 'PRESIDENT',
    startsOn: '2026-01-01',
    ...more,
  };
  return (await groups.send('countryGroupTermStart', TERM, input, managerOf(group.id))).countryGroupTerm;
}
const presidencyOn = async (code: string, on: string) =>
  (
    await dataOf(
      'query ($code: ID!, $on: Date) { countryGroup(code: $code) { presidency(on: $on) { person } } }',
      {
        code,
        on,
      },
    )
  ).countryGroup.presidency?.person ?? null;

describe('a country group', () => {
  it('is created by administrators, and search has it as of its cursor', async () => {
    const input = {
      code: newCode(),
      nameFr: 'Groupe-pays Ouagarouverte',
      nameEn: 'Ouagarouverte country group',
      countryCodes: ['BF', 'ML'],
      contact: 'contact@example.org',
    };
    const { countryGroup, problems, asOf } = await groups.send('countryGroupCreate', GROUP, input, admin);
    expect(problems).toEqual([]);
    expect(countryGroup).toMatchObject({
      id: makeId('CountryGroup', input.code),
      version: 1,
      provenance: { source: { title: 'Entered in Passerelle by an administrator' } },
    });
    const data = await dataOf(
      `query ($code: ID!, $asOf: String) { countryGroup(code: $code) { name countries { code } }
         suggest(text: "ouagarouverte", asOf: $asOf) { name } countryGroups(filter: { text: "ouagarou" }) { totalCount } }`,
      { code: input.code, asOf },
    );
    expect(data.countryGroup).toMatchObject({ countries: [{ code: 'BF' }, { code: 'ML' }] });
    expect(data.countryGroups.totalCount).toBe(1);
    expect(JSON.stringify(data.suggest)).toContain('Ouagarouverte');
  });

  it('is not created by managers of other groups, or by anonymous callers', async () => {
    const input = { code: newCode(), nameFr: 'A', nameEn: 'A', countryCodes: ['BJ'] };
    const refused = (actor: typeof admin) => groups.refused('countryGroupCreate', input, actor);
    expect(await refused(managerOf(makeId('CountryGroup', 'MG')))).toEqual(['FORBIDDEN']);
    expect(await refused(somebody('REVIEWER'))).toEqual(['FORBIDDEN']);
    expect(await refused(ANONYMOUS_CALLER)).toEqual(['UNAUTHENTICATED']);
  });

  it.each([
    ['CODE_INVALID', { code: 'mg' }],
    ['CODE_TAKEN', { code: 'MG' }],
    ['TEXT_INVALID', { nameFr: ' ' }],
    ['TEXT_INVALID', { nameEn: 'x'.repeat(201) }],
    ['CONTACT_INVALID', { contact: 'camille.essai@example.org' }],
    ['COUNTRIES_INVALID', { countryCodes: [] }],
    ['COUNTRIES_INVALID', { countryCodes: ['BJ', 'BJ'] }],
    ['COUNTRY_UNKNOWN', { countryCodes: ['ZZ'] }],
    ['DATE_INVALID', { lastActivityOn: '2999-01-01' }],
  ])('is refused with %s: %j', async (code, wrong) => {
    const input = { code: newCode(), nameFr: 'A', nameEn: 'A', countryCodes: ['BJ'], ...wrong };
    expect(await groups.refused('countryGroupCreate', input, admin)).toEqual([code]);
  });

  it('is edited only by its managers, one after the other', async () => {
    const group = await newGroup();
    const edit = (input: object, actor = managerOf(group.id)) =>
      groups.refused('countryGroupEdit', { id: group.id, version: 1, ...input }, actor);
    expect(await edit({ note: 'Mine' }, managerOf(makeId('CountryGroup', 'MG')))).toEqual(['FORBIDDEN']);
    expect(await edit({})).toEqual(['NOTHING_TO_CHANGE']);
    expect(await edit({ nameFr: null })).toEqual(['VALUE_NEEDED']);
    expect(await edit({ id: makeId('CountryGroup', 'NONE'), note: 'x' }, admin)).toEqual(['NOT_FOUND']);
    const edits = await Promise.all(Array.from({ length: 50 }, (_, at) => edit({ note: `Note ${at}` })));
    expect(edits.filter((codes) => !codes.length)).toHaveLength(1);
    expect(new Set(edits.flat())).toEqual(new Set(['VERSION_CONFLICT']));
    expect(await groups.auditOf(group.id)).toMatchObject([
      { operation: 'countryGroupCreate', before: null, after: { version: 1 } },
      {
        operation: 'countryGroupEdit',
        before: { version: 1, note: null },
        after: { version: 2 },
      },
    ]);
  });

  it('is found by its new name', async () => {
    const group = await newGroup({ nameFr: 'Vieuxnomici' });
    const input = { id: group.id, version: 1, nameFr: 'Neufnomici', countryCodes: ['TG', 'BJ'] };
    const { asOf } = await groups.send('countryGroupEdit', GROUP, input, managerOf(group.id));
    const found = await dataOf(
      `query ($asOf: String) { old: countryGroups(filter: { text: "vieuxnom" }) { totalCount }
        now: countryGroups(filter: { text: "neufnom togo" }) { nodes { id } } suggest(text: "neufnomici", asOf: $asOf) { name } }`,
      { asOf },
    );
    expect(found).toMatchObject({ old: { totalCount: 0 }, now: { nodes: [{ id: group.id }] } });
    expect(JSON.stringify(found.suggest)).toContain('Neufnomici');
  });

  it('is closed with its terms, and then cannot be changed', async () => {
    const group = await newGroup();
    const term = await newTerm(group);
    const manager = managerOf(group.id);
    const close = { id: group.id, version: 1, closedOn: '2026-06-30' };
    expect(await groups.refused('countryGroupClose', { ...close, closedOn: '2999-01-01' }, manager)).toEqual([
      'DATE_INVALID',
    ]);
    const { countryGroup } = await groups.send('countryGroupClose', GROUP, close, manager);
    expect(countryGroup).toMatchObject({ closedOn: '2026-06-30', version: 2 });
    expect(await groups.refused('countryGroupClose', { ...close, version: 2 }, manager)).toEqual([
      'GROUP_CLOSED',
    ]);
    expect(
      await groups.refused('countryGroupEdit', { id: group.id, version: 2, note: 'x' }, manager),
    ).toEqual(['GROUP_CLOSED']);
    const start = { groupId: group.id, person: 'B', role: 'CHAIR', seenOn: '2026-01-01' };
    expect(await groups.refused('countryGroupTermStart', start, manager)).toEqual(['GROUP_CLOSED']);
    const again = { id: term.id, version: 2 };
    for (const who of [manager, admin]) {
      expect(await groups.refused('countryGroupTermEdit', { ...again, endsOn: null }, who)).toEqual([
        'GROUP_CLOSED',
      ]);
      expect(await groups.refused('countryGroupTermEdit', { ...again, person: 'C' }, who)).toEqual([
        'GROUP_CLOSED',
      ]);
      expect(await groups.refused('countryGroupTermEnd', again, who)).toEqual(['GROUP_CLOSED']);
    }
    expect([
      await presidencyOn(group.code, '2026-06-30'),
      await presidencyOn(group.code, '2026-07-01'),
    ]).toEqual(['Camille Essai', null]);
    expect((await groups.operationsOf(group.id)).at(-1)).toBe('CLOSED');
  });
});

describe('a term', () => {
  it('is one presidency at a date', async () => {
    const group = await newGroup();
    const first = await newTerm(group, { startsOn: '2024-01-01' });
    expect(first).toMatchObject({ version: 1, group: { presidency: { person: 'Camille Essai' } } });
    const start = (more: object) =>
      groups.refused(
        'countryGroupTermStart',
        { groupId: group.id, person: 'Dominique Suite', role: 'PRESIDENT', ...more },
        managerOf(group.id),
      );
    expect(await start({ startsOn: '2026-09-01' })).toEqual(['PRESIDENCY_TAKEN']);
    expect(await start({ startsOn: '2023-01-01' })).toEqual(['PRESIDENCY_TAKEN']);
    expect(await start({ seenOn: '2025-05' })).toEqual(['PRESIDENCY_TAKEN']);
    expect(await start({ startsOn: '2023-01-01', endsOn: '2023-12-31' })).toEqual([]);
    expect(await start({ role: 'CHAIR', seenOn: '2025-05' })).toEqual([]);
    const end = { id: first.id, version: 1, endsOn: '2026-08-31' };
    expect(await groups.refused('countryGroupTermEnd', end, managerOf(group.id))).toEqual([]);
    expect(await groups.refused('countryGroupTermEnd', { ...end, version: 2 }, managerOf(group.id))).toEqual([
      'TERM_ENDED',
    ]);
    expect(await presidencyOn(group.code, '2026-09-01')).toBe(null);
    expect(await start({ startsOn: '2026-09-01' })).toEqual([]);
    expect([
      await presidencyOn(group.code, '2026-08-31'),
      await presidencyOn(group.code, '2026-09-01'),
    ]).toEqual(['Camille Essai', 'Dominique Suite']);
    const edit = { id: first.id, version: 2, endsOn: null };
    expect(await groups.refused('countryGroupTermEdit', edit, managerOf(group.id))).toEqual([
      'PRESIDENCY_TAKEN',
    ]);
  });

  it('of president is entered by one of fifty concurrent calls', async () => {
    const group = await newGroup();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        groups.refused(
          'countryGroupTermStart',
          {
            groupId: group.id,
            person: `Person ${at}`,
            role: 'PRESIDENT',
            startsOn: `2026-01-${10 + (at % 20)}`,
          },
          managerOf(group.id),
        ),
      ),
    );
    expect(answers.filter((codes) => !codes.length)).toHaveLength(1);
    expect(new Set(answers.flat())).toEqual(new Set(['PRESIDENCY_TAKEN']));
  });

  it('of president is unique also for writes that bypass the mutation', async () => {
    const group = await newGroup();
    await newTerm(group);
    await expect(
      groups.pool.query(
        `INSERT INTO country_group_term (id, group_code, person, role, starts_on, sources, confidence, version)
         SELECT gen_random_uuid(), group_code, 'Other', role, starts_on + 1, sources, confidence, 1 FROM country_group_term WHERE group_code = $1
         UNION ALL SELECT gen_random_uuid(), group_code, 'Third', role, starts_on + 2, sources, confidence, 1 FROM country_group_term WHERE group_code = $1 AND set_config('passerelle.actor', 'x', true) = 'x'`,
        [group.code],
      ),
    ).rejects.toThrow(/country_group_term_one_presidency/);
  });

  it.each([
    ['DATE_NEEDED', {}],
    ['DATES_INVALID', { startsOn: '2026-02-01', endsOn: '2026-01-01' }],
    ['DATES_INVALID', { startsOn: '2026-02-01', seenOn: '2026-01' }],
    ['DATES_INVALID', { seenOn: '2026-02-01', endsOn: '2026-01-31' }],
    ['DATE_INVALID', { seenOn: '2999' }],
    ['DATE_INVALID', { startsOn: '0001-01-01' }],
    ['DATE_INVALID', { startsOn: '2026-01-01', endsOn: '9999-12-31' }],
    ['TEXT_INVALID', { person: 'a\u0007b', startsOn: '2026-01-01' }],
  ])('is refused with %s: %j', async (code, wrong) => {
    const group = await newGroup();
    const input = { groupId: group.id, person: 'P', role: 'PRESIDENT', ...wrong };
    expect(await groups.refused('countryGroupTermStart', input, managerOf(group.id))).toEqual([code]);
  });

  it('is written only by the managers of its group', async () => {
    const [mine, theirs] = [await newGroup(), await newGroup()];
    const term = await newTerm(theirs);
    const me = managerOf(mine.id);
    const start = { groupId: theirs.id, person: 'P', role: 'CHAIR', seenOn: '2026-01-01' };
    expect(await groups.refused('countryGroupTermStart', start, me)).toEqual(['FORBIDDEN']);
    for (const mutation of ['countryGroupTermEdit', 'countryGroupTermEnd'])
      expect(await groups.refused(mutation, { id: term.id, version: 1, endsOn: '2026-02-02' }, me)).toEqual([
        'FORBIDDEN',
      ]);
  });

  it('that comes from a source can be ended, and a load keeps the end', async () => {
    const manager = managerOf(makeId('CountryGroup', 'VN'));
    const { countryGroup } = await dataOf(
      '{ countryGroup(code: "VN") { presidency { id person seenOn version } } }',
    );
    const { id, version, person } = countryGroup.presidency;
    const end = { id, version, endsOn: '2020-07-01' };
    expect(await groups.refused('countryGroupTermEnd', end, manager)).toEqual([]);
    expect([await presidencyOn('VN', '2020-07-01'), await presidencyOn('VN', '2026-01-01')]).toEqual([
      person,
      null,
    ]);
    await loadAgain(countryGroups);
    expect(await presidencyOn('VN', '2026-01-01')).toBe(null);
  });

  it('keeps its group, even when the data files no longer name it', async () => {
    const group = { id: makeId('CountryGroup', 'TG') };
    await newTerm(group, { role: 'CHAIR' });
    const { load } = countryGroups;
    const without = {
      ...countryGroups,
      load: {
        ...load!,
        version: -1,
        tables: (reading: never) =>
          load!.tables(reading).map((table) => ({
            ...table,
            rows: table.rows.filter((row) => (row as { id?: string }).id !== group.id),
          })),
      },
    };
    const { removed, rejects } = await loadData(without, groups.pool, () => {}, true);
    expect(removed).toBeGreaterThanOrEqual(0);
    expect(rejects).toContainEqual(expect.objectContaining({ row: group.id }));
    const { countryGroup } = await dataOf('{ countryGroup(code: "TG") { terms { totalCount } } }');
    expect(countryGroup.terms.totalCount).toBe(1);
  });

  it('that people wrote is not contradicted by a later load', async () => {
    const { rows } = await groups.pool.query(
      `DELETE FROM country_group_term WHERE group_code = 'AM' AND role = 'PRESIDENT' RETURNING person, seen_on`,
    );
    expect(rows).toHaveLength(1);
    const group = { id: makeId('CountryGroup', 'AM') };
    await newTerm(group, { startsOn: rows[0].seen_on });
    await loadAgain(countryGroups);
    expect(await presidencyOn('AM', rows[0].seen_on)).toBe('Camille Essai');
  });
});

it('a mutation that is sent again is executed once', async () => {
  const group = await newGroup();
  const input = {
    groupId: group.id,
    person: 'Once',
    role: 'CHAIR',
    seenOn: '2026-01-01',
    clientMutationId: `once-${group.code}`,
  };
  const send = () => groups.send('countryGroupTermStart', TERM, input, managerOf(group.id));
  const [first, second] = [await send(), await send()];
  expect(second).toEqual(first);
  const { rows } = await groups.pool.query('SELECT FROM country_group_term WHERE group_code = $1', [
    group.code,
  ]);
  expect(rows).toHaveLength(1);
});
