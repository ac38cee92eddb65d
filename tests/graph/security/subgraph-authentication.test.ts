import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, noStatistics, type Caller, type SubgraphCall, type SubgraphClient } from '#kernel/auth';
import {
  httpSubgraphClient,
  openSubgraph,
  serveSubgraph,
  type SubgraphRuntime,
  type RunningServer,
} from '#kernel/server';
import { authorities } from '#subgraphs';
import { parse } from 'graphql';
import { pino } from 'pino';

// A subgraph behind HTTP answers as it does in process: the first time, when Apollo Server parses and validates the
// document, and every time after that, when it is known.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const log = pino({ level: 'silent' });
const caller: Caller = { actor: ANONYMOUS, language: 'FR', requestId: 'the-same' };
let runtime: SubgraphRuntime;
let server: RunningServer;
let client: SubgraphClient;

beforeAll(async () => {
  runtime = openSubgraph(authorities, database, log);
  server = await serveSubgraph(runtime, { host: '127.0.0.1', port: 0, secret: database.secret, log });
  client = httpSubgraphClient(
    authorities.name,
    `http://127.0.0.1:${server.port}/graphql`,
    database.secret,
    5_000,
  );
});
afterAll(async () => {
  await client?.close();
  await server?.close();
  await runtime?.close();
});

/** The result as a client gets it: errors without details that only this process has. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe('an operation over HTTP', () => {
  it.each([
    ['data', '{ regions(first: 3) { totalCount nodes { code name } pageInfo { endCursor } } }', {}],
    [
      'variables',
      'query ($first: Int) { departments(first: $first) { nodes { code region { code } } } }',
      { first: 4 },
    ],
    ['an error of a field', '{ regions(first: 1000) { totalCount } }', {}],
    [
      'a variable of another type',
      'query ($first: Int) { regions(first: $first) { totalCount } }',
      { first: 'x' },
    ],
    ['a field that is none', '{ regions(first: 1) { mayor } }', {}],
    ['no GraphQL', '{ regions(', {}],
  ])('is answered alike the first and the second time: %s', async (_, query, variables) => {
    const document = documentOf(query);
    const first = await client.execute({ document, variables, caller });
    for (let time = 2; time <= 3; time += 1)
      expect(plain(await client.execute({ document, variables, caller }))).toEqual(plain(first));
  });

  it('is answered as in process', async () => {
    const document = parse('{ foreignAuthorities(first: 5) { totalCount nodes { id name kind } } }');
    const inside = plain(await runtime.execute({ document, caller }));
    expect(inside).toMatchObject({ data: { foreignAuthorities: { totalCount: expect.any(Number) } } });
    for (let time = 1; time <= 2; time += 1)
      expect(plain(await client.execute({ document, caller }))).toEqual(inside);
  });

  it('is answered for the current caller, not for the first one', async () => {
    const document = parse('{ foreignAuthorities(first: 1) { nodes { id } } }');
    const counted = { ...caller, statistics: noStatistics() };
    await client.execute({ document, caller });
    await client.execute({ document, caller: counted });
    expect(counted.statistics).toEqual({
      sqlStatements: 1,
      subgraphRequests: 0,
      bySubgraph: { authorities: 1 },
    });
    expect(await client.execute({ document, caller })).not.toHaveProperty('extensions');
  });

  it('is executed with one document for all its requests, so that it is compiled once', async () => {
    const calls: SubgraphCall[] = [];
    const watched: SubgraphRuntime = {
      ...runtime,
      execute: (call) => (calls.push(call), runtime.execute(call)),
    };
    const other = await serveSubgraph(watched, { host: '127.0.0.1', port: 0, secret: database.secret, log });
    const way = httpSubgraphClient(
      authorities.name,
      `http://127.0.0.1:${other.port}/graphql`,
      database.secret,
      5_000,
    );
    try {
      const document = parse('query ($first: Int) { regions(first: $first) { totalCount } }');
      for (const first of [1, 2]) await way.execute({ document, variables: { first }, caller });
      await way.execute({ document: parse('{ regions(first: 1) { mayor } }'), caller });
    } finally {
      await way.close();
      await other.close();
    }
    expect(calls.map(({ variables }) => variables)).toEqual([{ first: 1 }, { first: 2 }]);
    expect(calls[1]!.document).toBe(calls[0]!.document);
  });

  it('executes the named operation', async () => {
    const document = parse(
      'query A { regions(first: 1) { totalCount } } query B { departments(first: 1) { totalCount } }',
    );
    for (const [operationName, field] of [
      ['A', 'regions'],
      ['B', 'departments'],
      ['A', 'regions'],
    ] as const)
      expect(Object.keys((await client.execute({ document, operationName, caller })).data ?? {})).toEqual([
        field,
      ]);
  });
});

/** A document that prints as the given text, so that text that does not parse reaches the subgraph. */
function documentOf(query: string) {
  try {
    return parse(query);
  } catch {
    return { kind: 'Document', definitions: [{ kind: 'Name', value: query }] } as never;
  }
}
