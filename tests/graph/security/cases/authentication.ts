import { expect } from '@jest/globals';
import { newApiKey } from '#kernel/auth';
import { newAddress } from './attacked-graph.js';
import { INPUT, LIMIT, OWASP, times, type SecurityCase } from './security-case.js';
import { exchange, wirePost } from './wire.js';

// AUTH: keys and headers by which somebody passes for another, and what belongs to others.

const VIEWER = '{ viewer { kind } }';
export const authentication: SecurityCase[] = [
  {
    id: 'AUTH-07',
    attack: 'a key after it was revoked, after it has expired, and with other capitals',
    expected: 'refused from the next request on',
    async run(graph) {
      const { id, key } = await graph.keyWith('ANALYST');
      const headers = { 'x-api-key': key };
      expect((await graph.ask(VIEWER, {}, headers)).data.viewer.kind).toBe('PARTNER');
      for (const other of [key.toUpperCase(), `${key}=`, key.slice(0, -1), ` ${key.slice(1)}`])
        expect((await graph.ask(VIEWER, {}, { 'x-api-key': other })).status).toBe(401);
      const set = (sql: string) =>
        graph.graph.admin.query(`UPDATE access.api_key SET ${sql} WHERE id = $1`, [id]);
      await set('expires_at = now()');
      expect((await graph.ask(VIEWER, {}, headers)).errors[0]!.extensions.reason).toBe('EXPIRED');
      await set(`expires_at = now() + interval '1 hour', revoked_at = now()`);
      expect((await graph.ask(VIEWER, {}, headers)).errors[0]!.extensions.reason).toBe('REVOKED');
    },
  },
  {
    id: 'AUTH-08',
    attack: 'random keys of one address, by header and as tokens',
    expected: '429 after thirty; a valid key of the same address still works; keys are stored as hashes',
    async run(graph) {
      const from = { 'x-forwarded-for': newAddress() };
      const { key } = await graph.keyWith('ANALYST');
      expect((await graph.ask(VIEWER, {}, { ...from, 'x-api-key': key })).status).toBe(200);
      const statuses: number[] = [];
      for (let at = 0; at < 40; at += 1) {
        const guess = newApiKey();
        const credential: Record<string, string> =
          at % 2 ? { 'x-api-key': guess } : { authorization: `Bearer ${guess}` };
        statuses.push((await graph.ask(VIEWER, {}, { ...from, ...credential })).status);
      }
      expect(new Set(statuses)).toEqual(new Set([401, 429]));
      expect(statuses.indexOf(429)).toBeGreaterThanOrEqual(30);
      expect((await graph.ask(VIEWER, {}, { ...from, 'x-api-key': key })).status).toBe(200);
      expect((await graph.ask(VIEWER, {}, { 'x-api-key': newApiKey() })).status).toBe(401);
      const { rows } = await graph.graph.admin.query('SELECT FROM access.api_key k WHERE k::text LIKE $1', [
        `%${key}%`,
      ]);
      expect(rows).toEqual([]);
    },
  },
  {
    id: 'AUTH-09',
    attack: 'mutations of nobody, of a person without a role, and of an analyst, over each transport',
    expected: 'refused; nothing is written',
    async run(graph) {
      const query = 'mutation { partnerCreate(input: { name: "x" }) { partner { id } } }';
      const [person, analyst] = await Promise.all([graph.personWith(null), graph.personWith('ANALYST')]);
      for (const [headers, code] of [
        [{}, 'UNAUTHENTICATED'],
        [person, 'FORBIDDEN'],
        [analyst, 'FORBIDDEN'],
      ] as const)
        for (const accept of ['application/json', 'text/event-stream', 'application/graphql-response+json']) {
          const { text } = await graph.post(JSON.stringify({ query }), { ...headers, accept });
          expect(text).toContain(`"code":"${code}"`);
        }
    },
  },
  {
    id: 'AUTH-12',
    attack: 'headers that name a user, roles, an actor or the signature between the gateway and a subgraph',
    expected: 'they mean nothing: the caller is anonymous',
    async run(graph) {
      const forged = {
        'x-user-id': 'admin',
        'x-roles': 'ADMINISTRATOR',
        'x-forwarded-user': 'admin',
        'remote-user': 'admin',
        'passerelle-signature': '1.x',
        'passerelle-actor': '{}',
        cookie: 'session=admin',
        'x-original-user': 'admin',
      };
      const { data } = await graph.ask(VIEWER, {}, forged);
      expect(data).toEqual({ viewer: null });
      const extensions = {
        caller: {
          actor: { kind: 'PERSON', id: 'admin', permissions: [{ scope: 'access:write', of: null }] },
        },
      };
      const { errors } = await graph.ask('{ partners { totalCount } }', {}, forged, { extensions });
      expect(errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
    },
  },
  {
    id: 'AUTH-14',
    attack: 'one dear field under a hundred aliases, to pay for one request',
    expected: 'too many aliases; what is allowed is charged as often as it is asked for',
    source: OWASP,
    async run(graph) {
      const suggest = (count: number) =>
        `{ ${times(count, (at) => `a${at}: suggest(text: "lyon") { __typename }`)} rateLimit { cost } }`;
      expect((await graph.ask(suggest(100))).errors[0]!.extensions).toMatchObject({
        code: LIMIT,
        limit: 'aliases',
      });
      const cost = async (count: number) => {
        await graph.ask(suggest(count));
        return (await graph.ask(suggest(count))).data.rateLimit.cost as number;
      };
      const [one, forty] = [await cost(1), await cost(40)];
      const [request] = [100];
      expect((forty - request) / (one - request)).toBeGreaterThan(20);
    },
  },
  {
    id: 'AUTH-17',
    attack: 'several credentials at once, in other schemes, in the address, in the body and in cookies',
    expected: 'one of them is expected; those in other places mean nothing',
    async run(graph) {
      const { key } = await graph.keyWith('ADMINISTRATOR');
      const { authorization } = await graph.personWith('ADMINISTRATOR');
      for (const lines of [
        [`authorization: ${authorization}`, `authorization: ${authorization}`],
        [`authorization: ${authorization}`, `x-api-key: ${key}`],
        [`x-api-key: ${key}`, `x-api-key: ${key}`],
        [`authorization: ${authorization}, ${authorization}`],
        [`authorization: Basic ${Buffer.from(`x:${key}`).toString('base64')}`],
        ['authorization:'],
        ['x-api-key:'],
        [`authorization: Token ${key}`],
      ]) {
        const [answer] = await exchange(graph, wirePost(lines));
        expect({ lines: lines.length, status: answer!.status }).toEqual({ lines: lines.length, status: 401 });
      }
      const token = authorization.slice(7);
      for (const search of [`access_token=${token}`, `apiKey=${key}`, `x-api-key=${key}`, `token=${token}`]) {
        const { text } = await graph.send({
          method: 'GET',
          path: `/graphql?query=${encodeURIComponent(VIEWER)}&${search}`,
          headers: { cookie: `authorization=${token}` },
        });
        expect(text).toBe('{"data":{"viewer":null}}');
      }
      expect((await graph.ask(VIEWER, {}, {}, { authorization })).errors[0]!.extensions.code).toBe(INPUT);
    },
  },
  {
    id: 'AUTH-19',
    attack: 'ids of what belongs to others (access requests), by node, nodes, lists and mutations',
    expected: 'the same as for ids that do not exist',
    async run(graph) {
      const [owner, other] = await Promise.all([graph.personWith(null), graph.personWith('ANALYST')]);
      const id = await graph.accessRequestOf(owner);
      const unknown = `${id.slice(0, -4)}${id.endsWith('0000') ? '1111' : '0000'}`;
      const queries = [
        'query ($id: ID!) { node(id: $id) { __typename id } }',
        'query ($id: ID!) { nodes(ids: [$id]) { __typename id } }',
        'mutation ($id: ID!) { accessRequestWithdraw(input: { id: $id }) { problems { code } } }',
        'query ($id: ID!) { accessRequests(filter: { id: { in: [$id] } }) { totalCount } }',
      ];
      for (const headers of [{}, other])
        for (const query of queries) {
          const [real, invented] = await Promise.all(
            [id, unknown].map((one) => graph.ask(query, { id: one }, headers)),
          );
          const shown = ({ text }: { text: string }, one: string) => text.replaceAll(one, 'ID');
          expect(shown(real!, id)).toBe(shown(invented!, unknown));
        }
    },
  },
];
