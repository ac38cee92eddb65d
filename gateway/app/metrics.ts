import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { SubgraphDoor } from '#kernel/graphql';
import { END_OF_FEED, feedState, type FeedState } from '#kernel/outbox';
import { feedPositions } from '#kernel/projections';
import type { ExecutionResult } from 'graphql';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { LiveCounts } from '../subscriptions/connections.js';
import { isWarmUp } from '../http/warm-up.js';

/** One that does not answer sooner counts as down. */
const PATIENCE_MS = 3_000;
const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface MetricsOptions {
  /** Whoever asks for the metrics must know it. */
  token: string;
  doors: ReadonlyMap<string, SubgraphDoor>;
  live: LiveCounts;
  /** Subgraphs with a feed. */
  feeds: readonly string[];
  /** Subgraphs that follow feeds. */
  readModels: readonly { name: string; follows: readonly string[] }[];
}

/** What Prometheus asks for, under `/metrics`. */
export interface Metrics {
  readonly contentType: string;
  isAllowed(request: IncomingMessage): boolean;
  /** In the text format of Prometheus; asks the subgraphs for what they alone know. */
  text(): Promise<string>;
  /**
   * One operation has been answered.
   * @param outcome OK or an error code
   * @param since what `performance.now()` said when it came
   */
  observe(outcome: string, since: number): void;
  /** Observes operations that the engine answers, but for those that warm it up. Comes after those that give errors their codes. */
  readonly plugin: GatewayPlugin;
}

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `passerelle_${name}`, help, labelNames, registers: [registry] });
  const up = gauge('subgraph_up', '1 when the subgraph answers, else 0.', ['subgraph']);
  const records = gauge('feed_records', 'Change records in the feed of the subgraph, roughly.', ['subgraph']);
  const bytes = gauge('feed_bytes', 'Size of the feed on disk, indexes included, in bytes.', ['subgraph']);
  const behindChanges = gauge(
    'read_model_behind_changes',
    'Changes of the feed that the read model, or the copies, of the subgraph could have taken in and have not.',
    ['read_model', 'feed'],
  );
  const behindSeconds = gauge(
    'read_model_behind_seconds',
    'Age of the oldest of these; 0 when there is none.',
    ['read_model', 'feed'],
  );
  const durations = new Histogram({
    name: 'passerelle_operation_duration_seconds',
    help: 'Time from an operation to its answer, by outcome: OK, or the code of its first error.',
    labelNames: ['outcome'],
    buckets: BUCKETS_S,
    registers: [registry],
  });
  observeLive(registry, options.live);
  const observe = (outcome: string, since: number) =>
    durations.observe({ outcome }, (performance.now() - since) / 1_000);
  return {
    contentType: registry.contentType,
    observe,
    plugin: observing(observe),
    isAllowed: ({ headers }) => isSame(headers.authorization ?? '', `Bearer ${options.token}`),
    async text() {
      const { answering, states, lags } = await look(options);
      for (const kind of [up, records, bytes, behindChanges, behindSeconds]) kind.reset();
      for (const [subgraph, answers] of answering) up.set({ subgraph }, answers ? 1 : 0);
      for (const [subgraph, state] of states) {
        records.set({ subgraph }, state.records);
        bytes.set({ subgraph }, state.bytes);
      }
      for (const { readModel, feed, state } of lags) {
        behindChanges.set({ read_model: readModel, feed }, state.behind);
        behindSeconds.set({ read_model: readModel, feed }, state.behindSeconds);
      }
      return registry.metrics();
    },
  };
}

/** Connections that last, and what is told over them. */
function observeLive(registry: Registry, live: LiveCounts): void {
  const registers = [registry];
  new Gauge({
    name: 'passerelle_live_connections',
    help: 'Connections that are open for as long as the client wants: sockets, and streams of server-sent events.',
    labelNames: ['kind'],
    registers,
    collect() {
      this.set({ kind: 'socket' }, live.sockets);
      this.set({ kind: 'stream' }, live.streams);
    },
  });
  new Gauge({
    name: 'passerelle_live_subscriptions',
    help: 'Subscriptions that are followed.',
    registers,
    collect() {
      this.set(live.subscriptions);
    },
  });
  new Counter({
    name: 'passerelle_live_events_total',
    help: 'Events of subscriptions that were sent.',
    registers,
    collect() {
      this.reset();
      this.inc(live.events);
    },
  });
  new Counter({
    name: 'passerelle_live_ended_total',
    help: 'Connections that the graph ended, by why: such as TOO_SLOW, for readers that would fill memory.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of live.ended) this.inc({ reason }, count);
    },
  });
}

/** What the subgraphs say now; those that do not answer are left out. */
async function look({ doors, feeds, readModels }: MetricsOptions) {
  const answering = new Map<string, boolean>();
  async function tried<Found>(
    subgraph: string,
    ask: (door: SubgraphDoor, wanted: AbortSignal) => Promise<Found>,
  ): Promise<Found | undefined> {
    const wanted = AbortSignal.timeout(PATIENCE_MS);
    const late = new Promise<never>((_, reject) => wanted.addEventListener('abort', reject));
    const found = await Promise.race([ask(doors.get(subgraph)!, wanted), late]).catch(() => undefined);
    answering.set(subgraph, found !== undefined);
    return found;
  }
  const states = new Map<string, FeedState>();
  const lags: { readModel: string; feed: string; state: FeedState }[] = [];
  const positions = await Promise.all(
    readModels.map(async ({ name, follows }) => ({ name, follows, at: await tried(name, feedPositions) })),
  );
  await Promise.all(
    feeds.map(async (feed) => {
      const state = await tried(feed, (door, wanted) => feedState(door, END_OF_FEED, wanted));
      if (state) states.set(feed, state);
      for (const { name, follows, at } of positions) {
        if (!state || !at || !follows.includes(feed)) continue;
        const lag = await tried(feed, (door, wanted) => feedState(door, at.get(feed) ?? null, wanted));
        if (lag) lags.push({ readModel: name, feed, state: lag });
      }
    }),
  );
  return { answering, states, lags };
}

function observing(observe: Metrics['observe']): GatewayPlugin {
  const begun = new WeakMap<Request, number>();
  const outcomes = new WeakMap<Request, string>();
  return {
    onRequest({ request, serverContext }) {
      if (!isWarmUp(serverContext)) begun.set(request, performance.now());
    },
    onResultProcess({ request, result }) {
      const [error] = (result as ExecutionResult).errors ?? [];
      outcomes.set(request, error ? String(error.extensions?.code ?? 'INTERNAL') : 'OK');
    },
    onResponse({ request }) {
      const since = begun.get(request);
      const outcome = outcomes.get(request);
      if (since !== undefined && outcome !== undefined) observe(outcome, since);
    },
  };
}

/** Takes the same time whatever differs. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(left!, right!);
}
