import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import { HELD, LabelWorkflow, named, parisDay, type Headers } from '../../support/label-workflow.js';
import { Listener } from '../../support/subscription-clients.js';
import { OwnGraph } from '../../support/own-graph.js';
import { DECLINE, EXPRESS, HUYE, MELAKY, PUBLISH, request } from '../../support/requests.js';
import { Workplace } from '../../support/workplace.js';

// Private events reach those concerned, and nobody else: with real tokens, on a graph of its own.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' }, workplace.loaded('small'));
const [ALBI, EVREUX] = [makeId('Authority', 'COM-81004'), makeId('Authority', 'COM-27229')];
const listeners: Listener[] = [];
let graph: LabelWorkflow;
let albi: Headers;
let evreux: Headers;
let reviewer: Headers;
let huye: Headers;
let melaky: Headers;

beforeAll(async () => {
  await own.begin();
  graph = new LabelWorkflow(own.address);
  albi = await graph.as('AUTHORITY_EDITOR', ALBI);
  evreux = await graph.as('AUTHORITY_EDITOR', EVREUX);
  reviewer = await graph.as('REVIEWER');
  huye = await graph.as('FOREIGN_AUTHORITY', HUYE);
  melaky = await graph.as('FOREIGN_AUTHORITY', MELAKY);
});
afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.leave()));
  await own.clear();
});

function listen(query: string, who: Headers, variables: object = {}, open = Listener.socket): Listener {
  const listener = open(own.address, query, variables as Record<string, unknown>, who);
  listeners.push(listener);
  return listener;
}

/** Cursor of the current end of the outbox of a subgraph. */
async function cursorOf(type: string): Promise<string> {
  for (let after: string | null = null; ;) {
    const { changes }: { changes: any } = await graph.data(
      'query ($after: String, $types: [String!]) { changes(after: $after, types: $types, first: 100) { pageInfo { hasNextPage endCursor } } }',
      { after, types: [type] },
    );
    after = changes.pageInfo.endCursor;
    if (!changes.pageInfo.hasNextPage) return after!;
  }
}

const silent = async (...quiet: Listener[]) => {
  await sleep(200);
  expect(quiet.map(({ results, end }) => ({ results, end }))).toEqual(
    quiet.map(() => ({ results: [], end: undefined })),
  );
};

const refusedTo = async (query: string, who: Headers, code: string) => {
  for (const open of [Listener.socket, Listener.events]) {
    const listener = listen(query, who, {}, open);
    const { errors = listener.results[0]?.errors } = await listener.ended();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  }
};

describe('decisions on label applications', () => {
  const DECIDED = `subscription ($after: String) { labelApplicationDecided(after: $after) {
    cursor operation entityId labelApplication { id status reason authority { name } label { status } } } }`;

  it('reach the authority and reviewers, once, and nobody else', async () => {
    const after = await cursorOf('Expertise');
    const [toAlbi, toEvreux, toReviewer] = [albi, evreux, reviewer].map((who) =>
      listen(DECIDED, who, { after }),
    ) as [Listener, Listener, Listener];
    const expertise = await graph.declared(albi, ALBI);
    const session = await graph.session(reviewer);
    const file = await graph.underReview(albi, reviewer, expertise.id, session.id);
    await graph.done(reviewer, 'committeeSessionEdit', { ...named(session), ...HELD });
    await silent(toAlbi, toEvreux, toReviewer);
    await graph.done(reviewer, 'labelApplicationDecide', {
      ...named(file),
      decision: 'ACCEPT',
      reasons: 'Convincing',
      validUntil: parisDay(1000),
    });
    const told = {
      operation: 'UPDATED',
      entityId: file.id,
      labelApplication: {
        id: file.id,
        status: 'ACCEPTED',
        reason: 'Convincing',
        authority: { name: 'Albi' },
        label: { status: 'ACTIVE' },
      },
    };
    const [event] = await toAlbi.take(1);
    expect(event!.data.labelApplicationDecided).toMatchObject(told);
    expect((await toReviewer.take(1))[0]!.data.labelApplicationDecided).toMatchObject(told);
    await silent(toAlbi, toEvreux, toReviewer);

    // A client that was disconnected gets only the decision, not the steps before it.
    const later = listen(DECIDED, albi, { after }, Listener.events);
    expect((await later.take(1))[0]!.data.labelApplicationDecided).toMatchObject(told);
    const again = listen(DECIDED, albi, { after: event!.data.labelApplicationDecided.cursor });
    await silent(later, again);
  });

  it('need the permission to see any', async () => {
    await refusedTo(DECIDED, {}, 'UNAUTHENTICATED');
    await refusedTo(DECIDED, huye, 'FORBIDDEN');
  });
});

describe('replies to requests', () => {
  const REPLIED = `subscription ($requests: [ID!], $after: String) { cooperationRequestReplied(requests: $requests, after: $after) {
    cursor operation entityId expressionOfInterest { id status message answer authority { name } request { id } } } }`;

  it('reach the two sides, and nobody else', async () => {
    const after = await cursorOf('CooperationRequest');
    const publish = async (who: Headers, foreignAuthorityId: string) => {
      const { done } = await graph.data(PUBLISH, { input: request({ foreignAuthorityId }) }, who);
      expect(done.problems).toEqual([]);
      return done.cooperationRequest.id as string;
    };
    const [first, second, other] = [
      await publish(huye, HUYE),
      await publish(huye, HUYE),
      await publish(melaky, MELAKY),
    ];
    const [author, authorOfOne, stranger, editor, otherEditor] = [
      listen(REPLIED, huye, { after }),
      listen(REPLIED, huye, { after, requests: [second] }, Listener.events),
      listen(REPLIED, melaky, { after }),
      listen(REPLIED, albi, { after }),
      listen(REPLIED, evreux, { after }),
    ];
    const express = async (requestId: string) => {
      const input = { requestId, authorityId: ALBI, message: 'We can help', contact: 'ri@exemple.fr' };
      const { done } = await graph.data(EXPRESS, { input }, albi);
      expect(done.problems).toEqual([]);
      return done.expressionOfInterest as { id: string; version: number };
    };
    const interest = await express(first);
    for (const listener of [author, editor])
      expect((await listener.take(1))[0]!.data.cooperationRequestReplied).toMatchObject({
        operation: 'CREATED',
        entityId: interest.id,
        expressionOfInterest: {
          status: 'PENDING',
          message: 'We can help',
          authority: { name: 'Albi' },
          request: { id: first },
        },
      });
    await silent(author, authorOfOne, stranger, editor, otherEditor);

    const { done } = await graph.data(DECLINE, { input: { ...named(interest), answer: 'Too late' } }, huye);
    expect(done.problems).toEqual([]);
    for (const listener of [author, editor])
      expect((await listener.take(1))[0]!.data.cooperationRequestReplied).toMatchObject({
        operation: 'UPDATED',
        expressionOfInterest: { status: 'DECLINED', answer: 'Too late' },
      });
    const toSecond = await express(second);
    expect((await authorOfOne.take(1))[0]!.data.cooperationRequestReplied.entityId).toBe(toSecond.id);
    const toOther = await express(other);
    expect((await stranger.take(1))[0]!.data.cooperationRequestReplied.entityId).toBe(toOther.id);
    await author.take(1);
    await editor.take(2);
    await silent(author, authorOfOne, stranger, editor, otherEditor);
  });

  it('as changes of entities reach those who may see them', async () => {
    const { done } = await graph.data(PUBLISH, { input: request() }, huye);
    const query = `subscription ($ids: [ID!]!, $after: String) { entityChanged(ids: $ids, after: $after) {
      type operation entityId entity { ... on ExpressionOfInterest { status } } } }`;
    const after = await cursorOf('CooperationRequest');
    const input = {
      requestId: done.cooperationRequest.id,
      authorityId: ALBI,
      message: 'We can help',
      contact: 'ri@exemple.fr',
    };
    const interest = (await graph.data(EXPRESS, { input }, albi)).done.expressionOfInterest;
    const [toAlbi, toHuye, toEvreux, toNobody] = [albi, huye, evreux, {}].map((who) =>
      listen(query, who, { ids: [interest.id], after }),
    ) as [Listener, Listener, Listener, Listener];
    for (const listener of [toAlbi, toHuye])
      expect((await listener.take(1))[0]!.data.entityChanged).toEqual({
        type: 'ExpressionOfInterest',
        operation: 'CREATED',
        entityId: interest.id,
        entity: { status: 'PENDING' },
      });
    await silent(toAlbi, toHuye, toEvreux, toNobody);
  });

  it('need the permission to see any', async () => {
    await refusedTo(REPLIED, {}, 'UNAUTHENTICATED');
    await refusedTo(REPLIED, reviewer, 'FORBIDDEN');
  });
});

describe('a caller who loses a grant or a key', () => {
  const DECIDED = 'subscription ($after: String) { labelApplicationDecided(after: $after) { entityId } }';
  const REPLIED = 'subscription ($after: String) { cooperationRequestReplied(after: $after) { entityId } }';
  const both = (query: string, who: Headers, variables: object) =>
    [Listener.socket, Listener.events].map((open) => listen(query, who, variables, open)) as [
      Listener,
      Listener,
    ];
  const change = async (admin: Headers, mutation: string, answer: string, input: object) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { problems { code } ${answer} } }`;
    const { done } = await graph.data(query, { input }, admin);
    expect(done.problems).toEqual([]);
    return done;
  };

  it('gets no further event, over either transport', async () => {
    const admin = await graph.as('ADMINISTRATOR');
    const person = async (...[role, of, name]: Parameters<LabelWorkflow['as']>) => {
      const who = await graph.as(role, of, name);
      const { rows } = await own.admin.query<{ id: string }>(
        'SELECT g.id FROM access.role_grant g JOIN access.principal p ON p.id = g.principal_id WHERE p.name = $1',
        [name],
      );
      return { who, lose: () => change(admin, 'roleRevoke', 'roleGrant { id }', { id: rows[0]!.id }) };
    };
    const editor = await person('AUTHORITY_EDITOR', ALBI, 'leaving editor');
    const author = await person('FOREIGN_AUTHORITY', HUYE, 'leaving author');
    const { partner } = await change(admin, 'partnerCreate', 'partner { id }', { name: 'Leaving partner' });
    const { apiKey, secret } = await change(admin, 'apiKeyCreate', 'secret apiKey { id }', {
      partnerId: partner.id,
      name: 'x',
    });
    await change(admin, 'roleGrant', 'roleGrant { id }', {
      partnerId: partner.id,
      role: 'FOREIGN_AUTHORITY',
      of: [HUYE],
    });

    const requests: { id: string }[] = [];
    for (const _ of [1, 2])
      requests.push((await graph.data(PUBLISH, { input: request() }, huye)).done.cooperationRequest);
    const reply = async ({ id }: { id: string }) => {
      const input = { requestId: id, authorityId: ALBI, message: 'We can help', contact: 'ri@exemple.fr' };
      expect((await graph.data(EXPRESS, { input }, albi)).done.problems).toEqual([]);
    };
    const session = await graph.session(reviewer);
    const files = [];
    for (const _ of [1, 2]) {
      const expertise = await graph.declared(albi, ALBI);
      files.push(await graph.underReview(albi, reviewer, expertise.id, session.id));
    }
    await graph.done(reviewer, 'committeeSessionEdit', { ...named(session), ...HELD });
    const decide = (file: { id: string; version: number }) =>
      graph.done(reviewer, 'labelApplicationDecide', {
        ...named(file),
        decision: 'REFUSE',
        reasons: 'Not yet',
      });

    const since = {
      decided: { after: await cursorOf('Expertise') },
      replied: { after: await cursorOf('CooperationRequest') },
    };
    const losing = [
      both(DECIDED, editor.who, since.decided),
      both(REPLIED, author.who, since.replied),
      both(REPLIED, { 'x-api-key': secret }, since.replied),
    ] as const;
    const staying = [...both(DECIDED, albi, since.decided), ...both(REPLIED, huye, since.replied)];
    await decide(files[0]);
    await reply(requests[0]!);
    for (const listener of [...losing.flat(), ...staying]) await listener.take(1);

    await editor.lose();
    await author.lose();
    await change(admin, 'apiKeyRevoke', 'apiKey { id }', { id: apiKey.id });
    for (const listener of losing.flat()) await listener.ended();
    await decide(files[1]);
    await reply(requests[1]!);
    for (const listener of staying) await listener.take(1);
    const ways = [
      [4403, 'Permissions revoked', 'FORBIDDEN'],
      [4403, 'Permissions revoked', 'FORBIDDEN'],
      [4401, 'Session revoked', 'UNAUTHENTICATED'],
    ] as const;
    for (const [at, [socket, stream]] of losing.entries()) {
      const [code, reason, error] = ways[at]!;
      expect(await socket.ended()).toEqual({ code, reason });
      expect(await stream.ended()).toEqual({});
      expect(socket.results).toEqual([]);
      expect(stream.results).toEqual([
        { errors: [{ message: expect.any(String), extensions: { code: error } }] },
      ]);
    }
  });
});
