import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newApiKey } from '#kernel/auth';
import { AuthenticationError } from '../../../gateway/identity/authentication-error.js';
import { ask } from '../../support/graph.js';
import { Listener, RawSocket } from '../../support/subscription-clients.js';
import { graphInProcess, person } from '../../support/graph-in-process.js';

// A client that guesses keys gets 429, over HTTP, server-sent events and WebSockets.
let live: Awaited<ReturnType<typeof graphInProcess>>;
beforeAll(async () => {
  const identify = (authorization: string) => {
    if (authorization !== 'Bearer good') throw AuthenticationError.of('UNKNOWN_KEY');
    return person();
  };
  const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
  live = await graphInProcess(database, { MAX_FAILURES_PER_MINUTE: '5' }, { identify });
});
afterAll(() => live?.close());

const say = (authorization: string) =>
  ask(
    '{ __typename }',
    {},
    { graph: live.address, headers: { authorization, origin: 'https://portal.example' } },
  );

it('guessed credentials get 429 after a few attempts, over every transport', async () => {
  expect((await say('Bearer good')).status).toBe(200);
  const statuses: number[] = [];
  for (let count = 0; count < 8; count += 1) statuses.push((await say(`Bearer ${newApiKey()}`)).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);

  const { errors, headers } = await say(`Bearer ${newApiKey()}`);
  expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) } }]);
  expect(headers.get('retry-after')).toBe(String(errors[0]!.extensions.retryAfter));
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('access-control-expose-headers')).toContain('retry-after');

  const authorization = `Bearer ${newApiKey()}`;
  const stream = await Listener.events(live.address, '{ __typename }', {}, { authorization }).ended();
  expect(stream).toMatchObject({ code: 429, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  const socket = await RawSocket.open(live.address);
  socket.send({ type: 'connection_init', payload: { authorization } });
  expect((await socket.closed).code).toBe(4429);

  expect((await say('Bearer good')).status).toBe(200);
  expect((await ask('{ __typename }', {}, { graph: live.address })).status).toBe(200);
});
