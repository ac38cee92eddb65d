import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createReader, sql } from '#kernel/database';
import { ANONYMOUS } from '#kernel/auth';
import { EXPIRES_AFTER_DAYS } from '../../../services/imports/import/expiry.js';
import { MAX_OPEN, MAX_OPEN_BYTES } from '../../../services/imports/import/quota.js';
import { StepSuperseded, beginStep, writeHeld } from '../../../services/imports/work/work-queue.js';
import { headersOf } from '../../support/actors.js';
import { ask } from '../../support/graph.js';
import { newTowns } from '../../support/imports/generated-file.js';
import { Importer, countsOf } from '../../support/imports/importer.js';
import { randomOf } from '../../support/imports/twinnings.js';
import { OwnGraph } from '../../support/own-graph.js';
import { Workplace, databaseOf, eventually } from '../../support/workplace.js';

// How the work on an import is held, stopped, lost with a permission, bounded and forgotten.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test', LOG_LEVEL: 'error' });
let officer: Importer;
let reviewer: Importer;
beforeAll(async () => {
  await own.begin();
  officer = new Importer(own.address, 'CONTRIBUTOR', 'Officer');
  reviewer = new Importer(own.address, 'REVIEWER');
});
afterAll(() => own.clear());

const count = async (from: string) =>
  Number((await own.admin.query<{ count: string }>(`SELECT count(*) FROM ${from}`)).rows[0]!.count);

let seed = 0;
/** Partnerships of one commune with towns that do not exist yet, of names that are not alike. */
const fileOf = (rows: number): string =>
  [
    'commune;partenaire;pays;annee',
    ...newTowns(rows, randomOf((seed += 1))).map(({ name }) => `Lyon;${name};BJ;1990`),
    '',
  ].join('\n');

async function previewed(importer: Importer, key: string, text: string): Promise<string> {
  const { id } = await importer.send('importUpload', {
    fileName: `${key}.csv`,
    source: { key, title: key, licence: 'etalab-2.0' },
    text,
  });
  await importer.settled(id);
  await importer.send('importPreview', { id });
  await importer.settled(id);
  return id as string;
}

/** Lets the next call of the job to the cooperations subgraph wait until the work is done. */
async function whileCooperationsWait(work: () => Promise<void>): Promise<void> {
  const holder = new pg.Client({ connectionString: await databaseOf(own.program, own.secret) });
  await holder.connect();
  try {
    await holder.query('BEGIN; LOCK TABLE cooperations.partnership_statement IN ACCESS EXCLUSIVE MODE');
    await work();
    await holder.query('COMMIT');
  } finally {
    await holder.end();
  }
}

/** Problems of a refused mutation of the officer, in a language. */
async function refused(mutation: string, input: object, language = 'en') {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const headers = await headersOf('CONTRIBUTOR', [], { graph: own.address, name: 'Officer' });
  const { data, errors } = await ask(
    `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { problems { code field message } } }`,
    { input },
    { graph: own.address, headers: { ...headers, 'accept-language': language } },
  );
  expect(errors).toEqual([]);
  return data.done.problems as { code: string; field: string[]; message: string }[];
}

const applied = (id: string) =>
  count(`imports.import_row WHERE import_id = '${id}' AND applied_at IS NOT NULL`);

describe('the work on an import', () => {
  it('stops after its present batch, and goes on when it is asked for again', async () => {
    const text = fileOf(250);
    const { id } = await officer.send('importUpload', {
      fileName: 'stop.csv',
      source: { key: 'stop', title: 'Stop', licence: 'etalab-2.0' },
      text,
    });
    await officer.settled(id);
    await officer.send('importPreview', { id });
    await officer.settled(id);
    await whileCooperationsWait(async () => {
      await officer.send('importApply', { id });
      await officer.send('importStop', { id });
      const found = await officer.ask('query ($id: ID!) { import(id: $id) { state isStopping } }', { id });
      expect(found.import).toEqual({ state: 'APPLYING', isStopping: true });
    });
    const stopped = await officer.settled(id);
    expect(stopped.state).toBe('PREVIEWED');
    expect(await applied(id)).toBeLessThanOrEqual(100);
    expect(await refused('importStop', { id })).toMatchObject([
      { code: 'IMPORT_STATE', field: ['input', 'id'] },
    ]);
    await officer.send('importApply', { id });
    expect(countsOf(await officer.settled(id))).toEqual({ CREATED: 250 });
    expect(await applied(id)).toBe(250);
    await officer.send('importUndo', { id });
    expect((await officer.settled(id)).state).toBe('UNDONE');
    expect(await count(`cooperations.partnership_statement WHERE source_key = 'stop'`)).toBe(0);
  });

  it('stops when the role of its importer is revoked, says so, and loses nothing', async () => {
    const leaver = new Importer(own.address, 'CONTRIBUTOR', 'Leaver');
    const id = await previewed(leaver, 'leaver', fileOf(250));
    const [{ actor_id: actor }] = (
      await own.admin.query(`SELECT actor_id FROM imports.file_import WHERE id = '${id}'`)
    ).rows;
    const grant = (revokedAt: string) =>
      own.admin.query(
        `UPDATE access.role_grant SET revoked_at = ${revokedAt} WHERE principal_id = '${actor}'`,
      );
    await whileCooperationsWait(async () => {
      await leaver.send('importApply', { id });
      await grant('now()');
    });
    await expect(reviewer.settled(id)).rejects.toThrow('FORBIDDEN');
    const lost = await applied(id);
    expect(lost).toBeLessThanOrEqual(100);
    const shown = await reviewer.ask(
      'query ($id: ID!) { import(id: $id) { failedIn failure { en: message(lang: EN) fr: message(lang: FR) } } }',
      { id },
    );
    expect(shown.import).toEqual({
      failedIn: 'APPLYING',
      failure: {
        en: expect.stringContaining('import:write'),
        fr: expect.stringMatching(/révoqué : .*import:write/),
      },
    });
    await grant('NULL');
    await leaver.send('importApply', { id });
    expect(countsOf(await leaver.settled(id))).toEqual({ CREATED: 250 });
    expect(await count(`cooperations.partnership_statement WHERE source_key = 'leaver'`)).toBe(250);
    // Those who oversee imports take it back.
    await reviewer.send('importUndo', { id });
    expect((await reviewer.settled(id)).state).toBe('UNDONE');
  });

  it('is written by the process that took the latest step alone', async () => {
    const id = await previewed(officer, 'fence', fileOf(2));
    const url = await databaseOf(own.program, own.secret);
    const pool = new pg.Pool({ connectionString: url, options: '-c search_path=imports', max: 4 });
    pool.on('error', () => {});
    const [suspended, present] = [await pool.connect(), await pool.connect()];
    suspended.on('error', () => {});
    const caller = { actor: ANONYMOUS, language: 'FR', requestId: 'test' } as const;
    const session = (client: pg.PoolClient) => ({ lockSession: createReader(client, 'imports', caller) });
    try {
      const found = (await own.admin.query(`SELECT * FROM imports.file_import WHERE id = '${id}'`)).rows[0];
      const first = (await beginStep(session(suspended), found))!;
      const second = (await beginStep(session(present), found))!;
      expect(second.fence).toBe(first.fence + 1);
      const write = (fence: number) =>
        writeHeld(
          { pool, signal: new AbortController().signal },
          { ...found, fence },
          'test.write',
          sql`done = done + 1`,
          sql`UPDATE import_row r SET fate = 'SKIPPED' FROM held WHERE r.import_id = held.id`,
        );
      await expect(write(first.fence)).rejects.toThrow(StepSuperseded);
      expect(await count(`imports.import_row WHERE import_id = '${id}' AND fate = 'SKIPPED'`)).toBe(0);
      await write(second.fence);
      expect(await count(`imports.import_row WHERE import_id = '${id}' AND fate = 'SKIPPED'`)).toBe(2);
      // A process whose lock is lost claims no further step.
      const [{ pid }] = (await suspended.query('SELECT pg_backend_pid() AS pid')).rows;
      await own.admin.query(`SELECT pg_terminate_backend(${pid})`);
      await expect(beginStep(session(suspended), found)).rejects.toThrow();
      const [after] = (await own.admin.query(`SELECT fence FROM imports.file_import WHERE id = '${id}'`))
        .rows;
      expect(after.fence).toBe(second.fence);
    } finally {
      suspended.release(true);
      present.release();
      await pool.end();
    }
  });
});

describe('an import that is not applied', () => {
  it('is deleted by its importer, with its rows, and by nobody else', async () => {
    const id = await previewed(officer, 'gone', fileOf(3));
    const stranger = new Importer(own.address, 'CONTRIBUTOR', 'Stranger');
    const remove = (importer: Importer) =>
      importer.ask(
        'mutation ($id: ID!) { importDelete(input: { id: $id }) { deletedId problems { code } } }',
        { id },
      );
    expect((await remove(stranger)).importDelete).toEqual({
      deletedId: null,
      problems: [{ code: 'NOT_FOUND' }],
    });
    expect((await remove(officer)).importDelete).toEqual({ deletedId: id, problems: [] });
    expect((await officer.ask('query ($id: ID!) { import(id: $id) { id } }', { id })).import).toBeNull();
    expect(await count(`imports.import_row WHERE import_id = '${id}'`)).toBe(0);
  });

  it('is taken back before it is deleted, once it is applied', async () => {
    const id = await previewed(officer, 'kept', fileOf(2));
    await officer.send('importApply', { id });
    await officer.settled(id);
    expect(await refused('importDelete', { id })).toMatchObject([{ code: 'IMPORT_STATE' }]);
    await officer.send('importUndo', { id });
    await officer.settled(id);
    expect(await refused('importDelete', { id })).toEqual([]);
  });

  it('is one of a bounded number, of a bounded size', async () => {
    const id = await previewed(officer, 'bounded', fileOf(1));
    const upload = {
      fileName: 'one-more.csv',
      source: { key: 'bounded', title: 'Bounded', licence: 'etalab-2.0' },
      text: fileOf(1),
    };
    await own.admin.query(
      `INSERT INTO imports.file_import (id, file_name, source_key, source_title, source_licence, state, actor_id, worker)
        SELECT gen_random_uuid(), 'filler', source_key, source_title, source_licence, 'READ', actor_id, worker
        FROM imports.file_import, generate_series(1, ${MAX_OPEN}) WHERE id = '${id}'`,
    );
    expect(await refused('importUpload', upload)).toEqual([
      {
        code: 'IMPORT_QUOTA',
        field: ['input', 'fileName'],
        message: expect.stringContaining(`may have ${MAX_OPEN}`),
      },
    ]);
    expect((await refused('importUpload', upload, 'fr'))[0]!.message).toContain('supprimez-en');
    await own.admin.query(`DELETE FROM imports.file_import WHERE file_name = 'filler'`);
    await own.admin.query(
      `UPDATE imports.file_import SET byte_length = ${MAX_OPEN_BYTES - 10} WHERE id = '${id}'`,
    );
    expect(await refused('importUpload', upload)).toMatchObject([
      { code: 'IMPORT_QUOTA', message: expect.stringContaining('bytes') },
    ]);
    await own.admin.query(`UPDATE imports.file_import SET byte_length = 10 WHERE id = '${id}'`);
    expect(await refused('importUpload', upload)).toEqual([]);
  });

  it('is forgotten after its time, and an applied one much later', async () => {
    const id = await previewed(officer, 'forgotten', fileOf(1));
    const { uploading, open, applied: long } = EXPIRES_AFTER_DAYS;
    const cases: [name: string, state: string, days: number, wasApplied: boolean][] = [
      ['uploading young', 'UPLOADING', uploading - 1, false],
      ['uploading old', 'UPLOADING', uploading + 1, false],
      ['previewed young', 'PREVIEWED', open - 1, false],
      ['previewed old', 'PREVIEWED', open + 1, false],
      ['undone old', 'UNDONE', open + 1, true],
      ['applied young', 'APPLIED', open + 1, true],
      ['applied old', 'APPLIED', long + 1, true],
    ];
    for (const [name, state, days, wasApplied] of cases)
      await own.admin.query(
        `INSERT INTO imports.file_import (id, file_name, source_key, source_title, source_licence, state, actor_id, worker, updated_at, applied_at)
          SELECT gen_random_uuid(), 'expiry ' || $1, 'expiry', source_title, source_licence, $2, actor_id, worker,
            now() - make_interval(days => $3), CASE WHEN $4 THEN now() - make_interval(days => $3) END FROM imports.file_import WHERE id = $5`,
        [name, state, days, wasApplied, id],
      );
    const { imports } = await officer.ask('{ imports(first: 100) { nodes { fileName expiresAt } } }', {});
    const past = imports.nodes
      .filter(({ expiresAt }: any) => expiresAt !== null && new Date(expiresAt) < new Date())
      .map(({ fileName }: any) => fileName)
      .sort();
    const old = cases
      .map(([name]) => `expiry ${name}`)
      .filter((name) => name.endsWith('old'))
      .sort();
    expect(past).toEqual(old);
    await own.admin.query(
      `UPDATE imports.scheduled_run SET span = span - interval '1 day' WHERE job = 'expire-imports'`,
    );
    await eventually(
      cases
        .map(([name]) => `expiry ${name}`)
        .filter((name) => name.endsWith('young'))
        .sort(),
      async () =>
        (
          await own.admin.query<{ name: string }>(
            `SELECT file_name AS name FROM imports.file_import WHERE source_key = 'expiry' ORDER BY 1`,
          )
        ).rows.map(({ name }) => name),
    );
    // The audit has who deleted them.
    expect(
      await count(`imports.audit WHERE type = 'Import' AND actor = 'job:expire-imports' AND after IS NULL`),
    ).toBe(old.length);
  });
});

describe('what an import names', () => {
  it('is refused with the source key of joined partnerships at every door', async () => {
    const source = { key: 'joined', title: 'Joined', licence: 'etalab-2.0' };
    const wrong = [{ code: 'SOURCE_INVALID', field: expect.arrayContaining(['key']) }];
    expect(await refused('importUpload', { fileName: 'x.csv', source, text: 'a' })).toMatchObject(wrong);
    expect(await refused('importBegin', { fileName: 'x.csv', source })).toMatchObject(wrong);
    expect(
      await refused('foreignAuthoritiesRecord', {
        source,
        rows: [{ externalId: 'a', name: 'Nowhere', country: 'BJ' }],
      }),
    ).toMatchObject(wrong);
    expect(
      await refused('partnershipsRecord', {
        source,
        rows: [{ externalId: 'a', frenchAuthorityIds: [], foreignAuthorityIds: [] }],
      }),
    ).toMatchObject(wrong);
  });

  it('makes no town for a row that is refused in the end, and keeps one that another row names', async () => {
    // The start lies before 1800: the partnership is refused when its town exists already.
    const text = [
      'ref;commune;partenaire;pays;annee',
      'a;Lyon;Zanforakpo;BJ;1700',
      'b;Lyon;Wumbelaki;BJ;1700',
      'c;Nantes;Wumbelaki;BJ;1990',
      '',
    ].join('\n');
    const id = await previewed(officer, 'half-refused', text);
    await officer.send('importApply', { id });
    const counts = countsOf(await officer.settled(id));
    expect(counts).toEqual({ CREATED: 1, REFUSED: 2 });
    const towns = await own.admin.query(
      `SELECT name FROM authorities.foreign_authority WHERE name IN ('Zanforakpo', 'Wumbelaki') AND withdrawn_at IS NULL`,
    );
    expect(towns.rows).toEqual([{ name: 'Wumbelaki' }]);
    await officer.send('importUndo', { id });
    await officer.settled(id);
  });

  it('stays until each import that names it is taken back, also under one key of one source', async () => {
    const second = new Importer(own.address, 'CONTRIBUTOR', 'Second');
    const text = 'commune;partenaire;pays;annee\nLyon;Tchandarou;BJ;1990\n';
    const ids: string[] = [];
    for (const importer of [officer, second]) {
      const id = await previewed(importer, 'shared-key', text);
      await importer.send('importApply', { id });
      await importer.settled(id);
      ids.push(id);
    }
    const towns = () =>
      count(`authorities.foreign_authority WHERE name = 'Tchandarou' AND withdrawn_at IS NULL`);
    expect(await towns()).toBe(1);
    await officer.send('importUndo', { id: ids[0]! });
    await officer.settled(ids[0]!);
    expect(await towns()).toBe(1);
    await second.send('importUndo', { id: ids[1]! });
    await second.settled(ids[1]!);
    expect(await towns()).toBe(0);
  });

  it('is a French authority by its item of Wikidata, whatever the row calls it', async () => {
    const [known] = (
      await own.admin.query(
        `SELECT id, wikidata_id AS item FROM authorities.authority WHERE name = 'Lyon' AND kind = 'COMMUNE' AND wikidata_id IS NOT NULL`,
      )
    ).rows;
    const text = [
      'ville_A_id,ville_B_id,ville_A_nom,ville_B_nom,ville_A_pays,ville_B_pays',
      `${known.item},,Lugdunum,Gbanikpara,FR,BJ`,
      '',
    ].join('\n');
    const id = await previewed(officer, 'by-item', text);
    const { rows } = await own.admin.query(
      `SELECT fate, match->'french'->0->>'id' AS french FROM imports.import_row WHERE import_id = '${id}'`,
    );
    expect(rows).toEqual([{ fate: 'CREATED', french: known.id }]);
  });

  it('is a town abroad in its own script, and the same one the next time', async () => {
    const names = ['Верхнегорск', 'دمنهورية', '龍門鎮上'];
    const text = ['commune;partenaire;pays;annee', ...names.map((name) => `Lyon;${name};BJ;1990`), ''].join(
      '\n',
    );
    const first = await previewed(officer, 'scripts', text);
    await officer.send('importApply', { id: first });
    expect(countsOf(await officer.settled(first))).toEqual({ CREATED: 3 });
    const again = await previewed(officer, 'scripts-again', text);
    expect(countsOf(await officer.state(again))).toEqual({ JOINED: 3 });
    const stored = await own.admin.query(
      `SELECT name FROM authorities.foreign_authority WHERE name = ANY($1) AND withdrawn_at IS NULL`,
      [names],
    );
    expect(stored.rows.map(({ name }) => name).sort()).toEqual([...names].sort());
    await officer.send('importUndo', { id: first });
    await officer.settled(first);
  });
});
