import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer, BaseContext, HeaderMap } from '@apollo/server';
import { bodyOf } from './listen.js';

/**
 * Answers a request by Apollo Server, without a framework.
 * @param Headers class of the package of the server
 */
export async function answerBy<Context extends BaseContext>(
  apollo: Pick<ApolloServer<Context>, 'executeHTTPGraphQLRequest'>,
  Headers: typeof HeaderMap,
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value);
  const result = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: await bodyOf(request) },
    context: async () => context,
  });
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.statusCode = result.status ?? 200;
  response.end(result.body.kind === 'complete' ? result.body.string : '');
}
