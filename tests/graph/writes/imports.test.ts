import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headersOf } from '../../support/actors.js';
import { ask } from '../../support/graph.js';
import { Importer, countsOf } from '../../support/imports/importer.js';
import { workbook } from '../../support/imports/workbook.js';
import { OwnGraph } from '../../support/own-graph.js';
import { Workplace, eventually } from '../../support/workplace.js';

// An officer loads a workbook of 40 agreements: preview, six ambiguous rows decided, applied, one taken back, a newer edition.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test', LOG_LEVEL: 'error' });
let officer: Importer;
let stranger: Importer;
let before: number[];
beforeAll(async () => {
  await own.begin();
  officer = new Importer(own.address, 'CONTRIBUTOR', 'Officer');
  stranger = new Importer(own.address, 'CONTRIBUTOR', 'Stranger');
  before = await sizes();
});
afterAll(() => own.clear());

const sizes = () =>
  Promise.all(
    [
      'cooperations.partnership',
      'authorities.foreign_authority WHERE withdrawn_at IS NULL',
      "authorities.change WHERE type LIKE 'Import%'",
      'imports.change',
    ].map(async (table) =>
      Number((await own.admin.query<{ count: string }>(`SELECT count(*) FROM ${table}`)).rows[0]!.count),
    ),
  );

const HEADERS = [
  'Ref_Accord',
  'Commune_Benin',
  'Departement_Benin',
  'Collectivite_Partenaire',
  'Pays_Partenaire',
];
const MORE = ['Type_Cooperation', 'Date_Signature', 'Objectifs', 'Montant_Total', 'Devise', 'Statut'];
const CLEAR =
  'Lyon,Bordeaux,Nantes,Toulouse,Grenoble,Rennes,Dijon,Nancy,Metz,Strasbourg,Lille,Amiens,Rouen,Caen,Le Mans,Angers,Orléans,Poitiers,Limoges,Clermont-Ferrand,Nîmes,Montpellier,Perpignan,Bayonne,Toulon,Annecy,Chambéry,Besançon,Mulhouse,Reims,Avignon,Quimper,Lorient,Valenciennes'.split(
    ',',
  );
const AMBIGUOUS = [
  'Saint-Denis',
  'Saint-Aubin',
  'Sainte-Colombe',
  'Saint-Sauveur',
  'Rochefort',
  'Saint-Martin',
];
const KNOWN = ['Abomey', 'Bohicon', 'Cotonou', 'Djougou', 'Grand-Popo', 'Kandi', 'Natitingou', 'Ouidah'];
/** Not in the data. */
const NEW = ['Savalou', 'Nikki', 'Ségbana'];

type Cells = (string | number)[];
const agreements: Cells[] = [...CLEAR, ...AMBIGUOUS].map((french, index) => [
  `ACC-${String(index + 1).padStart(3, '0')}`,
  index < NEW.length ? NEW[index]! : KNOWN[index % KNOWN.length]!,
  '',
  french,
  'France',
  index % 2 ? 'Jumelage' : 'Partenariat',
  // As a spreadsheet stores a day, and as people type it.
  index % 2 ? 41_414 + index : `${String((index % 28) + 1).padStart(2, '0')}/05/2013`,
  `Eau et assainissement ${index + 1}`,
  '12 500,50',
  'EUR',
  'Actif',
]);
const fileOf = (rows: readonly Cells[]) =>
  workbook('ACCORDS', [[...HEADERS, ...MORE], ...rows]).toString('base64');

const source = {
  key: 'benin-agreements',
  title: 'Accords de coopération',
  licence: 'etalab-2.0',
  asOf: '2026',
};
const uploaded = async (rows: readonly Cells[]): Promise<string> => {
  const { id } = await officer.send('importUpload', {
    fileName: 'accords.xlsx',
    source,
    base64: fileOf(rows),
  });
  await officer.settled(id);
  return id;
};
const worked = async (mutation: string, id: string, more: object = {}) => {
  await officer.send(mutation, { id, ...more });
  return countsOf(await officer.settled(id));
};

const ROWS = `query ($id: ID!, $fate: [ImportRowFate!]) { import(id: $id) { state rows(first: 100, filter: { fate: { in: $fate } }) { totalCount nodes {
  id rowNumber sheet externalId fate cells { column value } understood { kind signedOn status amounts { amount currency } }
  problems { code en: expected(lang: EN) fr: expected(lang: FR) }
  frenchAuthorities { name authority { name } candidates { id name } } foreignAuthorities { name creates foreignAuthority { name } }
  decision { action } partnership { id startYear statements { source { title licence } } } } } } }`;
const FATES = ['CREATED', 'JOINED', 'UPDATED', 'UNCHANGED', 'AMBIGUOUS', 'REFUSED', 'MISSING_FROM_EDITION'];
const rowsOf = async (id: string, ...fate: string[]) =>
  (await officer.ask(ROWS, { id, fate })).import.rows.nodes;

/** Problems of a refused mutation, in a language. */
async function refused(mutation: string, input: object, language = 'en') {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const headers = await headersOf('CONTRIBUTOR', [], { graph: own.address, name: 'Officer' });
  const { data, errors } = await ask(
    `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { import { id } problems { code field message } } }`,
    { input },
    { graph: own.address, headers: { ...headers, 'accept-language': language } },
  );
  expect(errors).toEqual([]);
  expect(data.done.import).toBeNull();
  return data.done.problems as { code: string; field: string[]; message: string }[];
}

describe('a workbook of 40 agreements', () => {
  let id: string;

  it('is read, and its preview writes nothing', async () => {
    id = await uploaded(agreements);
    expect((await officer.state(id)).state).toBe('READ');
    expect(await worked('importPreview', id)).toEqual({ CREATED: 34, AMBIGUOUS: 6 });
    expect(await sizes()).toEqual(before);
    const [first] = await rowsOf(id, 'CREATED');
    expect(first).toMatchObject({
      sheet: 'ACCORDS',
      rowNumber: 2,
      externalId: 'ACC-001',
      understood: {
        kind: 'COOPERATION',
        signedOn: '2013-05-01',
        status: 'ONGOING',
        amounts: [{ amount: 12_500.5, currency: 'EUR' }],
      },
      frenchAuthorities: [{ name: 'Lyon', authority: { name: 'Lyon' }, candidates: [] }],
      foreignAuthorities: [{ name: 'Savalou', creates: true, foreignAuthority: null }],
      partnership: null,
    });
  });

  it('is nobody else’s, but for those who oversee imports', async () => {
    expect(
      await stranger.ask('query ($id: ID!) { import(id: $id) { id } node(id: $id) { id } }', { id }),
    ).toEqual({
      import: null,
      node: null,
    });
    expect((await stranger.ask('{ imports { nodes { id } } }', {})).imports.nodes).toEqual([]);
    const { errors } = await ask(
      'query ($id: ID!) { import(id: $id) { id } }',
      { id },
      { graph: own.address },
    );
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    const reviewer = new Importer(own.address, 'REVIEWER');
    expect((await reviewer.state(id)).state).toBe('PREVIEWED');
    await expect(stranger.send('importApply', { id })).rejects.toThrow('NOT_FOUND');
    await expect(reviewer.send('importApply', { id })).rejects.toThrow('FORBIDDEN');
  });

  it('takes decisions about its ambiguous rows, and refuses those that do not fit, in both languages', async () => {
    const rows = await rowsOf(id, 'AMBIGUOUS');
    expect(rows.map(({ frenchAuthorities: [one] }: any) => one.name)).toEqual(AMBIGUOUS);
    for (const { problems, frenchAuthorities } of rows) {
      expect(frenchAuthorities[0].candidates.length).toBeGreaterThan(1);
      expect(problems).toEqual([
        {
          code: 'FRENCH_AUTHORITY_AMBIGUOUS',
          en: expect.stringContaining('add a département or a postal code'),
          fr: expect.stringContaining('ajoutez un département ou un code postal'),
        },
      ]);
    }
    const [first] = rows;
    const stray = {
      rowId: first.id,
      action: 'JOIN',
      candidateIds: [rows[1].frenchAuthorities[0].candidates[0].id],
    };
    expect((await refused('importDecide', { id, decisions: [stray] }))[0]).toMatchObject({
      code: 'ROW_DECISION_INVALID',
      message: expect.stringContaining('none of the candidates'),
    });
    expect((await refused('importDecide', { id, decisions: [stray] }, 'fr'))[0]!.message).toContain(
      'n’est pas parmi les candidats',
    );
    const decisions = rows.map(({ id: rowId, frenchAuthorities: [one] }: any) => ({
      rowId,
      action: 'JOIN',
      candidateIds: [one.candidates[0].id],
    }));
    await officer.send('importDecide', { id, decisions });
    expect(await worked('importPreview', id)).toEqual({ CREATED: 40 });
    expect(await sizes()).toEqual(before);
  });

  it('is not applied as previewed once something else was decided', async () => {
    const [row] = await rowsOf(id, 'CREATED');
    const decide = (action: string) =>
      officer.send('importDecide', { id, decisions: [{ rowId: row.id, action, candidateIds: [] }] });
    await decide('SKIP');
    expect(countsOf(await officer.state(id))).toEqual({ CREATED: 39, NONE: 1 });
    expect(await refused('importApply', { id })).toEqual([
      { code: 'IMPORT_STATE', field: ['input', 'id'], message: expect.stringContaining('preview it again') },
    ]);
    expect((await refused('importApply', { id }, 'fr'))[0]!.message).toContain('redemandez l’aperçu');
    expect(await worked('importPreview', id)).toEqual({ CREATED: 39, SKIPPED: 1 });
    expect(await sizes()).toEqual(before);
    // A decision that is replaced before the next preview, too.
    await decide('SKIP');
    await decide('CREATE');
    expect(await worked('importPreview', id)).toEqual({ CREATED: 40 });
  });

  it('is applied: its partnerships and new authorities are in the graph, with their source', async () => {
    expect(await worked('importApply', id)).toEqual({ CREATED: 40 });
    expect(await sizes()).toEqual([before[0]! + 40, before[1]! + NEW.length, before[2], before[3]]);
    for (const { partnership } of await rowsOf(id, 'CREATED'))
      expect(partnership).toMatchObject({
        statements: [{ source: { title: 'Accords de coopération', licence: 'etalab-2.0' } }],
      });
  });

  it('can be taken back row by row', async () => {
    const [row] = await rowsOf(id, 'CREATED');
    await officer.send('importUndo', { id, rowIds: [row.id] });
    expect((await officer.settled(id)).state).toBe('APPLIED');
    expect((await sizes())[0]).toBe(before[0]! + 39);
    const { node } = await officer.ask('query ($id: ID!) { node(id: $id) { id } }', {
      id: row.partnership.id,
    });
    expect(node).toBeNull();
  });

  it('changes nothing when it is imported again, and asks nothing that was decided', async () => {
    const again = await uploaded(agreements);
    expect(await worked('importPreview', again)).toEqual({ UNCHANGED: 39, CREATED: 1 });
  });

  it('is updated by a newer edition, which reports what it lacks', async () => {
    const edition = agreements
      .slice(1, 39)
      .map((cells, index) => (index === 4 ? [...cells.slice(0, -1), 'Expiré'] : cells));
    const newer = await uploaded(edition);
    expect(await worked('importPreview', newer)).toEqual({
      UNCHANGED: 37,
      UPDATED: 1,
      MISSING_FROM_EDITION: 1,
    });
    const [missing] = await rowsOf(newer, 'MISSING_FROM_EDITION');
    expect(missing).toMatchObject({ rowNumber: null, externalId: 'ACC-040' });
    const partnerships = (await sizes())[0];
    expect(await worked('importApply', newer)).toEqual({
      UNCHANGED: 37,
      UPDATED: 1,
      MISSING_FROM_EDITION: 1,
    });
    expect((await sizes())[0]).toBe(partnerships);
    await officer.send('importUndo', { id: newer });
    expect((await officer.settled(newer)).state).toBe('UNDONE');
  });

  it('shows a stranger who uses the same source key none of its rows and none of its decisions', async () => {
    const theirs = agreements.slice(34, 38);
    const { id: other } = await stranger.send('importUpload', {
      fileName: 'accords.xlsx',
      source,
      base64: fileOf(theirs),
    });
    await stranger.settled(other);
    await stranger.send('importPreview', { id: other });
    const counts = countsOf(await stranger.settled(other));
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(theirs.length);
    const { nodes } = (await stranger.ask(ROWS, { id: other, fate: FATES })).import.rows;
    expect(nodes.map(({ externalId, decision }: any) => [externalId, decision])).toEqual(
      theirs.map(([key]) => [key, null]),
    );
    for (const {
      frenchAuthorities: [one],
    } of nodes)
      expect(one.candidates.length).toBeGreaterThan(1);
  });

  it('leaves nothing in the graph when it is taken back', async () => {
    await officer.send('importUndo', { id });
    expect((await officer.settled(id)).state).toBe('UNDONE');
    expect(await sizes()).toEqual(before);
  });
});

describe('a town abroad that two imports name', () => {
  const town = 'Zogbodomey-Kpota';
  const imported = async (key: string, french: string) => {
    const { id } = await officer.send('importUpload', {
      fileName: `${key}.csv`,
      source: { ...source, key },
      text: `commune,partenaire,pays\n${french},${town},Bénin\n`,
    });
    await officer.settled(id);
    expect(await worked('importPreview', id)).toEqual({ CREATED: 1 });
    return id;
  };
  const records = async () =>
    (
      await own.admin.query(
        `SELECT r.source_key AS source, m.import_id AS import, r.made_version IS NOT NULL AS made FROM authorities.foreign_authority_record r
         JOIN authorities.foreign_authority_record_import m USING (source_key, external_id)
         JOIN authorities.foreign_authority f ON f.id = r.foreign_authority_id WHERE f.name = $1 ORDER BY 1`,
        [town],
      )
    ).rows;
  /** Names in lists and in search. */
  const named = async () => {
    const found = await officer.ask(
      `query ($text: String!) { foreignAuthorities(filter: { text: $text }) { nodes { id } }
        suggest(text: $text, types: [FOREIGN_AUTHORITY]) { foreignAuthority { id name } } }`,
      { text: town },
    );
    const suggested = found.suggest.filter(({ foreignAuthority: one }: any) => one.name === town);
    return [found.foreignAuthorities.nodes.length, suggested.length];
  };
  const undone = async (id: string) => {
    await officer.send('importUndo', { id });
    expect((await officer.settled(id)).state).toBe('UNDONE');
  };

  it('stays until both are taken back, whichever created it', async () => {
    const start = await sizes();
    const first = await imported('first-of-town', 'Lyon');
    expect(await worked('importApply', first)).toEqual({ CREATED: 1 });
    const second = await imported('second-of-town', 'Nantes');
    // A preview records nothing.
    expect(await records()).toEqual([{ source: 'first-of-town', import: first, made: true }]);
    expect(await worked('importApply', second)).toEqual({ CREATED: 1 });
    expect(await records()).toEqual([
      { source: 'first-of-town', import: first, made: true },
      { source: 'second-of-town', import: second, made: false },
    ]);
    await undone(first);
    expect(await records()).toEqual([{ source: 'second-of-town', import: second, made: true }]);
    await eventually([1, 1], named);
    expect(await sizes()).toEqual([start[0]! + 1, start[1]! + 1, ...start.slice(2)]);
    await undone(second);
    expect(await records()).toEqual([]);
    await eventually([0, 0], named);
    expect(await sizes()).toEqual(start);
  });
});

describe('an import', () => {
  it('does not enter a row that was skipped after its preview', async () => {
    const id = await uploaded(agreements.slice(10, 12));
    expect(await worked('importPreview', id)).toEqual({ CREATED: 2 });
    const [row] = await rowsOf(id, 'CREATED');
    await officer.send('importDecide', { id, decisions: [{ rowId: row.id, action: 'SKIP' }] });
    await worked('importPreview', id);
    expect(await worked('importApply', id)).toEqual({ CREATED: 1, SKIPPED: 1 });
    expect((await sizes())[0]).toBe(before[0]! + 1);
    await officer.send('importUndo', { id });
    expect((await officer.settled(id)).state).toBe('UNDONE');
    expect(await sizes()).toEqual(before);
  });

  it('takes back what no row remembers, and nothing that a failed undo had marked', async () => {
    const id = await uploaded(agreements.slice(10, 13));
    await worked('importPreview', id);
    expect(await worked('importApply', id)).toEqual({ CREATED: 3 });
    const [first, second, third] = await rowsOf(id, 'CREATED');
    // As an undo leaves it that another subgraph refused.
    await own.admin.query(`UPDATE imports.import_row SET is_undoing = TRUE WHERE id = '${second.id}'`);
    await officer.send('importUndo', { id, rowIds: [first.id] });
    expect((await officer.settled(id)).state).toBe('APPLIED');
    expect((await sizes())[0]).toBe(before[0]! + 2);
    // As a process leaves it that ends between the record of a batch and its results.
    await own.admin.query(
      `UPDATE imports.import_row SET applied_at = NULL, partnership_id = NULL WHERE id = '${third.id}'`,
    );
    await officer.send('importUndo', { id });
    expect((await officer.settled(id)).state).toBe('UNDONE');
    expect(await sizes()).toEqual(before);
  });

  it('reports all that its edition lacks, page by page', async () => {
    const more = { ...source, key: 'long-edition' };
    const begun = [];
    for (const rows of [agreements.slice(10, 12), agreements.slice(10, 11)]) {
      const input = { fileName: 'accords.xlsx', source: more, base64: fileOf(rows) };
      const { id } = await officer.send('importUpload', input);
      await officer.settled(id);
      begun.push(id as string);
    }
    await own.admin.query(
      `INSERT INTO imports.import_row (id, import_id, number, external_id, cells, content, problems, fate, applied_at)
        SELECT gen_random_uuid(), r.import_id, 100 + n, 'OLD-' || n, r.cells, r.content, r.problems, 'CREATED', now()
        FROM imports.import_row r, generate_series(1, 1200) n WHERE r.import_id = '${begun[0]}' AND r.number = 1`,
    );
    expect(await worked('importPreview', begun[1]!)).toEqual({ CREATED: 1, MISSING_FROM_EDITION: 1_200 });
    expect(await worked('importPreview', begun[1]!)).toEqual({ CREATED: 1, MISSING_FROM_EDITION: 1_200 });
    const [{ id: rowId }] = await rowsOf(begun[1]!, 'MISSING_FROM_EDITION');
    expect(
      (await refused('importDecide', { id: begun[1]!, decisions: [{ rowId, action: 'CREATE' }] }))[0],
    ).toMatchObject({ code: 'ROW_DECISION_INVALID' });
  });

  const file = { fileName: 'x.csv', source };

  it('fails in the end when reading stops at the same row each time, although rows before it were read', async () => {
    await own.admin.query(
      `CREATE FUNCTION imports.stop_reading() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$;
      CREATE TRIGGER stop_reading BEFORE INSERT ON imports.import_row FOR EACH ROW WHEN (NEW.number > 500) EXECUTE FUNCTION imports.stop_reading()`,
    );
    try {
      const lines = Array.from({ length: 501 }, (_, index) => `Lyon,Abomey,Bénin,${index}\n`);
      const text = `commune,partenaire,pays,remarque\n${lines.join('')}`;
      const { id } = await officer.send('importUpload', { ...file, text });
      await expect(officer.settled(id)).rejects.toThrow('INTERNAL');
    } finally {
      await own.admin.query('DROP FUNCTION imports.stop_reading() CASCADE');
    }
  }, 120_000);

  it('fails in words when a part of its file is gone', async () => {
    const { id } = await officer.send('importBegin', file);
    await officer.send('importAppend', { id, number: 1, text: 'commune,partenaire,pays\n' });
    await officer.send('importAppend', { id, number: 2, text: 'Lyon,Abomey,Bénin\n' });
    await own.admin.query(`DELETE FROM imports.import_part WHERE import_id = '${id}' AND number = 2`);
    await officer.send('importFinish', { id });
    await expect(officer.settled(id)).rejects.toThrow('24 of the 43 bytes of the file are there');
  });

  it('takes a file in parts, in order, and compares its digest', async () => {
    const { id } = await officer.send('importBegin', file);
    expect(await refused('importPreview', { id })).toMatchObject([
      { code: 'IMPORT_STATE', field: ['input', 'id'] },
    ]);
    expect(await refused('importFinish', { id })).toMatchObject([{ code: 'FILE_INVALID' }]);
    expect(await refused('importAppend', { id, number: 2, text: 'x' })).toMatchObject([
      { code: 'FILE_INVALID', field: ['input', 'number'] },
    ]);
    expect(await refused('importAppend', { id, number: 1 })).toMatchObject([{ code: 'FILE_INVALID' }]);
    expect(await refused('importAppend', { id, number: 1, base64: '!' })).toMatchObject([
      { code: 'FILE_INVALID', field: ['input', 'base64'] },
    ]);
    await officer.send('importAppend', { id, number: 1, text: 'commune,partenaire,pays\nLyon,' });
    await officer.send('importAppend', {
      id,
      number: 2,
      base64: Buffer.from('Abomey,Bénin\nLyon,,Bénin\nLyon,Abomey,Atlantide\n').toString('base64'),
    });
    expect(await refused('importFinish', { id, digest: '0' }, 'fr')).toMatchObject([
      { code: 'FILE_INVALID', message: expect.stringContaining('envoyez de nouveau') },
    ]);
    await officer.send('importFinish', { id });
    await officer.settled(id);
    expect(await worked('importPreview', id)).toEqual({ CREATED: 1, REFUSED: 2 });
    expect((await rowsOf(id, 'REFUSED')).map(({ problems: [one] }: any) => [one.code, one.fr])).toEqual([
      ['FOREIGN_AUTHORITY_MISSING', expect.any(String)],
      ['COUNTRY_UNKNOWN', expect.stringContaining('pays')],
    ]);
  });

  it('fails with a reason in both languages when its file cannot be read', async () => {
    const { id } = await officer.send('importUpload', { ...file, text: 'a,b\n1,2\n' });
    await expect(officer.settled(id)).rejects.toThrow('No layout fits the headers a, b');
    const { import: found } = await officer.ask(
      'query ($id: ID!) { import(id: $id) { state failedIn failure { code message(lang: FR) } } }',
      { id },
    );
    expect(found).toEqual({
      state: 'FAILED',
      failedIn: 'READING',
      failure: { code: 'LAYOUT_UNKNOWN', message: expect.stringContaining('Aucun modèle ne convient') },
    });
  });

  it('is refused with everything that is wrong about it', async () => {
    const wrong = { fileName: '', source: { ...source, key: 'É' }, profile: 'a', map: 'b', text: 'x' };
    expect((await refused('importUpload', wrong)).map(({ code }) => code)).toEqual([
      'TEXT_INVALID',
      'SOURCE_INVALID',
      'LAYOUT_INVALID',
    ]);
  });
});
