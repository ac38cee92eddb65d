// The client of graphql-sse in its "distinct connections" mode: each operation is a request of its own, answered by
// server-sent events.
import { createClient } from 'graphql-sse';
import { input, print, take, takeAll } from './program.mjs';

const clientOf = (headers = {}) => createClient({ url: input.graph, retryAttempts: 0, headers });

/** What ends the client: a response that is not a stream. */
async function endOf(client, query) {
  try {
    return { results: await take(client, 1, query) };
  } catch (error) {
    return { message: error.message, status: error.response?.status };
  }
}

const client = clientOf();
const answers = await takeAll(client);

print({
  ...answers,
  viewer: await take(clientOf({ authorization: input.authorization }), 1, '{ viewer { name } }'),
  unknown: await endOf(client, '{ nothing }'),
  token: await endOf(clientOf({ authorization: 'Bearer nonsense' }), '{ __typename }'),
});
