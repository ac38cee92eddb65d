import { createHmac } from 'node:crypto';
import { expect } from '@jest/globals';
import { openSubgraph, serveSubgraph } from '#kernel/server';
import { authorities } from '#subgraphs';
import { pino } from 'pino';
import type { AttackedGraph } from './attacked-graph.js';
import type { SecurityCase } from './security-case.js';

// FED: the way around the gateway, to the port of a subgraph.

const log = pino({ level: 'silent' });
const ADMINISTRATOR = {
  kind: 'PERSON',
  id: 'admin',
  name: 'admin',
  roles: ['ADMINISTRATOR'],
  permissions: [{ scope: 'access:write', of: null }],
  expiresAt: null,
};
const bodyOf = (query: string) =>
  JSON.stringify({ query, extensions: { caller: { actor: ADMINISTRATOR, language: 'FR', requestId: 'x' } } });

/** Serves a subgraph on a port of its own, as in a deployment of many processes. */
async function withSubgraph(
  graph: AttackedGraph,
  attack: (address: string, secret: string) => Promise<void>,
) {
  const { secret, admin } = graph.graph;
  const url = `postgres://passerelle:${secret}@127.0.0.1:${admin.port}/passerelle`;
  const runtime = openSubgraph(authorities, { url, secret }, log);
  const server = await serveSubgraph(runtime, { host: '127.0.0.1', port: 0, secret, log });
  try {
    await attack(`http://127.0.0.1:${server.port}/graphql`, secret);
  } finally {
    await server.close();
    await runtime.close();
  }
}

const SIGNATURE_HEADER = 'passerelle-signature';

/** A signature as the gateway writes it, by the documented format alone. */
const sign = (secret: string, subgraph: string, body: string, now = Date.now()) =>
  `${now}.${createHmac('sha256', secret).update(`${subgraph}\n${now}\n${body}`).digest('base64url')}`;

const knock = async (address: string, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, text: await response.text() };
};

/** Expects that a subgraph refuses an operation of somebody who has no signature, or a forged one. */
const refusedBySubgraph = (query: string) => (graph: AttackedGraph) =>
  withSubgraph(graph, async (address, secret) => {
    const body = bodyOf(query);
    const good = sign(secret, 'authorities', body);
    const [time = '', mac = ''] = good.split('.');
    for (const signature of [
      undefined,
      '',
      '.',
      `${time}.`,
      `.${mac}`,
      `${time}.${mac.slice(0, -1)}`,
      `${Number(time) + 1}.${mac}`,
      `${good}, ${good}`,
      sign('another secret of forty characters ......', 'authorities', body),
      sign(secret, 'events', body),
      sign(secret, 'authorities', `${body} `),
      sign(secret, 'authorities', body, Date.now() - 600_000),
      sign(secret, 'authorities', body, Date.now() + 600_000),
    ]) {
      const { status, text } = await knock(
        address,
        body,
        signature === undefined ? {} : { [SIGNATURE_HEADER]: signature },
      );
      expect({ signature, status, text }).toMatchObject({
        status: 401,
        text: expect.stringContaining('UNAUTHENTICATED'),
      });
      expect(text).not.toContain('data');
    }
    for (const path of ['', '/', '/graphql/', '/graphql?x=1', '/_service'])
      expect((await knock(new URL(path, address).href, body)).status).toBeGreaterThanOrEqual(401);
    expect((await fetch(`${address}?query=${encodeURIComponent(query)}`)).status).toBe(405);
    // The judge of the above: with the gateway’s signature the request is taken.
    expect((await knock(address, body, { [SIGNATURE_HEADER]: good })).status).toBe(200);
  });

export const subgraphPorts: SecurityCase[] = [
  {
    id: 'FED-01',
    attack: 'a query at the port of a subgraph, with no signature and with forged, old and borrowed ones',
    expected: 'refused by the subgraph',
    source: 'https://www.apollographql.com/blog/secure-your-graphql-microservices',
    run: refusedBySubgraph('{ regions(first: 1) { totalCount } }'),
  },
  {
    id: 'FED-02',
    attack: 'the SDL of a subgraph at its port',
    expected: 'refused by the subgraph',
    source: 'https://www.apollographql.com/blog/secure-your-graphql-microservices',
    run: refusedBySubgraph('{ _service { sdl } }'),
  },
  {
    id: 'FED-03',
    attack: 'entities with internal fields at the port of a subgraph',
    expected: 'refused by the subgraph',
    source: 'https://www.apollographql.com/blog/secure-your-graphql-microservices',
    run: refusedBySubgraph(
      '{ _entities(representations: [{ __typename: "Authority", id: "1" }]) { __typename } }',
    ),
  },
];
