import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel/values';
import { HELD, LabelWorkflow, PARTS, named, parisDay, type Headers } from '../../support/label-workflow.js';
import { OwnGraph } from '../../support/own-graph.js';
import { Random } from '../../support/random/random.js';
import { Workplace } from '../../support/workplace.js';
import { SEED } from '../../support/random/depth.js';

// Many people change the same rows at once, through the public API. The result is checked against the audit.

const EDITORS = 50;
const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' }, workplace.loaded('small'));
const AUTHORITY = newId('Authority');
const random = new Random(SEED);
let graph: LabelWorkflow;
let editors: Headers[];
let reviewers: Headers[];

beforeAll(async () => {
  await own.begin();
  await own.admin.query('SET search_path = expertises, extensions');
  graph = new LabelWorkflow(own.address);
  const several = (role: 'AUTHORITY_EDITOR' | 'REVIEWER', of: string[], count: number) =>
    Promise.all(Array.from({ length: count }, (_, at) => graph.as(role, of, `${role} ${at}`)));
  editors = await several('AUTHORITY_EDITOR', [AUTHORITY], EDITORS);
  reviewers = await several('REVIEWER', [], 10);
});
afterAll(() => own.clear());

const expertiseNow = async (id: string) =>
  (await graph.data('query ($id: ID!) { expertise(id: $id) { version description(lang: FR) } }', { id }))
    .expertise;

interface Audited {
  operation: string;
  actor: string;
  before: Record<string, any> | null;
  after: Record<string, any>;
}
const auditOf = async (id: string): Promise<Audited[]> =>
  (
    await own.admin.query<Audited>(
      'SELECT operation, actor, before, after FROM audit WHERE entity_id = $1 ORDER BY number',
      [id],
    )
  ).rows;

/** Each change in the audit starts from the result of the one before it. */
function expectChain(audit: readonly Audited[]): void {
  expect(audit.map(({ after }) => after.version)).toEqual(audit.map((_, at) => at + 1));
  for (const [at, { before }] of audit.entries()) expect(before).toEqual(at ? audit[at - 1]!.after : null);
}

describe(`${EDITORS} editors`, () => {
  it('who edit one expertise lose no update', async () => {
    const { id } = await graph.declared(editors[0]!, AUTHORITY, { descriptionFr: 'start' });
    let conflicts = 0;
    await Promise.all(
      editors.map(async (editor, at) => {
        for (;;) {
          const { version, description } = await expertiseNow(id);
          const edit = { id, version, descriptionFr: `${description} ${at}` };
          const problems = await graph.problems(editor, 'expertiseEdit', edit);
          if (!problems.length) return;
          expect(problems).toEqual(['VERSION_CONFLICT']);
          conflicts += 1;
        }
      }),
    );
    const { version, description } = await expertiseNow(id);
    const numbers = description.split(' ').slice(1).map(Number);
    expect(numbers.sort((a: number, b: number) => a - b)).toEqual(editors.map((_, at) => at));
    expect(version).toBe(EDITORS + 1);
    expect(conflicts).toBeGreaterThan(EDITORS);
    const audit = await auditOf(id);
    expect(audit).toHaveLength(EDITORS + 1);
    expect(new Set(audit.map(({ actor }) => actor)).size).toBe(EDITORS);
    expectChain(audit);
  });

  it('who declare the same declare it once', async () => {
    const input = { authorityId: AUTHORITY, themeCode: 'EDU', titleFr: 'La même' };
    const codes = await Promise.all(
      editors.map((editor) => graph.problems(editor, 'expertiseDeclare', input)),
    );
    expect(codes.filter((code) => !code.length)).toHaveLength(1);
    expect(codes.flat()).toEqual(Array(EDITORS - 1).fill('EXPERTISE_EXISTS'));
  });

  it('who declare more than an authority may are refused, and none exceeds the bound', async () => {
    const authorityId = newId('Authority');
    const several = await Promise.all(
      editors.map((_, at) => graph.as('AUTHORITY_EDITOR', [authorityId], `declares ${at}`)),
    );
    const codes: string[][] = [];
    for (let round = 0; round < 5; round += 1)
      codes.push(
        ...(await Promise.all(
          several.map((editor, at) =>
            graph.problems(editor, 'expertiseDeclare', {
              authorityId,
              themeCode: 'EDU',
              titleFr: `Savoir ${round} ${at}`,
            }),
          ),
        )),
      );
    expect(codes.filter((code) => !code.length)).toHaveLength(200);
    expect(codes.flat()).toEqual(Array(5 * EDITORS - 200).fill('TOO_MANY_EXPERTISES'));
    const { nodes } = (
      await graph.data(
        'query ($of: ID!) { expertises(first: 1, filter: { authority: { id: [$of] } }) { nodes { id } } }',
        {
          of: authorityId,
        },
      )
    ).expertises;
    const another = { authorityId, themeCode: 'EDU', titleFr: 'À la place' };
    await graph.done(several[0]!, 'expertiseWithdraw', { id: nodes[0].id, version: 1 });
    expect(await graph.problems(several[0]!, 'expertiseDeclare', another)).toEqual([]);
  });

  it('who apply for the same apply once', async () => {
    const { id: expertiseId } = await graph.declared(editors[0]!, AUTHORITY);
    const { id: sessionId } = await graph.session(reviewers[0]!);
    const codes = await Promise.all(
      editors.map((editor) => graph.problems(editor, 'labelApplicationDraft', { expertiseId, sessionId })),
    );
    expect(codes.filter((code) => !code.length)).toHaveLength(1);
    expect(codes.flat()).toEqual(Array(EDITORS - 1).fill('APPLICATION_EXISTS'));
  });
});

it('two applications of one expertise that many reviewers accept at once grant one label', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await graph.declared(editors[0]!, AUTHORITY);
    const files: any[] = [];
    for (let file = 0; file < 2; file += 1) {
      const session = await graph.session(reviewers[0]!);
      files.push(await graph.underReview(editors[0]!, reviewers[0]!, id, session.id));
      await graph.done(reviewers[0]!, 'committeeSessionEdit', { ...named(session), ...HELD });
    }
    const answers = await Promise.all(
      reviewers.map(async (reviewer, at) => {
        const file = files[at % 2];
        return graph.problems(reviewer, 'labelApplicationDecide', { ...named(file), decision: 'ACCEPT' });
      }),
    );
    expect(answers.filter((codes) => !codes.length)).toHaveLength(1);
    for (const code of answers.flat()) expect(['LABEL_IN_FORCE', 'VERSION_CONFLICT']).toContain(code);
    const { rows } = await own.admin.query(
      `SELECT status, (SELECT count(*)::int FROM label l WHERE l.application_id = a.id) AS labels FROM label_application a WHERE expertise_id = $1 ORDER BY status`,
      [id],
    );
    expect(rows).toEqual([
      { status: 'ACCEPTED', labels: 1 },
      { status: 'UNDER_REVIEW', labels: 0 },
    ]);
  }
});

const FORESEEN = [
  'VERSION_CONFLICT',
  'STATUS_INVALID',
  'NOT_FOUND',
  'LABEL_IN_FORCE',
  'LABEL_STANDS',
  'LABEL_APPLIED_FOR',
  'EXPERTISE_WITHDRAWN',
  'APPLICATION_EXISTS',
  'SESSION_NOT_HELD',
  'DEADLINE_PASSED',
  'DECISIONS_BEFORE_SESSION',
];

it('whatever all of them do to a few applications at once, each step is a legal one and every refusal is an expected one', async () => {
  const session = await graph.session(reviewers[0]!);
  const things = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const expertise = await graph.declared(editors[0]!, AUTHORITY);
      const input = { expertiseId: expertise.id, sessionId: session.id, ...PARTS };
      return { expertise, files: [await graph.done(editors[0]!, 'labelApplicationDraft', input)] };
    }),
  );
  const codes: string[] = [];
  let sessionVersion = session.version as number;
  const moveSession = async () => {
    const dates = random.chance(0.6) ? HELD : { heldOn: parisDay(30), reason: 'Later' };
    const { problems, committeeSession } = await graph.send(reviewers[0]!, 'committeeSessionEdit', {
      id: session.id,
      version: sessionVersion,
      ...dates,
    });
    sessionVersion = committeeSession?.version ?? sessionVersion;
    codes.push(...problems.map(({ code }) => code));
  };
  const one = async (editor: Headers, reviewer: Headers) => {
    const { expertise, files } = random.pick(things);
    const file = random.pick(files);
    const pick = random.next();
    const [who, mutation, more] =
      pick < 0.1
        ? ([editor, 'labelApplicationEdit', { evidence: `by ${random.word()}` }] as const)
        : pick < 0.35
          ? ([editor, 'labelApplicationSubmit', {}] as const)
          : pick < 0.42
            ? ([editor, 'labelApplicationWithdraw', { reason: 'changed our mind' }] as const)
            : pick < 0.7
              ? ([reviewer, 'labelApplicationReview', {}] as const)
              : pick < 0.85
                ? ([reviewer, 'labelApplicationDecide', { decision: 'ACCEPT' }] as const)
                : pick < 0.9
                  ? ([reviewer, 'labelApplicationDecide', { decision: 'REFUSE', reasons: 'no' }] as const)
                  : pick < 0.94
                    ? ([editor, 'expertiseWithdraw', {}] as const)
                    : ([editor, 'labelApplicationDraft', {}] as const);
    const input =
      mutation === 'labelApplicationDraft'
        ? { expertiseId: expertise.id, sessionId: session.id, ...PARTS }
        : mutation === 'expertiseWithdraw'
          ? named(expertise)
          : { ...named(file), ...more };
    const { problems, labelApplication } = await graph.send(who, mutation, input);
    codes.push(...problems.map(({ code }) => code));
    if (!labelApplication) return;
    const known = files.find(({ id }) => id === labelApplication.id);
    if (!known) files.push(labelApplication);
    else if (labelApplication.version > known.version) known.version = labelApplication.version;
  };
  for (let round = 0; round < 12; round += 1)
    await Promise.all([
      ...editors.map((editor, at) => one(editor, reviewers[at % reviewers.length]!)),
      ...(round % 2 ? [moveSession()] : []),
    ]);

  expect(codes.filter((code) => !FORESEEN.includes(code))).toEqual([]);
  const LEGAL = [
    'null DRAFT',
    'DRAFT SUBMITTED',
    'DRAFT WITHDRAWN',
    'SUBMITTED UNDER_REVIEW',
    'SUBMITTED WITHDRAWN',
    'UNDER_REVIEW ACCEPTED',
    'UNDER_REVIEW REFUSED',
    'UNDER_REVIEW WITHDRAWN',
  ];
  const all = things.flatMap(({ files }) => files);
  for (const { id } of all) {
    const audit = await auditOf(id);
    expectChain(audit);
    const { rows: steps } = await own.admin.query(
      `SELECT from_status AS "from", to_status AS "to", actor FROM label_application_transition WHERE application_id = $1 ORDER BY number`,
      [id],
    );
    for (const { from, to } of steps) expect(LEGAL).toContain(`${from} ${to}`);
    // The transitions agree with the audit, by the same people.
    const moves = audit.filter(({ before, after }) => before?.status !== after.status);
    expect(steps).toEqual(
      moves.map(({ before, after, actor }) => ({ from: before?.status ?? null, to: after.status, actor })),
    );
  }
  const { rows: broken } = await own.admin.query(`
    SELECT a.id, 'label' AS what FROM label_application a WHERE (a.status = 'ACCEPTED') <> EXISTS (SELECT FROM label l WHERE l.application_id = a.id)
    UNION ALL SELECT a.id, 'late' FROM label_application a WHERE a.submitted_at IS NOT NULL AND NOT arrived_in_time(a.submitted_at, a.submissions_before)
    UNION ALL SELECT a.id, 'withdrawn' FROM label_application a JOIN expertise e ON e.id = a.expertise_id
      WHERE e.withdrawn_on IS NOT NULL AND a.status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW')
    UNION ALL SELECT l.id, 'session' FROM label l JOIN committee_session s ON s.id = l.session_id WHERE l.awarded_on < s.held_on
    UNION ALL SELECT l.id, 'two' FROM label l JOIN label o USING (authority_id, expertise_id) WHERE l.id < o.id
      AND label_period(l.valid_from, l.valid_until, l.revoked_on) && label_period(o.valid_from, o.valid_until, o.revoked_on)`);
  expect(broken).toEqual([]);
  const { rows: ends } = await own.admin.query(
    'SELECT DISTINCT status FROM label_application WHERE id = ANY($1)',
    [all.map(({ id }) => id)],
  );
  expect(ends.length).toBeGreaterThan(1);
});
