import { createServer } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ANONYMOUS, type Caller } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { openSubgraph } from '#kernel/server';
import { pino } from 'pino';
import { subgraphs } from '../../../services/run.js';
import { answerBy } from './apollo-http.js';
import { listenForBench } from './listen.js';

// One of our subgraphs as the documentation of Apollo has it: its schema on Apollo Server, which executes by graphql-js.
// It answers every client: no signature, no identity. GET /statements returns the number of statements so far.

const [name = '', url = '', secret = ''] = process.argv.slice(2);
const subgraph = subgraphs.find((candidate) => candidate.name === name)!;
const log = pino({ level: 'silent' });
const subgraphRuntime = openSubgraph(subgraph, { url, secret, poolSize: 3, statementTimeout: 15_000 }, log);
const statistics = { sqlStatements: 0, subgraphRequests: 0, bySubgraph: {} };
const caller: Caller = { actor: ANONYMOUS, language: 'FR', requestId: 'bench', statistics };

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
  await answerBy(apollo, HeaderMap, request, response, subgraphRuntime.context(caller));
});
listenForBench(server, async () => {
  await apollo.stop();
  await subgraphRuntime.close();
});
