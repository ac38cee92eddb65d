import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { access } from '#subgraphs';
import { hashOfApiKey, newApiKey, shownOfApiKey } from '#kernel/auth';
import { openPool } from '#kernel/database';
import type { SubgraphRuntime } from '#kernel/server';
import { newId } from '#kernel/values';
import { pino } from 'pino';
import { serveHttp } from '../../../gateway/app/server.js';
import { ACCESS, createIdentity } from '../../../gateway/identity/identity.js';
import { remoteIssuers } from '../../../gateway/identity/issuers.js';
import { NODES, nodeSubgraphClient } from '../../../gateway/node-subgraph/nodes.js';
import { readConfig } from '../../../gateway/settings/config.js';
import { FollowedFeeds } from '../../../gateway/operation/answers/feeds.js';
import { openPipeline } from '../../../gateway/operation/open-pipeline.js';
import { ROLES } from '../../../services/access/role-grant/roles.js';
import { principalId } from '../../../services/access/viewer/identity.store.js';
import { openSubgraphs, subgraphs } from '../../../services/run.js';
import { headersOf, tokenFor, type RoleName } from '../../support/actors.js';
import { GRAPH, ask, dataOf } from '../../support/graph.js';
import { OidcIssuer } from '../../support/oidc-issuer.js';
import { speak } from '../../support/raw-http.js';
import { eventually } from '../../support/workplace.js';

// Authentication: first with the development issuer of the shared graph, then through a gateway that trusts an OIDC issuer.

const VIEWER = `{ viewer { id kind name expiresAt principal { id } partner { id } permissions { scope of }
  roles { role of authorities { id name } foreignAuthorities { id name } countryGroups { id code name } } } }`;
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

const pool = openPool(access, {
  url: process.env.TEST_DATABASE!,
  secret: process.env.TEST_SECRET!,
  poolSize: 2,
});
afterAll(() => pool.end());

async function partner(name: string, ...roles: RoleName[]): Promise<string> {
  const id = newId('Partner');
  await pool.query('INSERT INTO partner (id, name) VALUES ($1, $2)', [id, `${name} ${id}`]);
  for (const role of roles)
    await pool.query(`INSERT INTO role_grant (id, partner_id, role, of_ids) VALUES ($1, $2, $3, '{}')`, [
      newId('RoleGrant'),
      id,
      role,
    ]);
  return id;
}

async function keyOf(partnerId: string, more: { scopes?: string[]; expiresAt?: Date } = {}): Promise<string> {
  const key = newApiKey();
  const { scopes = null, expiresAt = new Date(Date.now() + 3_600_000) } = more;
  await pool.query(
    `INSERT INTO api_key (id, partner_id, name, prefix, hash, scopes, created_at, expires_at) VALUES ($1, $2, 'test', $3, $4, $5, $6::timestamptz - interval '1 day', $6)`,
    [newId('ApiKey'), partnerId, shownOfApiKey(key), hashOfApiKey(key), scopes, expiresAt],
  );
  return key;
}

describe('viewer', () => {
  it('is null without a token', async () => {
    const { data, errors, statistics } = await ask(VIEWER);
    expect({ data, errors }).toEqual({ data: { viewer: null }, errors: [] });
    expect(statistics).toMatchObject({ sqlStatements: 0, subgraphRequests: 1 });
  });

  it('is a person without a role when none is granted', async () => {
    const { viewer } = await dataOf(VIEWER, {}, await headersOf(null));
    expect(viewer).toMatchObject({ kind: 'PERSON', roles: [], permissions: [] });
    expect(Date.parse(viewer.expiresAt) - Date.now()).toBeGreaterThan(3_500_000);
  });

  it.each<RoleName>(['PARTNER', 'ANALYST', 'CONTRIBUTOR', 'REVIEWER', 'ADMINISTRATOR'])(
    'with the role %s has no limits',
    async (role) => {
      const { viewer } = await dataOf(VIEWER, {}, await headersOf(role));
      expect(viewer.roles).toEqual([
        { role, of: [], authorities: [], foreignAuthorities: [], countryGroups: [] },
      ]);
      expect(viewer.permissions).toEqual(ROLES[role].scopes.map((scope) => ({ scope, of: null })));
    },
  );

  it.each<[RoleName, string, string]>([
    ['AUTHORITY_EDITOR', 'authorities', 'authorities'],
    ['FOREIGN_AUTHORITY', 'foreignAuthorities', 'foreignAuthorities'],
    ['GROUP_MANAGER', 'countryGroups', 'countryGroups'],
  ])('with the role %s is limited to its %s', async (role, list, field) => {
    const found = await dataOf(`{ ${list}(first: 2) { nodes { id name } } }`);
    const things: { id: string; name: string }[] = found[list].nodes;
    const of = things.map(({ id }) => id).sort();
    const { viewer } = await dataOf(VIEWER, {}, await headersOf(role, of));
    expect(viewer.roles).toHaveLength(1);
    expect(viewer.roles[0]).toMatchObject({ role, of });
    expect(new Set(viewer.roles[0][field].map(({ name }: { name: string }) => name))).toEqual(
      new Set(things.map(({ name }) => name)),
    );
    expect(viewer.permissions).toEqual(ROLES[role].scopes.map((scope) => ({ scope, of })));
  });

  it('has an id of its own; the person has another one, by which grants know them', async () => {
    const headers = await headersOf('REVIEWER');
    const { viewer } = await dataOf(VIEWER, {}, headers);
    expect(viewer.partner).toBeNull();
    const grants = await dataOf(
      'query ($of: [ID!]) { roleGrants(filter: { principal: $of }) { nodes { role principal { id } } } }',
      { of: [viewer.principal.id] },
      await headersOf('ADMINISTRATOR'),
    );
    expect(grants.roleGrants.nodes).toEqual([{ role: 'REVIEWER', principal: viewer.principal }]);
    // Relay keeps one record for each id, whatever its type.
    expect(viewer.id).not.toBe(viewer.principal.id);
    expect((await dataOf(VIEWER, {}, headers)).viewer).toMatchObject({ id: viewer.id });
  });

  it('is found by one statement', async () => {
    const headers = await headersOf('REVIEWER');
    const { statistics } = await ask('{ viewer { id permissions { scope } } }', {}, { headers });
    expect(statistics.bySubgraph).toEqual({ access: 1 });
  });
});

describe('an invalid token', () => {
  const refused = async (authorization: string, reason: string) => {
    const { status, errors, headers, data } = await ask(
      '{ viewer { id } }',
      {},
      { headers: { authorization } },
    );
    expect({ status, code: errors[0]?.extensions.code, reason: errors[0]?.extensions.reason }).toEqual({
      status: 401,
      code: 'UNAUTHENTICATED',
      reason,
    });
    expect(data).toBeUndefined();
    expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="passerelle", error="invalid_token"/);
    expect(headers.get('x-request-id')).toBeTruthy();
    expect(JSON.stringify(errors)).not.toContain(authorization.slice(-8));
  };

  it.each([
    ['another scheme', 'Basic dXNlcjpwYXNzd29yZA==', 'SEVERAL'],
    ['no token', 'Bearer', 'SEVERAL'],
    ['two tokens', 'Bearer abcdefghijkl mnopqrstuvwx', 'SEVERAL'],
    ['nonsense', 'Bearer abcdefghijklmnopqrstuvwx', 'MALFORMED'],
    ['three parts of nonsense', 'Bearer abcdefgh.ijklmnop.qrstuvwx', 'MALFORMED'],
    ['a key with a slip in it', `Bearer ${newApiKey().slice(0, -1)}`, 'UNKNOWN_KEY'],
    ['a key that nobody made', `Bearer ${newApiKey()}`, 'UNKNOWN_KEY'],
  ])('is refused: %s', (_, authorization, reason) => refused(authorization, reason));

  it('is refused when it was changed', async () => {
    const [header, , signature] = (await tokenFor('REVIEWER')).split('.');
    const payload = Buffer.from(
      JSON.stringify({
        ...JSON.parse(Buffer.from((await tokenFor('REVIEWER')).split('.')[1]!, 'base64url').toString()),
        sub: 'somebody-else',
      }),
    ).toString('base64url');
    await refused(`Bearer ${header}.${payload}.${signature}`, 'SIGNATURE');
  });

  it('is refused together with another one, and in a query string', async () => {
    const token = await tokenFor('REVIEWER');
    const { host } = new URL(GRAPH);
    const answer = await speak(
      `GET /graphql?query=%7Bviewer%7Bid%7D%7D HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\nauthorization: Bearer ${token}\r\nauthorization: Bearer ${token}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).toContain('"reason":"SEVERAL"');
  });

  it('can be used by a page of another site, which may send a token', async () => {
    const origin = 'https://portal.example';
    const preflight = await fetch(`${GRAPH}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
    const { status, headers } = await ask(
      '{ viewer { id } }',
      {},
      { headers: { origin, authorization: 'Bearer x' } },
    );
    expect({ status, origin: headers.get('access-control-allow-origin') }).toEqual({
      status: 401,
      origin: '*',
    });
    expect(headers.get('access-control-expose-headers')).toContain('www-authenticate');
  });
});

describe('an API key', () => {
  const viewer = async (key: string) => {
    const { data, errors, status } = await ask(VIEWER, {}, bearer(key));
    return { viewer: data?.viewer, status, reason: errors[0]?.extensions.reason };
  };

  it('is its partner, with the permissions of the partner', async () => {
    const id = await partner('Portal', 'REVIEWER', 'PARTNER');
    const key = await keyOf(id);
    const { viewer: found } = await viewer(key);
    expect(found).toMatchObject({ kind: 'PARTNER', name: `Portal ${id}`, partner: { id }, principal: null });
    expect(found.id).not.toBe(id);
    expect(found.permissions).toHaveLength(ROLES.REVIEWER.scopes.length);
    expect(Date.parse(found.expiresAt)).toBeGreaterThan(Date.now());
    const { rows } = await pool.query<{ used: Date }>(
      'SELECT last_used_at AS used FROM api_key WHERE partner_id = $1',
      [id],
    );
    expect(Date.now() - rows[0]!.used.getTime()).toBeLessThan(60_000);
    await viewer(key);
    const again = await pool.query('SELECT last_used_at AS used FROM api_key WHERE partner_id = $1', [id]);
    expect(again.rows).toEqual(rows);
  });

  it('is accepted as x-api-key, too, which is never ignored', async () => {
    const id = await partner('Header', 'REVIEWER');
    const key = await keyOf(id);
    const token = await tokenFor('REVIEWER');
    const told = async (headers: Record<string, string>) => {
      const answer = await ask('{ viewer { partner { id } } }', {}, { headers });
      expect(answer.headers.get('vary')?.toLowerCase() ?? '').toContain(
        answer.status === 200 ? 'x-api-key' : '',
      );
      return answer.errors[0]?.extensions.reason ?? answer.data.viewer.partner.id;
    };
    expect(await told({ 'x-api-key': key })).toBe(id);
    expect(await told({ 'X-API-KEY': key, origin: 'https://portal.example' })).toBe(id);
    for (const wrong of [newApiKey(), key.slice(0, -1), token, 'nonsense'])
      expect(await told({ 'x-api-key': wrong })).toBe('UNKNOWN_KEY');
    for (const authorization of [`Bearer ${key}`, `Bearer ${token}`])
      expect(await told({ 'x-api-key': key, authorization })).toBe('SEVERAL');
    for (const many of ['', `${key}, ${key}`]) expect(await told({ 'x-api-key': many })).toBe('SEVERAL');
    const preflight = await fetch(`${GRAPH}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://portal.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-api-key',
      },
    });
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('x-api-key');
  });

  it('that is limited to some permissions has no others', async () => {
    const key = await keyOf(await partner('Confined', 'REVIEWER'), {
      scopes: ['label:decide', 'access:write'],
    });
    const { viewer: found } = await viewer(key);
    expect(found.permissions).toEqual([{ scope: 'label:decide', of: null }]);
  });

  it('is invalid immediately after it is revoked, and so are roles', async () => {
    const id = await partner('Revoked', 'REVIEWER');
    const key = await keyOf(id);
    expect((await viewer(key)).viewer.roles).toHaveLength(1);
    await pool.query('UPDATE role_grant SET revoked_at = now() WHERE partner_id = $1', [id]);
    expect((await viewer(key)).viewer).toMatchObject({ roles: [], permissions: [] });
    await pool.query('UPDATE api_key SET revoked_at = now() WHERE partner_id = $1', [id]);
    expect(await viewer(key)).toEqual({ viewer: undefined, status: 401, reason: 'REVOKED' });
  });

  it('ends when it expires', async () => {
    const key = await keyOf(await partner('Late'), { expiresAt: new Date(Date.now() - 1_000) });
    expect(await viewer(key)).toEqual({ viewer: undefined, status: 401, reason: 'EXPIRED' });
  });
});

describe('the development issuer', () => {
  const wish = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${GRAPH}/development/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('gives a token of one hour', async () => {
    const response = await wish({ role: 'ANALYST' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3_600,
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('has a discovery document like any other issuer', async () => {
    const found = (await (await fetch(`${GRAPH}/development/.well-known/openid-configuration`)).json()) as {
      issuer: string;
      jwks_uri: string;
    };
    expect(found.issuer).toBe(`${GRAPH}/development`);
    const { keys } = (await (await fetch(found.jwks_uri)).json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
  });

  it.each([
    ['a role that is none', { role: 'KING' }],
    ['a confined role without ids', { role: 'GROUP_MANAGER' }],
    ['an id of another type', { role: 'GROUP_MANAGER', of: ['b80ef3a3-9db9-8ec1-ab45-ff2051be279a'] }],
    [
      'ids of a role that is not confined',
      { role: 'REVIEWER', of: ['b80ef3a3-9db9-8ec1-ab45-ff2051be279a'] },
    ],
    ['something more', { role: 'REVIEWER', admin: true }],
    ['no object', []],
  ])('refuses %s', async (_, body) => {
    const response = await wish(body);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('"BAD_USER_INPUT"');
  });

  it('answers only programs of this machine', async () => {
    const response = await wish({ role: 'REVIEWER' }, { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
    const answer = await speak(
      'GET /development/jwks.json HTTP/1.1\r\nhost: rebound.example\r\nconnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  const { host } = new URL(GRAPH);
  const asks = (line: string, version = '1.1') =>
    speak(
      `GET /development/jwks.json HTTP/${version}\r\nhost: ${host}\r\nconnection: close\r\n${line && `${line}\r\n`}\r\n`,
    );

  it.each(['', 'sec-fetch-site: none', 'sec-fetch-site: same-origin', `origin: http://${host}`])(
    'answers requests with “%s”',
    async (line) => expect(await asks(line)).toMatch(/^HTTP\/1\.1 200 /),
  );

  it.each([
    'Forwarded: for=203.0.113.7',
    'X-Forwarded-For: 203.0.113.7',
    'X-Forwarded-Proto: https',
    'X-Forwarded-Anything: 127.0.0.1',
    'X-Real-IP: 203.0.113.7',
    'Via: 1.1 proxy',
    'Origin: https://portal.example',
    'Origin: http://localhost:1',
    'Origin: null',
    'Sec-Fetch-Site: cross-site',
    'Sec-Fetch-Site: same-site',
  ])('does not answer through a proxy: “%s”', async (line) =>
    expect(await asks(line)).toMatch(/^HTTP\/1\.1 403 /),
  );

  it('does not answer a proxy that does not identify itself, such as nginx by default', async () =>
    expect(await asks('', '1.0')).toMatch(/^HTTP\/1\.1 403 /));
});

describe('a gateway that trusts an OIDC issuer', () => {
  const schema = (file: string) =>
    readFileSync(new URL(`../../../../schema/${file}`, import.meta.url), 'utf8');
  const log = pino({ level: 'silent' });
  const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET!, poolSize: 2 };
  let runtimes: SubgraphRuntime[];
  let oidc: OidcIssuer;
  let stranger: OidcIssuer;
  let close: () => Promise<void>;
  let graph: string;

  beforeAll(async () => {
    oidc = await OidcIssuer.open();
    stranger = await OidcIssuer.open();
    runtimes = openSubgraphs(subgraphs, database, log);
    const clients = new Map(runtimes.map((runtime) => [runtime.name, runtime as never]));
    const sdl = Object.fromEntries(subgraphs.map(({ name }) => [name, schema(`subgraphs/${name}.graphql`)]));
    clients.set(NODES, nodeSubgraphClient(sdl, clients, database.secret) as never);
    const settings = readConfig({});
    const feeds = new FollowedFeeds({ clients, readingAll: [NODES], log });
    feeds.start();
    const { pipeline, planner } = openPipeline(settings, clients, log, { feeds });
    const configs = ['graph', 'another'].map((audience) => ({ issuer: oidc.issuer, audience }));
    const issuers = remoteIssuers(configs, {
      cooldownMs: 0,
      maxAgeMs: 60_000,
      maxStaleMs: 60_000,
      timeoutMs: 1_000,
      restMs: 200,
    });
    const server = await serveHttp({
      ...settings,
      pipeline,
      host: '127.0.0.1',
      port: 0,
      maxBodyBytes: 100_000,
      shutdownGraceMs: 1_000,
      identity: createIdentity(clients.get(ACCESS)!, () => issuers),
      log,
      development: undefined,
      clients,
    });
    graph = `http://127.0.0.1:${server.port}`;
    close = async () => {
      await server.close();
      await feeds.close();
      await planner.close();
    };
  });
  afterAll(async () => {
    await close?.();
    await Promise.all([
      ...(runtimes ?? []).map((runtime) => runtime.close()),
      oidc?.close(),
      stranger?.close(),
    ]);
  });

  const viewer = async (token: string) => {
    const { status, data, errors } = await ask(
      '{ viewer { id kind name principal { id } roles { role } } }',
      {},
      { graph, ...bearer(token) },
    );
    return {
      status,
      viewer: data?.viewer,
      reason: errors[0]?.extensions.reason,
      code: errors[0]?.extensions.code,
    };
  };
  const now = () => Math.floor(Date.now() / 1_000);
  const known = { status: 200, viewer: { kind: 'PERSON', name: null, principal: null, roles: [] } };
  const refused = (reason: string) => ({ status: 401, code: 'UNAUTHENTICATED', reason, viewer: undefined });

  it('recognises a person at each request', async () => {
    const [first, again, other] = [
      await viewer(await oidc.token()),
      await viewer(await oidc.token({ aud: ['x', 'another'] }, { typ: 'JWT' })),
      await viewer(await oidc.token({ sub: 'somebody else' })),
    ];
    expect(first).toMatchObject(known);
    expect(again).toEqual(first);
    expect(other).toMatchObject(known);
    expect(other.viewer.id).not.toBe(first.viewer.id);
  });

  it('gives persons the roles that were granted to them, immediately', async () => {
    const token = await oidc.token({ sub: 'reviewer' });
    const before = (await viewer(token)).viewer;
    const id = principalId(oidc.issuer, 'reviewer');
    await pool.query(`INSERT INTO principal (id, issuer, subject, name) VALUES ($1, $2, 'reviewer', 'R')`, [
      id,
      oidc.issuer,
    ]);
    await pool.query(
      `INSERT INTO role_grant (id, principal_id, role, of_ids) VALUES ($1, $2, 'REVIEWER', '{}')`,
      [newId('RoleGrant'), id],
    );
    expect((await viewer(token)).viewer).toEqual({
      id: before.id,
      kind: 'PERSON',
      name: 'R',
      principal: { id },
      roles: [{ role: 'REVIEWER' }],
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['has expired', { exp: Date.now() / 1_000 - 60 }, 'EXPIRED'],
    ['does not count yet', { nbf: Date.now() / 1_000 + 600 }, 'NOT_YET_VALID'],
    ['was issued in the future', { iat: Date.now() / 1_000 + 600 }, 'NOT_YET_VALID'],
    ['is a year old', { iat: Date.now() / 1_000 - 31_536_000 }, 'TOO_OLD'],
    ['is for somebody else', { aud: 'portal' }, 'WRONG_AUDIENCE'],
    ['is for nobody', { aud: undefined }, 'CLAIM_MISSING'],
    ['never expires', { exp: undefined }, 'CLAIM_MISSING'],
    ['was never issued', { iat: undefined }, 'CLAIM_MISSING'],
    ['is about nobody', { sub: undefined }, 'CLAIM_MISSING'],
    ['is about nobody in particular', { sub: '' }, 'CLAIM_MISSING'],
    ['is of an issuer that is not trusted', { iss: 'https://elsewhere.example' }, 'UNKNOWN_ISSUER'],
    ['is of no issuer', { iss: undefined }, 'UNKNOWN_ISSUER'],
  ])('refuses a token that %s', async (_, claims, reason) => {
    expect(await viewer(await oidc.token(claims))).toEqual(refused(reason));
  });

  it('refuses a token of another kind, or with extensions that must be understood', async () => {
    expect(await viewer(await oidc.token({}, { typ: 'logout+jwt' }))).toEqual(refused('WRONG_TYPE'));
    expect(await viewer(await oidc.token({}, { typ: undefined }))).toEqual(refused('WRONG_TYPE'));
  });

  it('refuses a token without a signature, and one signed by the public key as a secret', async () => {
    const payload = (await oidc.token()).split('.')[1]!;
    const text = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const none = text({ alg: 'none', typ: 'at+jwt' });
    expect(await viewer(`${none}.${payload}.`)).toEqual(refused('ALGORITHM'));
    const hmac = text({ alg: 'HS256', typ: 'at+jwt', kid: oidc.publicKey.kid });
    const signature = createHmac('sha256', JSON.stringify(oidc.publicKey))
      .update(`${hmac}.${payload}`)
      .digest('base64url');
    expect(await viewer(`${hmac}.${payload}.${signature}`)).toEqual(refused('ALGORITHM'));
  });

  it('refuses what another issuer signs in its name', async () => {
    const forged = await stranger.token({ iss: oidc.issuer }, { kid: oidc.publicKey.kid });
    expect(await viewer(forged)).toEqual(refused('SIGNATURE'));
    expect(await viewer(await stranger.token())).toEqual(refused('UNKNOWN_ISSUER'));
    expect(await viewer(await stranger.token({ iss: oidc.issuer }, { kid: 'no such key' }))).toEqual(
      refused('UNKNOWN_SIGNING_KEY'),
    );
    const own = { jwk: stranger.publicKey, kid: undefined };
    expect(await viewer(await stranger.token({ iss: oidc.issuer }, own))).toMatchObject({ status: 401 });
  });

  it.each(['RS256', 'PS256', 'EdDSA', 'ES256'])('accepts new keys after a rotation: %s', async (alg) => {
    const before = await oidc.token();
    await oidc.rotate(alg);
    const asked = oidc.asked;
    expect(await viewer(await oidc.token())).toMatchObject(known);
    expect(oidc.asked).toBe(asked + 1);
    expect(await viewer(await oidc.token())).toMatchObject(known);
    expect(oidc.asked).toBe(asked + 1);
    expect(await viewer(before)).toEqual(refused('UNKNOWN_SIGNING_KEY'));
  });

  it('refuses other algorithms with its own key', async () => {
    await oidc.rotate('ES384');
    expect(await viewer(await oidc.token())).toEqual(refused('ALGORITHM'));
    await oidc.rotate('ES256');
  });

  it('answers 503 while the issuer is down, and recovers', async () => {
    await oidc.rotate('ES256');
    oidc.away = true;
    expect(await viewer(await oidc.token())).toEqual({
      status: 503,
      code: 'SUBGRAPH_UNAVAILABLE',
      reason: undefined,
      viewer: undefined,
    });
    oidc.away = false;
    await eventually(known.status, async () => (await viewer(await oidc.token())).status);
    expect(await viewer(await oidc.token())).toMatchObject(known);
  });

  it('never serves a response to an authenticated caller from its cache to others', async () => {
    const query = '{ viewer { id } __typename }';
    const somebody = await oidc.token();
    const { data: first, headers } = await ask(query, {}, { graph, ...bearer(somebody) });
    expect(headers.get('cache-control')).toBe('no-store');
    const { data: nobody, headers: theirs } = await ask(query, {}, { graph });
    expect(theirs.get('cache-control')).not.toBe('no-store');
    const { data: other } = await ask(query, {}, { graph, ...bearer(await oidc.token({ sub: 'other' })) });
    expect([first.viewer?.id, nobody.viewer, other.viewer?.id]).toEqual([
      expect.any(String),
      null,
      expect.any(String),
    ]);
    expect(other.viewer.id).not.toBe(first.viewer.id);
    await eventually(true, async () => {
      const again = await ask(query, {}, { graph });
      expect(again.data.viewer).toBeNull();
      return again.headers.has('age');
    });
  });

  it('refuses a token that expires while it is used', async () => {
    const token = await oidc.token({ iat: now() - 10, exp: now() - 2 });
    expect(await viewer(token)).toMatchObject(known); // within the tolerance of clocks
    await eventually(refused('EXPIRED'), () => viewer(token));
  });
});
