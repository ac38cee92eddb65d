import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel/values';
import { access, cooperations } from '#subgraphs';
import { LabelWorkflow, OPEN, PARTS, named, parisDay, type Headers } from '../../support/label-workflow.js';
import { OwnGraph } from '../../support/own-graph.js';
import { MELAKY, request } from '../../support/requests.js';
import { Workplace, eventually } from '../../support/workplace.js';

// Permissions for an authority that was closed: through the public API, on a graph of its own.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' });
let graph: LabelWorkflow;
let administrator: Headers;
/** Communes without any data, none of them a partner in the shipped data. */
let communes: { id: string; version: number }[];

beforeAll(async () => {
  await own.begin();
  graph = new LabelWorkflow(own.address);
  administrator = await graph.as('ADMINISTRATOR');
  const { department } = await graph.data(
    '{ department(code: "23") { authorities(first: 60, filter: { kind: { in: [COMMUNE] }, isCurrent: true }) { nodes { id version expertises { totalCount } partnerships { totalCount } } } } }',
  );
  communes = department.authorities.nodes.filter(
    ({ expertises, partnerships }: any) => !expertises.totalCount && !partnerships.totalCount,
  );
});
afterAll(() => own.clear());

const next = () => communes.shift()!;
const editorOf = (...ids: string[]) => graph.as('AUTHORITY_EDITOR', ids, `editor of ${ids.join()}`);

/** Codes of the problems or errors of a mutation; empty when it succeeded. */
async function refused(headers: Headers, mutation: string, input: object): Promise<string[]> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await graph.ask(
    `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { problems { code } } }`,
    { input },
    headers,
  );
  return [
    ...errors.map(({ extensions }) => extensions.code),
    ...(data?.done?.problems ?? []).map(({ code }: { code: string }) => code),
  ];
}

/** The change is replicated through the outbox; the next request may come before. */
async function merge(closed: string, successor: string, seenBy: Headers): Promise<void> {
  const versionOf = async (id: string) =>
    (await graph.data('query ($id: ID!) { node(id: $id) { ... on Authority { version } } }', { id })).node
      .version;
  await graph.done(administrator, 'authorityMerge', {
    closedId: closed,
    closedVersion: await versionOf(closed),
    successorId: successor,
    successorVersion: await versionOf(successor),
    validTo: parisDay(),
  });
  const declared = { authorityId: closed, themeCode: 'ENV-WASTE', titleFr: 'Trop tard' };
  await eventually(['CLOSED'], () => refused(seenBy, 'expertiseDeclare', declared));
}

const scopeTargets = async (headers: Headers) =>
  (await graph.data('{ viewer { permissions { scope of } } }', {}, headers)).viewer.permissions.find(
    ({ scope }: any) => scope === 'expertise:write',
  ).of;

describe('an authority that was closed', () => {
  it('is managed by the editors of its successor, who maintain what it left and start nothing in its name', async () => {
    const [closed, successor, last] = [next().id, next().id, next().id];
    const [before, after, later] = [await editorOf(closed), await editorOf(successor), await editorOf(last)];
    const expertise = await graph.declared(before, closed);
    const session = await graph.session(administrator, OPEN);
    const draft = await graph.done(before, 'labelApplicationDraft', {
      expertiseId: expertise.id,
      sessionId: session.id,
      ...PARTS,
    });
    const edit = (titleFr: string) => ({ ...named(expertise), titleFr });
    expect(await refused(after, 'expertiseEdit', edit('À nous'))).toEqual(['FORBIDDEN']);
    expect(await scopeTargets(after)).toEqual([successor]);

    await merge(closed, successor, before);
    // Its own editors can read what it left, but no longer write.
    expect(await refused(before, 'expertiseEdit', edit('Encore'))).toEqual(['CLOSED']);
    expect(await refused(before, 'labelApplicationSubmit', named(draft))).toEqual(['CLOSED']);
    const files = (headers: Headers) =>
      graph.data('{ labelApplications(first: 10) { nodes { id } } }', {}, headers);
    expect((await files(before)).labelApplications.nodes).toEqual([{ id: draft.id }]);
    // Editors of the successor can see, edit and end it.
    expect(await scopeTargets(before)).toEqual([]);
    expect((await scopeTargets(after)).sort()).toEqual([closed, successor].sort());
    expect((await files(after)).labelApplications.nodes).toEqual([{ id: draft.id }]);
    expect(await refused(after, 'labelApplicationSubmit', named(draft))).toEqual(['CLOSED']);
    expect(await refused(after, 'labelApplicationWithdraw', named(draft))).toEqual([]);
    const { version } = await graph.done(after, 'expertiseEdit', edit('Repris'));
    expect(
      await refused(after, 'expertiseDeclare', {
        authorityId: closed,
        themeCode: 'ENV-WASTE',
        titleFr: 'Neuf',
      }),
    ).toEqual(['CLOSED']);

    // The successor is closed, too.
    await merge(successor, last, after);
    expect(await refused(after, 'expertiseEdit', { ...edit('Non'), version })).toEqual(['FORBIDDEN']);
    expect((await scopeTargets(later)).sort()).toEqual([closed, successor, last].sort());
    expect(await refused(later, 'expertiseWithdraw', { id: expertise.id, version })).toEqual([]);
  });

  it('cannot answer requests or enter partnerships through its own editors', async () => {
    const [closed, successor] = [next().id, next().id];
    const [before, after] = [await editorOf(closed), await editorOf(successor)];
    const asking = await graph.as('FOREIGN_AUTHORITY', [request().foreignAuthorityId]);
    const { done } = await graph.data(
      'mutation ($input: CooperationRequestPublishInput!) { done: cooperationRequestPublish(input: $input) { cooperationRequest { id } } }',
      { input: request() },
      asking,
    );
    const reply = {
      requestId: done.cooperationRequest.id,
      authorityId: closed,
      message: 'Nous voici',
      contact: 'mairie@example.org',
    };
    const twinning = {
      kind: 'TWINNING',
      frenchAuthorityIds: [closed],
      foreignAuthorityIds: [MELAKY],
      startYear: 1990,
    };
    await merge(closed, successor, before);
    expect(await refused(before, 'interestExpress', reply)).toEqual(['CLOSED']);
    expect(await refused(after, 'interestExpress', reply)).toEqual(['CLOSED']);
    expect(await refused(after, 'interestExpress', { ...reply, authorityId: successor })).toEqual([]);
    expect(await refused(before, 'partnershipCreate', twinning)).toEqual(['CLOSED']);
    expect(await refused(after, 'partnershipCreate', twinning)).toEqual(['CLOSED']);
    // Earlier facts are entered by the successor, with both authorities.
    const both = { ...twinning, frenchAuthorityIds: [successor, closed] };
    expect(await refused(after, 'partnershipCreate', both)).toEqual([]);
  });

  it('gets no new grant, and a grant that names other authorities remains valid for these', async () => {
    const [closed, successor, other] = [next().id, next().id, next().id];
    const both = await editorOf(closed, other);
    await merge(closed, successor, both);
    const declared = (authorityId: string) => ({ authorityId, themeCode: 'ENV-WASTE', titleFr: 'Compost' });
    expect(await refused(both, 'expertiseDeclare', declared(other))).toEqual([]);
    const { done } = await graph.data(
      'mutation ($input: RoleGrantInput!) { done: roleGrant(input: $input) { problems { code field message } roleGrant { id } } }',
      {
        input: {
          role: 'AUTHORITY_EDITOR',
          of: [other, closed],
          issuer: 'https://issuer.example',
          subject: 'one',
        },
      },
      administrator,
    );
    expect(done.roleGrant).toBeNull();
    expect(done.problems).toEqual([
      { code: 'AUTHORITY_CLOSED', field: ['input', 'of'], message: expect.stringContaining(successor) },
    ]);
  });

  it('is reopened by its source, and its editors can write again', async () => {
    const [closed, successor] = [next().id, next().id];
    const before = await editorOf(closed);
    await merge(closed, successor, before);
    await own.admin.query(
      'UPDATE authorities.authority SET valid_to = NULL, successor_id = NULL WHERE id = $1',
      [closed],
    );
    await eventually([], () =>
      refused(before, 'expertiseDeclare', {
        authorityId: closed,
        themeCode: 'ENV-WASTE',
        titleFr: 'De retour',
      }),
    );
  });
});

/** Rows of the replicated reference tables of cooperations. */
async function copied(what: string, of: string, values: unknown[] = []) {
  const { rows } = await own.admin.query(
    `SELECT ${what} AS value FROM cooperations.french_authority WHERE ${of}`,
    values,
  );
  return rows[0]?.value;
}
const populationOf = (id: string) => copied('population', 'authority_id = $1', [id]);
const regions = () => copied('count(*)::int', `kind = 'REGION'`);

describe('partnerships of any French authority', () => {
  it('are found by its attributes, and none is with an unknown authority', async () => {
    const { id } = next();
    const editor = await editorOf(id);
    const twinning = { kind: 'TWINNING', frenchAuthorityIds: [id], foreignAuthorityIds: [MELAKY] };
    expect(await refused(editor, 'partnershipCreate', twinning)).toEqual([]);
    const { partnerships } = await graph.data(
      'query ($id: [ID!]) { partnerships(filter: { frenchAuthority: { id: $id, kind: { in: [COMMUNE] }, department: { in: ["23"] } } }) { totalCount } }',
      { id: [id] },
    );
    expect(partnerships.totalCount).toBe(1);
    const unknown = newId('Authority');
    const nobody = { ...twinning, frenchAuthorityIds: [unknown] };
    expect(await refused(administrator, 'partnershipCreate', nobody)).toEqual(['AUTHORITY_UNKNOWN']);
  });

  it('the replicated reference tables have all authorities as their owner has them, and follow it', async () => {
    const { rows: differing } = await own.admin.query(
      `SELECT id FROM authorities.authority a FULL JOIN cooperations.french_authority f ON f.authority_id = a.id
        WHERE (a.kind, a.name, a.insee_code, a.siren, a.department_code, a.region_code, a.population)
          IS DISTINCT FROM (f.kind, f.name, f.insee_code, f.siren, f.department_code, f.region_code, f.population)`,
    );
    expect(differing).toEqual([]);
    const { id } = next();
    await own.admin.query('UPDATE authorities.authority SET population = 4321 WHERE id = $1', [id]);
    await eventually(4321, () => populationOf(id));
  });

  it('are replicated again from the start when another version made them', async () => {
    const before = await regions();
    expect(before).toBeGreaterThan(10);
    await own.admin.query(`DELETE FROM cooperations.french_authority WHERE kind = 'REGION'`);
    // Tables of the current version are not replicated again.
    await own.end();
    await own.begin();
    expect(await regions()).toBe(0);
    // A projector checks the version when it starts.
    await own.admin.query('UPDATE cooperations.checkpoint SET version = 0');
    expect(await regions()).toBe(0);
    await own.end();
    await own.begin();
    expect(await regions()).toBe(before);
    expect((await own.admin.query('SELECT version FROM cooperations.checkpoint')).rows).toEqual([
      { version: cooperations.projection!.version },
    ]);
  });

  it('are left alone when a newer version made them', async () => {
    const { id } = next();
    await own.admin.query('UPDATE access.checkpoint SET version = 99');
    await own.admin.query(`UPDATE authorities.authority SET valid_to = '2026-01-01' WHERE id = $1`, [id]);
    // Cooperations has replicated it, and access would have.
    await own.admin.query('UPDATE authorities.authority SET population = 4322 WHERE id = $1', [id]);
    await eventually(4322, () => populationOf(id));
    const closed = () =>
      own.admin.query('SELECT id FROM access.closed_authority WHERE id = $1', [id]).then(({ rows }) => rows);
    expect(await closed()).toEqual([]);
    await own.admin.query('UPDATE access.checkpoint SET version = $1', [access.projection!.version]);
    await eventually([{ id }], closed);
  });

  it('are rebuilt by hand while the program runs', async () => {
    await own.admin.query(`DELETE FROM cooperations.french_authority WHERE kind = 'REGION'`);
    const { code, output } = await workplace.run(own.environment, ['rebuild']);
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/^cooperations: rebuilt from \d+ changes$/m),
    });
    expect(await regions()).toBeGreaterThan(10);
  });
});
