import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import { expect } from '@jest/globals';
import type { AttackedGraph } from './attacked-graph.js';
import type { SecurityCase } from './security-case.js';
import { exchange, wirePost } from './wire.js';

// AUTH: tokens that are forged, of another time, or of somebody else.

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

export const tokens: SecurityCase[] = [
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
];
