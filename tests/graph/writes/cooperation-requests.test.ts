import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadData, openPool } from '#kernel/database';
import { openSubgraph, type SubgraphRuntime } from '#kernel/server';
import { makeId } from '#kernel/values';
import { cooperations } from '#subgraphs';
import { pino } from 'pino';
import { readExamples } from '../../../gateway/operation/examples.js';
import { headersOf, type RoleName } from '../../support/actors.js';
import { querySubgraph, somebody } from '../../support/subgraph-requests.js';
import { expertises, frenchAuthorities } from '../../support/search/facts.js';
import { ask } from '../../support/graph.js';
import { OwnGraph } from '../../support/own-graph.js';
import {
  ACCEPT,
  CLOSE,
  DECLINE,
  EDIT,
  EXPRESS,
  HUYE,
  MELAKY,
  PUBLISH,
  WITHDRAW,
  inDays,
  request,
} from '../../support/requests.js';
import { Workplace, databaseOf } from '../../support/workplace.js';

// A request from publication to expiry, and who can see what. On a graph of its own, because nothing is ever deleted.

const workplace = new Workplace();
const own = new OwnGraph(workplace);
let runtime: SubgraphRuntime;

const [lyon, grenoble, aura] = ['COM-69123', 'COM-38185', 'REG-84'].map((key) =>
  makeId('Authority', key),
) as [string, string, string];

/** A caller as the gateway identifies them by a token and passes them to the subgraph. */
interface Who {
  role: RoleName | null;
  of: string[];
  scopes: string[];
}
const author: Who = { role: 'FOREIGN_AUTHORITY', of: [HUYE], scopes: ['request:write'] };
const otherAuthor: Who = { role: 'FOREIGN_AUTHORITY', of: [MELAKY], scopes: ['request:write'] };
const editorOf = (authority: string): Who => ({
  role: 'AUTHORITY_EDITOR',
  of: [authority],
  scopes: ['interest:write'],
});
const administrator: Who = { role: 'ADMINISTRATOR', of: [], scopes: ['request:write', 'interest:write'] };
const stranger: Who = { role: null, of: [], scopes: [] };
const actorOf = ({ role, of, scopes }: Who) => {
  const reach = role === 'ADMINISTRATOR' ? [null] : of;
  return somebody(String(role), ...scopes.flatMap((scope) => reach.map((id) => ({ scope, of: id }))));
};

/** Executes an operation through the public API, with a token of the development issuer. */
async function askAs(who: Who | undefined, query: string, variables: Record<string, unknown> = {}) {
  const headers = who ? await headersOf(who.role, who.of, { graph: own.address }) : {};
  return ask(query, variables, { graph: own.address, headers: { ...headers, 'accept-language': 'en' } });
}

beforeAll(async () => {
  // With the development issuer.
  own.environment.NODE_ENV = 'test';
  await own.begin();
  runtime = openSubgraph(
    cooperations,
    { url: await databaseOf(own.program, own.secret), secret: own.secret },
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await runtime?.close();
  await own.clear();
});

/** The payload of a mutation that is not refused as an error. */
async function done(query: string, input: object, who: Who = author) {
  const { data, errors } = await askAs(who, query, { input });
  expect(errors).toEqual([]);
  return data.done;
}
async function published(more: object = {}) {
  const { problems, cooperationRequest } = await done(PUBLISH, request(more));
  expect(problems).toEqual([]);
  return cooperationRequest as { id: string; version: number };
}
async function interest(requestId: string, authority = lyon) {
  const input = { requestId, authorityId: authority, message: 'We can help', contact: 'ri@exemple.fr' };
  const { problems, expressionOfInterest } = await done(EXPRESS, input, editorOf(authority));
  expect(problems).toEqual([]);
  return expressionOfInterest as { id: string; version: number };
}
const codeOf = async (query: string, input: object, who?: Who) => {
  const { problems } = await done(query, input, who);
  return problems.map(({ code }: { code: string }) => code);
};
const errorOf = async (query: string, input: object, who?: Who) =>
  (await askAs(who, query, { input })).errors[0]?.extensions.code;

describe('a request', () => {
  it('is published, and everybody sees it', async () => {
    const { id } = await published({ urgency: 'The school opens in spring', population: 328_000 });
    const { data, errors } = await ask(
      `query ($id: ID!) { node(id: $id) { ... on CooperationRequest {
        foreignAuthority { name } foreignAuthorityText country { code } themes { code } need(lang: EN) language(lang: FR) languages
        urgencyLevel urgency population openedOn expiresOn expiresSoon status version answeredBy { id }
        provenance { source { title } asOf confidence }
      } } }`,
      { id },
      { graph: own.address },
    );
    expect(errors).toEqual([]);
    expect(data.node).toEqual({
      foreignAuthority: { name: 'Huye (district)' },
      foreignAuthorityText: 'Huye (district)',
      country: { code: 'RW' },
      themes: [{ code: 'EDU-TRAINING' }],
      need: 'Trainers for our vocational schools',
      language: 'EN',
      languages: ['en', 'fr'],
      urgencyLevel: 'SOON',
      urgency: 'The school opens in spring',
      population: 328_000,
      openedOn: inDays(0),
      expiresOn: inDays(60),
      expiresSoon: false,
      status: 'OPEN',
      version: 1,
      answeredBy: [],
      provenance: {
        source: { title: 'Entered in Passerelle by Huye (district)' },
        asOf: inDays(0),
        confidence: 'CONFIRMED',
      },
    });
  });

  it.each([
    ['THEMES_INVALID', { themeCodes: [] }],
    ['THEME_UNKNOWN', { themeCodes: ['EDU-TRAINING', 'EDU-NOTHING'] }],
    ['NEED_MISSING', { needEn: null }],
    ['TEXT_INVALID', { needEn: '   ' }],
    ['TEXT_INVALID', { needFr: 'un\u0001deux' }],
    ['TEXT_INVALID', { urgency: 'x'.repeat(501) }],
    ['LANGUAGE_UNKNOWN', { languages: [] }],
    ['LANGUAGE_UNKNOWN', { languages: ['FR'] }],
    ['LANGUAGE_UNKNOWN', { languages: ['fr', 'qq'] }],
    ['EXPIRY_INVALID', { expiresOn: inDays(0) }],
    ['EXPIRY_INVALID', { expiresOn: inDays(800) }],
    ['CONTACT_INVALID', { contact: 'the town hall' }],
    ['CONTACT_INVALID', { contact: 'a@b' }],
    ['CONTACT_INVALID', { contact: 'a\u0001b\u200b@b.fr' }],
    ['CONTACT_INVALID', { contact: 'jean.dupont@gmail.com' }],
    ['NUMBER_INVALID', { population: 0 }],
  ])('is not published, %#: %s', async (code, more) => {
    expect(await codeOf(PUBLISH, request(more))).toEqual([code]);
  });

  it('is not published by others, nor for an unknown authority', async () => {
    for (const who of [otherAuthor, editorOf(lyon), stranger])
      expect(await errorOf(PUBLISH, request(), who)).toBe('FORBIDDEN');
    expect(await errorOf(PUBLISH, request(), undefined)).toBe('UNAUTHENTICATED');
    const nobody = makeId('ForeignAuthority', 'RW:DISTRICT:Nowhere');
    expect(await codeOf(PUBLISH, request({ foreignAuthorityId: nobody }), administrator)).toEqual([
      'FOREIGN_AUTHORITY_UNKNOWN',
    ]);
  });

  it('is published once, however often the mutation is sent', async () => {
    const input = request({ clientMutationId: 'publish-once' });
    const [first, ...again] = await Promise.all([1, 2, 3].map(() => done(PUBLISH, input)));
    for (const answer of again) expect(answer).toEqual(first);
    expect(await codeOf(PUBLISH, { ...input, needEn: 'Something else' })).toEqual([
      'CLIENT_MUTATION_ID_REUSED',
    ]);
  });

  it('is edited: absent fields stay, null clears, and nobody overwrites changes that they have not seen', async () => {
    const { id } = await published({ needFr: 'Des formateurs', urgency: 'Soon' });
    const edited = await done(EDIT, { id, version: 1, needEn: null, urgency: null, expiresOn: inDays(5) });
    expect(edited.problems).toEqual([]);
    expect(edited.cooperationRequest).toMatchObject({
      version: 2,
      expiresOn: inDays(5),
      expiresSoon: true,
      themes: [{ code: 'EDU-TRAINING' }],
    });
    expect(await codeOf(EDIT, { id, version: 1, urgency: 'Now' })).toEqual(['VERSION_CONFLICT']);
    // Its version is unchanged, as the next edits show.
    expect(await codeOf(EDIT, { id, version: 2 })).toEqual(['NOTHING_TO_CHANGE']);
    for (const [code, more] of [
      ['NEED_MISSING', { needFr: null }],
      ['VALUE_NEEDED', { themeCodes: null }],
      ['VALUE_NEEDED', { languages: null }],
      ['VALUE_NEEDED', { expiresOn: null }],
      ['URGENCY_MISSING', { urgencyLevel: null }],
      ['VALUE_NEEDED', { contact: null }],
    ] as const)
      expect(await codeOf(EDIT, { id, version: 2, ...more })).toEqual([code]);
    expect(await errorOf(EDIT, { id, version: 2, urgency: 'Mine' }, otherAuthor)).toBe('FORBIDDEN');
    const found = await ask(
      `{ cooperationRequests(filter: { text: "formateurs", expiresSoon: true, urgencyLevel: { in: [SOON] }, language: { in: ["en"] } }) { nodes { id need urgency } } }`,
      {},
      { graph: own.address },
    );
    expect(found.data.cooperationRequests.nodes).toEqual([{ id, need: 'Des formateurs', urgency: null }]);
  });

  it('is found by its foreign authority', async () => {
    const { id } = await published();
    const idsOf = async (authority: string) => {
      const { data } = await askAs(
        undefined,
        `query ($authority: [ID!]) { cooperationRequests(first: 100, filter: { foreignAuthority: $authority }) { nodes { id foreignAuthority { id } } } }`,
        { authority: [authority] },
      );
      return data.cooperationRequests.nodes;
    };
    const mine = await idsOf(HUYE);
    expect(mine).toContainEqual({ id, foreignAuthority: { id: HUYE } });
    expect(new Set(mine.map(({ foreignAuthority }: any) => foreignAuthority.id))).toEqual(new Set([HUYE]));
    expect(await idsOf(MELAKY)).not.toContainEqual({ id, foreignAuthority: { id: HUYE } });
  });

  it('is closed once, and then neither edited nor answered', async () => {
    const { id } = await published();
    const pending = await interest(id);
    const closed = await done(CLOSE, { id, version: 1, reason: 'NO_LONGER_NEEDED' });
    expect(closed.cooperationRequest).toMatchObject({ status: 'CLOSED', version: 2 });
    expect(await codeOf(CLOSE, { id, version: 2, reason: 'NO_LONGER_NEEDED' })).toEqual(['REQUEST_NOT_OPEN']);
    expect(await codeOf(EDIT, { id, version: 2, urgency: 'Now' })).toEqual(['REQUEST_NOT_OPEN']);
    const input = { requestId: id, authorityId: grenoble, message: 'We can', contact: 'ri@exemple.fr' };
    expect(await codeOf(EXPRESS, input, editorOf(grenoble))).toEqual(['REQUEST_NOT_OPEN']);
    expect(await codeOf(ACCEPT, { id: pending.id, version: 2 })).toEqual(['INTEREST_NOT_PENDING']);
  });

  it('that comes from a source cannot be answered here', async () => {
    await own.admin.query(`UPDATE cooperations.cooperation_request SET status = 'OPEN' WHERE id = $1`, [
      makeId('CooperationRequest', 'melaky-education-2018'),
    ]);
    const input = {
      requestId: makeId('CooperationRequest', 'melaky-education-2018'),
      authorityId: lyon,
      message: 'We can',
      contact: 'ri@exemple.fr',
    };
    expect(await codeOf(EXPRESS, input, editorOf(lyon))).toEqual(['REQUEST_WITHOUT_AUTHOR']);
  });
});

describe('expressions of interest', () => {
  const SEEN = `query ($request: ID!, $replies: [ID!]!, $authorities: [ID!]!) {
    cooperationRequest(id: $request) { contact expressionsOfInterest { totalCount nodes { id message contact authority { id name } } } }
    replies: nodes(ids: $replies) { ... on ExpressionOfInterest { message contact } }
    authorities: nodes(ids: $authorities) { ... on Authority { expressionsOfInterest { nodes { message } } } }
  }`;
  const LISTED = '{ expressionsOfInterest(first: 100) { nodes { message contact request { id } } } }';
  const ENTITIES = `query ($entity: [_Any!]!) { _entities(representations: $entity) { ... on ExpressionOfInterest { message contact } } }`;
  let requestId: string;
  let ours: { id: string; version: number };
  let theirs: { id: string; version: number };

  beforeAll(async () => {
    ({ id: requestId } = await published());
    ours = await interest(requestId, lyon);
    theirs = await interest(requestId, grenoble);
  });

  /** Ids of replies to this request that a caller can read, by every path. */
  async function seenBy(who?: Who) {
    const replies = [ours, theirs].map(({ id }) => id);
    const variables = { request: requestId, replies, authorities: [lyon, grenoble] };
    const { data, errors } = await askAs(who, SEEN, variables);
    const listed = await askAs(who, LISTED);
    const entity = replies.map((id) => ({ __typename: 'ExpressionOfInterest', id }));
    const asked = await querySubgraph(runtime, ENTITIES, { entity }, who && actorOf(who));
    const there = (found: unknown) => found !== null;
    return {
      listed: listed.data?.expressionsOfInterest.nodes.filter((node: any) => node.request.id === requestId)
        .length,
      ofRequest: data.cooperationRequest.expressionsOfInterest?.totalCount,
      contact: data.cooperationRequest.contact,
      nodes: data.replies.map(there),
      entities: asked.data._entities.map(there),
      ofAuthorities: data.authorities.map(
        (found: any) => (found?.expressionsOfInterest?.nodes.length ?? 0) > 0,
      ),
      codes: [...new Set([...listed.errors, ...errors].map(({ extensions }) => extensions.code))],
    };
  }
  const mailbox = 'cooperation@huye.gov.rw';

  it.each([
    ['the author', author, 2, [true, true], mailbox],
    ['an administrator', administrator, 2, [true, true], mailbox],
    ['one authority', editorOf(lyon), 1, [true, false], null],
    ['another authority', editorOf(grenoble), 1, [false, true], null],
    ['a third authority', editorOf(aura), 0, [false, false], null],
    ['another author', otherAuthor, 0, [false, false], null],
    ['a stranger', stranger, 0, [false, false], null],
  ] as const)('are seen by the two sides only: %s', async (_, who, count, entities, contact) => {
    expect(await seenBy(who)).toMatchObject({
      listed: count,
      ofRequest: count,
      nodes: entities,
      entities,
      ofAuthorities: entities,
      contact,
      codes: [],
    });
  });

  it('are hidden from anonymous callers', async () => {
    expect(await seenBy()).toEqual({
      listed: undefined,
      ofRequest: undefined,
      contact: null,
      nodes: [false, false],
      entities: [false, false],
      ofAuthorities: [false, false],
      codes: ['UNAUTHENTICATED'],
    });
    const { data, errors } = await ask(
      `query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id } nodes(ids: $ids) { id __typename } }`,
      { id: ours.id, ids: [theirs.id, requestId] },
      { graph: own.address },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      node: null,
      nodes: [null, { id: requestId, __typename: 'CooperationRequest' }],
    });
    const { rows } = await own.admin.query(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE private AND fields IS NULL)::int AS told FROM cooperations.change WHERE type = 'ExpressionOfInterest'`,
    );
    expect(rows[0].all).toBeGreaterThan(1);
    expect(rows[0].told).toBe(rows[0].all);
    const { rows: tables } = await own.admin.query(
      `SELECT 1 FROM information_schema.columns WHERE table_schema = 'search' AND column_name IN ('contact', 'message')`,
    );
    expect(tables).toEqual([]);
  });

  it('are made in the name of the caller’s own authority, one at a time', async () => {
    const input = { requestId, authorityId: lyon, message: 'Again', contact: 'ri@exemple.fr' };
    expect(await codeOf(EXPRESS, input, editorOf(lyon))).toEqual(['INTEREST_EXISTS']);
    expect(await errorOf(EXPRESS, input, editorOf(grenoble))).toBe('FORBIDDEN');
    expect(await codeOf(EXPRESS, { ...input, message: '' }, editorOf(lyon))).toEqual(['TEXT_INVALID']);
    expect(await codeOf(EXPRESS, { ...input, contact: 'us' }, editorOf(lyon))).toEqual(['CONTACT_INVALID']);
    const nowhere = { ...input, requestId: makeId('CooperationRequest', 'nowhere') };
    expect(await codeOf(EXPRESS, nowhere, editorOf(lyon))).toEqual(['NOT_FOUND']);
  });

  it('are found by their request and by their authority', async () => {
    const idsOf = async (who: Who, filter: string) => {
      const { data, errors } = await askAs(
        who,
        `{ expressionsOfInterest(first: 100, filter: { ${filter} }) { nodes { id } } }`,
      );
      expect(errors).toEqual([]);
      return data.expressionsOfInterest.nodes.map(({ id }: { id: string }) => id);
    };
    expect((await idsOf(author, `request: ["${requestId}"]`)).sort()).toEqual([ours.id, theirs.id].sort());
    expect(await idsOf(author, `request: ["${requestId}"], authority: ["${lyon}"]`)).toEqual([ours.id]);
    expect(await idsOf(editorOf(grenoble), `request: ["${requestId}"]`)).toEqual([theirs.id]);
    expect(await idsOf(editorOf(grenoble), `authority: ["${lyon}"]`)).toEqual([]);
    const { errors } = await askAs(
      author,
      `{ expressionsOfInterest(filter: { request: ["x"] }) { nodes { id } } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'filter.request' } }]);
  });

  it('are made by one authority three times at most', async () => {
    const { id } = await published();
    for (let time = 1; time <= 3; time += 1) await done(DECLINE, { id: (await interest(id)).id, version: 1 });
    const input = { requestId: id, authorityId: lyon, message: 'Please', contact: 'ri@exemple.fr' };
    const { problems } = await done(EXPRESS, input, editorOf(lyon));
    expect(problems).toMatchObject([{ code: 'TOO_MANY_REPLIES', field: ['input', 'authorityId'] }]);
    await interest(id, grenoble);
  });

  it('are answered by the author of the request, and not found for those who cannot see them', async () => {
    for (const query of [ACCEPT, DECLINE]) {
      expect(await codeOf(query, { id: ours.id, version: 1 }, otherAuthor)).toEqual(['NOT_FOUND']);
      expect(await errorOf(query, { id: ours.id, version: 1 }, editorOf(lyon))).toBe('FORBIDDEN');
    }
    const both = somebody(
      'both',
      { scope: 'interest:write', of: lyon },
      { scope: 'request:write', of: MELAKY },
    );
    const accepted = await querySubgraph(runtime, ACCEPT, { input: { id: ours.id, version: 1 } }, both);
    expect(accepted.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await codeOf(WITHDRAW, { id: ours.id, version: 1 }, editorOf(aura))).toEqual(['NOT_FOUND']);
  });

  it('can be withdrawn, and made again', async () => {
    const { id } = await published();
    const first = await interest(id);
    const withdrawn = await done(WITHDRAW, { id: first.id, version: 1 }, editorOf(lyon));
    expect(withdrawn.expressionOfInterest).toMatchObject({ status: 'WITHDRAWN', version: 2 });
    expect(await codeOf(WITHDRAW, { id: first.id, version: 2 }, editorOf(lyon))).toEqual([
      'INTEREST_NOT_PENDING',
    ]);
    expect((await interest(id)).id).not.toBe(first.id);
  });

  it('are declined, with a reason that only the authority sees', async () => {
    const { id } = await published();
    const reply = await interest(id);
    const declined = await done(DECLINE, { id: reply.id, version: 1, answer: 'Another time' });
    expect(declined.expressionOfInterest).toMatchObject({ status: 'DECLINED', answer: 'Another time' });
    const { data } = await querySubgraph(
      runtime,
      `query ($id: ID!) { cooperationRequest(id: $id) { status version } }`,
      {
        id,
      },
    );
    expect(data.cooperationRequest).toEqual({ status: 'OPEN', version: 1 });
  });

  it('after one is accepted, everybody sees with whom, the accepted authority sees the contact, and the others are closed', async () => {
    const accepted = await done(ACCEPT, { id: ours.id, version: 1, answer: 'Welcome' });
    expect(accepted).toMatchObject({
      problems: [],
      asOf: expect.any(String),
      expressionOfInterest: { status: 'ACCEPTED', answer: 'Welcome' },
    });
    const { data } = await ask(
      `query ($id: ID!, $since: DateTime!) { node(id: $id) { ... on CooperationRequest { status answeredBy { name } } }
        changes(types: ["CooperationRequest"], since: $since) { nodes { entityId operation } } }`,
      { id: requestId, since: new Date(Date.now() - 60_000).toISOString() },
      { graph: own.address },
    );
    expect(data.node).toEqual({ status: 'MATCHED', answeredBy: [{ name: 'Lyon' }] });
    expect(data.changes.nodes).toContainEqual({ entityId: requestId, operation: 'UPDATED' });
    expect(await seenBy(editorOf(lyon))).toMatchObject({ ofRequest: 1, contact: mailbox });
    expect(await seenBy(editorOf(grenoble))).toMatchObject({ ofRequest: 1, contact: null });
    const told = await askAs(
      editorOf(grenoble),
      '{ expressionsOfInterest(filter: { status: { in: [LAPSED] } }) { nodes { id answer } } }',
    );
    expect(told.data.expressionsOfInterest.nodes).toEqual([{ id: theirs.id, answer: null }]);
    expect(await codeOf(ACCEPT, { id: theirs.id, version: 2 })).toEqual(['INTEREST_NOT_PENDING']);
    expect(await codeOf(WITHDRAW, { id: ours.id, version: 2 }, editorOf(lyon))).toEqual([
      'INTEREST_NOT_PENDING',
    ]);
    expect(await codeOf(EDIT, { id: requestId, version: 2, urgency: 'x' })).toEqual(['REQUEST_NOT_OPEN']);
    const closed = await done(CLOSE, { id: requestId, version: 2, reason: 'COOPERATION_BEGUN' });
    expect(closed.cooperationRequest).toMatchObject({ status: 'CLOSED' });
  });

  it('are audited: who, when, before and after', async () => {
    const [huye, ofLyon] = await Promise.all(
      [author, editorOf(lyon)].map(
        async (who) => (await askAs(who, '{ viewer { principal { id } } }')).data.viewer.principal.id,
      ),
    );
    expect(huye).not.toBe(ofLyon);
    const { rows } = await own.admin.query(
      `SELECT actor, operation, before->>'status' AS was, after->>'status' AS is FROM cooperations.audit WHERE entity_id = ANY($1::uuid[]) ORDER BY number`,
      [[ours.id, requestId]],
    );
    expect(rows).toEqual([
      { actor: huye, operation: 'cooperationRequestPublish', was: null, is: 'OPEN' },
      { actor: ofLyon, operation: 'interestExpress', was: null, is: 'PENDING' },
      { actor: huye, operation: 'interestAccept', was: 'PENDING', is: 'ACCEPTED' },
      { actor: huye, operation: 'interestAccept', was: 'OPEN', is: 'MATCHED' },
      { actor: huye, operation: 'cooperationRequestClose', was: 'MATCHED', is: 'CLOSED' },
    ]);
  });
});

describe('questions 4 and 10, by the authorities that ask them', () => {
  const examples = new Map(readExamples().map((example) => [example.name.slice(0, 3), example]));
  const answer = async (question: string, variables: object, who?: Who) => {
    const { query, variables: usual } = examples.get(question)!;
    const { data, errors } = await askAs(who, query, { ...usual, ...variables });
    expect(errors).toEqual([]);
    return data.cooperationRequests.nodes;
  };
  const who = 'Huye young people';

  it('our request is published, and only we see its replies and that it expires soon', async () => {
    expect(await answer('q10', { who })).toEqual([]);
    const { id } = await published({ needEn: 'Vocational training for young people', population: 328_000 });
    expect(await answer('q10', { who })).toMatchObject([
      { id, status: 'OPEN', expiresSoon: false, answeredBy: [] },
    ]);
    await interest(id, aura);
    const [ours] = await answer('q10', { who, replies: true }, author);
    expect(ours.expressionsOfInterest).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          status: 'PENDING',
          message: 'We can help',
          contact: 'ri@exemple.fr',
          authority: { name: 'Auvergne-Rhône-Alpes' },
        },
      ],
    });
    const [theirs] = await answer('q10', { who, replies: true }, otherAuthor);
    expect(theirs.expressionsOfInterest).toEqual({ totalCount: 0, nodes: [] });
    const edited = await done(EDIT, { id, version: 1, expiresOn: inDays(7) });
    expect(edited.problems).toEqual([]);
    expect(await answer('q10', { who })).toMatchObject([{ status: 'OPEN', expiresSoon: true }]);
  });

  it('who matches, and why', async () => {
    const [found] = await answer('q04', { who, first: 100 });
    expect(found).toMatchObject({ country: { name: 'Rwanda' }, themes: [{ name: 'Vocational training' }] });
    const { totalCount, nodes } = found.matches;
    expect(totalCount).toBe(nodes.length);
    const held = expertises.filter(({ themeCode }) => themeCode === 'EDU-TRAINING');
    const names = nodes.map(({ authority }: any) => authority.name);
    // Two régions that train in Madagascar, which lies in the same part of Africa, then those that do elsewhere.
    expect(names.slice(0, 2)).toEqual(['Normandie', 'Nouvelle-Aquitaine']);
    expect(names.slice(0, held.length).sort()).toEqual(
      held.map(({ authorityKey }) => frenchAuthorities.get(authorityKey)!.name).sort(),
    );
    expect(nodes[0]).toMatchObject({
      score: 63,
      expertise: { title: 'Vocational training', countriesOfExperience: [{ name: 'Madagascar' }] },
      reasons: [
        {
          criterion: 'THEME',
          points: 40,
          of: 40,
          detail: 'The theme that is asked for: Vocational training',
        },
        {
          criterion: 'COUNTRY',
          points: 10,
          of: 28,
          detail: 'Works in the same part of the world: Madagascar',
        },
        { criterion: 'LANGUAGE', points: 12, of: 12, detail: 'A language in common: fr' },
        { criterion: 'LABEL', points: 0, of: 10, detail: 'No active label is known' },
        {
          criterion: 'MOBILISATION',
          points: 0,
          of: 5,
          detail: 'How the expertise can be mobilised is not stated',
        },
        {
          criterion: 'SIZE',
          points: 1,
          of: 5,
          detail: '3,345,842 inhabitants, and 328,000 where help is sought',
        },
      ],
    });
    const { data } = await askAs(
      undefined,
      `query ($id: ID!) { requestsFor(authority: $id) { nodes { score request { need } } } }`,
      { id: makeId('Authority', 'REG-28') },
    );
    expect(data.requestsFor.nodes).toContainEqual({
      score: 63,
      request: { need: 'Vocational training for young people' },
    });
  });

  it('is answered immediately, with the request itself', async () => {
    const { errors, data } = await askAs(
      author,
      `mutation ($input: CooperationRequestPublishInput!) { cooperationRequestPublish(input: $input) {
        cooperationRequest { matches(first: 1) { nodes { authority { name } } } } } }`,
      { input: request({ themeCodes: ['ENV-WATER'] }) },
    );
    expect(errors).toEqual([]);
    expect(data.cooperationRequestPublish.cooperationRequest.matches.nodes).toHaveLength(1);
  });
});

describe('at the same time', () => {
  it('twenty concurrent expressions of interest of one authority are one', async () => {
    const { id } = await published();
    const input = { requestId: id, authorityId: lyon, message: 'We can', contact: 'ri@exemple.fr' };
    const codes = (
      await Promise.all(Array.from({ length: 20 }, () => codeOf(EXPRESS, input, editorOf(lyon))))
    ).flat();
    expect(codes).toEqual(Array(19).fill('INTEREST_EXISTS'));
  });

  it('after ten replies are accepted, withdrawn, closed and edited at once, the request is matched with one or closed', async () => {
    const FORESEEN = ['REQUEST_NOT_OPEN', 'INTEREST_NOT_PENDING', 'VERSION_CONFLICT'];
    for (let turn = 0; turn < 5; turn += 1) {
      const { id } = await published();
      const authorities = Array.from({ length: 10 }, (_, n) => makeId('Authority', `race ${turn} ${n}`));
      const replies = await Promise.all(
        authorities.map(async (authority) => ({ authority, ...(await interest(id, authority)) })),
      );
      const problems = await Promise.all([
        ...replies.map((reply) => codeOf(ACCEPT, { id: reply.id, version: 1 })),
        ...replies.map((reply) => codeOf(WITHDRAW, { id: reply.id, version: 1 }, editorOf(reply.authority))),
        codeOf(CLOSE, { id, version: 1, reason: 'NO_LONGER_NEEDED' }),
        codeOf(EDIT, { id, version: 1, urgency: 'Now' }),
      ]);
      for (const code of problems.flat()) expect(FORESEEN).toContain(code);
      const { rows } = await own.admin.query(
        `SELECT r.status, (SELECT count(*)::int FROM cooperations.expression_of_interest i WHERE i.request_id = r.id AND i.status = 'ACCEPTED') AS accepted,
           cardinality(r.answered_by_ids) AS answered,
           (SELECT count(*)::int FROM cooperations.expression_of_interest i WHERE i.request_id = r.id AND i.status = 'PENDING') AS pending
         FROM cooperations.cooperation_request r WHERE r.id = $1`,
        [id],
      );
      const [{ status, accepted, answered, pending }] = rows;
      expect(accepted).toBe(answered);
      if (status === 'MATCHED') expect([accepted, pending]).toEqual([1, 0]);
      if (status === 'CLOSED') expect(pending).toBe(0);
      expect(accepted).toBeLessThanOrEqual(1);
    }
  });
});

describe('the database enforces', () => {
  const asSomebody = async (statement: string, values: readonly unknown[]) => {
    const client = await runtime.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('passerelle.actor', 'somebody', true)`);
      await client.query(statement, [...values]);
      return 'done';
    } catch (error) {
      return (error as { constraint?: string }).constraint;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };
  const reply = (id: string, authority: string) =>
    [
      `INSERT INTO expression_of_interest (id, request_id, authority_id, status, message, contact) VALUES (gen_random_uuid(), $1, $2, 'PENDING', 'x', 'x')`,
      [id, authority],
    ] as const;

  it('that a request changes its status only as allowed', async () => {
    const { id } = await published();
    const set = (status: string) =>
      [`UPDATE cooperation_request SET status = '${status}' WHERE id = $1`, [id]] as const;
    expect(await asSomebody(...set('CLOSED'))).toBe('done');
    expect(await asSomebody(...set('MATCHED'))).toBe('cooperation_request_matched');
    await done(CLOSE, { id, version: 1, reason: 'NO_LONGER_NEEDED' });
    for (const status of ['OPEN', 'MATCHED', 'EXPIRED']) {
      expect(await asSomebody(...set(status))).toBe('cooperation_request_transition');
      // Nor by a write without an actor.
      await expect(own.admin.query(`UPDATE cooperations.${set(status)[0].slice(7)}`, [id])).rejects.toThrow(
        /does not become/,
      );
    }
  });

  it('that its days are in order, and that it is complete', async () => {
    const { id } = await published();
    const set = (change: string) => [`UPDATE cooperation_request SET ${change} WHERE id = $1`, [id]] as const;
    expect(await asSomebody(...set(`expires_on = opened_on::date`))).toBe(
      'cooperation_request_dates_ordered',
    );
    for (const change of ['expires_on = NULL', `theme_codes = '{}'`, `languages = '{}'`])
      expect(await asSomebody(...set(change))).toBe('cooperation_request_published');
    expect(await asSomebody(...set('need_fr = NULL, need_en = NULL'))).toBe('cooperation_request_need_check');
    expect(await asSomebody(...set(`closing_reason = 'NO_LONGER_NEEDED'`))).toBe(
      'cooperation_request_closed',
    );
  });

  it('that an authority has one pending reply to an open request, and one reply is accepted', async () => {
    const { id } = await published();
    const first = await interest(id, lyon);
    const second = await interest(id, grenoble);
    expect(await asSomebody(...reply(id, aura))).toBe('done');
    expect(await asSomebody(...reply(id, lyon))).toBe('expression_of_interest_one_live');
    const accept = `UPDATE expression_of_interest SET status = 'ACCEPTED', answered_at = now() WHERE id = ANY($1::uuid[])`;
    expect(await asSomebody(accept, [[first.id]])).toBe('done');
    expect(await asSomebody(accept, [[first.id, second.id]])).toBe('expression_of_interest_one_accepted');
    await done(DECLINE, { id: first.id, version: 1 });
    expect(await asSomebody(accept, [[first.id]])).toBe('expression_of_interest_transition');
    await done(CLOSE, { id, version: 1, reason: 'NO_LONGER_NEEDED' });
    expect(await asSomebody(...reply(id, aura))).toBe('expression_of_interest_request_open');
  });

  it('that a load keeps what people wrote', async () => {
    const { rows: before } = await own.admin.query(
      'SELECT to_jsonb(r) FROM cooperations.cooperation_request r WHERE version > 0 ORDER BY id',
    );
    expect(before.length).toBeGreaterThan(5);
    const pool = openPool(cooperations, {
      url: await databaseOf(own.program, own.secret),
      secret: own.secret,
      poolSize: 2,
    });
    const report = await loadData(cooperations, pool, () => {}, true);
    await pool.end();
    expect(report).toMatchObject({ skipped: false, removed: 0 });
    const { rows } = await own.admin.query(
      'SELECT to_jsonb(r) FROM cooperations.cooperation_request r WHERE version > 0 ORDER BY id',
    );
    expect(rows).toEqual(before);
  });
});
