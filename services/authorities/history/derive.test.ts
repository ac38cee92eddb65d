import { describe, expect, it } from '@jest/globals';
import { deriveHistory } from './derive.js';
import type { BodyRow, CommuneRow, HistoryRow, ReleaseData } from './releases.js';

// Invented communes, with the years of real releases.

const commune = (code: string, nom: string, siren?: string, anciensCodes?: string[]): CommuneRow => ({
  code,
  nom,
  type: 'commune-actuelle',
  ...(siren && { siren }),
  ...(anciensCodes && { anciensCodes }),
});
const body = (code: string, nom: string, members: string[]): BodyRow => ({
  code,
  nom,
  type: 'CC',
  membres: members.map((member) => ({ code: member, nom: member })),
});
const release = (year: number, communes: CommuneRow[], rest: Partial<ReleaseData> = {}): ReleaseData => ({
  version: `of ${year}`,
  year,
  releasedOn: `${year}-02-01`,
  has: ['communes', 'intermunicipal bodies'],
  communes,
  bodies: [],
  history: [],
  ...rest,
});
/** A commune of the history for each code, unless rows say more. */
const withHistory = (rows: HistoryRow[]): ReleaseData =>
  release(2020, [], { has: ['history of communes'], history: rows });
const row = (id: string, nom: string, rest: Partial<HistoryRow> = {}): HistoryRow => ({
  id,
  type: 'COM',
  code: id.slice(4, 9),
  nom,
  ...rest,
});
const plain = row('COM-01001@1943', 'Amont');

const derive = (first: CommuneRow[], last: CommuneRow[], history: HistoryRow[] = [plain]) =>
  deriveHistory([release(2019, first), withHistory(history), release(2026, last)]);

describe('communes since 2019', () => {
  it('a new spelling of a name is no former name', () => {
    const { formerNames } = derive([commune('01001', 'Val d’Amont')], [commune('01001', "Val-d'Amont")]);
    expect(formerNames).toEqual([]);
  });

  it('a new name of the same body is a former name, with the last year of the old one', () => {
    const { formerNames } = derive(
      [commune('01001', 'Amont', '210100012')],
      [commune('01001', 'Amont-les-Bains', '210100012')],
    );
    expect(formerNames).toEqual([
      {
        name: 'Amont',
        kind: 'FORMER_NAME',
        authorityKey: 'COM-01001',
        inseeCode: '01001',
        lastSeen: '2019',
        release: 'of 2019',
        confidence: 'confirmed',
      },
    ]);
  });

  it('a new SIREN is a new body, of which both communes are predecessors', () => {
    const { formerNames } = derive(
      [commune('01001', 'Amont', '210100012'), commune('01002', 'Aval', '210100020')],
      [commune('01001', 'Amont', '200000172', ['01002'])],
    );
    expect(formerNames.map(({ name, kind, siren }) => [name, kind, siren])).toEqual([
      ['Amont', 'PREDECESSOR', '210100012'],
      ['Aval', 'PREDECESSOR', '210100020'],
    ]);
  });

  it('a commune that took another code is found by its SIREN, although its code is that of another commune', () => {
    const { formerNames, creations } = derive(
      [commune('01001', 'Deux-Rives', '200000172')],
      [commune('01001', 'Amont', '210100012'), commune('01002', 'Deux-Rives', '200000172')],
      [row('COM-01001@2017', 'Deux-Rives', { dateDebut: '2017-01-01', raisonDebut: 'commune nouvelle' })],
    );
    expect(formerNames).toMatchObject([
      {
        name: 'Deux-Rives',
        kind: 'FORMER_NAME',
        authorityKey: 'COM-01002',
        inseeCode: '01001',
        from: '2017-01-01',
      },
    ]);
    expect(creations).toMatchObject([{ inseeCode: '01002', createdOn: '2017-01-01' }]);
  });

  it('a commune that leads nowhere is an error that names it', () => {
    expect(() => derive([commune('01009', 'Nulle-Part')], [commune('01001', 'Amont')])).toThrow(
      '01009 Nulle-Part leads to no commune of today',
    );
  });
});

describe('communes until 2019', () => {
  const renamed = [
    row('COM-01001@1943', 'Amont', {
      dateFin: '1950-05-01',
      raisonFin: 'changement de nom',
      successeur: 'COM-01001@1950',
    }),
    row('COM-01001@1950', 'Amont-les-Bains', { dateDebut: '1950-05-01', predecesseur: 'COM-01001@1943' }),
  ];
  const merged = [
    row('COM-01002@1943', 'Aval', {
      dateFin: '1972-01-01',
      raisonFin: 'fusion simple',
      successeur: 'COMP01002@1972',
    }),
    row('COMP01002@1972', 'Aval', { type: 'COMP', code: '01002', pole: 'COM-01001@1950' }),
  ];

  it('have the days of the history, and tell a change of name from a merger', () => {
    const { formerNames } = derive(
      [commune('01001', 'Amont-les-Bains')],
      [commune('01001', 'Amont-les-Bains', undefined, ['01002'])],
      [...renamed, ...merged],
    );
    expect(formerNames.map(({ name, kind, until }) => [name, kind, until])).toEqual([
      ['Amont', 'FORMER_NAME', '1950-05-01'],
      ['Aval', 'PREDECESSOR', '1972-01-01'],
    ]);
  });

  it('the name of a commune is a predecessor’s once another body took its place', () => {
    const { formerNames } = derive(
      [commune('01001', 'Amont-les-Bains', '210100012')],
      [commune('01001', 'Deux-Rives', '200000172')],
      renamed,
    );
    expect(formerNames.map(({ name, kind }) => [name, kind])).toEqual([
      ['Amont', 'PREDECESSOR'],
      ['Amont-les-Bains', 'PREDECESSOR'],
    ]);
  });

  it('a commune nouvelle that absorbed another later has no creation day', () => {
    const created = row('COM-01001@2016', 'Amont', {
      dateDebut: '2016-01-01',
      raisonDebut: 'commune nouvelle',
    });
    const alone = derive([commune('01001', 'Amont')], [commune('01001', 'Amont')], [created]);
    expect(alone.creations).toEqual([{ inseeCode: '01001', createdOn: '2016-01-01', release: 'of 2020' }]);
    const larger = derive(
      [commune('01001', 'Amont'), commune('01002', 'Aval')],
      [commune('01001', 'Amont', undefined, ['01002'])],
      [created, row('COM-01002@1943', 'Aval')],
    );
    expect(larger.creations).toEqual([]);
  });
});

describe('intermunicipal bodies', () => {
  const communes = ['01001', '01002', '01003'].map((code) => commune(code, `Commune ${code}`));
  const bodies = (before: BodyRow[], now: BodyRow[]) =>
    deriveHistory([
      release(2019, communes, { bodies: before }),
      withHistory([plain]),
      release(2026, communes, { bodies: now }),
    ]).formerNames;

  it('one that is gone leads to the body with most of its communes', () => {
    const [found, ...more] = bodies(
      [body('200000172', 'CC d’Amont', ['01001', '01002', '01003'])],
      [body('200000180', 'CC du Fleuve', ['01001', '01002']), body('200000198', 'CC du Lac', ['01003'])],
    );
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      kind: 'PREDECESSOR',
      authorityKey: 'EPCI-200000180',
      siren: '200000172',
      confidence: 'derived',
    });
  });

  it('one whose communes went to several bodies, none with most of them, leads to all', () => {
    const found = bodies(
      [body('200000172', 'CC d’Amont', ['01001', '01002'])],
      [body('200000180', 'CC du Fleuve', ['01001']), body('200000198', 'CC du Lac', ['01002', '01003'])],
    );
    expect(found.map(({ authorityKey }) => authorityKey)).toEqual(['EPCI-200000180', 'EPCI-200000198']);
  });

  it('a name with a letter that a release lost is the same name', () => {
    const before = [body('200000172', "CC Terre d'Amont", ['01001', '01002', '01003'])];
    const now = [body('200000172', 'CC Terre d?Amont', ['01001', '01002', '01003'])];
    expect(bodies(before, now)).toEqual([]);
  });
});
