import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, requirementOf } from '#kernel/auth';
import { httpSubgraphClient } from '#kernel/server';
import type { Subgraph } from '#kernel/subgraph';
import {
  buildSchema,
  getNamedType,
  isNonNullType,
  isObjectType,
  parse,
  type GraphQLObjectType,
} from 'graphql';
import { readExamples } from '../../gateway/operation/examples.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../services/embedded-postgres/index.js';
import { ROLES } from '../../services/access/role-grant/roles.js';
import { subgraphs } from '../../services/run.js';
import { SubgraphProcess } from '../support/subgraph-process.js';
import { headersOf } from '../support/actors.js';
import { GRAPH, ask, type Answer } from '../support/graph.js';
import { Listener } from '../support/subscription-clients.js';
import { addressOf } from '../support/program.js';
import { othersOf, startOrder } from '../support/start-order.js';
import { Workplace, eventually, statusOf } from '../support/workplace.js';
import { slowness } from '../support/slowness.js';

// The same secret as the shared graph, so that cursors are equal.
const SECRET = process.env.TEST_SECRET!;
const workplace = new Workplace();
const names = subgraphs.map(({ name }) => name);
let postgres: EmbeddedPostgres;
let apart: string;
const running = new Map<string, SubgraphProcess>();
const urlsOf = (some: readonly string[]) =>
  some.map((name) => `${name}=${addressOfSubgraph(name)}/graphql`).join(',');
const addressOfSubgraph = (name: string) => running.get(name)!.address;

async function startSubgraph(definition: Subgraph): Promise<void> {
  const { name } = definition;
  const { host, pathname } = new URL(postgres.url);
  const subgraph = new SubgraphProcess(workplace, name, {
    // Without a user: each subgraph logs in with its own role.
    DATABASE_URL: `postgres://${host}${pathname}`,
    SECRET,
    ...(othersOf(definition).length ? { SUBGRAPH_URLS: urlsOf([...running.keys()]) } : {}),
  });
  await subgraph.start();
  running.set(name, subgraph);
}

beforeAll(async () => {
  const directory = workplace.loaded();
  postgres = await startEmbeddedPostgres({
    directory: `${directory}/postgres`,
    password: SECRET,
    log: () => {},
  });
  for (const some of startOrder(subgraphs)) await Promise.all(some.map(startSubgraph));
  const urls = urlsOf(names);
  const gateway = workplace.start({
    PORT: '0',
    SECRET,
    DATA_DIR: directory,
    SUBGRAPH_URLS: urls,
    DIAGNOSTICS: 'true',
    NODE_ENV: 'test',
    DEVELOPMENT_ISSUER: 'true',
  });
  apart = await addressOf(gateway);
  // Projectors have to catch up.
  await eventually(200, () => statusOf(apart, '/readiness'));
});

afterAll(async () => {
  await postgres?.stop();
  await workplace.clear();
});

// Questions

const api = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));

/** Names of the public root fields of a subgraph that are lists. */
function listsOf(name: string): string[] {
  const fields =
    subgraphs
      .find((subgraph) => subgraph.name === name)!
      .plainSchema()
      .getQueryType()
      ?.getFields() ?? {};
  return Object.values(fields).flatMap((field) => {
    const type = getNamedType(field.type);
    const isList =
      isObjectType(type) &&
      'pageInfo' in type.getFields() &&
      field.args.every((arg) => !isNonNullType(arg.type)) &&
      // Asked anonymously.
      !requirementOf(field.astNode?.directives);
    return isList && field.name in api.getQueryType()!.getFields() ? [field.name] : [];
  });
}

/** All fields of a type that need no argument and no further selection. */
function plainFieldsOf(list: string): string {
  const connection = getNamedType(api.getQueryType()!.getFields()[list]!.type) as GraphQLObjectType;
  const node = getNamedType(connection.getFields().nodes!.type);
  if (!isObjectType(node)) return '__typename';
  return Object.values(node.getFields())
    .filter(
      (field) =>
        !('getFields' in getNamedType(field.type)) &&
        !('getTypes' in getNamedType(field.type)) &&
        field.args.every((arg) => !isNonNullType(arg.type)),
    )
    .map((field) => field.name)
    .join(' ');
}

const page = (list: string) =>
  `{ ${list}(first: 5) { totalCount pageInfo { hasNextPage endCursor } edges { cursor } nodes { ${plainFieldsOf(list)} } } }`;

const questions: [string, string, Record<string, unknown>][] = [
  ...readExamples()
    // The outbox has another history in each database; the changes are compared below.
    .filter(({ query }) => !query.includes('changes('))
    .map(({ name, query, variables }): [string, string, Record<string, unknown>] => [name, query, variables]),
  ...names.flatMap((name) =>
    listsOf(name).map((list): [string, string, Record<string, unknown>] => [list, page(list), {}]),
  ),
  ['themes by code and name', '{ themes(first: 3) { nodes { code name } } }', {}],
];

const wrong: [string, string, Record<string, unknown>][] = [
  ...names.flatMap((name) =>
    listsOf(name)
      .slice(0, 1)
      .flatMap((list): [string, string, Record<string, unknown>][] => [
        [`a page of ${list} that is too large`, `{ ${list}(first: 1000) { totalCount } }`, {}],
        [
          `a cursor that ${list} did not give`,
          `query ($after: String) { ${list}(first: 1, after: $after) { totalCount nodes { __typename } } }`,
          { after: 'WyJBIl0.abc' },
        ],
        [`an unknown field of ${list}`, `{ ${list} { nodes { nothing } } }`, {}],
        [
          `a variable of ${list} with the wrong type`,
          `query ($first: Int) { ${list}(first: $first) { totalCount } }`,
          { first: 'many' },
        ],
      ]),
  ),
  ['half an operation', '{ themes {', {}],
  ['an id that nobody gave', '{ node(id: "nobody") { id } }', {}],
];

/** The first change of each entity from the start; other tests change some of them and restore them. */
async function told(graph: string): Promise<string[]> {
  const { data, errors } = await ask(
    '{ changes(types: ["Campaign", "Region", "Figure"], first: 100) { nodes { type entityId operation entity { id } } pageInfo { hasNextPage } } }',
    {},
    { graph },
  );
  expect(errors).toEqual([]);
  expect(data.changes.pageInfo.hasNextPage).toBe(false);
  const first = new Map<string, string>();
  for (const change of data.changes.nodes as { entityId: string }[])
    if (!first.has(change.entityId)) first.set(change.entityId, JSON.stringify(change));
  return [...first.values()].sort();
}

/** Removes what may differ between two loads of the same data: the time of the load. */
function withoutTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'updatedAt' && inner !== null ? '(time)' : withoutTimes(inner),
    ]),
  );
}

const comparable = ({ status, data, errors, statistics }: Answer) => ({
  status,
  data: withoutTimes(data),
  errors: errors.map(({ message, path, extensions: { code, argument, expected } }) => ({
    message,
    path,
    code,
    argument,
    expected,
  })),
  statistics: {
    sqlStatements: statistics.sqlStatements,
    subgraphRequests: statistics.subgraphRequests,
    bySubgraph: statistics.bySubgraph,
  },
});

/** Either of two concurrent statements may end first, and one more may follow: counts are compared over several runs. */
async function inBoth(
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  for (let attempt = 1; ; attempt += 1) {
    const [together, divided] = await Promise.all([
      ask(query, variables, { headers }),
      ask(query, variables, { headers, graph: apart }),
    ]);
    if (attempt === 20 || together.statistics.sqlStatements === divided.statistics.sqlStatements)
      return { together, divided };
  }
}

describe('the two shapes', () => {
  it('load the data in a process of its own, which ends', () => {
    // The load of the database that this one is a copy of.
    const output = readFileSync(`${process.env.TEST_LOADED}/load.txt`, 'utf8');
    for (const { name } of subgraphs.filter(({ load }) => load))
      expect(output).toMatch(new RegExp(`^${name}: \\d+ rows inserted, 0 changed, 0 removed`, 'm'));
  });

  it.each(questions)('answer alike: %s', async (_, query, variables) => {
    const { together, divided } = await inBoth(query, variables);
    expect(comparable(divided)).toEqual(comparable(together));
    expect(together.errors).toEqual([]);
    expect(together.statistics.sqlStatements).toBeGreaterThan(0);
  });

  it('return the same changes', async () => {
    const changes = await told(apart);
    expect(changes).toEqual(await told(GRAPH));
    expect(changes.length).toBeGreaterThan(20);
  });

  it.each(wrong)('refuse alike: %s', async (_, query, variables) => {
    const { together, divided } = await inBoth(query, variables);
    expect(comparable(divided)).toEqual(comparable(together));
    expect(together.errors).not.toEqual([]);
    for (const { extensions } of together.errors) expect(extensions.code).not.toBe('INTERNAL');
  });

  it('find one entity of each type by its id, alike', async () => {
    for (const list of names.flatMap(listsOf)) {
      const nodes = (await ask(`{ ${list}(first: 1) { nodes { id } } }`)).data?.[list]?.nodes as
        { id: string }[] | undefined;
      if (!nodes?.[0]) continue;
      const query = 'query ($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }';
      const { together, divided } = await inBoth(query, nodes[0]);
      expect(comparable(divided)).toEqual(comparable(together));
      expect(together.data.node.id).toBe(nodes[0].id);
    }
  });

  it('answer in the requested language, alike', async () => {
    const headers = { 'accept-language': 'en' };
    const query = '{ themes(first: 20) { nodes { name } } }';
    const { together, divided } = await inBoth(query, {}, headers);
    expect(comparable(divided)).toEqual(comparable(together));
    expect(divided.data).not.toEqual((await ask(query, {}, { graph: apart })).data);
  });
});

describe('an authenticated caller', () => {
  const query = '{ viewer { id kind roles { role of } permissions { scope of } } }';

  it('is recognised by both, with the same statements', async () => {
    const [one, other] = await Promise.all(
      [undefined, apart].map(async (graph) => {
        const at = graph === undefined ? {} : { graph };
        const { data, statistics } = await ask(
          query,
          {},
          { headers: await headersOf('REVIEWER', [], at), ...at },
        );
        return { viewer: { ...data.viewer, id: null }, statistics };
      }),
    );
    expect(one!.viewer.permissions).toHaveLength(ROLES.REVIEWER.scopes.length);
    expect(other).toEqual(one);
  });

  it('gets no answer while the access subgraph is down', async () => {
    const headers = await headersOf('REVIEWER', [], { graph: apart });
    const subgraph = running.get('access')!;
    await subgraph.kill();
    const { status, errors } = await ask(
      '{ themes(first: 1) { nodes { code } } }',
      {},
      { graph: apart, headers },
    );
    expect({ status, code: errors[0]?.extensions.code }).toEqual({
      status: 503,
      code: 'SUBGRAPH_UNAVAILABLE',
    });
    await subgraph.start();
    await eventually(200, () => statusOf(apart, '/readiness'));
  });

  it('stays connected while the access subgraph is down, and is disconnected when a role is revoked', async () => {
    const [reviewer, admin] = [
      await headersOf('REVIEWER', [], { graph: apart, name: 'leaving' }),
      await headersOf('ADMINISTRATOR', [], { graph: apart }),
    ];
    const listener = Listener.socket(
      apart,
      'subscription { labelApplicationDecided { entityId } }',
      {},
      reviewer,
    );
    try {
      const mine = await ask('{ viewer { principal { id } } }', {}, { graph: apart, headers: reviewer });
      const { data } = await ask(
        'query ($id: [ID!]) { roleGrants(filter: { principal: $id }) { nodes { id } } }',
        { id: [mine.data.viewer.principal.id] },
        { graph: apart, headers: admin },
      );
      await sleep(1_200);
      const subgraph = running.get('access')!;
      await subgraph.kill();
      await sleep(1_500);
      await subgraph.start();
      await sleep(1_500);
      expect(listener.end).toBeUndefined();
      const revoke = await ask(
        'mutation ($input: RoleRevokeInput!) { roleRevoke(input: $input) { problems { code } } }',
        { input: { id: data.roleGrants.nodes[0].id } },
        { graph: apart, headers: admin },
      );
      expect(revoke.data).toEqual({ roleRevoke: { problems: [] } });
      const since = Date.now();
      expect(await listener.ended()).toMatchObject({ code: 4403 });
      expect(Date.now() - since).toBeLessThan(2_000 * slowness());
    } finally {
      await listener.leave();
    }
  });
});

describe('a subgraph by itself', () => {
  const caller = { actor: ANONYMOUS, language: 'FR', requestId: 'test' };
  const bodyOf = (query: string) => JSON.stringify({ query, extensions: { caller } });
  const questionsOfTheGateway = [
    '{ __typename }',
    '{ _service { sdl } }',
    '{ _entities(representations: []) { __typename } }',
  ];

  // Signed by hand, not by the tested code.
  const signed = (secret: string, name: string, body: string, at = Date.now()) =>
    `${at}.${createHmac('sha256', secret).update(`${name}\n${at}\n${body}`).digest('base64url')}`;

  async function post(name: string, body: string, signature?: string) {
    const headers = {
      'content-type': 'application/json',
      ...(signature === undefined ? {} : { 'passerelle-signature': signature }),
    };
    const response = await fetch(`${addressOfSubgraph(name)}/graphql`, { method: 'POST', headers, body });
    const answer = (await response.json()) as { data?: any; errors?: { extensions: { code: string } }[] };
    return {
      status: response.status,
      data: answer.data,
      codes: answer.errors?.map(({ extensions }) => extensions.code),
    };
  }

  it.each(names)('%s answers requests that the gateway signed', async (name) => {
    for (const query of questionsOfTheGateway) {
      const body = bodyOf(query);
      expect(await post(name, body, signed(SECRET, name, body))).toMatchObject({
        status: 200,
        codes: undefined,
      });
    }
  });

  it.each(names)('%s refuses everything else', async (name) => {
    const minute = 60_000;
    for (const query of questionsOfTheGateway) {
      const body = bodyOf(query);
      const good = signed(SECRET, name, body);
      const offered: Record<string, string | undefined> = {
        none: undefined,
        empty: '',
        'a word': 'signature',
        'time alone': good.split('.')[0],
        'another secret': signed('x'.repeat(40), name, body),
        'another body': signed(SECRET, name, bodyOf('{ __schema { types { name } } }')),
        'of another subgraph': signed(SECRET, `${name}-too`, body),
        expired: signed(SECRET, name, body, Date.now() - minute - 1_000),
        'of the future': signed(SECRET, name, body, Date.now() + minute + 5_000),
        'renewed by hand': `${Date.now() + 1}.${good.split('.')[1]}`,
      };
      for (const [kind, signature] of Object.entries(offered)) {
        expect({ kind, ...(await post(name, body, signature)) }).toEqual({
          kind,
          status: 401,
          data: undefined,
          codes: ['UNAUTHENTICATED'],
        });
      }
    }
  });

  it('refuses a request signed for another subgraph', async () => {
    const body = bodyOf('{ __typename }');
    for (const name of names) {
      for (const neighbour of names.filter((other) => other !== name)) {
        expect(await post(neighbour, body, signed(SECRET, name, body))).toMatchObject({
          status: 401,
          codes: ['UNAUTHENTICATED'],
        });
      }
    }
  });

  it('has no other entrance', async () => {
    for (const name of names) {
      expect(await statusOf(addressOfSubgraph(name), '/graphql?query={__typename}')).toBe(405);
      expect(await statusOf(addressOfSubgraph(name), '/')).toBe(404);
    }
  });

  it.each([
    ['_service', '{ _service { sdl } }'],
    ['_entities', '{ _entities(representations: []) { __typename } }'],
  ])('keeps %s from the public in both shapes', async (_, query) => {
    for (const graph of [GRAPH, apart]) {
      const { data, errors } = await ask(query, {}, { graph });
      expect(data ?? null).toBeNull();
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    }
  });

  it('that refuses the signature of the gateway counts as unavailable, and its refusal is not passed to the client', async () => {
    const name = names[0]!;
    const client = httpSubgraphClient(
      name,
      `${addressOfSubgraph(name)}/graphql`,
      'another secret'.padEnd(40, 'x'),
      5_000,
    );
    const asked = client.execute({
      document: parse('{ __typename }'),
      caller: { actor: ANONYMOUS, language: 'FR', requestId: 'test' },
    });
    await expect(asked).rejects.toMatchObject({
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: name },
    });
  });
});

describe('a subgraph that is killed', () => {
  const readiness = async () => {
    const response = await fetch(`${apart}/readiness`);
    const { status, subgraphs: runtimes } = (await response.json()) as {
      status: string;
      subgraphs: { name: string; ready: boolean }[];
    };
    return {
      http: response.status,
      status,
      missing: runtimes.filter(({ ready }) => !ready).map(({ name }) => name),
    };
  };

  it.each(names)('%s leaves the others answering, is named, and comes back', async (name) => {
    expect(await readiness()).toEqual({ http: 200, status: 'ready', missing: [] });
    const subgraph = running.get(name)!;
    await subgraph.kill();

    const dark = await Promise.all(listsOf(name).map((list) => ask(page(list), {}, { graph: apart })));
    for (const { errors } of dark) {
      expect(errors.map(({ extensions }) => extensions)).toEqual([
        { code: 'SUBGRAPH_UNAVAILABLE', subgraph: name },
      ]);
    }
    for (const other of names.filter((candidate) => candidate !== name)) {
      for (const list of listsOf(other)) {
        const query = `{ ${list}(first: 1) { totalCount nodes { __typename } } }`;
        const { data, errors } = await ask(query, {}, { graph: apart });
        expect({ list, errors, data }).toEqual({ list, errors: [], data: (await ask(query)).data });
      }
    }
    // A report is kept for a second.
    await eventually('degraded', async () => (await readiness()).status);
    expect(await readiness()).toEqual({ http: 200, status: 'degraded', missing: [name] });
    expect(await statusOf(apart, '/healthcheck')).toBe(200);

    await subgraph.start();
    await eventually('ready', async () => (await readiness()).status);
    // Its circuit tries again after a while.
    for (const list of listsOf(name))
      await eventually(0, async () => (await ask(page(list), {}, { graph: apart })).errors.length);
  });

  it('is null within answers of others, up to the nearest field that may be null', async () => {
    // Country groups belong to another subgraph than events, and their names are never null.
    const [list, field, name] = ['events', 'countryGroup', 'country-groups'];
    if (!names.includes(name)) return;
    const query = `{ ${list}(first: 3, filter: { ${field}: { in: ["PS", "BJ", "MG"] } }) { nodes { id ${field} { name } } } }`;
    const before = await ask(query, {}, { graph: apart });
    expect(before.data[list].nodes.map((node: any) => typeof node[field]?.name)).toEqual(
      Array.from({ length: 3 }, () => 'string'),
    );
    const subgraph = running.get(name)!;
    await subgraph.kill();
    const { data, errors } = await ask(query, {}, { graph: apart });
    expect(errors.map(({ extensions }) => extensions.code)).toContain('SUBGRAPH_UNAVAILABLE');
    expect(data[list].nodes).toEqual(
      before.data[list].nodes.map(({ id }: { id: string }) => ({ id, [field]: null })),
    );
    await subgraph.start();
  });
});
