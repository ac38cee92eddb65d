import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { subgraphs } from '../../../services/run.js';
import { ask } from '../../support/graph.js';
import { startCollector } from '../../support/otlp-collector.js';
import { addressOf, metricsOf } from '../../support/program.js';
import { fires, hasPromtool, type Series } from '../../support/promtool.js';
import { SubgraphProcess } from '../../support/subgraph-process.js';
import { Workplace, eventually } from '../../support/workplace.js';

// A gateway, with one subgraph in a process of its own, which send their traces to a collector of this test.
const SECRET = process.env.TEST_SECRET!;
const workplace = new Workplace();
let collector: Awaited<ReturnType<typeof startCollector>>;
let graph: string;
let served: string;
let metrics: string;

beforeAll(async () => {
  collector = await startCollector();
  const common = { SECRET, OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint };
  const expertises = new SubgraphProcess(workplace, 'expertises', {
    ...common,
    DATABASE_URL: process.env.TEST_DATABASE!,
    SUBGRAPH_URLS: 'http://127.0.0.1:1/{name}/graphql',
    METRICS_PORT: '0',
  });
  await expertises.start();
  served = await metricsOf(expertises.program);
  const urls = subgraphs.map(({ name }) =>
    name === 'expertises'
      ? `${name}=${expertises.address}/graphql`
      : `${name}=http://127.0.0.1:1/${name}/graphql`,
  );
  const gateway = workplace.start({ ...common, PORT: '0', METRICS_PORT: '0', SUBGRAPH_URLS: urls.join(',') });
  graph = await addressOf(gateway);
  metrics = await metricsOf(gateway);
});
afterAll(async () => {
  await workplace.clear();
  await collector.close();
});

/** Asks in a trace of the client's own. @returns its id and its span */
async function askTraced(query: string) {
  const traceId = randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  const requestId = `traced-${spanId}`;
  await ask(
    query,
    {},
    { graph, headers: { traceparent: `00-${traceId}-${spanId}-01`, 'x-request-id': requestId } },
  );
  return { traceId, spanId, requestId };
}

it('a trace leads from the client over gateway and subgraph to each SQL statement', async () => {
  const { traceId, spanId, requestId } = await askTraced(
    'query Themes { themes(first: 1) { nodes { code } } }',
  );
  await eventually(4, async () => collector.of(traceId).length);
  const spans = collector.of(traceId);
  const childrenOf = (parent: string) => spans.filter(({ parentSpanId }) => parentSpanId === parent);
  const [operation, ...otherOperations] = childrenOf(spanId);
  const [call, ...otherCalls] = childrenOf(operation!.spanId);
  const [subgraph, ...otherSubgraphs] = childrenOf(call!.spanId);
  const [statement] = childrenOf(subgraph!.spanId);
  expect([...otherOperations, ...otherCalls, ...otherSubgraphs]).toEqual([]);
  expect(
    [operation, call, subgraph, statement].map((span) => [span!.service, span!.kind, span!.name]),
  ).toEqual([
    ['gateway', 2, 'query Themes'],
    ['gateway', 3, 'call expertises'],
    ['expertises', 2, 'subgraph expertises'],
    ['expertises', 3, expect.stringMatching(/^Theme/)],
  ]);
  expect(operation!.attributes).toMatchObject({
    'passerelle.request_id': requestId,
    'graphql.operation.name': 'Themes',
    'passerelle.sql_statements': '1',
  });
  // Each ends before the one that it is a part of.
  const end = (span: { endTimeUnixNano: string } | undefined) => BigInt(span!.endTimeUnixNano);
  expect(end(call)).toBeLessThanOrEqual(end(operation));
  expect(end(statement)).toBeLessThanOrEqual(end(subgraph));
});

it('a call that fails has its code, and so has the operation', async () => {
  const { traceId } = await askTraced('{ authorities(first: 1) { nodes { id } } }');
  await eventually(true, async () => collector.of(traceId).length > 1);
  for (const { attributes } of collector.of(traceId))
    expect(attributes['error.type']).toBe('SUBGRAPH_UNAVAILABLE');
});

it('a subgraph in its own process has metrics of what it answers, on a port of their own', async () => {
  const text = await (await fetch(served)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
  const labels = '\\{subgraph="expertises",outcome="OK"\\}';
  expect(value(`passerelle_subgraph_served_duration_seconds_count${labels}`)).toBeGreaterThan(0);
  expect(value('passerelle_subgraph_served_sql_statements_total\\{subgraph="expertises"\\}')).toBeGreaterThan(
    0,
  );
  expect(value('passerelle_pool_limit\\{subgraph="expertises"\\}')).toBe(14);
});

const scrape = async (address: string) => (await fetch(address)).text();
/** Values of a text of metrics, by name and labels. */
const seriesIn = (text: string) =>
  new Map(
    text
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line): [string, number] => [
        line.slice(0, line.lastIndexOf(' ')),
        Number(line.slice(line.lastIndexOf(' ') + 1)),
      ]),
  );

it('alerts and dashboard ask for metrics that exist', async () => {
  const texts = [await scrape(served), await scrape(metrics)].join('\n');
  const files = ['alerts.yml', 'dashboard.json'].map((file) =>
    readFileSync(`docker/observability/${file}`, 'utf8'),
  );
  const asked = new Set(files.join('\n').match(/\b(passerelle|process|nodejs)_[a-z0-9_]+/g));
  expect(asked.size).toBeGreaterThan(12);
  // Declared even where they have no value yet.
  const missing = [...asked].filter(
    (name) => !new RegExp(`^# TYPE ${name.replace(/_(bucket|count|sum)$/, '')} `, 'm').test(texts),
  );
  // Only a gateway whose subgraphs answer has feeds; metrics.test.ts reads them.
  expect(missing).toEqual([]);
});

const itWithPrometheus = hasPromtool ? it : it.skip;

itWithPrometheus(
  'subgraphs that are away raise the alerts for that, by the metrics that this made',
  async () => {
    const before = seriesIn(await scrape(metrics));
    for (let time = 0; time < 5; time += 1)
      await ask('{ authorities(first: 1) { nodes { id } } }', {}, { graph });
    const after = seriesIn(await scrape(metrics));
    // The same happens in each minute: counters go on as they did between the two scrapes, and what is measured stays.
    const series: Series = Object.fromEntries(
      [...after]
        .filter(([name]) => /^passerelle_(operation_duration_seconds|subgraph_up)/.test(name))
        .map(([name, value]) => {
          const grown = value - (before.get(name) ?? 0);
          return [name, name.includes('_up{') ? `${value}x40` : `${before.get(name) ?? 0}+${grown}x40`];
        }),
    );
    expect(after.get('passerelle_subgraph_up{subgraph="expertises"}')).toBe(1);
    expect([
      fires('SubgraphDown', series, 2),
      fires('OperationsFail', series, 12),
      fires('OperationsSlow', { 'up{job="gateway"}': '1x40' }, 30),
    ]).toEqual([true, true, false]);
  },
);
