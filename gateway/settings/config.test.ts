import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import {
  ConfigError,
  configNames,
  defaultOf,
  readConfig,
  secretOf,
  secretsOf,
  sourceOf,
  subgraphUrlOf,
} from './config.js';
import { settingHelp } from './setting-help.js';

const complaintsOf = (env: NodeJS.ProcessEnv): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.split('\n');
  }
};

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataDir: '.data',
      databaseUrl: undefined,
      secret: undefined,
      secretPrevious: undefined,
      subgraph: undefined,
      subgraphPort: 4001,
      subgraphUrls: undefined,
      publicUrl: undefined,
      securityContact: undefined,
      logLevel: 'info',
      diagnostics: false,
      introspection: true,
      warmUp: true,
      corsOrigins: undefined,
      trustedDocumentsOnly: false,
      maxDepth: 12,
      maxTokens: 2000,
      maxAliases: 60,
      maxCost: 50_000,
      maxBodyBytes: 131_072,
      requestTimeoutMs: 15_000,
      subgraphTimeoutMs: undefined,
      breakerFailures: 5,
      breakerRetryMs: 1_000,
      answerCacheMb: 64,
      shutdownGraceMs: 10_000,
      drainMs: 0,
      poolSize: 10,
      trustProxy: false,
      metricsPort: undefined,
      metricsToken: undefined,
      otlpEndpoint: undefined,
      traceRatio: 1,
      slowOperationMs: 2_000,
      maxConnections: 5_000,
      maxFailuresPerMinute: 30,
      budgetAnonymous: 6_000_000,
      budgetIdentified: 12_000_000,
      maxOperationsAtOnce: 8,
      maxConnectionsPerActor: 100,
      maxSubscriptions: 50,
      connectionInitMs: 5_000,
      slowConsumerMs: 10_000,
      issuers: [],
      developmentIssuer: true,
      demo: false,
      flags: [],
    });
  });

  it('takes an empty string for absent and leaves other variables alone', () => {
    expect(readConfig({ PORT: '', SECRET: ' ', HOME: '/root' })).toEqual(readConfig({}));
  });

  it('reads the variables that are set', () => {
    expect(
      readConfig({
        PORT: '0',
        TRUST_PROXY: '1',
        INTROSPECTION: 'FALSE',
        SUBGRAPH_URLS: 'http://{name}:4001/graphql',
      }),
    ).toMatchObject({
      port: 0,
      trustProxy: true,
      introspection: false,
      subgraphUrls: 'http://{name}:4001/graphql',
    });
  });

  it.each([
    ['PORT', 'abc', 'PORT is "abc": expected a whole number from 0 to 65535, such as 4000.'],
    ['PORT', '65536', 'PORT is "65536": expected a whole number from 0 to 65535, such as 4000.'],
    ['PORT', '4e3', 'PORT is "4e3": expected a whole number from 0 to 65535, such as 4000.'],
    ['POOL_SIZE', '0', 'POOL_SIZE is "0": expected a whole number from 1 to 1000, such as 10.'],
    ['DIAGNOSTICS', 'yes', 'DIAGNOSTICS is "yes": expected true or false.'],
    [
      'PUBLIC_URL',
      'graph.example.org',
      'PUBLIC_URL is "graph.example.org": expected an http or https address, such as https://graph.example.org.',
    ],
    [
      'SUBGRAPH_URLS',
      'http://x:4001',
      'SUBGRAPH_URLS is "http://x:4001": expected an http or https address with {name} in it, such as http://{name}:4001/graphql, or one for each subgraph, such as events=http://10.0.0.5:4001/graphql,expertises=http://10.0.0.6:4001/graphql.',
    ],
    [
      'SUBGRAPH',
      'Country Groups',
      'SUBGRAPH is "Country Groups": expected the name of one subgraph, such as country-groups.',
    ],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL is "loud": expected one of trace, debug, info, warn, error, fatal, silent.',
    ],
  ])('answers %s=%s with a sentence', (name, value, sentence) =>
    expect(complaintsOf({ [name]: value })).toEqual([sentence]),
  );

  it('reports all wrong variables at once', () => {
    const complaints = complaintsOf({ PORT: 'x', MAX_COST: '-1', LOG_LEVEL: 'loud' });
    expect(complaints.map((line) => line.split(' ')[0])).toEqual(['PORT', 'LOG_LEVEL', 'MAX_COST']);
  });

  it('does not repeat confidential values', () => {
    const complaints = complaintsOf({
      SECRET: 'hunter2',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      METRICS_TOKEN: 'hunter2',
    }).join(' ');
    expect(complaints).not.toContain('hunter2');
    expect(complaints).toContain('SECRET (7 characters, not shown here)');
  });
});

describe('flags', () => {
  it('win over the environment, and are named in what is wrong with them', () => {
    const env = { PORT: '1', POOL_SIZE: '0' };
    expect(() => readConfig(env, { PORT: 'x', MAX_COST: '-1' })).toThrow(
      new ConfigError(
        [
          '--port is "x": expected a whole number from 0 to 65535, such as 4000.',
          '--max-cost is "-1": expected a whole number from 1 to 1000000000, such as 50000.',
          'POOL_SIZE is "0": expected a whole number from 1 to 1000, such as 10.',
        ].join('\n'),
      ),
    );
    const config = readConfig({ PORT: '1', HOST: 'localhost' }, { PORT: '2' });
    expect(config).toMatchObject({ port: 2, host: 'localhost', flags: ['PORT'] });
    expect([sourceOf(config, 'PORT'), sourceOf(config, 'SUBGRAPH_PORT')]).toEqual([
      '--port',
      'SUBGRAPH_PORT',
    ]);
  });
});

describe('SUBGRAPH_URLS', () => {
  it('is one address for all, with the name in it', () =>
    expect(subgraphUrlOf('http://{name}.local:4001/{name}', 'events')).toBe(
      'http://events.local:4001/events',
    ));

  it('is an address for each', () => {
    const { subgraphUrls } = readConfig({
      SUBGRAPH_URLS: 'events=http://10.0.0.5:4001/graphql?a=b, country-groups=https://groups.local/graphql',
    });
    expect(subgraphUrlOf(subgraphUrls!, 'events')).toBe('http://10.0.0.5:4001/graphql?a=b');
    expect(subgraphUrlOf(subgraphUrls!, 'country-groups')).toBe('https://groups.local/graphql');
    expect(() => subgraphUrlOf(subgraphUrls!, 'expertises')).toThrow(
      new ConfigError('SUBGRAPH_URLS has no address for expertises: add expertises=http://…/graphql to it.'),
    );
  });

  it.each([
    'events',
    'events=',
    '=http://x/graphql',
    'events=ftp://x/graphql',
    'events=http://x/graphql,',
    'events=x,{name}',
  ])('is refused as %s', (text) => expect(complaintsOf({ SUBGRAPH_URLS: text })).toHaveLength(1));
});

describe('.env.example', () => {
  const example = parseEnv(readFileSync('.env.example', 'utf8'));

  it('names the variables that are read', () =>
    expect(Object.keys(example).sort()).toEqual([...configNames].sort()));
  it('says of each what --help says', () => {
    const paragraphs = readFileSync('.env.example', 'utf8').matchAll(/((?:^# .*\n)+)^(\w+)=/gm);
    const said = [...paragraphs].map(([, lines, name]) => [
      name,
      lines!.replace(/^# /gm, '').trim().split('\n').join(' '),
    ]);
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries(configNames.map((name) => [name, settingHelp[name].about])),
    );
  });
  it('has switches that take true or false, and no others', () => {
    const switches = configNames.filter((name) => !settingHelp[name].value && !settingHelp[name].isSecret);
    const others = switches.filter(
      (name) => complaintsOf({ [name]: 'x' })[0]?.endsWith('expected true or false.') !== true,
    );
    expect({ others, count: switches.length }).toEqual({ others: [], count: 7 });
    expect(
      configNames.filter((name) => typeof defaultOf(name) === 'boolean' && settingHelp[name].value),
    ).toEqual([]);
  });
  it('shows the defaults', () => expect(readConfig(example as NodeJS.ProcessEnv)).toEqual(readConfig({})));
});

describe('OIDC_ISSUERS', () => {
  it('names issuers with their audiences, and where their keys are', () =>
    expect(
      readConfig({
        OIDC_ISSUERS:
          'https://login.example.org=graph, https://other.example=https://api.example=https://other.example/keys?v=2',
      }).issuers,
    ).toEqual([
      { issuer: 'https://login.example.org', audience: 'graph' },
      {
        issuer: 'https://other.example',
        audience: 'https://api.example',
        jwks: 'https://other.example/keys?v=2',
      },
    ]));

  it.each([
    'login.example.org=graph',
    'https://login.example.org',
    'http://login.example.org=graph',
    'https://login.example.org=graph=http://login.example.org/keys',
    'https://login.example.org=graph,',
  ])('is refused as %s', (value) =>
    expect(complaintsOf({ OIDC_ISSUERS: value })).toEqual([
      expect.stringMatching(/^OIDC_ISSUERS is ".*": expected pairs of issuer and audience/),
    ]),
  );

  it('may name one on this machine without https', () =>
    expect(readConfig({ OIDC_ISSUERS: 'http://127.0.0.1:8080/realm=graph' }).issuers).toHaveLength(1));
});

describe('the development issuer', () => {
  const isOn = (env: NodeJS.ProcessEnv) => readConfig(env).developmentIssuer;

  it('is on by default on a local machine, and where it is asked for', () => {
    expect(isOn({})).toBe(true);
    expect(isOn({ NODE_ENV: 'test', HOST: 'localhost' })).toBe(true);
    expect(isOn({ DEVELOPMENT_ISSUER: 'true', DATABASE_URL: 'postgres://localhost/x' })).toBe(true);
  });

  it.each<NodeJS.ProcessEnv>([
    { NODE_ENV: 'production' },
    { HOST: '0.0.0.0' },
    { DATABASE_URL: 'postgres://localhost/x' },
    { SUBGRAPH_URLS: 'http://{name}/graphql' },
    { OIDC_ISSUERS: 'https://login.example.org=graph' },
    { PUBLIC_URL: 'https://graph.example.org' },
    { TRUST_PROXY: 'true' },
    { DEVELOPMENT_ISSUER: 'false' },
  ])('is off with %j', (env) => expect(isOn(env)).toBe(false));

  it('is on under another name of this machine', () =>
    expect(isOn({ PUBLIC_URL: 'http://localhost:8080' })).toBe(true));

  it.each<NodeJS.ProcessEnv>([{ PUBLIC_URL: 'https://graph.example.org' }, { TRUST_PROXY: 'true' }])(
    'is refused behind a proxy: %j',
    (env) =>
      expect(complaintsOf({ ...env, DEVELOPMENT_ISSUER: 'true' })).toEqual([
        expect.stringMatching(/^DEVELOPMENT_ISSUER is true, and PUBLIC_URL or TRUST_PROXY says /),
      ]),
  );

  it('is refused in production', () =>
    expect(complaintsOf({ NODE_ENV: 'production', DEVELOPMENT_ISSUER: 'true' })).toEqual([
      expect.stringMatching(/^DEVELOPMENT_ISSUER is true and NODE_ENV is production: /),
    ]));
});

describe('a demonstration', () => {
  it('has a directory of its own', () => {
    expect(readConfig({ DEMO: 'true' })).toMatchObject({ demo: true, dataDir: '.data/demo' });
    expect(readConfig({ DEMO: 'true', DATA_DIR: '/x' }).dataDir).toBe('/x');
  });

  it.each<NodeJS.ProcessEnv>([
    { NODE_ENV: 'production' },
    { HOST: '0.0.0.0' },
    { PUBLIC_URL: 'https://graph.example.org' },
    { DATABASE_URL: 'postgres://localhost/x' },
    { DEVELOPMENT_ISSUER: 'true', DATABASE_URL: 'postgres://localhost/x' },
    { DEVELOPMENT_ISSUER: 'false' },
  ])('is refused with %j', (env) =>
    expect(complaintsOf({ ...env, DEMO: 'true' })).toEqual([expect.stringMatching(/^DEMO /)]),
  );
});

it.each(['BUDGET_ANONYMOUS', 'BUDGET_IDENTIFIED'])(
  '%s lets the dearest operation through, or is switched off',
  (name) => {
    expect(complaintsOf({ [name]: '1000' })).toEqual([
      `${name} is 1000: expected 0 for no budget, or at least 225000, which is what the dearest operation costs: MAX_COST, and 175000 for a new text.`,
    ]);
    expect(complaintsOf({ [name]: '0' })).toEqual([]);
  },
);

describe('secretOf', () => {
  const inDirectory = (use: (dataDir: string) => void) => {
    const directory = mkdtempSync(join(tmpdir(), 'passerelle-config-'));
    try {
      use(directory);
    } finally {
      rmSync(directory, { recursive: true });
    }
  };

  it('creates a secret once, readable by this user only', () =>
    inDirectory((directory) => {
      const config = readConfig({ DATA_DIR: join(directory, 'data') });
      const secret = secretOf(config);
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      expect(secretOf(config)).toBe(secret);
      expect(statSync(join(config.dataDir, 'secret')).mode & 0o777).toBe(0o600);
    }));

  it('prefers SECRET', () =>
    expect(secretOf(readConfig({ SECRET: 'x'.repeat(32), DATA_DIR: '/nowhere' }))).toBe('x'.repeat(32)));

  it('reads secrets from the files that variables name, and other settings not', () =>
    inDirectory((directory) => {
      const path = join(directory, 'a');
      writeFileSync(path, `${'y'.repeat(32)}\n`);
      expect(readConfig({ SECRET: '', SECRET_FILE: path, SECRET_PREVIOUS_FILE: path })).toMatchObject({
        secret: 'y'.repeat(32),
        secretPrevious: 'y'.repeat(32),
      });
      expect(readConfig({ PORT_FILE: path }).port).toBe(4000);
      expect(complaintsOf({ SECRET: 'x'.repeat(32), SECRET_FILE: path })).toEqual([
        'SECRET and SECRET_FILE are set: expected one of them.',
      ]);
      const empty = join(directory, 'empty');
      writeFileSync(empty, '\n');
      expect(complaintsOf({ DATABASE_URL_FILE: empty })).toEqual([
        `DATABASE_URL_FILE is "${empty}", which is empty: expected the value in it.`,
      ]);
      expect(complaintsOf({ METRICS_TOKEN_FILE: join(directory, 'none') })).toEqual([
        expect.stringMatching(/^METRICS_TOKEN_FILE is ".*none", which cannot be read \(ENOENT/),
      ]);
    }));

  it('accepts two secrets while they are exchanged; the first signs', () => {
    const [one, other] = ['x'.repeat(32), 'y'.repeat(32)];
    expect(secretsOf(readConfig({ SECRET: one }))).toEqual([one]);
    expect(secretsOf(readConfig({ SECRET: one, SECRET_PREVIOUS: other }))).toEqual([one, other]);
    expect(secretsOf(readConfig({ SECRET: one, SECRET_PREVIOUS: one }))).toEqual([one]);
  });

  it('refuses a file that is too short', () =>
    inDirectory((directory) => {
      writeFileSync(join(directory, 'secret'), 'short');
      expect(() => secretOf(readConfig({ DATA_DIR: directory }))).toThrow(
        'holds 5 characters: expected at least 32',
      );
    }));
});
