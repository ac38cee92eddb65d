import { afterAll, describe, expect, it } from '@jest/globals';
import { access, authorities } from '#subgraphs';
import { openPool } from '#kernel/database';
import { newId } from '#kernel/values';
import { headersOf } from '../../support/actors.js';
import { ask, dataOf } from '../../support/graph.js';
import { Workplace } from '../../support/workplace.js';

// Administration of permissions: by administrators through the public API, by operators on the command line.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET!, poolSize: 1 };
const pool = openPool(access, database);
const workplace = new Workplace();
afterAll(async () => {
  await pool.end();
  await workplace.clear();
});

let count = 0;
const another = (what: string) => `${what} ${process.pid}-${(count += 1)}`;
const viewerOf = async (key: string) =>
  ask(
    '{ viewer { partner { id } name roles { role } permissions { scope } } }',
    {},
    { headers: { authorization: `Bearer ${key}` } },
  );

async function change(mutation: string, selection: string, input: Record<string, unknown>) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const data = await dataOf(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} problems { code field } clientMutationId } }`,
    { input },
    await headersOf('ADMINISTRATOR'),
  );
  return data[mutation];
}
const createPartner = async () =>
  (await change('partnerCreate', 'partner { id name }', { name: another('Partner') })).partner;

describe('an administrator', () => {
  it('creates a partner, a key and a grant for it, and revokes both immediately', async () => {
    const partner = await createPartner();
    const made = await change(
      'apiKeyCreate',
      'secret apiKey { id prefix scopes expiresAt partner { name } version }',
      {
        partnerId: partner.id,
        name: 'agenda',
      },
    );
    expect(made).toMatchObject({
      secret: expect.stringMatching(/^psr_\w{49}$/),
      apiKey: { scopes: null, partner: { name: partner.name }, version: 1 },
      problems: [],
    });
    expect(made.secret.startsWith(made.apiKey.prefix)).toBe(true);
    const { roleGrant } = await change(
      'roleGrant',
      'roleGrant { id role of partner { id } principal { id } }',
      {
        role: 'REVIEWER',
        partnerId: partner.id,
      },
    );
    expect(roleGrant).toMatchObject({
      role: 'REVIEWER',
      of: [],
      partner: { id: partner.id },
      principal: null,
    });
    expect((await viewerOf(made.secret)).data.viewer).toMatchObject({
      partner: { id: partner.id },
      roles: [{ role: 'REVIEWER' }],
    });
    await change('roleRevoke', 'roleGrant { revokedAt }', { id: roleGrant.id });
    expect((await viewerOf(made.secret)).data.viewer).toMatchObject({ roles: [], permissions: [] });
    const revoked = await change('apiKeyRevoke', 'apiKey { revokedAt version }', { id: made.apiKey.id });
    expect(revoked.apiKey).toEqual({ revokedAt: expect.any(String), version: 2 });
    expect((await viewerOf(made.secret)).errors[0]?.extensions.reason).toBe('REVOKED');
    const again = await change('apiKeyRevoke', 'apiKey { id }', { id: made.apiKey.id });
    expect(again.problems).toEqual([{ code: 'ALREADY_REVOKED', field: ['input', 'id'] }]);
  });

  it('sees a secret once, and the database does not store it', async () => {
    const partner = await createPartner();
    const input = { partnerId: partner.id, name: 'once', clientMutationId: another('key') };
    const first = await change('apiKeyCreate', 'secret apiKey { id }', input);
    const again = await change('apiKeyCreate', 'secret apiKey { id }', input);
    expect(again).toEqual({ ...first, secret: null });
    const tables = await pool.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'access'`,
    );
    for (const { name } of tables.rows) {
      const { rows } = await pool.query(`SELECT t::text AS text FROM ${name} t WHERE t::text LIKE $1`, [
        `%${first.secret.slice(12, 40)}%`,
      ]);
      expect({ name, rows }).toEqual({ name, rows: [] });
    }
  });

  it('leaves an audit of who did what', async () => {
    const partner = await createPartner();
    const { viewer } = await dataOf('{ viewer { principal { id } } }', {}, await headersOf('ADMINISTRATOR'));
    const { rows } = await pool.query(
      `SELECT actor, operation, type, before, after->>'name' AS name FROM audit WHERE entity_id = $1`,
      [partner.id],
    );
    expect(rows).toEqual([
      {
        actor: viewer.principal.id,
        operation: 'partnerCreate',
        type: 'Partner',
        before: null,
        name: partner.name,
      },
    ]);
  });

  it('reads the audit of a partner, a key, a grant and a person, which never contains the hash of a key', async () => {
    const partner = await createPartner();
    const { apiKey } = await change('apiKeyCreate', 'apiKey { id }', { partnerId: partner.id, name: 'x' });
    await change('apiKeyRevoke', 'apiKey { id }', { id: apiKey.id });
    const { roleGrant } = await change('roleGrant', 'roleGrant { id principal { id } }', {
      role: 'ANALYST',
      issuer: 'https://login.example',
      subject: another('audited'),
    });
    const histories = await Promise.all(
      [partner.id, apiKey.id, roleGrant.id, roleGrant.principal.id].map(async (of) => {
        const { audit } = await dataOf(
          'query ($of: ID!) { audit(of: $of) { nodes { operation type before after } } }',
          { of },
          await headersOf('ADMINISTRATOR'),
        );
        return audit.nodes;
      }),
    );
    expect(histories.map((nodes) => nodes.map(({ operation }: any) => operation))).toEqual([
      ['partnerCreate'],
      ['apiKeyRevoke', 'apiKeyCreate'],
      ['roleGrant'],
      ['roleGrant'],
    ]);
    for (const row of histories[1].flatMap(({ before, after }: any) => [before, after]).filter(Boolean)) {
      expect(row).toMatchObject({ id: apiKey.id, name: 'x', prefix: expect.any(String) });
      expect(row).not.toHaveProperty('hash');
    }
  });

  it('grants roles to persons, with a name that is used here only', async () => {
    const subject = another('subject');
    const person = { issuer: 'https://login.example', subject };
    const { roleGrant } = await change('roleGrant', 'roleGrant { id principal { id name issuer subject } }', {
      ...person,
      role: 'ANALYST',
      name: 'A. Lyst',
    });
    expect(roleGrant.principal).toEqual({ id: expect.any(String), name: 'A. Lyst', ...person });
    const twice = await change('roleGrant', 'roleGrant { id }', { ...person, role: 'ANALYST' });
    expect(twice).toMatchObject({ roleGrant: null, problems: [{ code: 'ROLE_GRANTED', field: [] }] });
    const { roleGrants } = await dataOf(
      `query ($id: [ID!]) { roleGrants(filter: { principal: $id, isActive: true }) { totalCount nodes { id } } }`,
      { id: [roleGrant.principal.id] },
      await headersOf('ADMINISTRATOR'),
    );
    expect(roleGrants).toEqual({ totalCount: 1, nodes: [{ id: roleGrant.id }] });
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['a name without letters', 'partnerCreate', { name: '  ' }, 'TEXT_INVALID'],
    ['a name of two lines', 'partnerCreate', { name: 'a\nb' }, 'TEXT_INVALID'],
    ['a key of nobody', 'apiKeyCreate', { name: 'x', partnerId: newId('Partner') }, 'PARTNER_UNKNOWN'],
    ['a key for a permission that is none', 'apiKeyCreate', { name: 'x', scopes: ['a:b'] }, 'SCOPE_UNKNOWN'],
    ['a key for nothing', 'apiKeyCreate', { name: 'x', scopes: [] }, 'SCOPES_MISSING'],
    [
      'a key that has expired',
      'apiKeyCreate',
      { name: 'x', expiresAt: '2020-01-01T00:00:00Z' },
      'EXPIRY_INVALID',
    ],
    ['a key for ever', 'apiKeyCreate', { name: 'x', expiresAt: '2999-01-01T00:00:00Z' }, 'EXPIRY_INVALID'],
    ['a role for nobody', 'roleGrant', { role: 'ANALYST', partnerId: null }, 'HOLDER_UNCLEAR'],
    ['a role for two', 'roleGrant', { role: 'ANALYST', issuer: 'i', subject: 's' }, 'HOLDER_UNCLEAR'],
    [
      'a role for half a person',
      'roleGrant',
      { role: 'ANALYST', partnerId: null, subject: 's' },
      'HOLDER_UNCLEAR',
    ],
    ['a grant that is none', 'roleRevoke', { id: newId('RoleGrant') }, 'NOT_FOUND'],
    ['a key that is none', 'apiKeyRevoke', { id: newId('ApiKey') }, 'NOT_FOUND'],
  ])('is refused %s', async (_, mutation, given, code) => {
    const needsPartner = ['apiKeyCreate', 'roleGrant'].includes(mutation) && !('partnerId' in given);
    const input = { ...given, ...(needsPartner ? { partnerId: (await createPartner()).id } : {}) };
    expect((await change(mutation, '', input)).problems).toMatchObject([{ code }]);
  });

  it('is refused a name that is taken', async () => {
    const { name } = await createPartner();
    expect((await change('partnerCreate', '', { name })).problems).toEqual([
      { code: 'PARTNER_EXISTS', field: ['input', 'name'] },
    ]);
  });

  it('names the entities that a role is limited to', async () => {
    const partner = await createPartner();
    const grant = async (role: string, of: string[]) =>
      (
        await ask(
          'mutation ($input: RoleGrantInput!) { roleGrant(input: $input) { problems { code } } }',
          { input: { role, of, partnerId: partner.id } },
          { headers: await headersOf('ADMINISTRATOR') },
        )
      ).errors[0]?.extensions;
    expect(await grant('GROUP_MANAGER', [])).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.of' });
    expect(await grant('REVIEWER', [newId('Authority')])).toMatchObject({ argument: 'input.of' });
    expect(await grant('GROUP_MANAGER', [newId('Authority')])).toMatchObject({ argument: 'input.of.0' });
    expect(await grant('AUTHORITY_EDITOR', [newId('Authority')])).toBeUndefined();
  });
});

describe('the lists of partners, keys and grants', () => {
  it('are filtered and paged', async () => {
    const partner = await createPartner();
    const names = ['one', 'two', 'three'];
    for (const name of names) await change('apiKeyCreate', '', { partnerId: partner.id, name });
    const page = async (after: string | null) =>
      (
        await dataOf(
          `query ($of: [ID!], $after: String) { apiKeys(first: 2, after: $after, filter: { partner: $of, isActive: true }, orderBy: [{ field: CREATED_AT }]) {
            totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`,
          { of: [partner.id], after },
          await headersOf('ADMINISTRATOR'),
        )
      ).apiKeys;
    const first = await page(null);
    expect(first).toMatchObject({ totalCount: 3, nodes: [{ name: 'one' }, { name: 'two' }] });
    expect(await page(first.pageInfo.endCursor)).toMatchObject({ nodes: [{ name: 'three' }] });
    const { partners } = await dataOf(
      'query ($name: String!) { partners(filter: { name: { in: [$name] } }) { nodes { id name } } }',
      { name: partner.name },
      await headersOf('ADMINISTRATOR'),
    );
    expect(partners.nodes).toEqual([partner]);
  });

  it('are closed to everybody else, and refuse the whole operation', async () => {
    const query = '{ partners { nodes { id } } themes(first: 1) { nodes { code } } }';
    const { errors, data, status } = await ask(query, {}, { headers: await headersOf('REVIEWER') });
    expect({ status, data, errors }).toEqual({
      status: 200,
      data: undefined,
      errors: [
        {
          message: 'Il faut pour cela le droit access:write.',
          locations: [{ line: 1, column: 3 }],
          extensions: { code: 'FORBIDDEN', requires: ['access:write'], coordinate: 'Query.partners' },
        },
      ],
    });
    const left = await ask(query.replace('partners', 'partners @include(if: false)'));
    expect(left.data.themes.nodes).toHaveLength(1);
  });
});

describe('npm run access', () => {
  const at = { DATABASE_URL: database.url, SECRET: database.secret };
  const run = (args: string[], env: Record<string, string> = at) => workplace.run(env, ['access', ...args]);

  it('warns of a grant to a person of an issuer that is not trusted', async () => {
    const trusting = { ...at, OIDC_ISSUERS: 'https://login.example=graph' };
    const grant = (issuer: string) =>
      run(['grant', 'ANALYST', '--issuer', issuer, '--subject', another('warned')], trusting);
    const trusted = await grant('https://login.example');
    expect(trusted).toEqual({ code: 0, output: expect.stringMatching(/^Granted: .*$/) });
    const { code, output } = await grant('https://login.example/');
    expect(code).toBe(0);
    expect(output).toMatch(/^Granted: /m);
    expect(output).toMatch(/^Warning: https:\/\/login\.example\/ is not one of the OIDC_ISSUERS here /m);
  });

  it('manages partners, keys and roles, and prints text and JSON', async () => {
    const name = another('Portal');
    expect(await run(['partner', 'create', name])).toEqual({
      code: 0,
      output: expect.stringMatching(new RegExp(`^Created ${name} \\([0-9a-f-]{36}\\)\\.$`)),
    });
    const made = await run([
      '--json',
      'key',
      'create',
      '--partner',
      name,
      '--name',
      'agenda',
      '--scope',
      'label:decide',
    ]);
    const key = JSON.parse(made.output) as { id: string; secret: string; prefix: string; scopes: string[] };
    expect(key).toMatchObject({ scopes: ['label:decide'], partner: { name } });
    const granted = await run(['--json', 'grant', 'REVIEWER', '--partner', name]);
    const grant = JSON.parse(granted.output) as { id: string };
    expect((await viewerOf(key.secret)).data.viewer.permissions).toEqual([{ scope: 'label:decide' }]);
    expect((await run(['key', 'list', '--partner', name])).output).toMatch(
      new RegExp(`^${key.id}  ${key.prefix}…  until \\S+  used .*  label:decide  ${name}: agenda$`),
    );
    expect((await run(['list'])).output).toMatch(
      new RegExp(`${grant.id}  REVIEWER  since .* partner ${name}`),
    );
    expect((await run(['revoke', grant.id])).output).toMatch(/^Revoked: /);
    expect((await run(['key', 'revoke', key.prefix])).output).toBe(
      `The key ${key.prefix}… of ${name} is revoked.`,
    );
    expect((await viewerOf(key.secret)).status).toBe(401);
    const audit = await run(['audit', '--of', key.id]);
    expect(audit.output.split('\n')).toEqual([
      expect.stringMatching(/command-line {2}apiKeyRevoke {2}ApiKey .* revoked_at: – → /),
      expect.stringMatching(/command-line {2}apiKeyCreate {2}ApiKey .* name: agenda/),
    ]);
    expect(audit.output).not.toContain('hash');
  });

  it('works while a program runs on the embedded database', async () => {
    const { code, output } = await run(['--json', 'partner', 'list'], {
      DATA_DIR: process.env.TEST_DATA_DIR!,
      SECRET: database.secret,
    });
    expect({ code, isList: Array.isArray(JSON.parse(output)) }).toEqual({ code: 0, isList: true });
  });

  it('shows what others changed, too', async () => {
    const [authority] = (await dataOf('{ authorities(first: 1) { nodes { id } } }')).authorities.nodes;
    const runtime = openPool(authorities, database);
    const actor = another('somebody');
    await runtime.query('BEGIN');
    await runtime.query(`SELECT set_config('passerelle.actor', $1, true)`, [actor]);
    await runtime.query('UPDATE authority SET note = note WHERE id = $1', [authority.id]);
    await runtime.query('COMMIT');
    // Restores the shipped state: other tests use the same graph.
    await runtime.query('UPDATE authority SET version = 0 WHERE id = $1', [authority.id]);
    await runtime.end();
    const { output } = await run(['audit', '--by', actor]);
    expect(output).toContain(`${actor}  by SQL  Authority ${authority.id}`);
  });

  it.each([
    [['partner', 'create', 'x'.repeat(201)], /^name: At most 200 characters\.$/],
    [['key', 'create', '--partner', 'nobody', '--name', 'x'], /^There is no partner "nobody": /],
    [['grant', 'REVIEWER'], /^Name either a partner, or the issuer and the subject of a person\.$/],
    [['grant', 'KING', '--partner', 'x'], /Allowed choices are PARTNER, ANALYST, /],
    [
      ['grant', 'GROUP_MANAGER', '--issuer', 'https://i', '--subject', 's'],
      /expected 1 to 100 ids of type CountryGroup/,
    ],
    [['audit', '--of', 'me'], /^"me" is not an id of this graph\.$/],
    [['key', 'create', '--partner', 'x', '--name', 'y', '--days', '0'], /A whole number from 1 is expected/],
    [['dance'], /unknown command 'dance'/],
  ])('reports what is wrong: %j', async (args, sentence) => {
    const { code, output } = await run(args);
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });
});
