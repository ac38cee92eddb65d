import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cooperations } from '#subgraphs';
import { parse } from 'graphql';
import { readExamples } from '../../../gateway/operation/examples.js';
import { headersOf } from '../../support/actors.js';
import { ask, dataOf } from '../../support/graph.js';
import { findClients } from '../../support/processes/clients.js';
import { RequestWriter } from '../../support/subscription-clients.js';

// Clients that people use, each a program of tests/clients. What they say is compared with a plain fetch.
const found = await findClients();
const withClients = 'run' in found ? describe : describe.skip;
// Jest lists no titles of a file whose tests are all skipped.
if (!('run' in found)) console.warn(`The tests of GraphQL clients are skipped: ${found.missing}`);
const titled = (name: string) => ('run' in found ? name : `${name} (skipped: ${found.missing})`);
const writer = new RequestWriter(cooperations, process.env.TEST_DATABASE!, process.env.TEST_SECRET!);

/** Runs a client to the end. */
function run(client: string, input?: object) {
  if (!('run' in found)) throw new Error(found.missing);
  return found.run(client, input);
}

/** Runs a client that subscribes, too, and writes what it waits for: a request that is published, then changed. */
async function runWithWrites(client: string, input: object) {
  const after = await writer.now();
  const write = async () => {
    const id = await writer.create();
    await writer.change(id, 'urgent');
    return id;
  };
  const [result, request] = await Promise.all([run(client, { after, ...input }), write()]);
  return { ...result, request };
}

/** The authority with most items in a list. */
const richestIn = async (list: 'EXPERTISES' | 'PARTNERSHIPS') =>
  (await dataOf(`{ authorities(first: 1, orderBy: [{ field: ${list}, direction: DESC }]) { nodes { id } } }`))
    .authorities.nodes[0].id as string;

const regions = async (count: number, fields: string) =>
  (
    await dataOf(
      `{ authorities(filter: { kind: { in: [REGION] } }, first: ${count}) { totalCount nodes { ${fields} } } }`,
    )
  ).authorities;

/** The first régions, in the order of the list. */
const dataOfRegions = async (count: number): Promise<{ totalCount: number; nodes: { id: string }[] }> =>
  (await dataOf(`{ regions(first: ${count}) { totalCount nodes { id } } }`)).regions;

/** Cursor of a région by its number in the list, from 1. */
const cursorOfRegion = async (number: number): Promise<string> =>
  (await dataOf(`{ regions(first: ${number}) { pageInfo { endCursor } } }`)).regions.pageInfo.endCursor;

/** The events of `runWithWrites`, as a subscription returns them. */
const eventsOf = (request: string, more: object = {}) => [
  { operation: 'CREATED', entityId: request, ...more },
  { operation: 'UPDATED', entityId: request, ...more },
];

/** Without the `__typename` that a client adds to each selection. */
const plain = (value: any): any => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== '__typename');
  return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner)]));
};

afterAll(() => writer.clear());

withClients(titled('Apollo Client'), () => {
  let authority: string;
  let middle: string;
  let result: any;
  beforeAll(async () => {
    authority = await richestIn('EXPERTISES');
    const { regions: start } = await dataOf('{ regions(first: 3) { pageInfo { endCursor } } }');
    middle = start.pageInfo.endCursor;
    result = await runWithWrites('apollo', { authority, middle, salt: randomUUID().replaceAll('-', '') });
  });

  it('composes fragments that select the same list, and each component sees its own fields', async () => {
    const { sent, masked, card, status, entities } = result.fragments;
    expect(sent.match(/expertises\(first: 3\)/g)).toHaveLength(2);
    expect(sent.match(/__typename/g).length).toBeGreaterThan(10);
    expect(masked).toEqual({ __typename: 'Authority', id: authority });
    const fieldsOfCard =
      'id name expertises(first: 3) { nodes { id title(lang: FR) provenance { confidence } } }';
    const fieldsOfStatus = `id expertises(first: 3) {
      totalCount pageInfo { hasNextPage } nodes { id theme { code name(lang: EN) } provenance { source { title } } }
    }`;
    const read = async (fields: string) =>
      (await dataOf(`query ($id: ID!) { authority(id: $id) { ${fields} } }`, { id: authority })).authority;
    expect(plain(card)).toEqual(await read(fieldsOfCard));
    expect(plain(status)).toEqual(await read(fieldsOfStatus));
    expect(card.expertises.nodes).toHaveLength(3);
    const ids = card.expertises.nodes.map(({ id }: { id: string }) => `Expertise:${id}`);
    expect(entities).toEqual([`Authority:${authority}`, ...ids].sort());
  });

  it('joins two pages of a list', async () =>
    expect(plain(result.pages)).toEqual((await regions(8, 'id name')).nodes));

  it('answers from the cache what it holds of a list, and asks for the rest', async () => {
    const { totalCount, nodes } = await regions(100, 'id name');
    const ids = nodes.map(({ id }: { id: string }) => ({ id }));
    const edges = ids.map((node: object) => ({ node }));
    expect(plain(result.lists)).toEqual([
      { requests: 1, totalCount },
      { requests: 1, edges: edges.slice(0, 2) },
      { requests: 0, totalCount, edges: edges.slice(0, 2) },
      { requests: 1, nodes: ids.slice(0, 2) },
      { requests: 1, nodes: ids.slice(0, 5) },
      { requests: 1, edges: edges.slice(0, 5) },
      { requests: 1, nodes },
      // The list is complete, whatever the size of the page.
      { requests: 0, nodes },
    ]);
    expect(nodes.length).toBeLessThan(90);
  });

  it('joins pages of nodes, after and before', async () => {
    const { nodes } = await dataOfRegions(8);
    expect(plain(result.nodes).nodes).toEqual(nodes.slice(2, 8));
    const first = await dataOf(
      `{ regions(last: 1, before: "${await cursorOfRegion(4)}") { pageInfo { startCursor hasPreviousPage } } }`,
    );
    expect(plain(result.nodes).pageInfo).toEqual({
      ...first.regions.pageInfo,
      endCursor: await cursorOfRegion(8),
      hasNextPage: true,
    });
  });

  it('joins the fields of parts without an id that two operations have read', async () => {
    const fields = 'id provenance { confidence asOf sources { title url licence } }';
    const read = await dataOf(`query ($id: ID!) { authority(id: $id) { ${fields} } }`, { id: authority });
    expect(plain(result.parts)).toEqual(read.authority);
  });

  it('finds the codes of errors', () =>
    expect(result.errors).toEqual({
      tooMany: ['BAD_USER_INPUT'],
      unknown: ['GRAPHQL_VALIDATION_FAILED'],
      token: ['UNAUTHENTICATED'],
    }));

  it('registers an operation once, and then sends its hash alone, by GET', async () => {
    const data = await dataOf('{ theme(code: "ENV-WATER") { code name(lang: EN) } }');
    expect(plain(result.persisted.data)).toEqual([data, data]);
    expect(result.persisted.requests).toEqual([
      { method: 'GET', text: false },
      { method: 'POST', text: true },
      { method: 'GET', text: false },
    ]);
  });

  it('subscribes over a WebSocket', () => {
    const { subscription, request } = result;
    const cooperationRequest = { id: request, need: 'de l’eau', country: { code: 'BJ' } };
    expect(plain(subscription)).toEqual(
      eventsOf(request, { cooperationRequest }).map((event) => ({
        data: { cooperationRequestChanged: { ...event, cursor: expect.any(String) } },
      })),
    );
  });
});

withClients(titled('urql with its normalised cache'), () => {
  let result: any;
  let entities: string[];
  beforeAll(async () => {
    const { nodes } = await dataOfRegions(1);
    entities = [nodes[0]!.id, await richestIn('EXPERTISES')];
    result = await runWithWrites('urql', { entities });
  });

  it('joins two pages of a list, and finds an authority of them in the cache', async () => {
    const provenance = 'provenance { confidence source { title } }';
    const { nodes } = await regions(8, `id name kind region { id name } ${provenance}`);
    expect(result.pages.nodes).toEqual(nodes);
    const { id, name, provenance: known } = nodes.at(-1);
    expect(result.pages.authority).toEqual({ id, name, provenance: known });
    expect(result.pages.requests).toEqual({ pages: 2, authority: 0 });
  });

  it('finds the key of every object, and the types of an interface', () => {
    expect(result.warnings).toEqual([]);
    expect(result.entities).toEqual([
      { __typename: 'Region', id: entities[0], code: expect.any(String) },
      { __typename: 'Authority', id: entities[1], siren: expect.stringMatching(/^\d{9}$/) },
    ]);
  });

  it('answers from the cache what it holds of a list, and asks for the rest', async () => {
    const { totalCount, nodes } = await dataOfRegions(4);
    const edges = nodes.slice(0, 2).map((node) => ({ node }));
    expect(result.lists).toEqual([
      { requests: 1, totalCount },
      { requests: 1, edges },
      { requests: 0, totalCount, edges },
      { requests: 1, nodes: nodes.slice(0, 2) },
      { requests: 1, nodes },
    ]);
  });

  it('asks by GET, and by POST what is too long for an address', () =>
    expect(result.methods).toEqual({
      short: ['EDU'],
      long: ['EDU'],
      requests: [
        { method: 'GET', text: true },
        { method: 'POST', text: true },
      ],
    }));

  it('finds the codes of errors', () =>
    expect(result.errors).toEqual({ tooMany: ['BAD_USER_INPUT'], token: ['UNAUTHENTICATED'] }));

  it('subscribes by server-sent events', () => {
    const cooperationRequest = { id: result.request, need: 'de l’eau', country: { code: 'BJ' } };
    expect(result.subscription).toEqual(
      eventsOf(result.request, { cooperationRequest }).map((event) => ({
        data: { cooperationRequestChanged: event },
      })),
    );
  });
});

withClients(titled('Relay'), () => {
  const items = 'edges { cursor node { id kind country { code name(lang: EN) } } }';
  let authority: any;
  let result: any;
  beforeAll(async () => {
    const id = await richestIn('PARTNERSHIPS');
    const query = `query ($id: ID!) { authority(id: $id) { name partnerships(first: 8) { ${items} } } }`;
    authority = (await dataOf(query, { id })).authority;
    const cursor = authority.partnerships.edges[2].cursor;
    result = await runWithWrites('relay', { authority: id, cursor });
  });

  it('compiles a connection, and pages through it', async () => {
    const { nodes, totalCount } = await regions(7, 'id name');
    expect(result.list).toEqual({ first: 4, hasNextPage: true, totalCount, nodes });
  });

  it('pages through the list of an object in both directions, by node(id)', () =>
    expect({ ...result.partnerships, nodes: plain(result.partnerships.nodes) }).toEqual({
      name: authority.name,
      nodes: authority.partnerships.edges.slice(2, 7).map(({ node }: { node: object }) => node),
    }));

  it('subscribes, and its store has what the events told of', () => {
    const cooperationRequest = { id: result.request, need: 'de l’eau', country: { code: 'BJ' } };
    expect(result.subscription).toEqual({
      results: eventsOf(result.request, { cooperationRequest }),
      stored: 'CooperationRequest',
    });
  });

  it('the store warns of nothing', () => expect(result.warnings).toEqual([]));
});

withClients(titled('GraphQL Code Generator'), () => {
  const questions = readExamples().map(({ query, variables }) => ({
    operation: nameOf(query),
    query,
    variables,
  }));
  let result: any;
  // Types that do not compile fail here, with what TypeScript says.
  beforeAll(async () => (result = await run('codegen', { questions })));

  it.each(questions)('$operation: its typed document is answered as its text', async (question) => {
    const { operation, query, variables } = question;
    const { data, errors } = result.answers[operation];
    expect({ data, errors: errors ?? [] }).toEqual(await answerTo(query, variables));
  });
});

withClients.each(['graphql-ws', 'graphql-sse'])(titled('the client of %s'), (client) => {
  const questions = [
    { query: '{ theme(code: "EDU") { code name(lang: EN) } }', variables: {} },
    { query: 'query ($n: Int!) { themes(first: $n) { totalCount nodes { code } } }', variables: { n: 3 } },
  ];
  const subscription =
    'subscription ($after: String) { cooperationRequestChanged(after: $after) { operation entityId } }';
  let result: any;
  beforeAll(async () => {
    const { authorization } = await headersOf('ADMINISTRATOR');
    result = await runWithWrites(client, { questions, subscription, authorization });
  });

  it('asks', async () => {
    for (const [at, { query, variables }] of questions.entries())
      expect(result.queries[at]).toEqual({ data: await dataOf(query, variables) });
  });

  it('subscribes', () =>
    expect(result.subscription).toEqual(
      eventsOf(result.request).map((event) => ({ data: { cooperationRequestChanged: event } })),
    ));

  it('says who it is', async () =>
    expect(result.viewer).toEqual([
      { data: await dataOf('{ viewer { name } }', {}, await headersOf('ADMINISTRATOR')) },
    ]));

  it('learns why it is refused', async () => {
    const { errors } = await ask('{ nothing }');
    const { headers } = await ask('{ nothing }', {}, { headers: { authorization: 'Bearer nonsense' } });
    const reason = /error_description="(.*)"/.exec(headers.get('www-authenticate')!)![1];
    const expected =
      client === 'graphql-ws'
        ? { unknown: { errors }, token: { code: 4401, reason } }
        : { unknown: { results: [{ errors }] }, token: { status: 401 } };
    expect(result).toMatchObject(expected);
  });
});

/** Answer by plain fetch, as far as a client sees it. */
async function answerTo(query: string, variables: Record<string, unknown>) {
  const { data, errors } = await ask(query, variables);
  return { data, errors };
}

function nameOf(query: string): string {
  const names = parse(query).definitions.map((definition) =>
    definition.kind === 'OperationDefinition' ? definition.name?.value : undefined,
  );
  return names.find((name) => name !== undefined)!;
}
