import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ANONYMOUS, type SubgraphCall, type SubgraphClient } from '#kernel/auth';
import { httpSubgraphClient } from '#kernel/server';
import { afterEach, describe, expect, it } from '@jest/globals';
import { GraphQLError, parse, type ExecutionResult } from 'graphql';
import { pino } from 'pino';
import { guarded } from './guarded-client.js';

// Subgraphs that fail in every way, on real sockets and in this process.

const log = pino({ level: 'silent' });
const caller = { actor: ANONYMOUS, language: 'EN', requestId: 'test' } as const;
/** Time limit of a call: short for a subgraph that never answers, long for one that answers at once. */
const TIMEOUT_MS = 1_000;
/** A circuit that stays open for longer than any test, unless the test says otherwise. */
const LONG_MS = 600_000;

const servers: Server[] = [];
const clients: SubgraphClient[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function guardOf(client: SubgraphClient, { retryMs = LONG_MS, timeoutMs = TIMEOUT_MS } = {}) {
  const guard = guarded(client, { timeoutMs, circuit: { failures: 5, retryMs }, log });
  clients.push(guard);
  const ask = (text = '{ a }', call: Partial<SubgraphCall> = {}) =>
    guard.execute({ document: parse(text), caller, ...call });
  /** The error of a call, as the gateway reports it. */
  const failure = async (text?: string, call?: Partial<SubgraphCall>) => {
    const error = await ask(text, call).then(
      (result) => new GraphQLError(`answered ${JSON.stringify(result)}`),
      (thrown: GraphQLError) => thrown,
    );
    return { code: error.extensions?.code, subgraph: error.extensions?.subgraph };
  };
  return { guard, ask, failure };
}

/** A subgraph over HTTP. @param answer of each request, by its number from 1 */
async function overHttp(answer: (response: ServerResponse, number: number) => void, options = {}) {
  const seen = { requests: 0 };
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      if (request.url === '/readiness') return response.end();
      return answer(response, (seen.requests += 1));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return { seen, ...guardOf(httpSubgraphClient('events', url, 'secret'.repeat(6), 60_000), options) };
}

/** A subgraph in this process. */
const inProcess = (
  execute: (number: number, call: SubgraphCall) => Promise<ExecutionResult>,
  options = {},
) => {
  const seen = { requests: 0 };
  const client: SubgraphClient = {
    name: 'events',
    execute: (call) => execute((seen.requests += 1), call),
    subscribe: async () => ({ data: null }),
    ready: async () => {},
    close: async () => {},
  };
  return { seen, ...guardOf(client, options) };
};

const GOOD = '{"data":{"a":1}}';
const json = { 'content-type': 'application/json' };
const good = (response: ServerResponse) => void response.writeHead(200, json).end(GOOD);
const away = (response: ServerResponse) => void response.destroy();
const UNAVAILABLE = { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'events' };
const LATE = { code: 'TIMEOUT', subgraph: 'events' };
const never = () => new Promise<never>(() => {});

/** Fails as often as the circuit allows. */
async function fail(times: number, failure: () => Promise<unknown>): Promise<unknown[]> {
  const failures = [];
  for (let at = 0; at < times; at += 1) failures.push(await failure());
  return failures;
}

describe.each([
  ['accepts and never answers', () => {}, LATE],
  [
    'answers after ten times the limit',
    (r: ServerResponse) => void setTimeout(good, 10_000, r).unref(),
    LATE,
  ],
  [
    'begins an answer and never ends it',
    (r: ServerResponse) => void r.writeHead(200, json).write('{"data":'),
    LATE,
  ],
  [
    'closes in the middle of its answer',
    (r: ServerResponse) =>
      void r.writeHead(200, { ...json, 'content-length': '9' }).write('{', () => r.destroy()),
    UNAVAILABLE,
  ],
  ['refuses the connection', away, UNAVAILABLE],
  [
    'answers something else than GraphQL',
    (r: ServerResponse) => void r.writeHead(502).end('<html>'),
    UNAVAILABLE,
  ],
])('a subgraph that %s', (_, answer, expected) => {
  it('is a typed error within the limit, and after five of them one at once', async () => {
    const { failure, seen, ask } = await overHttp(answer, { timeoutMs: expected === LATE ? 150 : 60_000 });
    expect(await Promise.all([failure(), failure(), failure(), failure(), failure()])).toEqual(
      Array.from({ length: 5 }, () => expected),
    );
    const { requests } = seen;
    // Nothing is sent any more.
    expect(await fail(20, failure)).toEqual(Array.from({ length: 20 }, () => UNAVAILABLE));
    expect(seen.requests).toBe(requests);
    await expect(ask('mutation { a }')).rejects.toMatchObject({ extensions: UNAVAILABLE });
    expect(seen.requests).toBe(requests);
  });
});

it('an answer of 70 MB is refused, and counts as a failure', async () => {
  const { failure } = await overHttp(
    (response) => {
      response.writeHead(200, json).end(Buffer.alloc(70 * 1_048_576, ' '));
    },
    { timeoutMs: 60_000 },
  );
  expect(await failure()).toEqual(UNAVAILABLE);
});

it('a subgraph that is back after five failures is asked by one call, and then by all', async () => {
  const { failure, ask, seen } = await overHttp((response, number) => (number > 15 ? good : away)(response), {
    retryMs: 50,
  });
  // Each is sent three times.
  await fail(5, failure);
  expect(seen.requests).toBe(15);
  let refused = 0;
  for (;;) {
    const result = await ask().catch(() => undefined);
    if (result) break;
    refused += 1;
    expect(seen.requests).toBe(15);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(refused).toBeGreaterThan(0);
  expect(await Promise.all(Array.from({ length: 20 }, () => ask()))).toHaveLength(20);
  expect(seen.requests).toBe(36);
});

it('a circuit that tries again and fails opens again: one call waits, the others do not', async () => {
  let isAttempt = false;
  const { failure, seen } = inProcess(
    async () => {
      isAttempt = true;
      throw new GraphQLError('away', { extensions: UNAVAILABLE });
    },
    { retryMs: 50 },
  );
  await fail(5, failure);
  for (const attempt of [6, 7]) {
    isAttempt = false;
    while (!isAttempt) {
      expect(await failure()).toEqual(UNAVAILABLE);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(seen.requests).toBe(attempt);
  }
});

it('a subgraph that says it is ready, and whose calls fail, stays cut off', async () => {
  const { failure, guard, seen } = await overHttp(away);
  await fail(5, failure);
  const { requests } = seen;
  await guard.ready();
  expect(await failure()).toEqual(UNAVAILABLE);
  expect(seen.requests).toBe(requests);
});

it('a call that began before the circuit opened neither closes it nor opens it again', async () => {
  const waiting: { answer: (result: ExecutionResult) => void; fail: (error: Error) => void }[] = [];
  const { ask, failure, seen } = inProcess(
    (number) =>
      number > 2 && number <= 7
        ? Promise.reject(new GraphQLError('away', { extensions: UNAVAILABLE }))
        : new Promise((answer, reject) => waiting.push({ answer, fail: reject })),
    { retryMs: 50, timeoutMs: 60_000 },
  );
  const earlier = [ask(), failure()];
  await fail(5, failure);
  // The attempt of the half-open circuit waits, until the end.
  let attempt: Promise<unknown> | undefined;
  while (seen.requests < 8) {
    attempt = ask();
    attempt.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  waiting[0]!.answer({ data: { a: 1 } });
  waiting[1]!.fail(new GraphQLError('away', { extensions: UNAVAILABLE }));
  expect(await Promise.all(earlier)).toEqual([{ data: { a: 1 } }, UNAVAILABLE]);
  expect(await failure()).toEqual(UNAVAILABLE);
  expect(seen.requests).toBe(8);
  waiting[2]!.answer({ data: { a: 2 } });
  expect(await attempt).toEqual({ data: { a: 2 } });
  const next = ask();
  waiting[3]!.answer({ data: { a: 3 } });
  expect(await next).toEqual({ data: { a: 3 } });
});

it('only failed calls count: three of five open nothing, and two more do', async () => {
  const { ask, failure, seen } = inProcess(async (number) => {
    if (number <= 2) return { data: { a: 1 } };
    throw new GraphQLError('away', { extensions: UNAVAILABLE });
  });
  await ask();
  await ask();
  await fail(8, failure);
  expect(seen.requests).toBe(7);
});

it('results that say nothing but TIMEOUT hide no subgraph that hangs', async () => {
  const late = { data: null, errors: [new GraphQLError('late', { extensions: LATE })] };
  const { ask, failure, seen } = inProcess(
    (_, { document }) => (document.loc!.source.body.includes('hang') ? never() : Promise.resolve(late)),
    { timeoutMs: 20 },
  );
  for (let at = 0; at < 5; at += 1) {
    const hanging = failure('{ hang }');
    await ask();
    await hanging;
  }
  for (let at = 0; at < 5; at += 1) await failure('{ hang }');
  const { requests } = seen;
  expect(await failure()).toEqual(UNAVAILABLE);
  expect(seen.requests).toBe(requests);
});

it('a new subscription is refused while the circuit is open', async () => {
  const { failure, guard } = inProcess(async () => {
    throw new GraphQLError('away', { extensions: UNAVAILABLE });
  });
  const subscribe = () => guard.subscribe({ document: parse('subscription { a }'), caller });
  expect(await subscribe()).toEqual({ data: null });
  await fail(5, failure);
  await expect(subscribe()).rejects.toMatchObject({ extensions: UNAVAILABLE });
});

describe('in one process', () => {
  it('a call that never ends is a TIMEOUT, and its signal aborts', async () => {
    const signals: AbortSignal[] = [];
    const { failure } = inProcess((_, { signal }) => (signals.push(signal!), never()), { timeoutMs: 20 });
    expect(await failure()).toEqual(LATE);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('a change that comes too late says that it may have been made, in both languages', async () => {
    const { ask } = inProcess(never, { timeoutMs: 20 });
    await expect(ask('mutation { a }')).rejects.toThrow(
      'The events subgraph did not answer in time: the change may have been made. Read the data before you try again.',
    );
  });

  it('is never called after the time of the operation is over', async () => {
    const { failure } = inProcess(never, { timeoutMs: 60_000 });
    expect(await failure('{ a }', { deadline: performance.now() + 20 })).toEqual(LATE);
    expect(await failure('{ a }', { deadline: performance.now() - 20 })).toEqual(LATE);
  });

  it('results that say that the database is away open the circuit, and arrive as they are', async () => {
    const result = { data: null, errors: [new GraphQLError('away', { extensions: UNAVAILABLE })] };
    const { ask, failure, seen } = inProcess(async () => result);
    for (let at = 0; at < 5; at += 1) expect(await ask()).toBe(result);
    expect(await failure()).toEqual(UNAVAILABLE);
    expect(seen.requests).toBe(5);
  });
});

describe('what opens no circuit', () => {
  it('clients that disconnect', async () => {
    const { guard, seen } = inProcess(never);
    for (let at = 0; at < 20; at += 1) {
      const disconnected = new AbortController();
      const asked = guard.execute({ document: parse('{ a }'), caller, signal: disconnected.signal });
      disconnected.abort(new Error('gone'));
      await expect(asked).rejects.toThrow('gone');
    }
    expect(seen.requests).toBe(20);
  });

  it('errors of resolvers', async () => {
    const errors = [new GraphQLError('no', { extensions: { code: 'INTERNAL' } })];
    const { ask, seen } = inProcess(async () => ({ data: null, errors }));
    for (let at = 0; at < 20; at += 1) expect(await ask()).toMatchObject({ errors });
    expect(seen.requests).toBe(20);
  });

  it('calls that take too long while the subgraph answers others', async () => {
    const { failure, ask, seen } = inProcess(
      (_, { document }) =>
        document.loc!.source.body.includes('slow') ? never() : Promise.resolve({ data: { a: 1 } }),
      { timeoutMs: 20 },
    );
    for (let at = 0; at < 20; at += 1) {
      const slow = failure('{ slow }');
      expect(await ask()).toEqual({ data: { a: 1 } });
      expect(await slow).toEqual(LATE);
    }
    expect(seen.requests).toBe(40);
  });

  it('calls that began late in their operation', async () => {
    const { failure, seen } = inProcess(never);
    for (let at = 0; at < 20; at += 1)
      expect(await failure('{ a }', { deadline: performance.now() + 5 })).toEqual(LATE);
    expect(seen.requests).toBe(20);
  });
});
