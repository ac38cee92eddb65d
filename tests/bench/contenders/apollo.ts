import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { ANONYMOUS, type Caller, type Statistics, type SubgraphClient } from '#kernel/auth';
import { httpSubgraphClient } from '#kernel/server';
import { parse, type DocumentNode } from 'graphql';
import { NODES, nodeSubgraphClient } from '../../../gateway/node-subgraph/nodes.js';
import { answerBy } from './apollo-http.js';
import { listenForBench } from './listen.js';
import { importFrom } from './packages.js';

// @apollo/gateway on @apollo/server over the same supergraph and subgraphs, either on Apollo Server and reached by its own
// data source, or on our HTTP servers and reached by signed requests, because they answer no others. Its
// extra features are switched off.

const [packages = '', secret = '', addresses = '{}', doorsOf = 'ours'] = process.argv.slice(2);
const { ApolloGateway, RemoteGraphQLDataSource } = await importFrom(packages, '@apollo/gateway');
const { ApolloServer, HeaderMap } = await importFrom(packages, '@apollo/server');
const disabled = await importFrom(packages, '@apollo/server/plugin/disabled');

const SCHEMA = new URL('../../../../schema/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, SCHEMA), 'utf8');
const total: Statistics = { sqlStatements: 0, subgraphRequests: 0, bySubgraph: {} };

const urls = Object.entries(JSON.parse(addresses) as Record<string, string>);
const clients = new Map<string, SubgraphClient>(
  urls.map(([name, url]) => [name, httpSubgraphClient(name, url, secret, 15_000)]),
);
const addressOf = new Map(urls);
const sdl = Object.fromEntries(urls.map(([name]) => [name, read(`subgraphs/${name}.graphql`)]));
clients.set(NODES, nodeSubgraphClient(sdl, clients, secret));

interface Fetch {
  request: { query: string; variables?: Record<string, unknown>; operationName?: string };
  context: { caller: Caller };
}

/** A data source of @apollo/gateway that parses each text once, as our gateway does. */
function dataSourceOf(name: string) {
  const client = clients.get(name)!;
  const documents = new Map<string, DocumentNode>();
  return {
    async process({ request: { query, variables, operationName }, context: { caller } }: Fetch) {
      let document = documents.get(query);
      if (!document) documents.set(query, (document = parse(query)));
      const call = { document, caller, ...(variables ? { variables } : {}) };
      return client.execute(operationName ? { ...call, operationName } : call);
    },
  };
}

/** Removes the permission directives: @apollo/gateway leaves them to Apollo's router and refuses a schema that has them. No query here needs them. */
function withoutSecurity(supergraph: string): string {
  return supergraph.replace(/ @link\(url: "[^"]*", for: SECURITY\)/g, '');
}

const gateway = new ApolloGateway({
  supergraphSdl: withoutSecurity(read('supergraph.graphql')),
  buildService: ({ name }: { name: string }) =>
    doorsOf === 'ours' || name === NODES
      ? dataSourceOf(name)
      : new RemoteGraphQLDataSource({ url: addressOf.get(name) }),
});
const apollo = new ApolloServer({
  gateway,
  csrfPrevention: false,
  stopOnTerminationSignals: false,
  nodeEnv: 'production',
  plugins: [
    disabled.ApolloServerPluginCacheControlDisabled(),
    disabled.ApolloServerPluginInlineTraceDisabled(),
    disabled.ApolloServerPluginUsageReportingDisabled(),
    disabled.ApolloServerPluginSchemaReportingDisabled(),
  ],
});
await apollo.start();

const server = createServer(async (request, response) => {
  if (request.url === '/statements') return response.end(String(total.sqlStatements));
  const caller: Caller = {
    actor: ANONYMOUS,
    language: 'FR',
    requestId: randomUUID(),
    ...(request.headers['x-count'] ? { statistics: total } : {}),
  };
  await answerBy(apollo, HeaderMap, request, response, { caller });
});
listenForBench(server, () => apollo.stop());
