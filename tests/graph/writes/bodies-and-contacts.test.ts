import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Headers } from '../../support/label-workflow.js';
import { LabelWorkflow, ONE_DAY, named } from '../../support/label-workflow.js';
import { OwnGraph } from '../../support/own-graph.js';
import { Workplace } from '../../support/workplace.js';

// Joint syndicates and associations, and how to reach authorities, through the public API, on a graph of its own.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' });
let graph: LabelWorkflow;
let administrator: Headers;
let reviewer: Headers;
let communes: { id: string; name: string; siren: string; version: number }[];

beforeAll(async () => {
  await own.begin();
  graph = new LabelWorkflow(own.address);
  administrator = await graph.as('ADMINISTRATOR');
  reviewer = await graph.as('REVIEWER');
  const { department } = await graph.data(
    '{ department(code: "23") { authorities(first: 60, filter: { kind: { in: [COMMUNE] }, isCurrent: true }) { nodes { id name siren version } } } }',
  );
  communes = department.authorities.nodes;
});
afterAll(() => own.clear());

const BODY = `authority { id version kind name shortName siren website region { code } department { code } members(first: 10) { totalCount nodes { id } }
  provenance { source { title } } } candidates { id name } problems { code field message }`;
const send = async (headers: Headers, mutation: 'bodyCreate' | 'bodyEdit', input: object) => {
  const type = mutation === 'bodyCreate' ? 'BodyCreateInput' : 'BodyEditInput';
  const { data, errors } = await graph.ask(
    `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${BODY} asOf } }`,
    { input },
    headers,
  );
  return { ...data?.done, errors: errors.map(({ extensions }) => extensions.code) };
};
const syndicate = (more: object = {}) => ({
  kind: 'JOINT_SYNDICATE',
  name: 'Syndicat mixte du Pays de Quokkavalle',
  departmentCode: '23',
  memberIds: communes.slice(0, 3).map(({ id }) => id),
  ...more,
});
const codes = (payload: { problems: { code: string; field: string[] }[] }) =>
  payload.problems.map(({ code, field }) => `${code} ${field.slice(1).join('.')}`.trim());

describe('a joint syndicate', () => {
  let body: { id: string; version: number };
  let editor: Headers;

  it('is created by reviewers with its members, and search and suggestions find it', async () => {
    const { authority, problems, asOf } = await send(
      reviewer,
      'bodyCreate',
      syndicate({ shortName: 'SMPQ', website: 'https://smpq.example/' }),
    );
    expect(problems).toEqual([]);
    expect(authority).toMatchObject({
      kind: 'JOINT_SYNDICATE',
      version: 1,
      siren: null,
      website: 'https://smpq.example/',
      region: { code: '75' },
      department: { code: '23' },
      members: { totalCount: 3 },
      provenance: { source: { title: 'Entered in Passerelle by a reviewer' } },
    });
    body = authority;
    editor = await graph.as('AUTHORITY_EDITOR', [body.id]);
    const found = await graph.data(
      `query ($asOf: String, $member: ID!) {
        suggest(text: "quokkavalle", asOf: $asOf) { authority { id } }
        byShortName: suggest(text: "SMPQ", asOf: $asOf) { authority { id } }
        resolveAuthority(name: "Syndicat mixte du pays de quokkavalle", asOf: $asOf) { authority { id } }
        authorities(filter: { text: "quokkavalle", kind: { in: [JOINT_SYNDICATE] }, region: { in: ["75"] } }, asOf: $asOf) {
          nodes { id } facets { kind { value count } } }
        authority(id: $member) { bodies(first: 5) { totalCount nodes { id } } groupings { id } } }`,
      { asOf, member: communes[0]!.id },
    );
    expect(found.suggest[0].authority).toEqual({ id: body.id });
    expect(found.byShortName[0].authority).toEqual({ id: body.id });
    expect(found.resolveAuthority.authority).toEqual({ id: body.id });
    expect(found.authorities.nodes).toEqual([{ id: body.id }]);
    expect(found.authorities.facets.kind).toEqual([{ value: 'JOINT_SYNDICATE', count: 1 }]);
    expect(found.authority.bodies).toEqual({ totalCount: 1, nodes: [{ id: body.id }] });
    expect(found.authority.groupings).not.toContainEqual({ id: body.id });
  });

  it('declares an expertise, obtains a label for it and enters a partnership, as any authority', async () => {
    const expertise = await graph.declared(editor, body.id);
    const session = await graph.session(administrator, ONE_DAY);
    const file = await graph.underReview(editor, reviewer, expertise.id, session.id);
    const accept = { ...named(file), decision: 'ACCEPT' };
    const { label } = await graph.done(reviewer, 'labelApplicationDecide', accept);
    expect(label.status).toBe('ACTIVE');
    const { foreignAuthorities } = await graph.data('{ foreignAuthorities(first: 1) { nodes { id } } }');
    const { done } = await graph.data(
      `mutation ($input: PartnershipCreateInput!) { done: partnershipCreate(input: $input) {
        partnership { id frenchAuthorities { id } } problems { code } asOf } }`,
      {
        input: {
          kind: 'TWINNING',
          titleFr: 'Jumelage du syndicat',
          frenchAuthorityIds: [body.id],
          foreignAuthorityIds: [foreignAuthorities.nodes[0].id],
        },
      },
      editor,
    );
    expect(done).toMatchObject({ problems: [], partnership: { frenchAuthorities: [{ id: body.id }] } });
    const { expertiseHolders, authorities } = await graph.data(
      `query ($asOf: String, $id: ID!) {
        expertiseHolders: authority(id: $id) { expertises { totalCount } partnerships { totalCount } }
        authorities(filter: { kind: { in: [JOINT_SYNDICATE] }, partnership: {}, having: [LABEL] }, asOf: $asOf) { nodes { id } } }`,
      { asOf: done.asOf, id: body.id },
    );
    expect(expertiseHolders).toEqual({ expertises: { totalCount: 1 }, partnerships: { totalCount: 1 } });
    expect(authorities.nodes).toEqual([{ id: body.id }]);
  });

  it('is not created twice: not under such a name, unless a person has compared, nor with the same SIREN', async () => {
    const again = await send(reviewer, 'bodyCreate', syndicate({ name: 'SM pays de QUOKKAVALLE' }));
    expect(codes(again)).toEqual(['POSSIBLE_DUPLICATE name']);
    expect(again.candidates).toEqual([{ id: body.id, name: 'Syndicat mixte du Pays de Quokkavalle' }]);
    expect(again.problems[0].message).toContain(body.id);
    const anyway = await send(reviewer, 'bodyCreate', syndicate({ createAnyway: true }));
    expect(codes(anyway)).toEqual([]);
    const taken = { name: 'Autre nom', siren: communes[5]!.siren, createAnyway: true };
    const sameSiren = await send(administrator, 'bodyCreate', syndicate(taken));
    expect(codes(sameSiren)).toEqual(['POSSIBLE_DUPLICATE siren']);
    expect(sameSiren.candidates).toEqual([{ id: communes[5]!.id, name: communes[5]!.name }]);
  });

  it('is edited by reviewers and its own editors, with members that come and go', async () => {
    const { authority } = await graph.data('query ($id: ID!) { authority(id: $id) { version } }', {
      id: body.id,
    });
    const edit = {
      id: body.id,
      version: authority.version,
      siren: '200000008',
      addMemberIds: [communes[4]!.id, communes[0]!.id],
      removeMemberIds: [communes[1]!.id],
    };
    const edited = await send(editor, 'bodyEdit', edit);
    expect(codes(edited)).toEqual([]);
    expect(edited.authority).toMatchObject({ siren: '200000008', members: { totalCount: 3 } });
    const ids = edited.authority.members.nodes.map(({ id }: { id: string }) => id).sort();
    expect(ids).toEqual([communes[0]!.id, communes[2]!.id, communes[4]!.id].sort());
    expect(codes(await send(reviewer, 'bodyEdit', edit))).toEqual(['VERSION_CONFLICT version']);
    const version = edited.authority.version;
    const edits: [object, string][] = [
      [{ removeMemberIds: ids }, 'MEMBERS_INVALID removeMemberIds'],
      [{ addMemberIds: [body.id] }, 'MEMBERS_INVALID addMemberIds'],
      [{ departmentCode: '00' }, 'SEAT_INVALID departmentCode'],
      [{ departmentCode: '69', regionCode: '11' }, 'SEAT_INVALID regionCode'],
      [{ name: null }, 'VALUE_NEEDED name'],
      [{}, 'NOTHING_TO_CHANGE'],
    ];
    for (const [more, code] of edits)
      expect(codes(await send(reviewer, 'bodyEdit', { id: body.id, version, ...more }))).toEqual([code]);
    const commune = { id: communes[6]!.id, version: communes[6]!.version, name: 'Autre' };
    expect(codes(await send(reviewer, 'bodyEdit', commune))).toEqual(['NOT_A_BODY id']);
  });

  it('is not created by editors of its members, nor edited by them', async () => {
    const member = await graph.as('AUTHORITY_EDITOR', [communes[0]!.id]);
    expect((await send(member, 'bodyCreate', syndicate())).errors).toEqual(['FORBIDDEN']);
    const edit = { id: body.id, version: 1, name: 'Autre' };
    expect((await send(member, 'bodyEdit', edit)).errors).toEqual(['FORBIDDEN']);
  });

  it('is dissolved without a successor by who may create bodies, and then stays as it was', async () => {
    const input = syndicate({ kind: 'ASSOCIATION', name: 'Association des Dunnartes', validFrom: '2015-03' });
    const { authority: gone } = await send(reviewer, 'bodyCreate', input);
    const editorOfIt = await graph.as('AUTHORITY_EDITOR', [gone.id]);
    const end = (validTo: string) => ({ id: gone.id, version: gone.version, validTo });
    expect((await send(editorOfIt, 'bodyEdit', end('2026-01-31'))).errors).toEqual(['FORBIDDEN']);
    expect(codes(await send(reviewer, 'bodyEdit', end('2014')))).toEqual(['DATES_INVALID validTo']);
    expect(codes(await send(reviewer, 'bodyEdit', end('2999-01-01')))).toEqual(['DATE_INVALID validTo']);
    expect(codes(await send(reviewer, 'bodyEdit', end('2026-01-31')))).toEqual([]);
    const { authority } = await graph.data(
      'query ($id: ID!) { authority(id: $id) { name validTo successor { id } members(first: 5) { totalCount } } }',
      { id: gone.id },
    );
    expect(authority).toEqual({
      name: 'Association des Dunnartes',
      validTo: '2026-01-31',
      successor: null,
      members: { totalCount: 3 },
    });
    const again = { id: gone.id, version: gone.version + 1, name: 'Autre' };
    expect(codes(await send(reviewer, 'bodyEdit', again))).toEqual(['AUTHORITY_CLOSED id']);
  });

  it('passes a membership on when a member merges, and its members when it merges itself', async () => {
    const versionOf = async (id: string) =>
      (await graph.data('query ($id: ID!) { node(id: $id) { ... on Authority { version } } }', { id })).node
        .version;
    const merge = async (closedId: string, successorId: string) =>
      graph.done(administrator, 'authorityMerge', {
        closedId,
        closedVersion: await versionOf(closedId),
        successorId,
        successorVersion: await versionOf(successorId),
        validTo: '2026-01-01',
      });
    const membersOf = async (id: string) => {
      const { authority } = await graph.data(
        'query ($id: ID!) { authority(id: $id) { members(first: 10) { nodes { id } } } }',
        { id },
      );
      return authority.members.nodes.map((one: { id: string }) => one.id).sort();
    };
    const [a, b, c, d] = communes.slice(20, 24).map(({ id }) => id) as [string, string, string, string];
    const make = async (name: string, ...memberIds: string[]) =>
      (await send(reviewer, 'bodyCreate', syndicate({ kind: 'ASSOCIATION', name, memberIds }))).authority.id;
    const [first, second] = [await make('Wombatie', a, b), await make('Numbatie', b, c)];
    await merge(a, d);
    expect(await membersOf(first)).toEqual([b, d].sort());
    await merge(first, second);
    expect([await membersOf(first), await membersOf(second)]).toEqual([[], [b, c, d].sort()]);
  });
});

describe('the contact of an authority', () => {
  const CONTACT =
    'contact { website mailboxes { role address } languages version provenance { confidence source { title } } }';
  const edit = async (headers: Headers, mutation: string, object: string, input: object) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await graph.ask(
      `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${object} { id ${CONTACT} } problems { code field } asOf } }`,
      { input },
      headers,
    );
    return { ...data?.done, errors: errors.map(({ extensions }) => extensions.code) };
  };
  const ofCommune = (headers: Headers, input: object) =>
    edit(headers, 'authorityContactEdit', 'authority', input);

  it('is stated by its editors, and what a search finds leads to it', async () => {
    const { id } = communes[30]!;
    const editor = await graph.as('AUTHORITY_EDITOR', [id]);
    const input = {
      authorityId: id,
      website: 'https://www.mairie.example/contact',
      mailboxes: [
        { role: 'GENERAL', address: 'mairie@mairie.example' },
        { role: 'INTERNATIONAL_COOPERATION', address: 'cooperation@mairie.example' },
      ],
      languages: ['fr', 'en'],
    };
    const { authority, problems, asOf } = await ofCommune(editor, input);
    expect(problems).toEqual([]);
    expect(authority.contact).toMatchObject({
      website: input.website,
      mailboxes: input.mailboxes,
      languages: ['fr', 'en'],
      version: 1,
      provenance: { confidence: 'DECLARED', source: { title: 'Entered in Passerelle by the authority' } },
    });
    const { authorities, facts } = await graph.data(
      `query ($id: ID!, $asOf: String) { facts: authority(id: $id) { version website email }
        authorities(filter: { id: [$id], having: [WEBSITE] }, asOf: $asOf) { nodes { contact { website } } } }`,
      { id, asOf },
    );
    expect(authorities.nodes).toEqual([{ contact: { website: input.website } }]);
    // The row of the authority itself stays as it was loaded, so that later loads update it.
    expect(facts).toEqual({ version: 0, website: input.website, email: 'mairie@mairie.example' });
    const again = await ofCommune(editor, input);
    expect(codes(again)).toEqual(['VERSION_CONFLICT version']);
    const cleared = await ofCommune(administrator, { authorityId: id, version: 1, mailboxes: null });
    expect(cleared.authority.contact).toMatchObject({ website: input.website, mailboxes: [], version: 2 });
  });

  it('has mailboxes of offices alone, web addresses alone, known languages, and each once', async () => {
    const { id } = communes[31]!;
    const general = (address: string) => ({ role: 'GENERAL', address });
    const wrong: [object, string][] = [
      [
        { mailboxes: [general('mairie@a.example'), general('jeanne.dupont@a.example')] },
        'CONTACT_INVALID mailboxes.1.address',
      ],
      [
        { mailboxes: [general('mairie@a.example'), general('Mairie@a.example')] },
        'MAILBOXES_INVALID mailboxes',
      ],
      [{ website: 'https://user:secret@a.example/' }, 'URL_INVALID website'],
      [{ languages: ['xx'] }, 'LANGUAGE_UNKNOWN languages'],
      [{}, 'NOTHING_TO_CHANGE'],
    ];
    for (const [more, code] of wrong)
      expect(codes(await ofCommune(administrator, { authorityId: id, ...more }))).toEqual([code]);
    const script = await ofCommune(administrator, { authorityId: id, website: 'javascript:alert(1)' });
    expect(script.errors).toEqual(['BAD_USER_INPUT']);
    const stranger = await graph.as('AUTHORITY_EDITOR', [communes[32]!.id]);
    expect((await ofCommune(stranger, { authorityId: id, languages: ['fr'] })).errors).toEqual(['FORBIDDEN']);
    const { authority } = await graph.data(
      'query ($id: ID!) { authority(id: $id) { contact { version } } }',
      { id },
    );
    expect(authority.contact).toBeNull();
  });

  it('abroad is stated by the foreign authority, and not by another', async () => {
    const { foreignAuthorities } = await graph.data('{ foreignAuthorities(first: 2) { nodes { id } } }');
    const [mine, other] = foreignAuthorities.nodes.map(({ id }: { id: string }) => id);
    const editor = await graph.as('FOREIGN_AUTHORITY', [mine]);
    const input = { website: 'https://parakou.example/', languages: ['fr'] };
    const stateFor = (foreignAuthorityId: string) =>
      edit(editor, 'foreignAuthorityContactEdit', 'foreignAuthority', { foreignAuthorityId, ...input });
    expect((await stateFor(mine)).foreignAuthority.contact).toMatchObject({
      ...input,
      mailboxes: [],
      version: 1,
    });
    expect((await stateFor(other)).errors).toEqual(['FORBIDDEN']);
  });

  it('of a country group is edited by its managers: its mailbox and its website', async () => {
    const { countryGroups } = await graph.data('{ countryGroups(first: 1) { nodes { id version } } }');
    const [{ id, version }] = countryGroups.nodes;
    const manager = await graph.as('GROUP_MANAGER', [id]);
    const { done } = await graph.data(
      'mutation ($input: CountryGroupEditInput!) { done: countryGroupEdit(input: $input) { countryGroup { contact website } problems { code } } }',
      { input: { id, version, contact: 'groupe@pays.example', website: 'https://pays.example/groupe' } },
      manager,
    );
    expect(done).toEqual({
      countryGroup: { contact: 'groupe@pays.example', website: 'https://pays.example/groupe' },
      problems: [],
    });
  });
});
