import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel/values';
import { HELD, LabelWorkflow, named, parisDay, type Headers } from '../../support/label-workflow.js';
import { OwnGraph } from '../../support/own-graph.js';
import { againstContracts, difference } from '../../support/search/read-model.js';
import { Workplace } from '../../support/workplace.js';

// A label follows a merger only by an explicit decision: through the public API, on a graph of its own.

const own = new OwnGraph(new Workplace(), { NODE_ENV: 'test' });
const TITLES = { themeCode: 'ENV-WASTE', titleFr: 'Tri à la source' };
const WHY = { reason: 'Merged by decree.' };
let graph: LabelWorkflow;
let reviewer: Headers;
let administrator: Headers;
/** Communes that no other test of this file uses. */
let communes: { id: string; version: number }[];

beforeAll(async () => {
  await own.begin();
  await own.admin.query('SET search_path = expertises, extensions');
  graph = new LabelWorkflow(own.address);
  reviewer = await graph.as('REVIEWER');
  administrator = await graph.as('ADMINISTRATOR');
  const { department } = await graph.data(
    '{ department(code: "23") { authorities(first: 60, filter: { kind: { in: [COMMUNE] }, isCurrent: true }) { nodes { id version expertises { totalCount } } } } }',
  );
  communes = department.authorities.nodes.filter(({ expertises }: any) => !expertises.totalCount);
  expect(communes.length).toBeGreaterThan(20);
});
afterAll(() => own.clear());

const next = () => communes.shift()!;

/** Creates a label for an expertise through its whole workflow. */
async function granted(expertiseId: string, award: object = {}): Promise<any> {
  const session = await graph.session(reviewer);
  const file = await graph.underReview(administrator, reviewer, expertiseId, session.id);
  await graph.done(reviewer, 'committeeSessionEdit', { ...named(session), ...HELD });
  const decision = { ...named(file), decision: 'ACCEPT', ...award };
  return (await graph.done(reviewer, 'labelApplicationDecide', decision)).label;
}
const declared = (authorityId: string, more: object = {}) => graph.declared(administrator, authorityId, more);
async function labelled(authorityId: string, more: object = {}) {
  const expertise = await declared(authorityId, more);
  return { expertise, label: await granted(expertise.id) };
}

const refused = (input: object) => graph.problems(reviewer, 'labelTransfer', { ...WHY, ...input });
const transfer = async (label: any, to: string, more: object = {}) => {
  const input = { ...named(label), authorityId: to, ...WHY, ...more };
  const { problems, ...payload } = await graph.send(reviewer, 'labelTransfer', input);
  expect(problems).toEqual([]);
  return payload;
};
const labelNow = async (id: string) =>
  (
    await graph.data(
      'query ($id: ID!) { label(id: $id) { id version authority { id } expertise { id } transferredFrom { id } transferredOn transferReason } }',
      { id },
    )
  ).label;
/** Which of these authorities search finds with a label in force. */
const found = async (ids: string[], asOf: string | null) =>
  (
    await graph.data(
      `query ($ids: [ID!], $asOf: String) { authorities(asOf: $asOf, filter: { id: $ids, labelStatus: { in: [ACTIVE] }, basis: { in: [LABELLED] } }) { nodes { id } } }`,
      { ids, asOf },
    )
  ).authorities.nodes.map(({ id }: { id: string }) => id);
/** Labels and open applications belong to the authority of their expertise. */
async function expectSound() {
  const { rows } = await own.admin.query(
    `SELECT l.id FROM label l JOIN expertise e ON e.id = l.expertise_id WHERE e.authority_id <> l.authority_id
     UNION ALL SELECT a.id FROM label_application a JOIN expertise e ON e.id = a.expertise_id
       WHERE e.authority_id <> a.authority_id AND a.status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW')`,
  );
  expect(rows).toEqual([]);
}

describe('after a merger', () => {
  it('the label stays with the closed authority until a decision transfers it and its expertise to the successor', async () => {
    const [closed, successor] = [next(), next()];
    const both = [closed.id, successor.id];
    const { expertise, label } = await labelled(closed.id, { countriesOfExperience: ['BJ'] });
    const merged = await graph.send(administrator, 'authorityMerge', {
      closedId: closed.id,
      closedVersion: closed.version,
      successorId: successor.id,
      successorVersion: successor.version,
      validTo: parisDay(),
    });
    expect(merged.problems).toEqual([]);
    expect(await labelNow(label.id)).toMatchObject({
      authority: { id: closed.id },
      transferredFrom: null,
      transferredOn: null,
      transferReason: null,
    });
    expect(await found(both, merged.asOf)).toEqual([closed.id]);

    const moved = await transfer(label, successor.id);
    expect(moved.label).toMatchObject({
      version: label.version + 1,
      status: 'ACTIVE',
      authority: { id: successor.id },
      expertise: { id: expertise.id, version: expertise.version + 1 },
      transferredFrom: { id: closed.id },
      transferredOn: parisDay(),
      transferReason: WHY.reason,
    });
    expect(await found(both, moved.asOf)).toEqual([successor.id]);
    const holdings = await graph.data(
      `query ($closed: ID!, $successor: ID!) {
        closed: authority(id: $closed) { expertises { totalCount } labels { totalCount } }
        successor: authority(id: $successor) { expertises { nodes { id basis countriesOfAuthority { code } } } labels { nodes { id } } } }`,
      { closed: closed.id, successor: successor.id },
    );
    expect(holdings).toEqual({
      closed: { expertises: { totalCount: 0 }, labels: { totalCount: 0 } },
      successor: {
        expertises: {
          nodes: [{ id: expertise.id, basis: 'LABELLED', countriesOfAuthority: [{ code: 'BJ' }] }],
        },
        labels: { nodes: [{ id: label.id }] },
      },
    });

    // Who, when and why.
    const { rows: audit } = await own.admin.query(
      `SELECT actor, operation, before->>'authority_id' AS was, after->>'transfer_reason' AS why FROM audit WHERE entity_id = $1 ORDER BY number DESC LIMIT 1`,
      [label.id],
    );
    expect(audit).toEqual([
      { actor: expect.any(String), operation: 'labelTransfer', was: closed.id, why: WHY.reason },
    ]);
    const { rows: told } = await own.admin.query(
      `SELECT type, operation, fields->>'authorityId' AS holder, fields->>'transferredFromId' AS "from" FROM change
       WHERE entity_id = ANY($1) AND transaction = (SELECT max(transaction) FROM change WHERE entity_id = $2) ORDER BY type`,
      [[label.id, expertise.id], label.id],
    );
    expect(told).toEqual([
      { type: 'Expertise', operation: 'UPDATED', holder: successor.id, from: null },
      { type: 'Label', operation: 'UPDATED', holder: successor.id, from: closed.id },
    ]);

    // Transferred back: the label has the last decision.
    const back = await transfer(moved.label, closed.id, { reason: 'An error.' });
    expect(back.label).toMatchObject({ transferredFrom: { id: successor.id }, transferReason: 'An error.' });
    expect(await found(both, back.asOf)).toEqual([closed.id]);
  });

  it('only the label is transferred when the successor has an expertise of the same theme and title', async () => {
    const [closed, successor] = [next(), next()];
    const { expertise, label } = await labelled(closed.id, TITLES);
    const held = await declared(successor.id, { ...TITLES, titleFr: 'TRI  à la source' });
    const moved = await transfer(label, successor.id);
    expect(moved.label).toMatchObject({ authority: { id: successor.id }, expertise: { id: held.id } });
    expect(await found([closed.id, successor.id], moved.asOf)).toEqual([successor.id]);
    const { before, after } = await graph.data(
      `query ($before: ID!, $after: ID!) { before: expertise(id: $before) { basis version authority { id } labels { totalCount } }
        after: expertise(id: $after) { basis version authority { id } labels { totalCount } } }`,
      { before: expertise.id, after: held.id },
    );
    expect({ before, after }).toEqual({
      before: { basis: 'DECLARED', version: 1, authority: { id: closed.id }, labels: { totalCount: 0 } },
      after: { basis: 'LABELLED', version: 1, authority: { id: successor.id }, labels: { totalCount: 1 } },
    });
    // The application stays with its author, and its expertise can be withdrawn now.
    expect(await graph.problems(administrator, 'expertiseWithdraw', named(expertise))).toEqual([]);
    await expectSound();
  });

  it('an expertise that the successor has withdrawn does not count', async () => {
    const [closed, successor] = [next(), next()];
    const { expertise, label } = await labelled(closed.id, TITLES);
    const withdrawn = await declared(successor.id, TITLES);
    await graph.done(administrator, 'expertiseWithdraw', named(withdrawn));
    expect((await transfer(label, successor.id)).label.expertise.id).toBe(expertise.id);
  });

  it('an expertise that comes from sources is transferred with its evidence', async () => {
    const { expertises } = await graph.data(
      '{ expertises(first: 1, filter: { basis: { in: [EVIDENCED] } }) { nodes { id authority { id } evidence { id } } } }',
    );
    const [{ id }] = expertises.nodes;
    const successor = next();
    await transfer(await granted(id), successor.id);
    const { expertise } = await graph.data(
      'query ($id: ID!) { expertise(id: $id) { authority { id } evidence { id } provenance { sources { title } } } }',
      { id },
    );
    expect(expertise).toMatchObject({
      authority: { id: successor.id },
      evidence: expertises.nodes[0].evidence,
    });
    expect(expertise.provenance.sources.at(-1)).toEqual({ title: 'Entered in Passerelle by the committee' });
  });
});

describe('what is refused', () => {
  it('is refused with its code, and nothing is written', async () => {
    const [closed, successor] = [next(), next()];
    const { label } = await labelled(closed.id, TITLES);
    const input = { ...named(label), authorityId: successor.id };
    expect(await refused({ ...input, id: newId('Label') })).toEqual(['NOT_FOUND']);
    expect(await refused({ ...input, version: label.version + 1 })).toEqual(['VERSION_CONFLICT']);
    expect(await refused({ ...input, authorityId: closed.id })).toEqual(['SAME_AUTHORITY']);
    expect(await refused({ ...input, reason: ' ' })).toEqual(['TEXT_INVALID']);
    // One label at a time, for the successor, too.
    const other = await labelled(successor.id, TITLES);
    expect(await refused(input)).toEqual(['LABEL_IN_FORCE']);
    expect(await labelNow(label.id)).toMatchObject({ version: label.version, authority: { id: closed.id } });
    // Once that one is revoked, the transfer succeeds.
    await graph.done(reviewer, 'labelRevoke', { ...named(other.label), ...WHY });
    await transfer(label, successor.id);
  });

  it('a label that was revoked, or has run out', async () => {
    const [closed, successor] = [next(), next()];
    const { label } = await labelled(closed.id);
    const revoked = await graph.done(reviewer, 'labelRevoke', { ...named(label), ...WHY });
    expect(await refused({ ...named(revoked), authorityId: successor.id })).toEqual(['LABEL_REVOKED']);
    const over = await labelled(closed.id);
    await own.admin.query('UPDATE label SET valid_from = $2, valid_until = $2 WHERE id = $1', [
      over.label.id,
      parisDay(-1),
    ]);
    expect(await refused({ ...named(over.label), authorityId: successor.id })).toEqual(['LABEL_EXPIRED']);
  });

  it('an expertise for which another application is open, drafts too', async () => {
    const [closed, successor] = [next(), next()];
    const { expertise, label } = await labelled(closed.id);
    const { id: sessionId } = await graph.session(reviewer);
    const draft = await graph.done(administrator, 'labelApplicationDraft', {
      expertiseId: expertise.id,
      sessionId,
    });
    const input = { ...named(label), authorityId: successor.id };
    expect(await refused(input)).toEqual(['LABEL_APPLIED_FOR']);
    await graph.done(administrator, 'labelApplicationWithdraw', named(draft));
    await transfer(label, successor.id);
  });

  it('who is no reviewer, and what is no authority', async () => {
    const [closed, successor] = [next(), next()];
    const { label } = await labelled(closed.id);
    const codes = async (who: Headers, authorityId: string) => {
      const { errors } = await graph.attempt(who, 'labelTransfer', { ...named(label), authorityId, ...WHY });
      return errors.map(({ extensions }) => extensions.code);
    };
    const editor = await graph.as('AUTHORITY_EDITOR', [closed.id, successor.id]);
    expect(await codes(editor, successor.id)).toEqual(['FORBIDDEN']);
    expect(await codes({}, successor.id)).toEqual(['UNAUTHENTICATED']);
    expect(await codes(reviewer, label.id)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('at the same time', () => {
  const sent = (label: any, authorityId: string) =>
    graph.problems(reviewer, 'labelTransfer', { ...named(label), authorityId, ...WHY });

  it('of two decisions on one label, one is executed and the other gets a version conflict', async () => {
    const [closed, one, two] = [next(), next(), next()];
    const { label } = await labelled(closed.id);
    const answers = await Promise.all([sent(label, one.id), sent(label, two.id)]);
    expect(answers.toSorted((a, b) => a.length - b.length)).toEqual([[], ['VERSION_CONFLICT']]);
    const winner = answers[0].length ? two : one;
    expect((await labelNow(label.id)).authority.id).toBe(winner.id);
  });

  it('of decisions on two labels of one expertise, the first transfers both', async () => {
    const [closed, one, two] = [next(), next(), next()];
    const { id } = await declared(closed.id);
    const current = await granted(id, { validUntil: parisDay(10) });
    const later = await granted(id, { validFrom: parisDay(11) });
    const answers = await Promise.all([sent(current, one.id), sent(later, two.id)]);
    expect(answers.toSorted((a, b) => a.length - b.length)).toEqual([[], ['VERSION_CONFLICT']]);
    const holders = await Promise.all([current, later].map((label) => labelNow(label.id)));
    expect(new Set(holders.map(({ authority }) => authority.id)).size).toBe(1);
    for (const holder of holders) expect(holder.transferReason).toBe(WHY.reason);
  });

  it('a decision, a new application and a declaration of the successor leave labels and applications with their expertise', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [closed, successor] = [next(), next()];
      const { expertise, label } = await labelled(closed.id, TITLES);
      const { id: sessionId } = await graph.session(reviewer);
      const editor = await graph.as('AUTHORITY_EDITOR', closed.id);
      const [codes, draft] = await Promise.all([
        sent(label, successor.id),
        graph.attempt(editor, 'labelApplicationDraft', { expertiseId: expertise.id, sessionId }),
        graph.problems(administrator, 'expertiseDeclare', { authorityId: successor.id, ...TITLES }),
      ]);
      for (const code of codes) expect(['LABEL_APPLIED_FOR', 'EXPERTISE_EXISTS']).toContain(code);
      for (const { extensions } of draft.errors) expect(extensions.code).toBe('FORBIDDEN');
      await expectSound();
    }
  });
});

it('search has what the contract views have', async () => {
  const asOf = (await transfer((await labelled(next().id)).label, next().id)).asOf;
  await found([newId('Authority')], asOf);
  const tables = ['expertise', 'label', 'authority'];
  for (const { table, held, said } of againstContracts.filter((contract) => tables.includes(contract.table)))
    expect({ table, rows: await difference(own.admin, held, said) }).toEqual({ table, rows: [] });
});
