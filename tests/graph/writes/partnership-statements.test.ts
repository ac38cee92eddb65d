import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId, newId } from '#kernel/values';
import { cooperations } from '#subgraphs';
import { compareTies, type Tie } from '../../../services/cooperations/partnership-statement/match-rule.js';
import { foldText } from '#kernel/values';
import { headersOf } from '../../support/actors.js';
import { ask, dataOf } from '../../support/graph.js';
import {
  ANONYMOUS_CALLER,
  loadAgain,
  openWriter,
  somebody,
  type Caller,
  type Writer,
} from '../../support/writes.js';

const PARTNERSHIP = `partnership { id kind start signed end startYear signedOn endDate statusInSource amountEur funder
  amounts { amount currency year funder } documents { title url } country { code } countries { code }
  conflicts { field values { value source { title } } } provenance { confidence asOf sources { title licence } }
  statements { sourceKey externalId party asOf stated { start titleFr } } version }
  possibleDuplicates { id }`;
const RESULTS = `results { index outcome partnership { id titleFr: title(lang: FR) start version
    conflicts { field values { value source { title } } } provenance { sources { title } }
    statements { sourceKey externalId party } }
  candidates { id } problems { code field message } }`;

const mine = makeId('Authority', 'COM-01004');
const other = makeId('Authority', 'COM-44109');
const contributor = somebody('CONTRIBUTOR');
const reviewer = somebody('REVIEWER');
const editor = somebody('AUTHORITY_EDITOR', mine);
let writer: Writer;
let abroad: { id: string; country: { code: string } }[];
/** Foreign authorities of distinct countries. */
let places: { id: string; country: { code: string } }[];
/** A partnership of the data with one partner on either side. */
let loaded: Existing;

interface Existing {
  id: string;
  kind: string;
  startYear: number;
  frenchAuthorityIds: string[];
  foreignAuthorityIds: string[];
}

const source = (key = 'benin-agreements', more: object = {}) => ({
  key,
  title: `Répertoire ${key}`,
  licence: 'etalab-2.0',
  asOf: '2025-06',
  ...more,
});
const row = (externalId: string, more: object = {}) => ({
  externalId,
  frenchAuthorityIds: [mine],
  foreignAuthorityIds: [places[0]!.id],
  ...more,
});
const record = (rows: object[], more: object = {}, who: Caller = contributor) =>
  writer.send('partnershipsRecord', RESULTS, { source: source(), rows, ...more }, who);
/** Results of a request that is not refused as a whole. */
const outcomes = async (...given: Parameters<typeof record>) =>
  (await record(...given)).results.map(({ outcome }: { outcome: string }) => outcome);
const withdraw = (importId: string, who: Caller = contributor, more: object = {}) =>
  writer.send(
    'partnershipStatementsWithdraw',
    'withdrawal { withdrawn left removed kept }',
    { importId, ...more },
    who,
  );
const create = (input: object, who: Caller = editor) =>
  writer.send(
    'partnershipCreate',
    PARTNERSHIP,
    { kind: 'COOPERATION', frenchAuthorityIds: [mine], ...input },
    who,
  );

/** All tables of partnerships as text, but for versions and times of changes. */
async function dump(): Promise<string> {
  const tables = [
    'partnership',
    'partnership_french_authority',
    'partnership_foreign_authority',
    'partnership_statement',
    'partnership_base',
    'partnership_pair_decision',
  ];
  const parts = [];
  for (const table of tables) {
    const { rows } = await writer.pool.query<{ row: string }>(
      `SELECT (to_jsonb(t) - 'version' - 'updated_at')::text AS row FROM ${table} t ORDER BY 1`,
    );
    parts.push(...rows.map((one) => `${table} ${one.row}`));
  }
  return parts.join('\n');
}

beforeAll(async () => {
  writer = openWriter(cooperations);
  const { foreignAuthorities } = await dataOf(
    '{ foreignAuthorities(first: 100) { nodes { id country { code } } } }',
  );
  abroad = foreignAuthorities.nodes;
  places = [...new Map(abroad.map((one) => [one.country.code, one])).values()];
  const { rows } = await writer.pool.query<Existing>(
    `SELECT p.id, p.kind, p.start_year AS "startYear", array_agg(DISTINCT f.authority_id) AS "frenchAuthorityIds", array_agg(DISTINCT x.foreign_authority_id) AS "foreignAuthorityIds"
     FROM partnership p JOIN partnership_french_authority f ON f.partnership_id = p.id JOIN partnership_foreign_authority x ON x.partnership_id = p.id
     WHERE p.kind = 'TWINNING' AND p.start_year IS NOT NULL AND p.conflicts = '[]'
       AND (SELECT count(*) FROM partnership_french_authority f2 JOIN partnership_foreign_authority x2 USING (partnership_id)
            WHERE f2.authority_id = f.authority_id AND x2.foreign_authority_id = x.foreign_authority_id) = 1
     GROUP BY p.id HAVING count(*) = 1 ORDER BY p.id LIMIT 1`,
  );
  loaded = rows[0]!;
});
afterAll(() => writer.close());

describe('a partnership that is entered', () => {
  it('has partners in several countries, and every question about a country finds it', async () => {
    const [one, two] = places;
    const { partnership, asOf, problems } = await create({
      foreignAuthorityIds: [one!.id, two!.id],
      titleFr: 'Deux pays zanzibulle',
    });
    expect(problems).toEqual([]);
    expect(partnership.countries).toEqual([one!.country, two!.country]);
    for (const { code } of [one!.country, two!.country]) {
      const found = await dataOf(
        `query ($code: CountryCode!, $codes: [CountryCode!]!, $id: ID!, $asOf: String) {
          partnerships(filter: { country: { in: $codes }, text: "zanzibulle" }) { nodes { id } }
          excluded: partnerships(filter: { country: { notIn: $codes }, text: "zanzibulle" }) { totalCount }
          country(code: $code) { partnerships(filter: { text: "zanzibulle" }) { nodes { id } }
            partners(filter: { id: [$id] }) { nodes { partnerships { id } } } }
          authorities(asOf: $asOf, filter: { id: [$id], partnership: { country: { in: $codes } }, country: { in: $codes } }) { totalCount } }`,
        { code, codes: [code], id: mine, asOf },
      );
      expect(found.partnerships.nodes).toEqual([{ id: partnership.id }]);
      expect(found.excluded.totalCount).toBe(0);
      expect(found.country.partnerships.nodes).toEqual([{ id: partnership.id }]);
      expect(found.country.partners.nodes[0].partnerships).toContainEqual({ id: partnership.id });
      expect(found.authorities.totalCount).toBe(1);
    }
  });

  it('keeps its dates as precise as they are, its amounts, documents and its source', async () => {
    const { partnership, problems } = await create({
      foreignAuthorityIds: [places[2]!.id],
      status: 'ENDED',
      start: '2013-05',
      signed: '2013',
      end: '2016-02',
      amounts: [
        { amount: 12_500.5, currency: 'EUR', year: 2014, funder: 'Région' },
        { amount: 3_000_000, currency: 'XOF' },
      ],
      documents: [{ title: 'Convention', url: 'https://example.org/convention.pdf' }],
      source: source('own-page'),
      externalId: 'A 1',
      asOf: '2024-11-03',
    });
    expect(problems).toEqual([]);
    expect(partnership).toMatchObject({
      start: '2013-05',
      signed: '2013',
      end: '2016-02',
      startYear: 2013,
      signedOn: null,
      endDate: null,
      statusInSource: 'ENDED',
      amountEur: 12_501,
      funder: 'Région',
      documents: [{ title: 'Convention', url: 'https://example.org/convention.pdf' }],
      provenance: {
        confidence: 'STATED',
        asOf: '2024-11-03',
        sources: [{ title: 'Répertoire own-page', licence: 'etalab-2.0' }],
      },
      statements: [
        { sourceKey: 'own-page', externalId: 'A 1', party: 'a partner authority', asOf: '2024-11-03' },
      ],
    });
    expect(partnership.amounts).toHaveLength(2);
    const over = await dataOf(
      `query ($id: ID!) { partnerships(filter: { isEnded: true, frenchAuthority: { id: [$id] }, startYear: { gte: 2013, lte: 2013 } }) { nodes { id } } }`,
      { id: mine },
    );
    expect(over.partnerships.nodes).toEqual([{ id: partnership.id }]);
    const again = await create({
      foreignAuthorityIds: [places[3]!.id],
      source: source('own-page'),
      externalId: 'A 1',
    });
    expect(again.problems.map(({ code }) => code)).toEqual(['POSSIBLE_DUPLICATE']);
    expect(again.possibleDuplicates).toEqual([{ id: partnership.id }]);
  });

  it('is no work in a country while it is under negotiation', async () => {
    const place = places[4]!;
    const { asOf } = await create({ foreignAuthorityIds: [place.id], status: 'UNDER_NEGOTIATION' });
    const countOf = async (filter: object) =>
      (
        await dataOf(
          `query ($filter: AuthoritySearchFilter, $asOf: String) { authorities(filter: $filter, asOf: $asOf) { totalCount } }`,
          { filter: { id: [mine], ...filter }, asOf },
        )
      ).authorities.totalCount;
    expect(await countOf({ country: { in: [place.country.code] } })).toBe(0);
    expect(await countOf({ partnership: { country: { in: [place.country.code] } } })).toBe(1);
  });

  it('is one, however often it is sent, and another one when its author says so', async () => {
    const input = { foreignAuthorityIds: [places[5]!.id, places[6]!.id], startYear: 2011 };
    const sent = await Promise.all(
      Array.from({ length: 7 }, (_, at) =>
        create({ ...input, clientMutationId: `seven ${newId('X')} ${at}` }),
      ),
    );
    const made = sent.flatMap(({ partnership }) => partnership ?? []);
    expect(made).toHaveLength(1);
    for (const { problems, possibleDuplicates } of sent.filter(({ partnership }) => !partnership)) {
      expect(problems).toMatchObject([{ code: 'POSSIBLE_DUPLICATE' }]);
      expect(problems[0]!.message).toContain(made[0].id);
      expect(possibleDuplicates).toEqual([{ id: made[0].id }]);
    }
    const turned = {
      ...input,
      foreignAuthorityIds: [...input.foreignAuthorityIds].reverse(),
      startYear: 2012,
    };
    expect((await create(turned)).problems).toMatchObject([{ code: 'POSSIBLE_DUPLICATE' }]);
    expect((await create({ ...turned, createAnyway: true })).problems).toEqual([]);
  });

  it('says in French what exists', async () => {
    const headers = { ...(await headersOf('AUTHORITY_EDITOR', [mine])), 'accept-language': 'fr' };
    const { data } = await ask(
      `mutation ($input: PartnershipCreateInput!) { partnershipCreate(input: $input) { problems { message } } }`,
      {
        input: {
          kind: 'COOPERATION',
          frenchAuthorityIds: [mine],
          foreignAuthorityIds: [places[5]!.id, places[6]!.id],
        },
      },
      { headers },
    );
    expect(data.partnershipCreate.problems[0].message).toMatch(/^Le partenariat .* a les mêmes partenaires/);
  });
});

describe('rows of a source', () => {
  it('are created, joined, unchanged, updated, ambiguous or refused, each for itself', async () => {
    const importId = newId('Import');
    const ofLoaded = {
      frenchAuthorityIds: loaded.frenchAuthorityIds,
      foreignAuthorityIds: loaded.foreignAuthorityIds,
    };
    const rows = [
      row('new', { kind: 'FRIENDSHIP', start: '1999-04', foreignAuthorityIds: [places[7]!.id] }),
      row('same', {
        ...ofLoaded,
        kind: 'TWINNING',
        start: String(loaded.startYear + 1),
        titleFr: 'Jumelage joint',
      }),
      row('near', { ...ofLoaded, kind: 'TWINNING', start: '1801' }),
      row('wrong', {
        foreignAuthorityIds: [newId('ForeignAuthority')],
        themeCodes: ['NONE'],
        amounts: [{ amount: 0, currency: 'EUR' }],
      }),
      row('new'),
      row('new too', { kind: 'FRIENDSHIP', start: '2000', foreignAuthorityIds: [places[7]!.id] }),
    ];
    const before = await dump();
    const { results, asOf } = await record(rows, { importId, source: source('first') });
    expect(results.map((one: { outcome: string }) => one.outcome)).toEqual([
      'CREATED',
      'JOINED',
      'AMBIGUOUS',
      'REFUSED',
      'REFUSED',
      'JOINED',
    ]);
    expect(asOf).not.toBeNull();
    const [created, joined, near, wrong, repeated, second] = results;
    expect(second.partnership.id).toBe(created.partnership.id);
    expect(second.partnership).toMatchObject({ start: '1999-04', conflicts: [{ field: 'startYear' }] });
    expect(joined.partnership.id).toBe(loaded.id);
    expect(joined.partnership.conflicts).toMatchObject([
      {
        field: 'startYear',
        values: [{ value: String(loaded.startYear) }, { value: String(loaded.startYear + 1) }],
      },
    ]);
    expect(joined.partnership.statements).toEqual([
      { sourceKey: 'first', externalId: 'same', party: 'a contributor' },
    ]);
    expect(near.candidates).toEqual([{ id: loaded.id }]);
    expect(
      wrong.problems.map(({ code, field }: { code: string; field: string[] }) => [code, ...field]),
    ).toEqual([
      ['FOREIGN_AUTHORITY_UNKNOWN', 'input', 'rows', '3', 'foreignAuthorityIds'],
      ['THEME_UNKNOWN', 'input', 'rows', '3', 'themeCodes'],
      ['AMOUNT_INVALID', 'input', 'rows', '3', 'amounts', '0', 'amount'],
    ]);
    expect(repeated.problems).toMatchObject([{ code: 'SOURCE_INVALID' }]);

    // The same again changes nothing; a newer edition updates by its key.
    const after = await dump();
    expect(await outcomes(rows.slice(0, 2), { importId, source: source('first') })).toEqual([
      'UNCHANGED',
      'UNCHANGED',
    ]);
    expect(await dump()).toBe(after);
    const newer = newId('Import');
    expect(
      await outcomes([{ ...rows[1], titleFr: 'Jumelage nouveau' }], {
        importId: newer,
        source: source('first', { asOf: '2026' }),
      }),
    ).toEqual(['UPDATED']);

    // The later import is taken back, then the first: each time the tables are as before.
    expect((await withdraw(newer)).withdrawal).toEqual({ withdrawn: 1, left: 0, removed: 0, kept: 0 });
    expect(await dump()).toBe(after);
    expect((await withdraw(importId, contributor, { limit: 2 })).withdrawal).toMatchObject({
      withdrawn: 2,
      left: 1,
    });
    expect((await withdraw(importId)).withdrawal).toMatchObject({ withdrawn: 1, left: 0 });
    expect(await dump()).toBe(before);
    expect((await withdraw(importId)).withdrawal).toMatchObject({ withdrawn: 0, left: 0 });
    expect(
      await dataOf('query ($id: ID!) { partnership(id: $id) { id } }', { id: created.partnership.id }),
    ).toEqual({
      partnership: null,
    });
  });

  it('restore the one before when the import that came first is taken back first', async () => {
    const before = await dump();
    const [first, later] = [newId('Import'), newId('Import')];
    const one = row('chain', { foreignAuthorityIds: [places[8]!.id], titleFr: 'Un' });
    expect(await outcomes([one], { importId: first })).toEqual(['CREATED']);
    expect(await outcomes([{ ...one, titleFr: 'Deux' }], { importId: later })).toEqual(['UPDATED']);
    expect((await withdraw(first)).withdrawal).toMatchObject({ withdrawn: 1, removed: 0 });
    const { results } = await record([{ ...one, titleFr: 'Deux' }], { importId: later });
    expect(results[0]).toMatchObject({ outcome: 'UNCHANGED', partnership: { titleFr: 'Deux' } });
    expect((await withdraw(later)).withdrawal).toMatchObject({ withdrawn: 1, removed: 1 });
    expect(await dump()).toBe(before);
  });

  it('are decided by a person, who joins one or keeps it apart', async () => {
    const importId = newId('Import');
    const near = row('decided', {
      frenchAuthorityIds: loaded.frenchAuthorityIds,
      foreignAuthorityIds: loaded.foreignAuthorityIds,
      kind: 'TWINNING',
      start: '1801',
    });
    const before = await dump();
    expect(await outcomes([near], { importId })).toEqual(['AMBIGUOUS']);
    expect(await outcomes([{ ...near, decision: 'JOIN' }], { importId })).toEqual(['REFUSED']);
    const joined = await record([{ ...near, decision: 'JOIN', partnershipId: loaded.id }], { importId });
    expect(joined.results[0]).toMatchObject({ outcome: 'JOINED', partnership: { id: loaded.id } });
    expect((await withdraw(importId)).withdrawal).toMatchObject({ withdrawn: 1 });
    expect(await outcomes([{ ...near, decision: 'KEEP_APART' }], { importId })).toEqual(['CREATED']);
    expect(await outcomes([near], { importId })).toEqual(['UNCHANGED']);
    expect((await withdraw(importId)).withdrawal).toMatchObject({ withdrawn: 1, removed: 1 });
    expect(await dump()).toBe(before);
  });

  it('are recorded by editors where they name one of theirs, and taken back by who recorded them', async () => {
    const importId = newId('Import');
    const rows = [
      row('of mine', { foreignAuthorityIds: [places[9]!.id] }),
      row('of others', { frenchAuthorityIds: [other] }),
    ];
    const { results } = await record(rows, { importId }, editor);
    expect(results.map((one: { outcome: string }) => one.outcome)).toEqual(['CREATED', 'REFUSED']);
    expect(results[1].problems).toMatchObject([{ code: 'PARTNERS_INVALID' }]);
    const refused = (mutation: string, input: object, who: Caller) => writer.refused(mutation, input, who);
    const ofOthers = { source: source(), rows: rows.slice(1) };
    expect(await refused('partnershipsRecord', ofOthers, editor)).toEqual(['FORBIDDEN']);
    // A batch of an import may be one of which no row is the editor's.
    const batch = await record(rows.slice(1), { importId }, editor);
    expect(batch.results).toMatchObject([
      {
        outcome: 'REFUSED',
        problems: [{ code: 'PARTNERS_INVALID', field: ['input', 'rows', '0', 'frenchAuthorityIds'] }],
      },
    ]);
    const ofImport = { ...ofOthers, importId };
    expect(await refused('partnershipsRecord', ofImport, somebody('ANALYST'))).toEqual(['FORBIDDEN']);
    expect(await refused('partnershipsRecord', ofOthers, somebody('ANALYST'))).toEqual(['FORBIDDEN']);
    expect(await refused('partnershipsRecord', ofOthers, ANONYMOUS_CALLER)).toEqual(['UNAUTHENTICATED']);
    const stranger = somebody('AUTHORITY_EDITOR', other);
    expect(await refused('partnershipStatementsWithdraw', { importId }, stranger)).toEqual(['FORBIDDEN']);
    expect((await withdraw(importId, editor)).withdrawal).toMatchObject({ withdrawn: 1, removed: 1 });
  });

  it('of a partnership that people edit meanwhile stay beside what they enter', async () => {
    const importId = newId('Import');
    const { results } = await record(
      [row('edited', { foreignAuthorityIds: [places[10]!.id], start: '2001', titleFr: 'Importe' })],
      { importId },
    );
    const { id, version } = results[0].partnership;
    const edited = await writer.send(
      'partnershipEdit',
      PARTNERSHIP,
      { id, version, startYear: 2003 },
      editor,
    );
    expect(edited.partnership).toMatchObject({
      start: '2003',
      conflicts: [{ field: 'startYear', values: [{ value: '2003' }, { value: '2001' }] }],
    });
    expect((await withdraw(importId)).withdrawal).toMatchObject({ withdrawn: 1, removed: 0 });
    const left = await dataOf(
      `query ($id: ID!) { partnership(id: $id) { start title conflicts { field } statements { id } provenance { sources { title } } } }`,
      { id },
    );
    expect(left.partnership).toEqual({
      start: '2003',
      title: null,
      conflicts: [],
      statements: [],
      provenance: { sources: [{ title: 'Entered in Passerelle by a partner authority' }] },
    });
  });
});

describe('partnerships that could be one', () => {
  const list = (filter: object, who: Caller = reviewer) =>
    who.role === null
      ? ask(`{ partnershipDuplicates { totalCount } }`)
      : headersOf(who.role, who.of).then((headers) =>
          ask(
            `query ($filter: PartnershipDuplicateFilter) { partnershipDuplicates(first: 100, filter: $filter) {
              totalCount pageInfo { hasNextPage endCursor } nodes { reason partnerships { id } } } }`,
            { filter },
            { headers },
          ),
        );
  const decide = (input: object, who: Caller = reviewer) =>
    writer.send(
      'partnershipDuplicateDecide',
      'partnership { id statements { sourceKey externalId } }',
      input,
      who,
    );

  it('are those of a plain loop over all partnerships by the same rule', async () => {
    const { rows } = await writer.pool.query<
      Tie & { id: string; titleFr: string | null; titleEn: string | null }
    >(
      `SELECT p.id, p.kind, p.start_year AS "startYear", p.title_fr AS "titleFr", p.title_en AS "titleEn",
        ARRAY(SELECT authority_id FROM partnership_french_authority WHERE partnership_id = p.id) AS "frenchAuthorityIds",
        ARRAY(SELECT foreign_authority_id FROM partnership_foreign_authority WHERE partnership_id = p.id) AS "foreignAuthorityIds"
       FROM partnership p WHERE confidence <> 'ILLUSTRATIVE' ORDER BY p.id`,
    );
    const ties = rows.map((one) => ({
      ...one,
      titles: [one.titleFr, one.titleEn].flatMap((title) => (title === null ? [] : foldText(title))),
    }));
    const byFrench = new Map<string, typeof ties>();
    for (const tie of ties)
      for (const id of tie.frenchAuthorityIds) byFrench.set(id, [...(byFrench.get(id) ?? []), tie]);
    const expected = new Map<string, string>();
    for (const some of byFrench.values())
      for (const one of some)
        for (const two of some) {
          const verdict = one.id < two.id ? compareTies(one, two) : { verdict: 'APART' as const };
          if (verdict.verdict !== 'APART') expected.set(`${one.id} ${two.id}`, verdict.reason);
        }
    const found = new Map<string, string>();
    const headers = await headersOf('REVIEWER');
    for (let after: string | null = null; ;) {
      const { data } = await ask(
        `query ($after: String) { partnershipDuplicates(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { reason partnerships { id } } } }`,
        { after },
        { headers },
      );
      const page = data.partnershipDuplicates;
      for (const { reason, partnerships } of page.nodes)
        found.set(partnerships.map(({ id }: { id: string }) => id).join(' '), reason);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(expected.size).toBeGreaterThan(0);
    expect(new Map([...found].sort())).toEqual(new Map([...expected].sort()));
  });

  it('are shown to reviewers alone, kept apart for good, or joined: then the id of one leads to the other', async () => {
    const input = { foreignAuthorityIds: [places[11]!.id], startYear: 1990 };
    const one = (await create({ ...input, titleFr: 'Un wombat' })).partnership.id;
    const two = (await create({ ...input, titleFr: 'Deux wombat', createAnyway: true })).partnership.id;
    const three = (await create({ ...input, startYear: 1994 })).partnership?.id;
    const pairsOf = async (id: string) => {
      const { data } = await list({ partnership: [id] });
      return data.partnershipDuplicates.nodes.map(
        ({ partnerships, reason }: { partnerships: { id: string }[]; reason: string }) => [
          reason,
          ...partnerships.map((partner) => partner.id),
        ],
      );
    };
    const [first, second] = [one, two].sort();
    expect(await pairsOf(two)).toContainEqual(['SAME_PARTNERS', first, second]);
    expect(await pairsOf(three)).toHaveLength(2);
    for (const who of [contributor, editor, somebody('ANALYST'), ANONYMOUS_CALLER]) {
      const { errors } = await list({}, who);
      expect(errors[0]!.extensions.code).toBe(who.role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN');
      expect(
        await writer.refused(
          'partnershipDuplicateDecide',
          { partnershipId: one, otherId: two, decision: 'JOIN' },
          who,
        ),
      ).toEqual([who.role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN']);
    }
    expect((await decide({ partnershipId: one, otherId: three, decision: 'KEEP_APART' })).problems).toEqual(
      [],
    );
    expect(await pairsOf(three)).toHaveLength(1);
    const importId = newId('Import');
    const stated = row('joined later', {
      ...input,
      kind: 'COOPERATION',
      start: '1990',
      startYear: undefined,
      decision: 'JOIN',
      partnershipId: two,
    });
    expect(await outcomes([stated], { importId })).toEqual(['JOINED']);
    const joined = await decide({ partnershipId: one, otherId: two, decision: 'JOIN' });
    expect(joined.problems).toEqual([]);
    expect(joined.partnership.statements).toContainEqual({
      sourceKey: 'benin-agreements',
      externalId: 'joined later',
    });
    const led = await dataOf(
      `query ($two: ID!) { two: partnership(id: $two) { id title } partnerships(filter: { text: "wombat" }) { nodes { id } } }`,
      { two },
    );
    expect(led).toEqual({ two: { id: one, title: 'Un wombat' }, partnerships: { nodes: [{ id: one }] } });
    // What was decided of one holds for the one that stays.
    expect(await pairsOf(one)).toEqual([]);
    expect((await withdraw(importId)).withdrawal).toMatchObject({ withdrawn: 1, removed: 0 });
    expect((await decide({ partnershipId: one, otherId: one, decision: 'JOIN' })).problems).toMatchObject([
      { code: 'DECISION_INVALID' },
    ]);
  });

  it('stay joined when the data is loaded again', async () => {
    const { partnership, problems } = await create(
      {
        kind: 'TWINNING',
        frenchAuthorityIds: loaded.frenchAuthorityIds,
        foreignAuthorityIds: loaded.foreignAuthorityIds,
        startYear: loaded.startYear,
        titleFr: 'Jumelage bilby',
        createAnyway: true,
      },
      somebody('AUTHORITY_EDITOR', ...loaded.frenchAuthorityIds),
    );
    expect(problems).toEqual([]);
    expect(
      (await decide({ partnershipId: partnership.id, otherId: loaded.id, decision: 'JOIN' })).problems,
    ).toEqual([]);
    await loadAgain(cooperations);
    const found = await dataOf(
      `query ($id: ID!, $french: [ID!]!, $foreign: [ID!]!) { partnership(id: $id) { id provenance { sources { title } } statements { sourceKey externalId } }
        partnerships(filter: { frenchAuthority: { id: $french }, foreignAuthority: { id: $foreign } }) { nodes { id } } }`,
      { id: loaded.id, french: loaded.frenchAuthorityIds, foreign: loaded.foreignAuthorityIds },
    );
    expect(found.partnership.id).toBe(partnership.id);
    expect(found.partnership.statements).toEqual([{ sourceKey: 'joined', externalId: loaded.id }]);
    expect(found.partnership.provenance.sources.length).toBeGreaterThan(1);
    expect(found.partnerships.nodes).toEqual([{ id: partnership.id }]);
  });
});
