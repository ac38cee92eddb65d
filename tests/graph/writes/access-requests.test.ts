import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId, newId } from '#kernel/values';
import { until } from '../../support/until.js';
import { headersOf, type RoleName } from '../../support/actors.js';
import { ask } from '../../support/graph.js';
import { OwnGraph } from '../../support/own-graph.js';
import { inDays, HUYE } from '../../support/requests.js';
import { Workplace } from '../../support/workplace.js';

// A town that nobody knows gets access and finds a partner, all through the public door; and who may ask and decide.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' });
beforeAll(() => own.begin());
afterAll(() => own.clear());

const GRENOBLE = makeId('Authority', 'COM-38185');
const OUAGADOUGOU = makeId('ForeignAuthority', 'BF:MUNICIPALITY:Ouagadougou');

interface Who {
  role: RoleName | null;
  of?: string[];
  name?: string;
}
/** A person whom the issuer knows, and who has no role here. */
const town: Who = { role: null, name: 'Tchaourou' };
const reviewer: Who = { role: 'REVIEWER' };

async function askAs(who: Who | undefined, query: string, variables: object = {}) {
  const { role, of = [], name } = who ?? { role: null };
  const options = { graph: own.address, ...(name !== undefined && { name }) };
  const headers = who ? await headersOf(role, of, options) : {};
  return ask(query, variables as Record<string, unknown>, {
    graph: own.address,
    headers: { ...headers, 'accept-language': 'en' },
  });
}
async function read(who: Who | undefined, query: string, variables: object = {}) {
  const { data, errors } = await askAs(who, query, variables);
  if (errors.length) throw new Error(JSON.stringify(errors));
  return data;
}
/** The payload of a mutation, or the codes of its errors. */
async function send(
  who: Who,
  mutation: string,
  input: object,
  object: string,
  type = mutation,
): Promise<any> {
  const inputType = `${type[0]!.toUpperCase()}${type.slice(1)}Input`;
  const query = `mutation ($input: ${inputType}!) { done: ${mutation}(input: $input) { ${object} problems { code field message } } }`;
  const { data, errors } = await askAs(who, query, { input });
  return data?.done ?? { errors: errors.map(({ extensions }) => extensions.code) };
}
const codes = (payload: any): string[] =>
  payload.errors ?? payload.problems.map(({ code }: { code: string }) => code);

const REQUEST =
  'accessRequest { id version status answer proposedName proposedCountry proposedKind office contact foreignAuthority { id name } principal { id subject } }';
const proposed = { name: 'Tchaourou', country: 'BJ', kind: 'MUNICIPALITY' };
const submission = (more: object = {}) => ({
  proposed,
  office: 'Service de la coopération',
  contact: 'mairie@tchaourou.example',
  message: 'We look for a partner on water. Our mayor’s decision 12/2026 names this office.',
  ...more,
});
const submit = (who: Who, more: object = {}) => send(who, 'accessRequestSubmit', submission(more), REQUEST);

describe('a town that nobody knows', () => {
  let requestId: string;
  let townId: string;

  it('is not known, and its person has no role', async () => {
    const { foreignAuthorityCandidates, viewer } = await read(
      town,
      '{ foreignAuthorityCandidates(name: "Tchaourou", country: "BJ") { name } viewer { roles { role } } }',
    );
    expect({ foreignAuthorityCandidates, viewer }).toEqual({
      foreignAuthorityCandidates: [],
      viewer: { roles: [] },
    });
  });

  it('asks for access, and sees its request', async () => {
    const payload = await submit(town);
    expect(payload).toMatchObject({
      problems: [],
      accessRequest: {
        status: 'OPEN',
        proposedName: 'Tchaourou',
        proposedCountry: 'BJ',
        foreignAuthority: null,
      },
    });
    requestId = payload.accessRequest.id;
    const { accessRequests } = await read(town, '{ accessRequests(first: 10) { totalCount nodes { id } } }');
    expect(accessRequests).toEqual({ totalCount: 1, nodes: [{ id: requestId }] });
  });

  it('gets it from a reviewer, who enters the town first', async () => {
    const { accessRequests } = await read(
      reviewer,
      '{ accessRequests(first: 10, filter: { status: { in: [OPEN] } }) { nodes { id version contact proposedName proposedCountry proposedKind } } }',
    );
    const [open] = accessRequests.nodes.filter(({ id }: { id: string }) => id === requestId);
    expect(open).toMatchObject({ version: 1, contact: 'mairie@tchaourou.example' });
    const grant = (more: object) =>
      send(reviewer, 'accessRequestGrant', { id: open.id, version: open.version, ...more }, REQUEST);
    expect(codes(await grant({}))).toEqual(['AUTHORITY_UNCLEAR']);
    const entered = await send(
      reviewer,
      'foreignAuthorityCreate',
      {
        name: open.proposedName,
        nameLanguage: 'fr',
        kind: open.proposedKind,
        country: open.proposedCountry,
        subdivisionCode: 'BJ-BO',
        latitude: 8.8865,
        longitude: 2.5975,
      },
      'foreignAuthority { id } candidates { name }',
    );
    expect(codes(entered)).toEqual([]);
    townId = entered.foreignAuthority.id;
    // At once: the grant waits until the feed has brought the town here.
    const granted = await grant({ foreignAuthorityId: townId, answer: 'Welcome' });
    expect(granted).toMatchObject({
      problems: [],
      accessRequest: {
        status: 'GRANTED',
        answer: 'Welcome',
        foreignAuthority: { id: townId, name: 'Tchaourou' },
      },
    });
    expect(codes(await grant({ version: 2, foreignAuthorityId: townId }))).toEqual(['STATUS_INVALID']);
  });

  it('publishes a request with the same token at once, sees its matches, and a French reply is accepted', async () => {
    const { viewer } = await read(town, '{ viewer { roles { role foreignAuthorities { name } } } }');
    expect(viewer.roles).toEqual([
      { role: 'FOREIGN_AUTHORITY', foreignAuthorities: [{ name: 'Tchaourou' }] },
    ]);
    const published = await send(
      town,
      'cooperationRequestPublish',
      {
        foreignAuthorityId: townId,
        themeCodes: ['ENV-WATER'],
        needFr: 'Réhabiliter nos points d’eau et former leurs gestionnaires',
        languages: ['fr'],
        urgencyLevel: 'SOON',
        expiresOn: inDays(60),
        contact: 'mairie@tchaourou.example',
      },
      'cooperationRequest { id version foreignAuthority { name } country { code } }',
    );
    expect(published).toMatchObject({
      problems: [],
      cooperationRequest: { foreignAuthority: { name: 'Tchaourou' }, country: { code: 'BJ' } },
    });
    const { id } = published.cooperationRequest;
    const matches = await until(
      async () =>
        (
          await read(
            town,
            'query ($id: ID!) { cooperationRequest(id: $id) { matches(first: 5) { nodes { score authority { name } reasons { criterion points } } } } }',
            { id },
          )
        ).cooperationRequest.matches?.nodes ?? [],
      (nodes) => nodes.length > 0,
    );
    expect(matches).toHaveLength(5);
    expect(matches[0].score).toBeGreaterThan(50);
    const reply = await send(
      { role: 'AUTHORITY_EDITOR', of: [GRENOBLE] },
      'interestExpress',
      {
        requestId: id,
        authorityId: GRENOBLE,
        message: 'Nous pouvons vous aider',
        contact: 'relations-internationales@grenoble.example',
      },
      'expressionOfInterest { id version }',
    );
    expect(codes(reply)).toEqual([]);
    const accepted = await send(
      town,
      'interestAccept',
      { ...reply.expressionOfInterest, answer: 'Bienvenue à Tchaourou' },
      'expressionOfInterest { status }',
    );
    expect(accepted).toMatchObject({ problems: [], expressionOfInterest: { status: 'ACCEPTED' } });
    const { cooperationRequest } = await read(
      undefined,
      'query ($id: ID!) { cooperationRequest(id: $id) { status answeredBy { name } } }',
      { id },
    );
    expect(cooperationRequest).toEqual({ status: 'MATCHED', answeredBy: [{ name: 'Grenoble' }] });
  });

  it('is in lists and suggestions', async () => {
    const { foreignAuthorities, suggest } = await read(
      undefined,
      '{ foreignAuthorities(filter: { text: "tchaourou" }) { nodes { id } } suggest(text: "tchaouro", first: 3) { foreignAuthority { id } } }',
    );
    expect(foreignAuthorities.nodes).toEqual([{ id: townId }]);
    expect(suggest).toContainEqual({ foreignAuthority: { id: townId } });
  });

  it('leaves an audit of who asked and who granted', async () => {
    const { rows } = await own.admin.query<{ operation: string; actor: string; status: string }>(
      `SELECT operation, actor, after->>'status' AS status FROM access.audit WHERE entity_id = $1 ORDER BY number`,
      [requestId],
    );
    expect(rows.map(({ operation, status }) => [operation, status])).toEqual([
      ['accessRequestSubmit', 'OPEN'],
      ['accessRequestGrant', 'GRANTED'],
    ]);
    expect(rows[0]!.actor).not.toBe(rows[1]!.actor);
  });
});

describe('a request for access', () => {
  it('needs a person, a mailbox of an office and one authority', async () => {
    const person: Who = { role: null, name: 'careless' };
    const { errors } = await askAs(
      undefined,
      'mutation ($input: AccessRequestSubmitInput!) { accessRequestSubmit(input: $input) { problems { code } } }',
      { input: submission() },
    );
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(
      codes(await submit(person, { contact: 'aminata.diallo@ville.example', office: ' ', message: '' })),
    ).toEqual(['TEXT_INVALID', 'CONTACT_INVALID', 'TEXT_INVALID']);
    expect(codes(await submit(person, { foreignAuthorityId: OUAGADOUGOU }))).toEqual(['AUTHORITY_UNCLEAR']);
    expect(codes(await submit(person, { proposed: null }))).toEqual(['AUTHORITY_UNCLEAR']);
    expect(codes(await submit(person, { proposed: { ...proposed, country: 'FR', name: '' } }))).toEqual([
      'TEXT_INVALID',
      'COUNTRY_UNKNOWN',
    ]);
    expect(
      codes(await submit(person, { proposed: null, foreignAuthorityId: newId('ForeignAuthority') })),
    ).toEqual(['FOREIGN_AUTHORITY_UNKNOWN']);
  });

  it('cannot be made with the key of a partner', async () => {
    const administrator: Who = { role: 'ADMINISTRATOR' };
    const { partner } = await send(administrator, 'partnerCreate', { name: 'A partner' }, 'partner { id }');
    const key = { partnerId: partner.id, name: 'Its key' };
    const { secret } = await send(administrator, 'apiKeyCreate', key, 'secret');
    const { data } = await ask(
      'mutation ($input: AccessRequestSubmitInput!) { accessRequestSubmit(input: $input) { problems { code } } }',
      { input: submission() },
      { graph: own.address, headers: { authorization: `Bearer ${secret}` } },
    );
    expect(data.accessRequestSubmit.problems).toEqual([{ code: 'PERSON_NEEDED' }]);
  });

  it('is open once for an authority, five times for a person, and can be withdrawn by that person alone', async () => {
    const person: Who = { role: null, name: 'eager' };
    const known = { proposed: null, foreignAuthorityId: OUAGADOUGOU };
    // Two at the same time: one of them counts.
    const both = await Promise.all([submit(person, known), submit(person, known)]);
    expect(both.map(codes).sort()).toEqual([[], ['ACCESS_REQUESTED']]);
    const first = both.find(({ accessRequest }) => accessRequest).accessRequest;
    for (const name of ['Gogounou', 'Banikoara', 'Karimama', 'Malanville'])
      expect(codes(await submit(person, { proposed: { ...proposed, name } }))).toEqual([]);
    expect(codes(await submit(person, { proposed: { ...proposed, name: 'Ségbana' } }))).toEqual([
      'ACCESS_LIMIT',
    ]);
    const withdraw = (who: Who) => send(who, 'accessRequestWithdraw', { id: first.id }, REQUEST);
    expect(codes(await withdraw({ role: null, name: 'other' }))).toEqual(['NOT_FOUND']);
    expect(await withdraw(person)).toMatchObject({ problems: [], accessRequest: { status: 'WITHDRAWN' } });
    expect(codes(await withdraw(person))).toEqual(['STATUS_INVALID']);
    expect(codes(await submit(person, { proposed: { ...proposed, name: 'GOGOUNOU' } }))).toEqual([
      'ACCESS_REQUESTED',
    ]);
    expect(codes(await submit(person, { proposed: { ...proposed, name: 'Ségbana' } }))).toEqual([]);
  });

  it('is granted neither by whoever asks, nor for another authority than was named', async () => {
    const itself: Who = { role: 'REVIEWER', name: 'asks for itself' };
    const asked = { proposed: null, foreignAuthorityId: OUAGADOUGOU };
    const { accessRequest } = await submit(itself, asked);
    const grant = (who: Who, more: object = {}) =>
      send(who, 'accessRequestGrant', { id: accessRequest.id, version: 1, ...more }, REQUEST);
    expect(codes(await grant(itself))).toEqual(['OWN_REQUEST']);
    expect(codes(await grant(reviewer, { foreignAuthorityId: HUYE }))).toEqual(['AUTHORITY_UNCLEAR']);
    expect(await grant(reviewer)).toMatchObject({ problems: [], accessRequest: { status: 'GRANTED' } });
  });

  it('is declined with a reason, seen by the person and by nobody else', async () => {
    const person: Who = { role: null, name: 'declined' };
    const { accessRequest } = await submit(person, { proposed: null, foreignAuthorityId: OUAGADOUGOU });
    const decline = (who: Who, reason: string) =>
      send(who, 'accessRequestDecline', { id: accessRequest.id, version: 1, reason }, REQUEST);
    expect(codes(await decline(person, 'x'))).toEqual(['FORBIDDEN']);
    expect(codes(await decline({ role: 'CONTRIBUTOR' }, 'x'))).toEqual(['FORBIDDEN']);
    expect(codes(await decline(reviewer, ' '))).toEqual(['TEXT_INVALID']);
    expect(await decline(reviewer, 'Please ask from the mailbox of the town hall.')).toMatchObject({
      problems: [],
      accessRequest: { status: 'DECLINED' },
    });
    const { accessRequests } = await read(person, '{ accessRequests(first: 5) { nodes { answer } } }');
    expect(accessRequests.nodes).toEqual([{ answer: 'Please ask from the mailbox of the town hall.' }]);
    const others = await read(
      { role: 'AUTHORITY_EDITOR', of: [GRENOBLE] },
      '{ accessRequests(first: 5) { totalCount } }',
    );
    expect(others.accessRequests.totalCount).toBe(0);
    expect((await askAs(undefined, '{ accessRequests(first: 5) { totalCount } }')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });
});
