// The client of graphql-ws: queries, errors and a subscription over one WebSocket.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { input, print, take, takeAll } from './program.mjs';

let connections = 0;
const clientOf = (options = {}) =>
  createClient({
    url: input.graph.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: { connected: () => (connections += 1) },
    ...options,
  });

/** What ends the client: errors of GraphQL as a list, the end of the connection as an event. */
async function endOf(client, query) {
  try {
    return { results: await take(client, 1, query) };
  } catch (end) {
    return Array.isArray(end) ? { errors: end } : { code: end.code, reason: end.reason };
  } finally {
    await client.dispose();
  }
}

// Not lazy: the operations begin together, and share the connection.
const client = clientOf({ lazy: false, onNonLazyError: () => {} });
const answers = await takeAll(client);
await client.dispose();

print({
  ...answers,
  connections,
  viewer: await take(
    clientOf({ connectionParams: { authorization: input.authorization } }),
    1,
    '{ viewer { name } }',
  ),
  unknown: await endOf(clientOf(), '{ nothing }'),
  token: await endOf(clientOf({ connectionParams: { authorization: 'Bearer nonsense' } }), '{ __typename }'),
});
