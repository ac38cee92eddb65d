import type { Name } from './config.js';

/** Description of a setting for `--help` and .env.example. */
export interface SettingHelp {
  about: string;
  /** Placeholder of its value in `--help`; absent for a switch. */
  value?: string;
  /** Whether it has no flag, because every user of the machine can see the arguments of a program. */
  isSecret?: boolean;
}

/** Descriptions of all settings; .env.example has the same sentences, which a test compares. */
export const settingHelp: Readonly<Record<Name, SettingHelp>> = {
  PORT: { value: 'port', about: 'Port of the gateway; 0 takes a free one.' },
  HOST: { value: 'address', about: 'Address to listen on; 0.0.0.0 for all.' },
  DATA_DIR: {
    value: 'directory',
    about:
      'Directory of the embedded PostgreSQL and of the generated secret: .data, or .data/demo with DEMO.',
  },
  DATABASE_URL: {
    value: 'url',
    about:
      'A PostgreSQL server of your own instead of the embedded one, such as postgres://user:password@localhost:5432/passerelle. Every user of this machine can see a password in a flag: set the variable instead.',
  },
  SECRET: {
    isSecret: true,
    about:
      'Signs cursors and requests to subgraphs; the passwords of database roles are derived from it; at least 32 characters. When empty, one is generated and stored in DATA_DIR/secret.',
  },
  SECRET_PREVIOUS: {
    isSecret: true,
    about:
      'A second secret that is accepted while SECRET is being rotated: first the next one, then the one before (docker/README.md says how).',
  },
  SUBGRAPH: {
    value: 'name',
    about: 'Serve this one subgraph over HTTP instead of the whole graph, such as events.',
  },
  SUBGRAPH_PORT: { value: 'port', about: 'Port of that subgraph.' },
  SUBGRAPH_URLS: {
    value: 'urls',
    about:
      'Addresses of subgraphs that run in other processes, such as http://{name}:4001/graphql, or one address for each, such as events=http://10.0.0.5:4001/graphql,expertises=http://10.0.0.6:4001/graphql. When empty, they run inside the gateway.',
  },
  PUBLIC_URL: {
    value: 'url',
    about: 'Public address of the gateway, used in links, such as https://graph.example.org.',
  },
  SECURITY_CONTACT: {
    value: 'address',
    about:
      'Whom to tell of a vulnerability, in /.well-known/security.txt, such as mailto:security@example.org. When empty, there is no such file.',
  },
  LOG_LEVEL: { value: 'level', about: 'trace, debug, info, warn, error, fatal or silent.' },
  DIAGNOSTICS: { about: 'Add statistics (subgraph requests, SQL statements, time) to responses.' },
  INTROSPECTION: { about: 'Let clients read the schema (introspection).' },
  WARM_UP: {
    about:
      'Execute the example operations once after the start, so that the first clients find plans and connections ready.',
  },
  MAX_DEPTH: { value: 'number', about: 'Deepest nesting of an operation.' },
  MAX_TOKENS: { value: 'number', about: 'Most lexical tokens in an operation.' },
  MAX_ALIASES: { value: 'number', about: 'Most aliases in an operation.' },
  MAX_COST: {
    value: 'number',
    about:
      'Most that an operation may cost: the objects that its response may hold, and what dear fields cost beside them, such as 1,000 for statistics and 200 for each facet. A page of 100 with two lists of 20 and their relations fits.',
  },
  MAX_BODY_BYTES: { value: 'bytes', about: 'Largest request body in bytes.' },
  REQUEST_TIMEOUT_MS: { value: 'ms', about: 'Longest time for one request in milliseconds.' },
  SUBGRAPH_TIMEOUT_MS: {
    value: 'ms',
    about:
      'Longest time for one call to a subgraph in milliseconds: later, its fields are null with a TIMEOUT, and the others are answered. When empty, 95 % of REQUEST_TIMEOUT_MS, which is also the most.',
  },
  BREAKER_FAILURES: {
    value: 'number',
    about:
      'Failed calls to a subgraph within 10 s, and more than half of all, after which calls are refused at once (SUBGRAPH_UNAVAILABLE) instead of waiting; 0 for never.',
  },
  BREAKER_RETRY_MS: {
    value: 'ms',
    about:
      'How long calls to a failing subgraph are refused before one of them tries again, in milliseconds.',
  },
  ANSWER_CACHE_MB: {
    value: 'megabytes',
    about:
      'Most memory for answers to anonymous queries, in megabytes. An answer is dropped when something changes in a subgraph that it was read from; 0 switches the cache off.',
  },
  SHUTDOWN_GRACE_MS: {
    value: 'ms',
    about: 'How long running requests may take to finish after SIGTERM, in milliseconds.',
  },
  DRAIN_MS: {
    value: 'ms',
    about:
      'How long requests are still taken after SIGTERM while /readiness refuses them, in milliseconds: longer than a balancer needs to notice, so that a restart loses none.',
  },
  POOL_SIZE: { value: 'number', about: 'Most database connections of one process.' },
  TRUST_PROXY: {
    about: 'Trust the last address of X-Forwarded-For; only behind a proxy that adds it.',
  },
  CORS_ORIGINS: {
    value: 'origins',
    about:
      'Origins whose pages may read responses, such as https://portal.example.org,https://other.example.org. When empty, or *, those of any site, without credentials of the browser.',
  },
  TRUSTED_DOCUMENTS_ONLY: {
    about: 'Execute trusted documents only: the operations of schema/operations, by text or by documentId.',
  },
  METRICS_PORT: {
    value: 'port',
    about:
      'Serve metrics for Prometheus at /metrics on this port of HOST, such as 9464; 0 takes a free one. When empty, there are no metrics. Keep the port from the public.',
  },
  METRICS_TOKEN: {
    isSecret: true,
    about:
      'Metrics are only for requests with `Authorization: Bearer <this>`; at least 16 characters. When empty, for everybody who reaches METRICS_PORT.',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    value: 'url',
    about:
      'Send traces to this OpenTelemetry collector (OTLP over HTTP), such as http://127.0.0.1:4318. When empty, nothing is traced.',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    value: 'share',
    about: 'Share of the operations that are traced, from 0 to 1.',
  },
  SLOW_OPERATION_MS: {
    value: 'ms',
    about:
      'Log an operation that took at least this long, in milliseconds, as slow, with the shape of its document and its SQL statements by subgraph; 0 for none.',
  },
  MAX_FAILURES_PER_MINUTE: {
    value: 'number',
    about:
      'Refused credentials that one address may send in a minute before it gets HTTP 429; 0 for any number. Behind a proxy, set TRUST_PROXY, or all its clients count as one address.',
  },
  BUDGET_ANONYMOUS: {
    value: 'cost',
    about:
      'Cost that one address may spend in a minute on operations without a credential before it gets HTTP 429; 0 for no budget. Behind a proxy, set TRUST_PROXY, or all its clients share one budget.',
  },
  BUDGET_IDENTIFIED: {
    value: 'cost',
    about:
      'Cost that a person or a partner may spend in a minute, unless its API key has a budget of its own; 0 for no budget.',
  },
  MAX_OPERATIONS_AT_ONCE: {
    value: 'number',
    about:
      'Operations of one client that run at the same time; its others wait for their turn. 0 for any number.',
  },
  MAX_CONNECTIONS: {
    value: 'number',
    about: 'Most open connections: WebSockets and streams of server-sent events.',
  },
  MAX_CONNECTIONS_PER_ACTOR: {
    value: 'number',
    about: 'Most open connections of one actor, or of one address when the client is anonymous.',
  },
  MAX_SUBSCRIPTIONS: { value: 'number', about: 'Most concurrent operations over one WebSocket.' },
  CONNECTION_INIT_MS: {
    value: 'ms',
    about: 'How long a WebSocket may take to send connection_init, in milliseconds.',
  },
  SLOW_READER_MS: {
    value: 'ms',
    about:
      'How long a client may leave events or an answer unread before its connection is closed (slow consumer), in milliseconds; an answer, a second longer for every 16 kB.',
  },
  OIDC_ISSUERS: {
    value: 'issuers',
    about:
      'Trusted OpenID Connect issuers, each with the audience of this graph, such as https://login.example.org=passerelle,https://other.example=passerelle. Keys are found by the discovery document, or at an address after another =, such as https://other.example=passerelle=https://other.example/jwks.json.',
  },
  DEVELOPMENT_ISSUER: {
    about:
      'Issue tokens of any role to programs of this machine, at /development/token. When empty, only on a loopback HOST with the embedded PostgreSQL, without SUBGRAPH_URLS and OIDC_ISSUERS; never when NODE_ENV is production or behind a proxy (TRUST_PROXY, or a PUBLIC_URL beyond this machine).',
  },
  DEMO: {
    about:
      'Fill a database of its own with an invented story of labels, requests and replies, marked as such.',
  },
};
