import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import { expect } from '@jest/globals';
import { newApiKey } from '#kernel/auth';
import { newAddress, type AttackedGraph } from './attacked-graph.js';
import { INPUT, LIMIT, OWASP, times, type SecurityCase } from './security-case.js';
import { exchange, wirePost } from './wire.js';

// AUTH: tokens, keys and headers by which somebody passes for another.

const VIEWER = '{ viewer { kind } }';
const base64 = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1_000);

/** Expects that a token is refused with a reason, and never passes for an anonymous caller. */
async function expectRefused(graph: AttackedGraph, token: string, reason?: string): Promise<void> {
  const { status, data, errors, headers, text } = await graph.ask(VIEWER, {}, graph.bearer(token));
  expect({ status, data, errors }).toMatchObject({
    status: 401,
    data: undefined,
    errors: [{ extensions: { code: 'UNAUTHENTICATED', ...(reason ? { reason } : {}) } }],
  });
  expect(headers['www-authenticate']).toMatch(/^Bearer realm="passerelle", error="invalid_token"/);
  expect(text).not.toContain(token.slice(-12));
}

const claimsOf = (graph: AttackedGraph, more: object = {}) => ({
  iss: graph.oidc.issuer,
  aud: 'graph',
  sub: 'somebody',
  iat: now(),
  exp: now() + 300,
  roles: ['ADMINISTRATOR'],
  ...more,
});

export const authentication: SecurityCase[] = [
  {
    id: 'AUTH-01',
    attack: 'tokens without a signature (alg none), in every spelling',
    expected: 'refused, never taken for anonymous with claims',
    async run(graph) {
      for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null, ['none'], 'HS256', 'HS512'])
        for (const signature of ['', base64('x')])
          await expectRefused(
            graph,
            `${base64({ alg, typ: 'at+jwt' })}.${base64(claimsOf(graph))}.${signature}`,
          );
    },
  },
  {
    id: 'AUTH-03',
    attack: 'tokens that have expired, are not valid yet, are of the future, are years old, or never expire',
    expected: 'each is refused with its reason',
    async run(graph) {
      for (const [claims, reason] of [
        [{ exp: now() - 3_600, iat: now() - 7_200 }, 'EXPIRED'],
        [{ nbf: now() + 3_600 }, 'NOT_YET_VALID'],
        [{ iat: now() + 3_600, exp: now() + 7_200 }, 'NOT_YET_VALID'],
        [{ iat: now() - 400 * 86_400 }, 'TOO_OLD'],
        [{ exp: undefined }, undefined],
        [{ iat: undefined }, undefined],
        [{ exp: '9999999999' }, undefined],
        [{ exp: -1 }, undefined],
      ] as const)
        await expectRefused(graph, await graph.oidc.token(claims), reason);
    },
  },
  {
    id: 'AUTH-04',
    attack: 'tokens for another audience, of another issuer, and with such values in lists',
    expected: 'refused; a list that names this graph is for this graph, too',
    async run(graph) {
      for (const aud of [
        'other',
        ['other'],
        [],
        '',
        'Graph',
        'graph ',
        ['graph2'],
        { 0: 'graph' },
        undefined,
      ])
        await expectRefused(graph, await graph.oidc.token({ aud }));
      for (const iss of [
        'https://evil.example',
        `${graph.oidc.issuer}/`,
        [graph.oidc.issuer],
        '',
        undefined,
        { toString: 1 },
      ])
        await expectRefused(graph, await graph.oidc.token({ iss }));
      const { data } = await graph.ask(
        VIEWER,
        {},
        graph.bearer(await graph.oidc.token({ aud: ['other', 'graph'] })),
      );
      expect(data.viewer.kind).toBe('PERSON');
    },
  },
  {
    id: 'AUTH-06',
    attack:
      'a token of a megabyte, an encrypted one that asks for 2^31 rounds, and one of ten thousand parts',
    expected: 'refused at once, without a round',
    async run(graph) {
      const [big] = await exchange(graph, wirePost([`authorization: Bearer ${'a'.repeat(1_000_000)}`]));
      expect(big!.status).toBe(431);
      const header = base64({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 2 ** 31, p2s: base64('salt') });
      await expectRefused(graph, `${header}.${base64('k')}.${base64('iv')}.${base64('c')}.${base64('t')}`);
      await expectRefused(graph, 'a.'.repeat(5_000));
      await expectRefused(
        graph,
        `${base64({ alg: 'ES256', typ: 'at+jwt', zip: 'DEF' })}.${base64('x'.repeat(9_000))}.${base64('s')}`,
      );
    },
  },
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
    id: 'AUTH-15',
    attack:
      'tokens that bring their own key (jwk, jku, x5u, x5c), a kid of paths and SQL, and critical headers',
    expected: 'no key is taken from a token or fetched for it',
    async run(graph) {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const jwk = publicKey.export({ format: 'jwk' });
      const asked = graph.oidc.asked;
      const { kid } = graph.oidc.publicKey;
      for (const header of [
        { jwk },
        { jku: `${graph.oidc.issuer}/keys`, kid: 'own' },
        { jku: 'http://127.0.0.1:1/keys' },
        { x5u: 'http://127.0.0.1:1/cert' },
        { x5c: ['AAAA'] },
        { kid },
        ...['../../../../dev/null', "x' UNION SELECT 'y", '/etc/passwd', '\0', 'x'.repeat(3_000)].map(
          (path) => ({ kid: path }),
        ),
        { kid: { toString: 1 } },
        { crit: ['exp'], kid },
        { b64: false, crit: ['b64'], kid },
      ]) {
        const body = `${base64({ alg: 'ES256', typ: 'at+jwt', ...header })}.${base64(claimsOf(graph))}`;
        const signature = signWith('sha256', Buffer.from(body), {
          key: privateKey,
          dsaEncoding: 'ieee-p1363',
        });
        await expectRefused(graph, `${body}.${signature.toString('base64url')}`);
      }
      // Tokens with an unknown kid refresh the keys of the issuer once in ten seconds, however many they are.
      expect(graph.oidc.asked - asked).toBeLessThanOrEqual(3);
    },
  },
  {
    id: 'AUTH-16',
    attack: 'signatures of zeros, cut, in DER, over another body, and of a public key as an HMAC secret',
    expected: 'refused',
    async run(graph) {
      const good = await graph.oidc.token({ sub: 'signed' });
      const [header, payload, signature] = good.split('.') as [string, string, string];
      const zeros = Buffer.alloc(64).toString('base64url');
      const der = Buffer.from('3006020100020100', 'hex').toString('base64url');
      for (const forged of [
        zeros,
        der,
        '',
        signature.slice(0, 40),
        `${signature}AAAA`,
        Buffer.alloc(64, 255).toString('base64url'),
      ])
        await expectRefused(graph, `${header}.${payload}.${forged}`);
      await expectRefused(
        graph,
        `${header}.${base64(claimsOf(graph, { sub: 'admin' }))}.${signature}`,
        'SIGNATURE',
      );
      await expectRefused(
        graph,
        `${base64({ alg: 'HS256', typ: 'JWT', kid: graph.oidc.publicKey.kid })}.${payload}.${signature}`,
        'ALGORITHM',
      );
      for (const token of [
        `${header}..${signature}`,
        `.${payload}.${signature}`,
        `${good}.`,
        `${good}.${signature}`,
        `${header}.${payload}`,
      ])
        await expectRefused(graph, token);
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
    id: 'AUTH-18',
    attack: 'subjects that are no text, are empty, hold NUL or SQL, or are very long',
    expected: 'refused, or a person without a role',
    async run(graph) {
      for (const sub of [1, null, true, [], ['a'], {}, '', 'x'.repeat(201), undefined])
        await expectRefused(graph, await graph.oidc.token({ sub }));
      for (const sub of ["admin' OR 1=1 --", 'a\u0000b', '\ud800', '$1', '../admin', 'é'.repeat(200)]) {
        const { status, data } = await graph.ask(
          '{ viewer { roles { role } } }',
          {},
          graph.bearer(await graph.oidc.token({ sub })),
        );
        if (status === 200) expect(data.viewer.roles).toEqual([]);
        else expect(status).toBe(401);
      }
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
