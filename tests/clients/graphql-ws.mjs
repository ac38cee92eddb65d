// The client of graphql-ws: queries, errors and a subscription over one WebSocket.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { input, print } from './program.mjs';

let connections = 0;
const clientOf = (options = {}) =>
  createClient({
    url: input.graph.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: { connected: () => (connections += 1) },
    ...options,
  });

/** The first results of an operation; what ends it otherwise is thrown. */
async function take(client, count, query, variables = {}) {
  const results = [];
  for await (const result of client.iterate({ query, variables })) {
    results.push(result);
    if (results.length === count) break;
  }
  return results;
}

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
const [queries, subscription] = await Promise.all([
  Promise.all(
    input.questions.map(async ({ query, variables }) => (await take(client, 2, query, variables))[0]),
  ),
  take(client, 2, input.subscription, { after: input.after }),
]);
await client.dispose();

print({
  queries,
  subscription,
  connections,
  viewer: await take(
    clientOf({ connectionParams: { authorization: input.authorization } }),
    1,
    '{ viewer { name } }',
  ),
  unknown: await endOf(clientOf(), '{ nothing }'),
  token: await endOf(clientOf({ connectionParams: { authorization: 'Bearer nonsense' } }), '{ __typename }'),
});
