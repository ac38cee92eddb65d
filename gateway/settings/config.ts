import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isLoopback, isSafeAddress, type IssuerConfig } from './issuer-config.js';
import { readOrCreate } from './secret-file.js';

/** The settings of a process. Durations are in milliseconds, sizes in bytes. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  secret: string | undefined;
  /** Second secret that is accepted while the secret is being rotated. */
  secretPrevious: string | undefined;
  /** The one subgraph that this process serves over HTTP; undefined for the whole graph. */
  subgraph: string | undefined;
  subgraphPort: number;
  /** Addresses of the subgraphs, for {@link subgraphUrlOf}; undefined when they run in this process. */
  subgraphUrls: string | undefined;
  publicUrl: string | undefined;
  /** Address of whom to tell of a vulnerability, for security.txt. */
  securityContact: string | undefined;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  diagnostics: boolean;
  introspection: boolean;
  /** Whether the program executes the example operations once after it has started. */
  warmUp: boolean;
  maxDepth: number;
  maxTokens: number;
  maxAliases: number;
  maxCost: number;
  maxBodyBytes: number;
  requestTimeoutMs: number;
  /** Longest wait for one answer of a subgraph; undefined: as long as the request allows. */
  subgraphTimeoutMs: number | undefined;
  /** Failed calls after which calls to a subgraph are refused at once; 0: never. */
  breakerFailures: number;
  /** How long calls to a subgraph are refused before one tries again. */
  breakerRetryMs: number;
  /** Size of kept answers; 0 switches the cache off. */
  answerCacheMb: number;
  shutdownGraceMs: number;
  /** How long requests are still taken after SIGTERM, while readiness is false. */
  drainMs: number;
  poolSize: number;
  trustProxy: boolean;
  /** Origins whose pages may read responses; undefined for all. */
  corsOrigins: readonly string[] | undefined;
  /** Whether only trusted documents are executed. */
  trustedDocumentsOnly: boolean;
  /** Port of the metrics; undefined switches them off. */
  metricsPort: number | undefined;
  /** Token that reads the metrics; undefined: everybody who reaches their port. */
  metricsToken: string | undefined;
  /** Base address of the collector that gets traces by OTLP; undefined: nothing is traced. */
  otlpEndpoint: string | undefined;
  /** Share of the operations that are traced, from 0 to 1. */
  traceRatio: number;
  /** Time after which an operation counts as slow; 0: none does. */
  slowOperationMs: number;
  maxConnections: number;
  maxFailuresPerMinute: number;
  /** Cost per minute of an anonymous address; 0: no budget. */
  budgetAnonymous: number;
  /** Cost per minute of a person or partner; 0: no budget. */
  budgetIdentified: number;
  /** Operations of one client that run at the same time; 0: any number. */
  maxOperationsAtOnce: number;
  maxConnectionsPerActor: number;
  maxSubscriptions: number;
  connectionInitMs: number;
  slowConsumerMs: number;
  /** Trusted issuers of tokens. */
  issuers: readonly IssuerConfig[];
  /** Whether the gateway issues tokens of any role to programs of this machine. */
  developmentIssuer: boolean;
  /** Whether an invented story, marked as such, fills the database. */
  demo: boolean;
  /** Settings that came from a flag of the command line, for {@link sourceOf}. */
  flags: readonly Name[];
}

/** Invalid settings; the message has one sentence for each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A description ends the message for an invalid value: "expected <description>." */
const wholeNumber = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .default(fallback)
    .describe(`a whole number from ${min} to ${max}, such as ${fallback}`);

const yesOrNo = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false', '1', '0']))
  .transform((text) => text === 'true' || text === '1');

const flag = (fallback: boolean) => yesOrNo.default(fallback).describe('true or false');

const isUrl = (text: string, ...protocols: string[]): boolean =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);

const isOrigin = (text: string): boolean => isUrl(text, 'http:', 'https:') && new URL(text).origin === text;

/** Parses `events=http://…,expertises=http://…` into addresses by name. */
function addressList(text: string): Map<string, string> {
  return new Map(
    text.split(',').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    }),
  );
}

/** Parses `https://login.example.org=audience,https://…=audience=https://…/jwks.json`. */
function issuerList(text: string): IssuerConfig[] {
  return text.split(',').map((entry) => {
    const [issuer = '', audience = '', ...jwks] = entry.trim().split('=');
    return { issuer, audience, ...(jwks.length ? { jwks: jwks.join('=') } : {}) };
  });
}

const isUsable = ({ issuer, audience, jwks }: IssuerConfig): boolean =>
  isSafeAddress(issuer) && audience !== '' && (jwks === undefined || isSafeAddress(jwks));

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const anHour = 3_600_000;
/** Most that an operation costs beside its own cost: the longest text, when it was not seen before, and an introspection. */
const DEAREST_TEXT = 175_000;

const environment = z.object({
  PORT: wholeNumber(0, 65535, 4000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1')
    .describe('an address to listen on, such as 127.0.0.1, or 0.0.0.0 for all'),
  DATA_DIR: z.string().optional().describe('a directory, such as .data'),
  DATABASE_URL: z
    .string()
    .refine((text) => isUrl(text, 'postgres:', 'postgresql:'))
    .optional()
    .describe('a PostgreSQL address, such as postgres://user:password@localhost:5432/passerelle'),
  SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('at least 32 characters, such as `openssl rand -hex 32` prints'),
  SECRET_PREVIOUS: z
    .string()
    .min(32)
    .optional()
    .describe('at least 32 characters: the secret before, or the next one'),
  SUBGRAPH: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .optional()
    .describe('the name of one subgraph, such as country-groups'),
  SUBGRAPH_PORT: wholeNumber(0, 65535, 4001),
  SUBGRAPH_URLS: z
    .string()
    .refine((text) =>
      text.includes('{name}')
        ? isUrl(text.replaceAll('{name}', 'name'), 'http:', 'https:')
        : [...addressList(text)].every(
            ([name, url]) => /^[a-z][a-z0-9-]*$/.test(name) && isUrl(url, 'http:', 'https:'),
          ),
    )
    .optional()
    .describe(
      'an http or https address with {name} in it, such as http://{name}:4001/graphql, or one for each subgraph, such as events=http://10.0.0.5:4001/graphql,expertises=http://10.0.0.6:4001/graphql',
    ),
  PUBLIC_URL: z
    .string()
    .refine((text) => isUrl(text, 'http:', 'https:'))
    .optional()
    .describe('an http or https address, such as https://graph.example.org'),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+[\d-]+)$/)
    .optional()
    .describe('an address such as mailto:security@example.org or https://example.org/security'),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(levels))
    .default('info')
    .describe(`one of ${levels.join(', ')}`),
  DIAGNOSTICS: flag(false),
  INTROSPECTION: flag(true),
  WARM_UP: flag(true),
  MAX_DEPTH: wholeNumber(1, 1000, 12),
  MAX_TOKENS: wholeNumber(1, 1_000_000, 2000),
  MAX_ALIASES: wholeNumber(0, 100_000, 60),
  MAX_COST: wholeNumber(1, 1_000_000_000, 50_000),
  MAX_BODY_BYTES: wholeNumber(1024, 1_073_741_824, 131_072),
  REQUEST_TIMEOUT_MS: wholeNumber(1, anHour, 15_000),
  SUBGRAPH_TIMEOUT_MS: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(anHour))
    .optional()
    .describe(`a whole number from 1 to ${anHour}, such as 5000`),
  BREAKER_FAILURES: wholeNumber(0, 1_000_000, 5),
  BREAKER_RETRY_MS: wholeNumber(1, anHour, 1_000),
  ANSWER_CACHE_MB: wholeNumber(0, 100_000, 64),
  SHUTDOWN_GRACE_MS: wholeNumber(0, anHour, 10_000),
  DRAIN_MS: wholeNumber(0, anHour, 0),
  POOL_SIZE: wholeNumber(1, 1000, 10),
  TRUST_PROXY: flag(false),
  CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .refine((origins) => origins.every((origin) => origin === '*' || isOrigin(origin)))
    .optional()
    .describe('*, or origins such as https://portal.example.org,https://other.example.org'),
  TRUSTED_DOCUMENTS_ONLY: flag(false),
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65535))
    .optional()
    .describe('a whole number from 0 to 65535, such as 9464'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/)
    .optional()
    .describe('at least 16 characters without spaces, such as `openssl rand -hex 16` prints'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine((text) => isUrl(text, 'http:', 'https:'))
    .optional()
    .describe('an http or https address, such as http://127.0.0.1:4318'),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d{1,9})?|1(\.0{1,9})?)$/)
    .transform(Number)
    .default(1)
    .describe('a share from 0 to 1, such as 0.1'),
  SLOW_OPERATION_MS: wholeNumber(0, anHour, 2_000),
  MAX_FAILURES_PER_MINUTE: wholeNumber(0, 1_000_000, 30),
  BUDGET_ANONYMOUS: wholeNumber(0, 1_000_000_000_000, 6_000_000),
  BUDGET_IDENTIFIED: wholeNumber(0, 1_000_000_000_000, 12_000_000),
  MAX_OPERATIONS_AT_ONCE: wholeNumber(0, 100_000, 8),
  MAX_CONNECTIONS: wholeNumber(0, 1_000_000, 5_000),
  MAX_CONNECTIONS_PER_ACTOR: wholeNumber(0, 1_000_000, 100),
  MAX_SUBSCRIPTIONS: wholeNumber(1, 10_000, 50),
  CONNECTION_INIT_MS: wholeNumber(1, anHour, 5_000),
  SLOW_READER_MS: wholeNumber(1, anHour, 10_000),
  OIDC_ISSUERS: z
    .string()
    .transform(issuerList)
    .refine((issuers) => issuers.every(isUsable))
    .optional()
    .describe(
      'pairs of issuer and audience, such as https://login.example.org=passerelle, with the address of its keys after another = where it has no discovery document; addresses begin with https, but for those of this machine',
    ),
  DEVELOPMENT_ISSUER: yesOrNo.optional().describe('true or false'),
  DEMO: flag(false),
});

export type Name = keyof typeof environment.shape;

/** Names of all settings; .env.example lists each of them. */
export const configNames = Object.keys(environment.shape) as Name[];

/** Settings whose values are not repeated in messages, because these end up in logs. */
const confidential = new Set<Name>(['DATABASE_URL', 'SECRET', 'SECRET_PREVIOUS', 'METRICS_TOKEN']);

/**
 * Reads the settings. A flag overrides the environment, which already includes .env; an empty text counts as absent.
 * @param flags texts of the command line, by the name of the variable that each stands for
 * @throws ConfigError that names, for each invalid value, the flag or variable that it came from
 */
export function readConfig(env: NodeJS.ProcessEnv, flags: Partial<Record<Name, string>> = {}): Config {
  const texts = Object.fromEntries(
    configNames.map((name) => [name, flags[name]?.trim() ?? textOf(env, name)]).filter(([, value]) => value),
  ) as Partial<Record<Name, string>>;
  const fromFlags = configNames.filter((name) => flags[name] !== undefined);
  const parsed = environment.safeParse(texts);
  if (!parsed.success) {
    const invalid = new Set(parsed.error.issues.map((issue) => issue.path[0] as Name));
    throw new ConfigError(
      [...invalid]
        .map((name) => messageFor(sourceOf({ flags: fromFlags }, name), name, texts[name] ?? ''))
        .join('\n'),
    );
  }
  const value = parsed.data;
  return {
    flags: fromFlags,
    port: value.PORT,
    host: value.HOST,
    dataDir: value.DATA_DIR ?? (value.DEMO ? '.data/demo' : '.data'),
    databaseUrl: value.DATABASE_URL,
    secret: value.SECRET,
    secretPrevious: value.SECRET_PREVIOUS,
    subgraph: value.SUBGRAPH,
    subgraphPort: value.SUBGRAPH_PORT,
    subgraphUrls: value.SUBGRAPH_URLS,
    publicUrl: value.PUBLIC_URL,
    securityContact: value.SECURITY_CONTACT,
    logLevel: value.LOG_LEVEL,
    diagnostics: value.DIAGNOSTICS,
    introspection: value.INTROSPECTION,
    warmUp: value.WARM_UP,
    maxDepth: value.MAX_DEPTH,
    maxTokens: value.MAX_TOKENS,
    maxAliases: value.MAX_ALIASES,
    maxCost: value.MAX_COST,
    maxBodyBytes: value.MAX_BODY_BYTES,
    requestTimeoutMs: value.REQUEST_TIMEOUT_MS,
    subgraphTimeoutMs: value.SUBGRAPH_TIMEOUT_MS,
    breakerFailures: value.BREAKER_FAILURES,
    breakerRetryMs: value.BREAKER_RETRY_MS,
    answerCacheMb: value.ANSWER_CACHE_MB,
    shutdownGraceMs: value.SHUTDOWN_GRACE_MS,
    drainMs: value.DRAIN_MS,
    poolSize: value.POOL_SIZE,
    trustProxy: value.TRUST_PROXY,
    corsOrigins: value.CORS_ORIGINS?.includes('*') ? undefined : value.CORS_ORIGINS,
    trustedDocumentsOnly: value.TRUSTED_DOCUMENTS_ONLY,
    metricsPort: metricsPortOf(value),
    metricsToken: value.METRICS_TOKEN,
    otlpEndpoint: value.OTEL_EXPORTER_OTLP_ENDPOINT,
    traceRatio: value.OTEL_TRACES_SAMPLER_ARG,
    slowOperationMs: value.SLOW_OPERATION_MS,
    budgetAnonymous: budgetOf(value, 'BUDGET_ANONYMOUS'),
    budgetIdentified: budgetOf(value, 'BUDGET_IDENTIFIED'),
    maxOperationsAtOnce: value.MAX_OPERATIONS_AT_ONCE,
    maxConnections: value.MAX_CONNECTIONS,
    maxFailuresPerMinute: value.MAX_FAILURES_PER_MINUTE,
    maxConnectionsPerActor: value.MAX_CONNECTIONS_PER_ACTOR,
    maxSubscriptions: value.MAX_SUBSCRIPTIONS,
    connectionInitMs: value.CONNECTION_INIT_MS,
    slowConsumerMs: value.SLOW_READER_MS,
    issuers: value.OIDC_ISSUERS ?? [],
    developmentIssuer: developmentIssuerOf(value, env.NODE_ENV),
    demo: isDemo(value, env.NODE_ENV),
  };
}

/** @throws ConfigError for a token without a port: until 0.2 the token alone opened /metrics to the public */
function metricsPortOf({ METRICS_PORT, METRICS_TOKEN }: z.output<typeof environment>): number | undefined {
  if (METRICS_TOKEN !== undefined && METRICS_PORT === undefined)
    throw new ConfigError(
      'METRICS_TOKEN is set, and METRICS_PORT is not: metrics are served on a port of their own. Set METRICS_PORT, such as 9464, or unset METRICS_TOKEN.',
    );
  return METRICS_PORT;
}

/**
 * Returns a budget.
 * @throws ConfigError for one with which the dearest operation could never be executed
 */
function budgetOf(
  value: z.output<typeof environment>,
  name: 'BUDGET_ANONYMOUS' | 'BUDGET_IDENTIFIED',
): number {
  const least = value.MAX_COST + DEAREST_TEXT;
  if (value[name] === 0 || value[name] >= least) return value[name];
  throw new ConfigError(
    `${name} is ${value[name]}: expected 0 for no budget, or at least ${least}, which is what the dearest operation costs: MAX_COST, and ${DEAREST_TEXT} for a new text.`,
  );
}

/**
 * Returns the text of a variable or, for settings that are secret, of the file that `<name>_FILE` names.
 * @throws ConfigError when the file cannot be read, or when both are set
 */
function textOf(env: NodeJS.ProcessEnv, name: Name): string | undefined {
  const text = env[name]?.trim();
  const path = confidential.has(name) ? env[`${name}_FILE`]?.trim() : undefined;
  if (!path) return text;
  if (text) throw new ConfigError(`${name} and ${name}_FILE are set: expected one of them.`);
  let fileText: string;
  try {
    fileText = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new ConfigError(`${name}_FILE is "${path}", which cannot be read (${(cause as Error).message}).`, {
      cause,
    });
  }
  if (!fileText)
    throw new ConfigError(`${name}_FILE is "${path}", which is empty: expected the value in it.`);
  return fileText;
}

/** Whether clients reach this program through a proxy: all of them then seem to be on this machine. */
const isBehindProxy = ({ PUBLIC_URL, TRUST_PROXY }: z.output<typeof environment>): boolean =>
  TRUST_PROXY || (PUBLIC_URL !== undefined && !isLoopback(new URL(PUBLIC_URL).hostname));

/** The development issuer is on by default only where nobody but the developer is: loopback address, embedded database. */
function developmentIssuerOf(value: z.output<typeof environment>, nodeEnv: string | undefined): boolean {
  const setting = value.DEVELOPMENT_ISSUER;
  const inProduction = nodeEnv === 'production';
  if (setting && inProduction)
    throw new ConfigError(
      'DEVELOPMENT_ISSUER is true and NODE_ENV is production: an issuer that gives any role to any client is not for production. Unset one of them.',
    );
  if (setting && isBehindProxy(value))
    throw new ConfigError(
      'DEVELOPMENT_ISSUER is true, and PUBLIC_URL or TRUST_PROXY says that other machines reach this graph: an issuer that gives any role to any client is only for this machine. Unset DEVELOPMENT_ISSUER, or both of the others.',
    );
  return (
    setting ??
    (!inProduction &&
      isLoopback(value.HOST) &&
      !isBehindProxy(value) &&
      !value.DATABASE_URL &&
      !value.SUBGRAPH_URLS &&
      !value.OIDC_ISSUERS)
  );
}

/** The demonstration runs only on this machine and on its own database: everyone gets any role, and its data is invented. */
function isDemo(value: z.output<typeof environment>, nodeEnv: string | undefined): boolean {
  if (value.DEMO && !developmentIssuerOf(value, nodeEnv))
    throw new ConfigError(
      'DEMO (or --demo) needs the development issuer: a loopback HOST, no PUBLIC_URL beyond this machine, no TRUST_PROXY, the embedded database, no SUBGRAPH_URLS, no OIDC_ISSUERS, and a NODE_ENV that is not production.',
    );
  if (value.DEMO && (value.DATABASE_URL || value.SUBGRAPH_URLS))
    throw new ConfigError(
      'DEMO (or --demo) uses a database of its own: unset DATABASE_URL and SUBGRAPH_URLS.',
    );
  return value.DEMO;
}

/** The flag of a setting: `--data-dir` for DATA_DIR. */
export const flagOf = (name: Name): string => `--${name.toLowerCase().replaceAll('_', '-')}`;

/** The source of a setting for messages: its flag if that was used, else its variable. */
export const sourceOf = ({ flags }: Pick<Config, 'flags'>, name: Name): string =>
  flags.includes(name) ? flagOf(name) : name;

/** Default of a setting; undefined without one, or when it depends on other settings. */
export const defaultOf = (name: Name): string | number | boolean | undefined =>
  environment.shape[name].parse(undefined) as string | number | boolean | undefined;

function messageFor(source: string, name: Name, value: string): string {
  const found = confidential.has(name)
    ? `(${value.length} characters, not shown here) is not right`
    : `is "${value}"`;
  return `${source} ${found}: expected ${environment.shape[name].description}.`;
}

/**
 * Address of a subgraph in the value of SUBGRAPH_URLS.
 * @param source of that value, for the message of the error
 * @throws ConfigError when it has no address for this subgraph
 */
export function subgraphUrlOf(subgraphUrls: string, name: string, source = 'SUBGRAPH_URLS'): string {
  if (subgraphUrls.includes('{name}')) return subgraphUrls.replaceAll('{name}', name);
  const url = addressList(subgraphUrls).get(name);
  if (url) return url;
  throw new ConfigError(`${source} has no address for ${name}: add ${name}=http://…/graphql to it.`);
}

/** Returns the secret that signs, and the one that is accepted as well while the secret is being rotated. */
export function secretsOf(
  config: Pick<Config, 'secret' | 'secretPrevious' | 'dataDir'>,
): readonly [string, ...string[]] {
  const secret = secretOf(config);
  const { secretPrevious } = config;
  return secretPrevious === undefined || secretPrevious === secret ? [secret] : [secret, secretPrevious];
}

/** Returns SECRET, or else a secret generated on first use and stored in DATA_DIR/secret, readable by this user only. */
export function secretOf(config: Pick<Config, 'secret' | 'dataDir'>): string {
  if (config.secret) return config.secret;
  const path = join(config.dataDir, 'secret');
  let secret: string;
  try {
    secret = readOrCreate(config.dataDir, 'secret', randomBytes(32).toString('hex'));
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.replace(/\.$/, '')}, or set SECRET.`, { cause: error });
  }
  if (secret.length >= 32) return secret;
  throw new ConfigError(
    `${path} holds ${secret.length} characters: expected at least 32. Remove that file, or set SECRET.`,
  );
}
