// What the programs of this folder share. Each runs a GraphQL client against a graph and prints JSON. The tests copy them
// beside the packages, in .data/clients/programs, so that they import clients as any project does, and start them there:
// `node .data/clients/programs/<client>.mjs '{"graph": "http://127.0.0.1:4000/graphql", …}'`.
import { argv, exit, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';

/** The argument of the program: `graph`, the address of the endpoint, and what else it needs. */
export const input = JSON.parse(argv[2]);

/** A path in this folder. */
export const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** A `fetch` that records what it sends: the method, and whether the text of the operation goes with it. */
export function recordingFetch() {
  const requests = [];
  const recording = (url, options = {}) => {
    const sent = options.body ? JSON.parse(options.body) : Object.fromEntries(new URL(url).searchParams);
    requests.push({ method: options.method ?? 'GET', text: sent.query !== undefined });
    return fetch(url, options);
  };
  return { requests, fetch: recording };
}

/** Prints the result and ends the program, whatever its clients still have open. */
export const print = (result) => stdout.write(`${JSON.stringify(result)}\n`, () => exit());

/** The first results of an operation, of a client that iterates over them; what ends it otherwise is thrown. */
export async function take(client, count, query, variables = {}) {
  const results = [];
  for await (const result of client.iterate({ query, variables })) {
    results.push(result);
    if (results.length === count) break;
  }
  return results;
}

/** All questions and two events of the subscription, which begin together. */
export async function takeAll(client) {
  const [queries, subscription] = await Promise.all([
    Promise.all(
      input.questions.map(async ({ query, variables }) => (await take(client, 2, query, variables))[0]),
    ),
    take(client, 2, input.subscription, { after: input.after }),
  ]);
  return { queries, subscription };
}
