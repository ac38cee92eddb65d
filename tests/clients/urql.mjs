// urql with its normalised cache, @urql/exchange-graphcache, which knows the schema by introspection, and its keys and lists
// by schema/clients.
import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { getIntrospectionQuery } from 'graphql';
import { keys, resolvers } from './clients/urql.mjs';
import { input, print, recordingFetch } from './program.mjs';

/** What the cache complains about, such as fields that the schema does not have, or objects without a key. */
const warnings = [];
console.warn = (...message) => warnings.push(message.join(' '));

const response = await fetch(input.graph, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery() }),
});
const { data: schema } = await response.json();

const cache = () =>
  cacheExchange({
    schema,
    keys,
    resolvers: {
      ...resolvers,
      Query: {
        ...resolvers.Query,
        authority: (_parent, { id }) => ({ __typename: 'Authority', id }),
      },
    },
  });
const recording = recordingFetch();
const client = new Client({
  url: input.graph,
  fetch: recording.fetch,
  exchanges: [cache(), fetchExchange],
  preferGetMethod: false,
});

async function dataOf(query, variables, options) {
  const { data, error } = await client.query(query, variables, options).toPromise();
  if (error) throw error;
  return data;
}

const LIST = gql`
  query List($after: String) {
    authorities(filter: { kind: { in: [REGION] } }, first: 4, after: $after) {
      edges {
        cursor
        node {
          id
          name
          kind
          region {
            id
            name
          }
          provenance {
            confidence
            source {
              title
            }
          }
        }
      }
      pageInfo {
        startCursor
        endCursor
        hasNextPage
        hasPreviousPage
      }
    }
  }
`;
const ONE = gql`
  query One($id: ID!) {
    authority(id: $id) {
      id
      name
      provenance {
        confidence
        source {
          title
        }
      }
    }
  }
`;

/** Two pages that the cache joins; then one of their authorities, from the cache alone. */
async function pages() {
  const { authorities: first } = await dataOf(LIST, {});
  await dataOf(LIST, { after: first.pageInfo.endCursor });
  const { authorities: joined } = await dataOf(LIST, {}, { requestPolicy: 'cache-only' });
  const before = recording.requests.length;
  const { authority } = await dataOf(ONE, { id: joined.edges.at(-1).node.id });
  return {
    nodes: joined.edges.map(({ node }) => node),
    authority,
    requests: { pages: before, authority: recording.requests.length - before },
  };
}

/** Lists that several operations read, each in its own way: what the cache holds, and what it asks for. */
async function lists() {
  const steps = [];
  const read = async (fields, variables) => {
    const query = `query Step($first: Int) {
      regions(first: $first) { ${fields} }
    }`;
    const before = recording.requests.length;
    const { regions } = await dataOf(query, variables);
    steps.push({ requests: recording.requests.length - before, ...regions });
  };
  await read('totalCount', { first: 2 });
  await read('edges { node { id } }', { first: 2 });
  await read('totalCount edges { node { id } }', { first: 2 });
  await read('nodes { id }', { first: 2 });
  await read('nodes { id }', { first: 4 });
  return steps;
}

/** An interface: the graph says of which type each entity is. */
async function entities() {
  const query = `query ($ids: [ID!]!) {
    nodes(ids: $ids) { __typename id ... on Region { code } ... on Authority { siren } }
  }`;
  await dataOf(query, { ids: input.entities });
  return (await dataOf(query, { ids: input.entities }, { requestPolicy: 'cache-only' })).nodes;
}

/** The same question by GET, and one that is too long for an address. */
async function methods() {
  const recorded = recordingFetch();
  const getting = new Client({
    url: input.graph,
    fetch: recorded.fetch,
    exchanges: [fetchExchange],
    preferGetMethod: 'within-url-limit',
  });
  const query =
    'query ($codes: [String!]!) { themes(filter: { code: { in: $codes }, level: { lte: 1 } }) { nodes { code } } }';
  const ask = async (codes) => {
    const { data, error } = await getting.query(query, { codes }).toPromise();
    if (error) throw error;
    return data.themes.nodes.map(({ code }) => code);
  };
  const short = await ask(['EDU']);
  const long = await ask([
    'EDU',
    // On the second level of the tree.
    ...Array.from({ length: 99 }, () => 'CUL-FRANCOPHONIE'),
  ]);
  return { short, long, requests: recorded.requests };
}

async function errors() {
  const codesOf = async (query, fetchOptions) => {
    const { error } = await client
      .query(query, {}, { requestPolicy: 'network-only', fetchOptions })
      .toPromise();
    return error.graphQLErrors.map(({ extensions }) => extensions.code);
  };
  return {
    tooMany: await codesOf('{ themes(first: 1000) { nodes { code } } }'),
    token: await codesOf('{ theme(code: "EDU") { id } }', { headers: { authorization: 'Bearer nonsense' } }),
  };
}

/** Events by server-sent events, which the fetch exchange of urql reads itself. */
async function subscription() {
  const streaming = new Client({ url: input.graph, exchanges: [fetchExchange], fetchSubscriptions: true });
  const query = `subscription ($after: String) {
    cooperationRequestChanged(after: $after) { operation entityId cooperationRequest { id need(lang: FR) country { code } } }
  }`;
  const results = [];
  // Nobody unsubscribes: urql aborts its request then, and leaves the AbortError unhandled.
  await new Promise((resolve) => {
    streaming.subscription(query, { after: input.after }).subscribe(({ data, error }) => {
      results.push({ data, error: error?.message });
      if (results.length === 2 || error) resolve();
    });
  });
  return results;
}

print({
  pages: await pages(),
  lists: await lists(),
  entities: await entities(),
  methods: await methods(),
  errors: await errors(),
  subscription: input.after ? await subscription() : [],
  warnings,
});
