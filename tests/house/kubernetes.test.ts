import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { load as parseYaml } from 'js-yaml';
import { CLOSING_GRACE_MS, mostConnectionsOf } from '#kernel/server';
import { CLOSING_MS } from '#kernel/tracing';
import { configNames, readConfig, subgraphUrlOf } from '../../gateway/settings/config.js';
import { jobsOf, subgraphs } from '../../services/run.js';

interface Variable {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef: { name: string; key: string; optional?: boolean } };
}
interface Container {
  image: string;
  args?: string[];
  env?: Variable[];
  envFrom?: { configMapRef: { name: string } }[];
  ports?: { name: string; containerPort: number }[];
  securityContext: object;
  volumeMounts?: { name: string; mountPath: string }[];
  resources: { limits: { memory: string } };
  [probe: `${string}Probe`]: { httpGet: { path: string; port: string } };
}
interface PodSpec {
  automountServiceAccountToken?: boolean;
  terminationGracePeriodSeconds?: number;
  securityContext: object;
  volumes?: { name: string; emptyDir: object }[];
  containers: Container[];
}
interface Resource {
  kind: string;
  metadata: { name: string; namespace: string };
  data?: Record<string, string>;
  spec?: {
    replicas?: number;
    minAvailable?: number;
    template?: { spec: PodSpec };
    ports?: { name: string; port: number }[];
    podSelector?: { matchLabels?: Record<string, string> };
    ingress?: { from: object[]; ports: { port: number }[] }[];
  };
}

const text = readFileSync('docker/kubernetes/graph.yaml', 'utf8');
const { items } = parseYaml(text) as { items: Resource[] };
const named = (kind: string) =>
  new Map(items.filter((item) => item.kind === kind).map((item) => [item.metadata.name, item]));
const deployments = named('Deployment');
const names = subgraphs.map(({ name }) => name);
const containerOf = ({ spec }: Resource): Container => spec!.template!.spec.containers[0]!;
const shared = named('ConfigMap').get('passerelle')!.data!;
const secrets: Record<string, string> = {
  SECRET: '5'.repeat(64),
  DATABASE_URL: 'postgres://owner:x@postgres/passerelle',
};

/** The variables of a container, as Kubernetes gives them to it. */
function variablesOf({ env = [], envFrom = [] }: Container): Record<string, string> {
  return {
    ...(envFrom.length ? shared : {}),
    ...Object.fromEntries(
      env.flatMap(({ name, value, valueFrom }) => {
        const found = value ?? secrets[valueFrom!.secretKeyRef.key];
        if (found === undefined && !valueFrom!.secretKeyRef.optional) throw new Error(`${name} is not there`);
        return found === undefined ? [] : [[name, found]];
      }),
    ),
  };
}
/** Longest time from SIGTERM to the end: requests, then running calls, then the last spans. */
const shutdownMsOf = (config: { drainMs: number; shutdownGraceMs: number }) =>
  config.drainMs + config.shutdownGraceMs + CLOSING_GRACE_MS + CLOSING_MS;
const configOf = (container: Container) =>
  readConfig({ NODE_ENV: 'production', HOST: '0.0.0.0', ...variablesOf(container) });

describe('the manifests of Kubernetes', () => {
  it('deploy each subgraph and the gateway twice, with a service and a budget for disruptions', () => {
    const all = [...names, 'gateway'].sort();
    for (const kind of ['Deployment', 'Service', 'PodDisruptionBudget'])
      expect([kind, [...named(kind).keys()].sort()]).toEqual([kind, all]);
    for (const { spec } of deployments.values()) expect(spec!.replicas).toBe(2);
    for (const { spec } of named('PodDisruptionBudget').values()) expect(spec!.minAvailable).toBe(1);
    for (const { metadata } of items) expect(metadata.namespace).toBe('passerelle');
  });

  it('set only variables that the program reads, and take secrets from the secret', () => {
    const containers = [...deployments.values(), named('Job').get('load')!].map(containerOf);
    for (const container of containers) {
      const known = configNames as string[];
      expect(Object.keys(variablesOf(container)).filter((name) => !known.includes(name))).toEqual([]);
      const secret = container.env!.find(({ name }) => name === 'SECRET')!;
      expect(secret).toEqual({
        name: 'SECRET',
        valueFrom: { secretKeyRef: { name: 'passerelle', key: 'SECRET' } },
      });
    }
    expect(Object.keys(shared).filter((name) => /SECRET|TOKEN/.test(name))).toEqual([]);
    expect(new URL(shared.DATABASE_URL!).password).toBe('');
  });

  it.each(names)('run %s by itself, where the gateway looks for it', (name) => {
    const config = configOf(containerOf(deployments.get(name)!));
    expect(config).toMatchObject({ subgraph: name, metricsPort: 9464, subgraphPort: 4001 });
    const { hostname, port } = new URL(subgraphUrlOf(shared.SUBGRAPH_URLS!, name));
    expect([hostname, port]).toEqual([name, String(named('Service').get(name)!.spec!.ports![0]!.port)]);
  });

  it('run the gateway without a database, and the load with that of its owner', () => {
    expect(configOf(containerOf(deployments.get('gateway')!))).toMatchObject({
      subgraph: undefined,
      databaseUrl: undefined,
      port: 4000,
      trustProxy: true,
    });
    const load = containerOf(named('Job').get('load')!);
    expect(load.args).toEqual(['load']);
    expect(configOf(load).databaseUrl).toBe(secrets.DATABASE_URL);
  });

  it.each([...deployments.keys()])('probe %s at ports that it serves, and give it time to finish', (name) => {
    const container = containerOf(deployments.get(name)!);
    const config = configOf(container);
    const ports = new Map(container.ports!.map(({ name: port, containerPort }) => [port, containerPort]));
    expect(ports.get('graphql')).toBe(config.subgraph === undefined ? config.port : config.subgraphPort);
    expect(ports.get('metrics')).toBe(config.metricsPort);
    for (const [probe, path] of [
      ['startupProbe', '/healthcheck'],
      ['livenessProbe', '/healthcheck'],
      ['readinessProbe', '/readiness'],
    ] as const)
      expect([probe, container[probe]!.httpGet]).toEqual([probe, { path, port: 'graphql' }]);
    const { terminationGracePeriodSeconds } = deployments.get(name)!.spec!.template!.spec;
    expect(config.drainMs).toBe(5_000);
    expect(terminationGracePeriodSeconds! * 1_000).toBeGreaterThan(shutdownMsOf(config));
  });

  it('state the connections that three replicas of each subgraph open', () => {
    const [, most] = /max_connections = (\d+)/.exec(text)!;
    const opened = subgraphs.map((subgraph) =>
      mostConnectionsOf(
        subgraph,
        configOf(containerOf(deployments.get(subgraph.name)!)).poolSize,
        jobsOf(subgraph).length,
      ),
    );
    // Those of a load or a backup, and the three that PostgreSQL keeps for superusers, beside them.
    expect(3 * opened.reduce((sum, count) => sum + count, 0) + 20).toBeLessThanOrEqual(Number(most));
  });

  it('take what may be absent from the secret, where the program reads it', () => {
    const optionalOf = (container: Container) =>
      container
        .env!.filter(({ valueFrom }) => valueFrom?.secretKeyRef.optional)
        .map(({ name, valueFrom }) => (expect(valueFrom!.secretKeyRef.key).toBe(name), name))
        .sort();
    for (const [name, deployment] of deployments)
      expect([name, optionalOf(containerOf(deployment))]).toEqual([
        name,
        [...(name === 'gateway' ? ['OIDC_ISSUERS'] : []), 'METRICS_TOKEN', 'SECRET_PREVIOUS'].sort(),
      ]);
    expect(optionalOf(containerOf(named('Job').get('load')!))).toEqual(['SECRET_PREVIOUS']);
  });

  it('give the gateway a place for its dumps, which its user can write', () => {
    const { volumes, securityContext } = deployments.get('gateway')!.spec!.template!.spec;
    const container = containerOf(deployments.get('gateway')!);
    const [mount] = container.volumeMounts!;
    expect(mount!.mountPath).toBe(configOf(container).dataDir);
    expect(volumes).toEqual([{ name: mount!.name, emptyDir: { sizeLimit: '1Gi' } }]);
    expect(securityContext).toMatchObject({ runAsUser: 1000, fsGroup: 1000 });
  });

  it('let the ingress reach the gateway, and the monitoring its metrics', () => {
    const { podSelector, ingress } = named('NetworkPolicy').get('gateway')!.spec!;
    expect(podSelector).toEqual({ matchLabels: { app: 'gateway' } });
    const namespace = (name: string) => [
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } },
    ];
    expect(ingress).toEqual([
      { from: namespace('ingress-nginx'), ports: [{ port: 4000 }] },
      { from: namespace('monitoring'), ports: [{ port: 9464 }] },
    ]);
  });

  it('and Compose give processes time to finish what is under way', () => {
    const compose = parseYaml(readFileSync('docker/compose.yaml', 'utf8')) as {
      'x-passerelle': { stop_grace_period: string };
    };
    const seconds = Number(/^(\d+)s$/.exec(compose['x-passerelle'].stop_grace_period)![1]);
    // docker/README.md names 5 s as the time to drain.
    const { shutdownGraceMs } = readConfig({ SECRET: secrets.SECRET! });
    expect(seconds * 1_000).toBeGreaterThan(shutdownMsOf({ drainMs: 5_000, shutdownGraceMs }));
  });

  it('give pods only the rights that they need, and bound their memory', () => {
    for (const { spec } of [...deployments.values(), named('Job').get('load')!]) {
      const pod = spec!.template!.spec;
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      const [container] = pod.containers;
      expect(container!.securityContext).toEqual({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
      expect(container!.resources.limits.memory).toBe('1Gi');
    }
  });

  it('name the version of this program', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    for (const deployment of deployments.values())
      expect(containerOf(deployment).image).toBe(`passerelle:${version}`);
  });
});
