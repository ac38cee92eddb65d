import type { IncomingMessage, ServerResponse } from 'node:http';
import { EncodedBody } from '../operation/answers/encoded-body.js';
import { readExamples } from '../operation/examples.js';
import { sendBody } from './send-body.js';

/** Content security policy of the IDE: one page with inline code that talks to its own origin only. */
export const IDE_POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Sends the page of the IDE, which is rendered and compressed once. */
export function serveIde() {
  let body: Promise<EncodedBody> | undefined;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    body ??= renderIde().then((page) => new EncodedBody(Buffer.from(page)));
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': IDE_POLICY,
      'cache-control': 'public, no-cache',
    };
    return await sendBody(request, response, { status: 200, headers, body: await body });
  };
}

/**
 * Renders the page of the IDE (GraphiQL), with a tab for each example operation. Loads its package, which holds the page's
 * nine megabytes of script: the start need not wait for what is read when somebody opens the IDE.
 */
export async function renderIde(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const tabs = readExamples().map(({ query, variables }) => ({
    query,
    variables: JSON.stringify(variables, null, 2),
  }));
  const page = renderGraphiQL({
    title: 'Passerelle',
    endpoint: '/graphql',
    defaultTabs: tabs,
    defaultQuery: tabs[0]?.query ?? '{ __typename }',
  });
  return withFirstVariables(page, tabs[0]?.variables ?? '');
}

/** Puts the variables of the first tab where GraphiQL stores those of the last visit: it shows no others for that tab. */
function withFirstVariables(page: string, first: string): string {
  const variables = JSON.stringify(first).replaceAll('<', '\\u003c');
  return page.replace(
    '<head>',
    () =>
      `<head><script>localStorage.getItem('graphiql:tabState') ?? localStorage.setItem('graphiql:variables', ${variables})</script>`,
  );
}
