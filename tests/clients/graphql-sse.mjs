// The client of graphql-sse in its "distinct connections" mode: each operation is a request of its own, answered by
// server-sent events.
import { createClient } from 'graphql-sse';
import { input, print } from './program.mjs';

const clientOf = (headers = {}) => createClient({ url: input.graph, retryAttempts: 0, headers });

/** The first results of an operation; what ends it otherwise is thrown. */
async function take(client, count, query, variables = {}) {
  const results = [];
  for await (const result of client.iterate({ query, variables })) {
    results.push(result);
    if (results.length === count) break;
  }
  return results;
}

/** What ends the client: a response that is not a stream. */
async function endOf(client, query) {
  try {
    return { results: await take(client, 1, query) };
  } catch (error) {
    return { message: error.message, status: error.response?.status };
  }
}

const client = clientOf();
const [queries, subscription] = await Promise.all([
  Promise.all(
    input.questions.map(async ({ query, variables }) => (await take(client, 2, query, variables))[0]),
  ),
  take(client, 2, input.subscription, { after: input.after }),
]);

print({
  queries,
  subscription,
  viewer: await take(clientOf({ authorization: input.authorization }), 1, '{ viewer { name } }'),
  unknown: await endOf(client, '{ nothing }'),
  token: await endOf(clientOf({ authorization: 'Bearer nonsense' }), '{ __typename }'),
});
