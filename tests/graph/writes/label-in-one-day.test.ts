import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import {
  LabelWorkflow,
  ONE_DAY,
  OPEN,
  PARTS,
  PAST,
  named,
  parisDay,
  type Headers,
  type Payload,
} from '../../support/label-workflow.js';
import { OwnGraph } from '../../support/own-graph.js';
import { Workplace } from '../../support/workplace.js';

// The session of a committee: one day is enough for it, and whoever moves its dates says why.

const STORY = readFileSync(
  new URL('../../../../schema/clients/label-in-one-day.graphql', import.meta.url),
  'utf8',
);
const ALBI = makeId('Authority', 'COM-81004');
const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' });
let graph: LabelWorkflow;
let editor: Headers;
let reviewer: Headers;

beforeAll(async () => {
  await own.begin();
  graph = new LabelWorkflow(own.address);
  editor = await graph.as('AUTHORITY_EDITOR', ALBI);
  reviewer = await graph.as('REVIEWER');
});
afterAll(() => own.clear());

/** Runs an operation of the published story. @returns the object of its payload */
async function play(
  operationName: string,
  variables: Record<string, unknown>,
  headers: Headers,
): Promise<any> {
  const response = await fetch(`${own.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: STORY, operationName, variables }),
  });
  const { data, errors } = (await response.json()) as { data: any; errors?: unknown };
  expect(errors).toBeUndefined();
  const { problems, ...object } = Object.values(data)[0] as Payload;
  expect(problems).toEqual([]);
  return Object.values(object)[0];
}

describe('a label in one day', () => {
  it('is granted by the published operations, on the day on which the session is opened', async () => {
    const expertise = await graph.declared(editor, ALBI);
    const today = parisDay();
    const session = await play('OpenSession', { today, tomorrow: parisDay(1) }, reviewer);
    let file = await play('DraftApplication', { expertise: expertise.id, session: session.id }, editor);
    const step = async (name: string, who: Headers) => {
      file = await play(name, { application: file.id, version: file.version }, who);
    };
    await step('SubmitApplication', editor);
    await step('ReviewApplication', reviewer);
    await step('DecideApplication', reviewer);
    expect(file).toMatchObject({ status: 'ACCEPTED', label: { status: 'ACTIVE', validFrom: today } });
  });

  it('accepts applications until the day ends, after its first decision too', async () => {
    const session = await graph.session(reviewer, ONE_DAY);
    for (const _ of [1, 2]) {
      const { id } = await graph.declared(editor, ALBI);
      const file = await graph.underReview(editor, reviewer, id, session.id);
      const refusal = { ...named(file), decision: 'REFUSE', reasons: 'A test' };
      expect((await graph.done(reviewer, 'labelApplicationDecide', refusal)).status).toBe('REFUSED');
    }
  });

  it('is no shorter: the committee sits no earlier than the last day of submissions', async () => {
    const open = (dates: object) =>
      graph.problems(reviewer, 'committeeSessionOpen', { programmeCode: 'EXPE_CT', ...ONE_DAY, ...dates });
    expect(await open({ submissionsBefore: parisDay(2) })).toEqual(['DATES_INVALID']);
    expect(await open({ announcedOn: parisDay(2) })).toEqual(['DATES_INVALID']);
    expect(await open({ heldOn: parisDay(1) })).toEqual([]);
  });
});

describe('the dates of a session', () => {
  const edit = (session: { id: string; version: number }, more: object) =>
    graph.problems(reviewer, 'committeeSessionEdit', { ...named(session), ...more });
  const submitted = async (dates: object) => {
    const session = await graph.session(reviewer, dates);
    const draft = { expertiseId: (await graph.declared(editor, ALBI)).id, sessionId: session.id, ...PARTS };
    const file = await graph.done(editor, 'labelApplicationDraft', draft);
    return { session, file: await graph.done(editor, 'labelApplicationSubmit', named(file)) };
  };

  it('move freely before any application was submitted, and a late one is refused', async () => {
    const opened = await graph.session(reviewer, OPEN);
    const session = await graph.done(reviewer, 'committeeSessionEdit', { ...named(opened), ...PAST });
    expect(session).toMatchObject({ submissionsBefore: PAST.submissionsBefore, datesReason: null });
    const draft = { expertiseId: (await graph.declared(editor, ALBI)).id, sessionId: session.id, ...PARTS };
    const late = await graph.done(editor, 'labelApplicationDraft', draft);
    expect(await graph.problems(editor, 'labelApplicationSubmit', named(late))).toEqual(['DEADLINE_PASSED']);
  });

  it('move for a stated reason once one was, and the deadline is put off, not brought forward', async () => {
    const { session, file } = await submitted({
      ...OPEN,
      submissionsBefore: parisDay(5),
      heldOn: parisDay(9),
    });
    const reason = 'A strike delays the post';
    expect(await edit(session, { submissionsBefore: parisDay(4), reason })).toEqual([
      'DEADLINE_BROUGHT_FORWARD',
    ]);
    expect(await edit(session, { submissionsBefore: parisDay(7) })).toEqual(['REASONS_MISSING']);
    const moved = await graph.done(reviewer, 'committeeSessionEdit', {
      ...named(session),
      submissionsBefore: parisDay(7),
      reason,
    });
    expect(moved).toMatchObject({ submissionsBefore: parisDay(7), datesReason: reason });
    // The reason of before does not cover the next move.
    expect(await edit(moved, { heldOn: parisDay(10) })).toEqual(['REASONS_MISSING']);
    expect(await edit(moved, { note: 'A remark needs none' })).toEqual([]);
    // What was submitted in time stays in time.
    const reviewed = await graph.done(reviewer, 'labelApplicationReview', named(file));
    expect(reviewed.status).toBe('UNDER_REVIEW');
    await own.admin.query('SET search_path = expertises, extensions');
    const { rows } = await own.admin.query(
      `SELECT operation, before->>'submissions_before' AS "from", after->>'submissions_before' AS "to",
         after->>'dates_reason' AS reason FROM audit WHERE entity_id = $1 ORDER BY number`,
      [session.id],
    );
    expect(rows.map(({ operation }) => operation)).toEqual([
      'committeeSessionOpen',
      'committeeSessionEdit',
      'committeeSessionEdit',
    ]);
    expect(rows[1]).toMatchObject({ from: parisDay(5), to: parisDay(7), reason });
  });

  it('do not move around these rules by a statement of another writer', async () => {
    const { session } = await submitted(OPEN);
    const update = (columns: string) =>
      own.admin.query(
        `SELECT set_config('passerelle.actor', 'a test', false); UPDATE expertises.committee_session SET ${columns} WHERE id = '${session.id}'`,
      );
    await own.admin.query('SET search_path = expertises, extensions');
    await expect(update('submissions_before = submissions_before - 1')).rejects.toMatchObject({
      constraint: 'committee_session_deadline_kept',
    });
    await expect(update('held_on = held_on + 1')).rejects.toMatchObject({
      constraint: 'committee_session_moved_for_reasons',
    });
    await own.admin.query(`SELECT set_config('passerelle.actor', '', false)`);
  });
});
