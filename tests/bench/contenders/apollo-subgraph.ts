import { createServer } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { openRoom, type Caller, type Context } from '#kernel';
import { pino } from 'pino';
import { subgraphs } from '../../../services/run.js';
import { bodyOf, listenForBench } from './listen.js';

// One of our subgraphs as the documentation of Apollo has it: its schema on Apollo Server, which executes by graphql-js.
// It is asked by whoever comes: no signature, no identity. GET /statements says how many statements were run so far.

const [name = '', url = '', secret = ''] = process.argv.slice(2);
const subgraph = subgraphs.find((candidate) => candidate.name === name)!;
const log = pino({ level: 'silent' });
const room = openRoom(subgraph, { url, secret, poolSize: 3, statementTimeout: 15_000 }, log);
const statistics = { sqlStatements: 0, subgraphRequests: 0, bySubgraph: {} };
const caller: Caller = { actor: { kind: 'ANONYMOUS' }, language: 'FR', requestId: 'bench', statistics };

const apollo = new ApolloServer<Context<unknown>>({
  schema: subgraph.schema(),
  csrfPrevention: false,
  stopOnTerminationSignals: false,
  nodeEnv: 'production',
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ],
});
await apollo.start();

const server = createServer(async (request, response) => {
  if (request.url === '/statements') return response.end(String(statistics.sqlStatements));
  const headers = new HeaderMap();
  for (const [header, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(header, value);
  const result = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: await bodyOf(request) },
    context: async () => room.context(caller),
  });
  for (const [header, value] of result.headers) response.setHeader(header, value);
  response.statusCode = result.status ?? 200;
  response.end(result.body.kind === 'complete' ? result.body.string : '');
});
listenForBench(server, async () => {
  await apollo.stop();
  await room.close();
});
