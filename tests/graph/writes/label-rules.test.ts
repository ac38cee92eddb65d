import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadData, openPool } from '#kernel/database';
import { newId } from '#kernel/values';
import { expertises as subgraph } from '#subgraphs';
import type pg from 'pg';
import { expertises } from '../../support/search/facts.js';
import {
  HELD,
  LabelWorkflow,
  PAST,
  PARTS,
  named,
  parisDay,
  type Headers,
} from '../../support/label-workflow.js';
import { OwnGraph } from '../../support/own-graph.js';
import { Workplace } from '../../support/workplace.js';

// Rules that the database enforces, whoever writes; and mutations that are sent again.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' }, workplace.loaded('small'));
const AUTHORITY = newId('Authority');
let graph: LabelWorkflow;
let editor: Headers;
let reviewer: Headers;
let pool: pg.Pool;

beforeAll(async () => {
  await own.begin();
  graph = new LabelWorkflow(own.address);
  editor = await graph.as('AUTHORITY_EDITOR', AUTHORITY);
  reviewer = await graph.as('REVIEWER');
  const { host } = new URL(`postgres://${own.admin.host}:${own.admin.port}`);
  pool = openPool(subgraph, {
    url: `postgres://passerelle@${host}/passerelle`,
    secret: own.secret,
    poolSize: 2,
  });
});
afterAll(async () => {
  await pool?.end();
  await own.clear();
});

describe('the deadline', () => {
  it.each([
    ['winter', '2022-01-16', '2022-01-15T22:59:59.999Z', true],
    ['winter', '2022-01-16', '2022-01-15T22:59:59.999999Z', true],
    ['winter', '2022-01-16', '2022-01-15T23:00:00Z', false],
    ['summer', '2022-07-16', '2022-07-15T21:59:59.999Z', true],
    ['summer', '2022-07-16', '2022-07-15T22:00:00Z', false],
    ['the day on which summer time begins', '2022-03-27', '2022-03-26T22:59:59.999Z', true],
    ['the day on which summer time begins', '2022-03-27', '2022-03-26T23:00:00Z', false],
    ['the day after', '2022-03-28', '2022-03-27T21:59:59.999Z', true],
    ['the day after', '2022-03-28', '2022-03-27T22:00:00Z', false],
    ['the day on which summer time ends', '2022-10-30', '2022-10-29T22:00:00Z', false],
    ['the day after', '2022-10-31', '2022-10-30T22:59:59.999Z', true],
    ['the day after', '2022-10-31', '2022-10-30T23:00:00Z', false],
  ])('in %s, of %s: what arrives at %s is in time: %s', async (_, before, arrived, expected) => {
    // In any time zone of the connection.
    for (const zone of ['UTC', 'America/Cayenne', 'Pacific/Noumea']) {
      const { rows } = await pool.query(
        `SELECT arrived_in_time($1, $2) AS "inTime" FROM set_config('timezone', $3, false)`,
        [arrived, before, zone],
      );
      expect({ zone, ...rows[0] }).toEqual({ zone, inTime: expected });
    }
    await pool.query(`SET timezone = 'UTC'`);
  });

  it('is computed by the same function in the trigger and in the constraint', async () => {
    const { rows } =
      await pool.query(`SELECT pg_get_functiondef('check_label_application'::regproc) AS trigger,
      (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'label_application_in_time') AS constraint`);
    expect(rows[0].trigger).toMatch(/NOT arrived_in_time\(NEW.submitted_at, NEW.submissions_before\)/);
    expect(rows[0].constraint).toMatch(/arrived_in_time\(submitted_at, submissions_before\)/);
  });

  it('cannot be bypassed: written instants are ignored', async () => {
    const { id } = await graph.declared(editor, AUTHORITY);
    const session = await graph.session(reviewer, PAST);
    const file = await graph.done(editor, 'labelApplicationDraft', {
      expertiseId: id,
      sessionId: session.id,
      ...PARTS,
    });
    expect(await graph.problems(editor, 'labelApplicationSubmit', named(file))).toEqual(['DEADLINE_PASSED']);
    const early = `submitted_at = '2020-01-01', submissions_before = '2030-01-01'`;
    await expect(
      pool.query(`UPDATE label_application SET status = 'SUBMITTED', ${early} WHERE id = $1`, [file.id]),
    ).rejects.toMatchObject({ constraint: 'label_application_in_time' });
    await pool.query(`UPDATE label_application SET ${early} WHERE id = $1`, [file.id]);
    const { rows } = await pool.query('SELECT submitted_at FROM label_application WHERE id = $1', [file.id]);
    expect(rows).toEqual([{ submitted_at: null }]);
  });
});

describe('rules of the database', () => {
  let file: any;
  let expertise: any;
  let session: any;

  beforeAll(async () => {
    expertise = await graph.declared(editor, AUTHORITY);
    session = await graph.session(reviewer);
    file = await graph.underReview(editor, reviewer, expertise.id, session.id);
    session = await graph.done(reviewer, 'committeeSessionEdit', { ...named(session), ...HELD });
  });

  const insertLabel = (from: string, until: string | null, awarded = from) =>
    pool.query(
      `INSERT INTO label (id, expertise_id, authority_id, programme_code, session_id, awarded_on, valid_from, valid_until, sources, confidence)
       VALUES ($1, $2, $3, 'EXPE_CT', $4, $5, $6, $7, '[{"title": "a test"}]', 'ILLUSTRATIVE')`,
      [newId('Label'), expertise.id, AUTHORITY, session.id, awarded, from, until],
    );
  const refused = (work: Promise<unknown>, constraint: string) =>
    expect(work).rejects.toMatchObject({ constraint });
  const set = (columns: string) =>
    pool.query(`UPDATE label_application SET ${columns} WHERE id = $1`, [file.id]);

  it.each(['DRAFT', 'SUBMITTED'])('an application under review does not go back to %s', (status) =>
    refused(set(`status = '${status}'`), 'label_application_transition'),
  );
  it('an application begins as a draft', () =>
    refused(
      pool.query(
        `INSERT INTO label_application (id, expertise_id, authority_id, session_id, status, moved_by) SELECT $1, expertise_id, authority_id, session_id, 'ACCEPTED', 'COMMITTEE' FROM label_application`,
        [newId('LabelApplication')],
      ),
      'label_application_transition',
    ));
  it('a submitted application cannot be changed', () =>
    refused(set(`evidence = 'better'`), 'label_application_as_submitted'));
  it('an application is refused only with reasons', () =>
    refused(set(`status = 'REFUSED', reason = ' '`), 'label_application_refused_for_reasons'));
  it('an application is accepted only with its label', () =>
    refused(set(`status = 'ACCEPTED'`), 'label_application_granted'));
  it('there is one application for each expertise and session', () =>
    refused(
      pool.query(
        `INSERT INTO label_application (id, expertise_id, authority_id, session_id, status, moved_by) VALUES ($1, $2, $3, $4, 'DRAFT', 'AUTHORITY')`,
        [newId('LabelApplication'), expertise.id, AUTHORITY, session.id],
      ),
      'label_application_one_per_session',
    ));
  it('an expertise with an open application cannot be withdrawn', () =>
    refused(
      pool.query(`UPDATE expertise SET withdrawn_on = '2026-01-01' WHERE id = $1`, [expertise.id]),
      'expertise_application_open',
    ));
  it('nothing is awarded before the committee sits', () =>
    refused(insertLabel(parisDay(-1), null), 'label_awarded_after_session'));

  it('only one label at a time is in force', async () => {
    await insertLabel(parisDay(), parisDay(10));
    await refused(insertLabel(parisDay(10), null), 'label_one_in_force');
    await refused(insertLabel(parisDay(0), parisDay(0)), 'label_one_in_force');
    const accept = { ...named(file), decision: 'ACCEPT' };
    expect(await graph.problems(reviewer, 'labelApplicationDecide', accept)).toEqual(['LABEL_IN_FORCE']);
    expect(
      await graph.problems(reviewer, 'labelApplicationDecide', {
        ...accept,
        validFrom: parisDay(5),
        validUntil: parisDay(4),
      }),
    ).toEqual(['DATES_INVALID']);
    expect(
      await graph.problems(reviewer, 'labelApplicationDecide', { ...accept, awardedOn: parisDay(1) }),
    ).toEqual(['AWARDED_IN_FUTURE']);
    expect(
      await graph.problems(reviewer, 'labelApplicationDecide', { ...accept, awardedOn: parisDay(-1) }),
    ).toEqual(['AWARDED_BEFORE_SESSION']);
    const granted = await graph.done(reviewer, 'labelApplicationDecide', {
      ...accept,
      validFrom: parisDay(11),
    });
    expect(granted.label).toMatchObject({ status: 'UPCOMING', validFrom: parisDay(11) });
    await refused(
      pool.query(`UPDATE expertise SET withdrawn_on = '2026-01-01' WHERE id = $1`, [expertise.id]),
      'expertise_label_stands',
    );
    await graph.done(reviewer, 'labelRevoke', { ...named(granted.label), reason: 'a test' });
    await refused(
      pool.query('UPDATE label SET revoked_on = NULL, revocation_reason = NULL WHERE id = $1', [
        granted.label.id,
      ]),
      'label_stays_revoked',
    );
    await insertLabel(parisDay(11), null);
  });

  it('the date of a committee that has decided cannot be moved', async () => {
    await refused(
      pool.query('UPDATE committee_session SET held_on = held_on + 1 WHERE id = $1', [session.id]),
      'committee_session_before_decisions',
    );
    for (const dates of [
      { heldOn: parisDay(3) },
      { submissionsBefore: parisDay(-3) },
      { announcedOn: parisDay(-20) },
      { announcedOn: '2022-01-01', submissionsBefore: '2022-01-02', heldOn: '2022-01-03' },
    ])
      expect(await graph.problems(reviewer, 'committeeSessionEdit', { ...named(session), ...dates })).toEqual(
        ['DECISIONS_BEFORE_SESSION'],
      );
    await graph.done(reviewer, 'committeeSessionEdit', {
      ...named(session),
      note: 'A remark stays possible',
    });
  });

  it.each([
    ['before 2000', { announcedOn: '1999-12-31' }],
    ['in the year 1', { announcedOn: '0001-01-01', submissionsBefore: '0001-01-02', heldOn: '0001-01-03' }],
    ['in more than ten years', { heldOn: parisDay(3660) }],
    ['in the last year', { submissionsBefore: '9999-12-30', heldOn: '9999-12-31' }],
  ])('a session is not opened, nor moved, %s', async (_, dates) => {
    const opened = await graph.session(reviewer);
    const dated = {
      announcedOn: parisDay(-10),
      submissionsBefore: parisDay(1),
      heldOn: parisDay(2),
      ...dates,
    };
    expect(
      await graph.problems(reviewer, 'committeeSessionOpen', { programmeCode: 'EXPE_CT', ...dated }),
    ).toEqual(['DATES_INVALID']);
    expect(await graph.problems(reviewer, 'committeeSessionEdit', { ...named(opened), ...dates })).toEqual([
      'DATES_INVALID',
    ]);
  });

  it('a session that comes from sources is not moved, even when it was annotated', async () => {
    const { rows } = await pool.query('SELECT id, version FROM committee_session WHERE version = 0');
    const moved = { announcedOn: '2021-12-09', submissionsBefore: '2022-01-17', heldOn: '2022-01-28' };
    for (const [field, value] of Object.entries(moved))
      expect(
        await graph.problems(reviewer, 'committeeSessionEdit', { ...named(rows[0]), [field]: value }),
      ).toEqual(['EVIDENCED_BY_SOURCES']);
    const noted = await graph.done(reviewer, 'committeeSessionEdit', { ...named(rows[0]), note: 'Held' });
    // One problem for each day.
    expect(await graph.problems(reviewer, 'committeeSessionEdit', { ...named(noted), ...moved })).toEqual(
      Object.keys(moved).map(() => 'EVIDENCED_BY_SOURCES'),
    );
  });

  it('every change is in the audit, with who made it', async () => {
    const { rows } = await pool.query(
      `SELECT operation, before->>'status' AS "from", after->>'status' AS "to" FROM audit WHERE entity_id = $1 ORDER BY number`,
      [file.id],
    );
    expect(rows.map(({ operation, from, to }) => `${operation}: ${from} ${to}`)).toEqual([
      'labelApplicationDraft: null DRAFT',
      'labelApplicationSubmit: DRAFT SUBMITTED',
      'labelApplicationReview: SUBMITTED UNDER_REVIEW',
      'labelApplicationDecide: UNDER_REVIEW ACCEPTED',
    ]);
  });
});

describe('the days of a label', () => {
  let expertise: any;
  let label: any;
  const edit = (more: object) =>
    graph.problems(reviewer, 'labelEdit', { ...named(label), reason: 'A slip', ...more });
  const decided = async (validity: object) => {
    const session = await graph.session(reviewer);
    const file = await graph.underReview(editor, reviewer, expertise.id, session.id);
    await graph.done(reviewer, 'committeeSessionEdit', { ...named(session), ...HELD });
    return graph.send(reviewer, 'labelApplicationDecide', {
      ...named(file),
      decision: 'ACCEPT',
      ...validity,
    });
  };

  it('are within bounds, whoever writes them', async () => {
    expertise = await graph.declared(editor, AUTHORITY);
    const session = await graph.session(reviewer);
    const file = await graph.underReview(editor, reviewer, expertise.id, session.id);
    await graph.done(reviewer, 'committeeSessionEdit', { ...named(session), ...HELD });
    const accept = { ...named(file), decision: 'ACCEPT' };
    for (const validity of [
      { validFrom: '9999-12-31' },
      { validFrom: parisDay(367) },
      { validUntil: '9999-12-31' },
      { validUntil: parisDay(7310) },
    ])
      expect(await graph.problems(reviewer, 'labelApplicationDecide', { ...accept, ...validity })).toEqual([
        'DATES_INVALID',
      ]);
    ({ label } = await graph.done(reviewer, 'labelApplicationDecide', {
      ...accept,
      validUntil: parisDay(9),
    }));
    await expect(
      pool.query(`UPDATE label SET valid_until = '9999-12-31' WHERE id = $1`, [label.id]),
    ).rejects.toMatchObject({ constraint: 'label_validity_bounded' });
  });

  it('are corrected with a public reason, and nothing else can be', async () => {
    for (const [more, code] of [
      [{}, 'NOTHING_TO_CHANGE'],
      [{ validFrom: null }, 'VALUE_NEEDED'],
      [{ validFrom: parisDay(-1) }, 'DATES_INVALID'],
      [{ validFrom: parisDay(10) }, 'DATES_INVALID'],
      [{ validUntil: '9999-12-31' }, 'DATES_INVALID'],
      [{ validUntil: parisDay(20), reason: ' ' }, 'TEXT_INVALID'],
      [{ validUntil: parisDay(20), version: 7 }, 'VERSION_CONFLICT'],
    ] as const)
      expect(await edit(more)).toEqual([code]);
    for (const version of [1, 7]) {
      const { errors } = await graph.attempt(editor, 'labelEdit', { id: label.id, version, reason: 'Mine' });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    const corrected = await graph.done(reviewer, 'labelEdit', {
      ...named(label),
      validUntil: parisDay(20),
      reason: 'A slip',
    });
    expect(corrected).toMatchObject({
      version: 2,
      status: 'ACTIVE',
      validFrom: parisDay(),
      validUntil: parisDay(20),
      correctionReason: 'A slip',
    });
    label = corrected;
    const { rows } = await pool.query(
      `SELECT operation, before->>'valid_until' AS was, after->>'valid_until' AS is FROM audit WHERE entity_id = $1 AND type = 'Label' ORDER BY number DESC LIMIT 1`,
      [label.id],
    );
    expect(rows).toEqual([{ operation: 'labelEdit', was: parisDay(9), is: parisDay(20) }]);
  });

  it('do not overlap those of another label', async () => {
    const { problems } = await decided({ validFrom: parisDay(21) });
    expect(problems).toEqual([]);
    expect(await edit({ validUntil: null })).toEqual(['LABEL_IN_FORCE']);
    expect(await edit({ validUntil: parisDay(21) })).toEqual(['LABEL_IN_FORCE']);
  });

  it('stay when it was revoked, and the expertise applies at another session', async () => {
    label = await graph.done(reviewer, 'labelRevoke', { ...named(label), reason: 'Granted wrongly' });
    expect(await edit({ validUntil: parisDay(15) })).toEqual(['LABEL_REVOKED']);
    const { problems } = await decided({ validUntil: parisDay(5) });
    expect(problems).toEqual([]);
  });
});

describe('a load', () => {
  const [shipped] = expertises;
  const loading = (change: (rows: any[]) => any[]) => ({
    ...subgraph,
    load: {
      ...subgraph.load!,
      version: -1,
      tables: (reading: never) =>
        subgraph
          .load!.tables(reading)
          .map((table) =>
            table.entity.name === 'ExpertiseEntity' ? { ...table, rows: change([...table.rows]) } : table,
          ),
    },
  });

  it('keeps a title that people declared, and an expertise with an open application', async () => {
    const { rows: used } = await pool.query(
      'SELECT id, authority_id AS "authorityId" FROM expertise WHERE version = 0 LIMIT 1',
    );
    const administrator = await graph.as('ADMINISTRATOR');
    const { id } = await graph.session(reviewer);
    await graph.done(administrator, 'labelApplicationDraft', { expertiseId: used[0].id, sessionId: id });
    const declared = await graph.declared(editor, AUTHORITY);
    const added = (rows: any[]) => ({
      ...rows.find((row) => row.id !== used[0].id),
      id: newId('Expertise'),
      authorityId: AUTHORITY,
      themeCode: 'ENV-WASTE',
      titleFr: declared.titleFr,
    });
    const report = await loadData(
      loading((rows) => [...rows.filter((row) => row.id !== used[0].id), added(rows)]),
      pool,
      () => {},
      true,
    );
    expect(report).toMatchObject({ inserted: 0, removed: 0, changed: 0 });
    expect(shipped).toBeDefined();
    await loadData(subgraph, pool, () => {}, true);
  });
});

describe('a mutation that is sent again', () => {
  it('is executed once, however it is sent twice', async () => {
    const input = {
      authorityId: AUTHORITY,
      themeCode: 'CUL',
      titleFr: 'Une seule fois',
      clientMutationId: 'once',
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => graph.send(editor, 'expertiseDeclare', input)),
    );
    expect(new Set(answers.map(({ expertise }) => expertise.id)).size).toBe(1);
    expect(answers.flatMap(({ problems }) => problems)).toEqual([]);
    expect(new Set(answers.map(({ asOf }) => asOf)).size).toBe(1);
    const { rows } = await pool.query(`SELECT version FROM expertise WHERE title_fr = 'Une seule fois'`);
    expect(rows).toEqual([{ version: 1 }]);
    expect(await graph.problems(editor, 'expertiseDeclare', { ...input, titleFr: 'Deux' })).toEqual([
      'CLIENT_MUTATION_ID_REUSED',
    ]);
  });

  it('is decided once, and grants one label', async () => {
    const session = await graph.session(reviewer);
    const { id } = await graph.declared(editor, AUTHORITY);
    const file = await graph.underReview(editor, reviewer, id, session.id);
    await graph.done(reviewer, 'committeeSessionEdit', { ...named(session), ...HELD });
    const decide = { ...named(file), decision: 'ACCEPT', clientMutationId: 'decide' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => graph.send(reviewer, 'labelApplicationDecide', decide)),
    );
    expect(new Set(answers.map(({ labelApplication }) => labelApplication.label.id)).size).toBe(1);
    const { rows } = await pool.query('SELECT count(*)::int AS labels FROM label WHERE expertise_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ labels: 1 }]);
  });
});
