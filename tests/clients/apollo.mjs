// Apollo Client 4. `dataMasking`: a component sees the fields of its own fragment alone.
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, ServerError, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { print as textOf } from 'graphql';
import { createClient } from 'graphql-ws';
import { filter, firstValueFrom, take, toArray } from 'rxjs';
import WebSocket from 'ws';
import { possibleTypes, typePolicies } from './clients/apollo.mjs';
import { input, print, recordingFetch } from './program.mjs';

const sent = [];
const recorder = new ApolloLink((operation, forward) => {
  sent.push(textOf(operation.query));
  return forward(operation);
});
const clientOf = (link, options = {}) =>
  new ApolloClient({
    link,
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
    ...options,
  });
const client = clientOf(recorder.concat(new HttpLink({ uri: input.graph })), { dataMasking: true });

// Two components on a page need the same list of the same authority, with other fields each.
const CARD = gql`
  fragment Card on Authority {
    id
    name
    expertises(first: 3) {
      nodes {
        id
        title(lang: FR)
        provenance {
          confidence
        }
      }
    }
  }
`;
const STATUS = gql`
  fragment Status on Authority {
    id
    expertises(first: 3) {
      totalCount
      pageInfo {
        hasNextPage
      }
      nodes {
        id
        theme {
          code
          name(lang: EN)
        }
        provenance {
          source {
            title
          }
        }
      }
    }
  }
`;
const PAGE = gql`
  query Page($id: ID!) {
    authority(id: $id) {
      id
      ...Card
      ...Status
    }
  }
  ${CARD}
  ${STATUS}
`;

async function fragments() {
  const { data } = await client.query({ query: PAGE, variables: { id: input.authority } });
  const read = (fragment, fragmentName) =>
    client.readFragment({ fragment, fragmentName, from: data.authority });
  const inCache = Object.keys(client.cache.extract());
  return {
    sent: sent.at(-1),
    masked: data.authority,
    card: read(CARD, 'Card'),
    status: read(STATUS, 'Status'),
    entities: inCache.filter((key) => key.startsWith('Authority:') || key.startsWith('Expertise:')).sort(),
  };
}

const LIST = gql`
  query List($after: String) {
    authorities(filter: { kind: { in: [REGION] } }, first: 4, after: $after) {
      edges {
        node {
          id
          name
        }
      }
      pageInfo {
        startCursor
        hasPreviousPage
        hasNextPage
        endCursor
      }
    }
  }
`;

async function pages() {
  const watched = client.watchQuery({ query: LIST });
  const loaded = firstValueFrom(watched.pipe(filter(({ dataState }) => dataState === 'complete')));
  const kept = watched.subscribe();
  const { data } = await loaded;
  await watched.fetchMore({ variables: { after: data.authorities.pageInfo.endCursor } });
  const { authorities } = client.readQuery({ query: LIST });
  kept.unsubscribe();
  return authorities.edges.map(({ node }) => node);
}

/** Lists that several operations read, each in its own way: what the cache holds, and what it asks for. */
async function lists() {
  const reader = clientOf(recorder.concat(new HttpLink({ uri: input.graph })));
  const steps = [];
  const read = async (fields, variables = {}) => {
    const query = gql`query Step($first: Int, $after: String) {
      authorities(filter: { kind: { in: [REGION] } }, first: $first, after: $after) { ${fields} }
    }`;
    const before = sent.length;
    const { data } = await reader.query({ query, variables });
    steps.push({ requests: sent.length - before, ...data.authorities });
  };
  await read('totalCount', { first: 2 });
  await read('edges { node { id } }', { first: 2 });
  await read('totalCount edges { node { id } }', { first: 2 });
  await read('nodes { id }', { first: 2 });
  await read('nodes { id }', { first: 5 });
  await read('edges { node { id } }', { first: 5 });
  await read('nodes { id name }', { first: 100 });
  await read('nodes { id name }', { first: 90 });
  return steps;
}

/** Two pages of `nodes`, and one before them. */
async function nodes() {
  const reader = clientOf(new HttpLink({ uri: input.graph }));
  const query = gql`
    query Nodes($first: Int, $last: Int, $after: String, $before: String) {
      regions(first: $first, last: $last, after: $after, before: $before) {
        nodes {
          id
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
  const watched = reader.watchQuery({ query, variables: { first: 2, after: input.middle } });
  const loaded = firstValueFrom(watched.pipe(filter(({ dataState }) => dataState === 'complete')));
  const kept = watched.subscribe();
  const { data } = await loaded;
  const { startCursor, endCursor } = data.regions.pageInfo;
  await watched.fetchMore({ variables: { first: 3, after: endCursor } });
  await watched.fetchMore({
    variables: { first: undefined, last: 1, after: undefined, before: startCursor },
  });
  const { regions } = reader.readQuery({ query, variables: watched.variables });
  kept.unsubscribe();
  return regions;
}

/** Objects without an id, of which two operations read other fields. */
async function parts() {
  const reader = clientOf(new HttpLink({ uri: input.graph }));
  const of = (fields) => gql`query ($id: ID!) { authority(id: $id) { id ${fields} } }`;
  const read = (fields, fetchPolicy) =>
    reader.query({ query: of(fields), variables: { id: input.authority }, fetchPolicy });
  await read('provenance { confidence sources { title } }');
  await read('provenance { asOf sources { title url } }');
  await read('provenance { sources { title licence } }');
  const both = 'provenance { confidence asOf sources { title url licence } }';
  return (await read(both, 'cache-only')).data?.authority;
}

async function errors() {
  const codesOf = async (options) => {
    try {
      await client.query({ fetchPolicy: 'no-cache', ...options });
    } catch (error) {
      // A refusal that the graph sends as application/json, such as 401: the client looks for no errors in it.
      const found = ServerError.is(error) ? JSON.parse(error.bodyText).errors : error.errors;
      return found.map(({ extensions }) => extensions.code);
    }
  };
  const tooMany = gql`
    {
      themes(first: 1000) {
        nodes {
          code
        }
      }
    }
  `;
  const unknown = gql`
    {
      themes(first: 1) {
        nodes {
          colour
        }
      }
    }
  `;
  const theme = gql`
    {
      theme(code: "EDU") {
        code
      }
    }
  `;
  return {
    tooMany: await codesOf({ query: tooMany }),
    unknown: await codesOf({ query: unknown }),
    token: await codesOf({ query: theme, context: { headers: { authorization: 'Bearer nonsense' } } }),
  };
}

/** Two clients: the first registers the text under its hash, the second sends the hash alone. */
async function persisted() {
  const query = gql`query Persisted${input.salt} { theme(code: "ENV-WATER") { code name(lang: EN) } }`;
  const recording = recordingFetch();
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const data = [];
  for (let round = 0; round < 2; round += 1) {
    const link = new PersistedQueryLink({ sha256, useGETForHashedQueries: true });
    const http = new HttpLink({ uri: input.graph, fetch: recording.fetch });
    data.push((await clientOf(link.concat(http)).query({ query })).data);
  }
  return { data, requests: recording.requests };
}

async function subscription() {
  const socket = createClient({
    url: input.graph.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const query = gql`
    subscription ($after: String) {
      cooperationRequestChanged(after: $after) {
        cursor
        operation
        entityId
        cooperationRequest {
          id
          need(lang: FR)
          country {
            code
          }
        }
      }
    }
  `;
  const events = clientOf(new GraphQLWsLink(socket)).subscribe({ query, variables: { after: input.after } });
  const results = await firstValueFrom(events.pipe(take(2), toArray()));
  await socket.dispose();
  return results.map(({ data, error }) => ({ data, error: error?.message }));
}

print({
  fragments: await fragments(),
  pages: await pages(),
  lists: await lists(),
  nodes: await nodes(),
  parts: await parts(),
  errors: await errors(),
  persisted: await persisted(),
  subscription: input.after ? await subscription() : [],
});
