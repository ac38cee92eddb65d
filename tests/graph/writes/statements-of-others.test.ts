import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId, newId } from '#kernel/values';
import { cooperations } from '#subgraphs';
import { headersOf } from '../../support/actors.js';
import { ask, dataOf } from '../../support/graph.js';
import { openWriter, somebody, type Caller, type Writer } from '../../support/writes.js';

// Sources and keys of statements are public: whoever may record for one authority knows those of all others.

const nantes = makeId('Authority', 'COM-44109');
const lyon = makeId('Authority', 'COM-69123');
const contributor = somebody('CONTRIBUTOR');
const ofNantes = somebody('AUTHORITY_EDITOR', nantes);
const ofLyon = somebody('AUTHORITY_EDITOR', lyon);
const RESULTS = 'results { outcome partnership { id } problems { code field message } }';
const source = { key: 'statements-of-others', title: 'Répertoire', licence: 'etalab-2.0', asOf: '2025' };

let writer: Writer;
let places: string[];
beforeAll(async () => {
  writer = openWriter(cooperations);
  const { foreignAuthorities } = await dataOf('{ foreignAuthorities(first: 20) { nodes { id } } }');
  places = foreignAuthorities.nodes.map(({ id }: { id: string }) => id);
});
afterAll(() => writer.close());

const rowOf = (externalId: string, of: string, place: number, titleFr: string) => ({
  externalId,
  frenchAuthorityIds: [of],
  foreignAuthorityIds: [places[place]!],
  kind: 'PROJECT',
  titleFr,
});
const record = (rows: object[], who: Caller, more: object = {}) =>
  writer.send('partnershipsRecord', RESULTS, { source, rows, ...more }, who);

/** The partnership as readers see it. */
const shown = async (id: string) =>
  (
    await dataOf(
      `query ($id: ID!) { partnership(id: $id) { version titleFr: title(lang: FR) frenchAuthorities { id } foreignAuthorities { id }
        statements { externalId party stated { titleFr } } } }`,
      { id },
    )
  ).partnership;

describe('a statement of one party', () => {
  const importId = newId('Import');
  let id: string;

  it('is not replaced by editors of other authorities, who know its key', async () => {
    const { results } = await record([rowOf('1', nantes, 0, 'Projet quokka')], contributor, { importId });
    expect(results).toMatchObject([{ outcome: 'CREATED' }]);
    id = results[0].partnership.id;
    const before = await shown(id);
    for (const more of [{}, { importId: newId('Import') }, { importId }]) {
      const stolen = await record([rowOf('1', lyon, 1, 'Projet dingo')], ofLyon, more);
      expect(stolen.results).toMatchObject([
        {
          outcome: 'REFUSED',
          partnership: null,
          problems: [{ code: 'PARTNERS_INVALID', field: ['input', 'rows', '0', 'externalId'] }],
        },
      ]);
    }
    expect(await shown(id)).toEqual(before);
  });

  it('says so in French', async () => {
    const headers = { ...(await headersOf('AUTHORITY_EDITOR', [lyon])), 'accept-language': 'fr' };
    const input = { source, rows: [rowOf('1', lyon, 1, 'Projet dingo')] };
    const { data } = await ask(
      'mutation ($input: PartnershipsRecordInput!) { partnershipsRecord(input: $input) { results { problems { message } } } }',
      { input },
      { headers },
    );
    expect(data.partnershipsRecord.results[0].problems[0].message).toMatch(
      /^D’autres ont enregistré cette clé/,
    );
  });

  it('is replaced by editors of its French partner, and its import can be taken back all the same', async () => {
    const mine = await record([rowOf('1', nantes, 0, 'Projet numbat')], ofNantes);
    expect(mine.results).toMatchObject([{ outcome: 'UPDATED', partnership: { id } }]);
    expect(await shown(id)).toMatchObject({ titleFr: 'Projet numbat', statements: [{ externalId: '1' }] });
    const { withdrawal } = await writer.send(
      'partnershipStatementsWithdraw',
      'withdrawal { withdrawn left removed kept }',
      { importId },
      contributor,
    );
    expect(withdrawal).toEqual({ withdrawn: 1, left: 0, removed: 0, kept: 0 });
    expect(await shown(id)).toMatchObject({ titleFr: 'Projet numbat' });
  });

  it('is replaced by those who may record for all, and by who recorded it', async () => {
    const reviewed = await record([rowOf('1', nantes, 0, 'Projet bandicoot')], somebody('REVIEWER'));
    expect(reviewed.results).toMatchObject([{ outcome: 'UPDATED' }]);
    const made = await record([rowOf('2', lyon, 2, 'Projet potoroo')], ofLyon);
    const again = await record([rowOf('2', lyon, 2, 'Projet bettong')], ofLyon);
    expect(again.results).toMatchObject([{ outcome: 'UPDATED', partnership: made.results[0].partnership }]);
  });
});

it('the source of joined partnerships is nobody’s to send', async () => {
  const reserved = { ...source, key: 'joined' };
  const { results, problems } = await record([rowOf('3', nantes, 3, 'Projet')], contributor, {
    source: reserved,
  });
  expect(results).toBeNull();
  expect(problems).toMatchObject([{ code: 'SOURCE_INVALID', field: ['input', 'source', 'key'] }]);
  const created = await writer.send(
    'partnershipCreate',
    'partnership { id }',
    {
      kind: 'PROJECT',
      titleFr: 'Projet',
      frenchAuthorityIds: [nantes],
      foreignAuthorityIds: [places[3]],
      source: reserved,
      createAnyway: true,
    },
    ofNantes,
  );
  expect(created).toMatchObject({ partnership: null, problems: [{ code: 'SOURCE_INVALID' }] });
});
