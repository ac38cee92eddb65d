import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { SubgraphClient } from '#kernel/auth';
import { END_OF_OUTBOX, outboxState, type OutboxState } from '#kernel/outbox';
import { readCheckpointsOf } from '#kernel/projections';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { LiveCounts } from '../subscriptions/connections.js';

/** Time in which a subgraph must answer; later it counts as down. */
const UNAVAILABLE_GRACE_MS = 3_000;
const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface MetricsOptions {
  /** Bearer token that a scrape must send. */
  token: string;
  clients: ReadonlyMap<string, SubgraphClient>;
  live: LiveCounts;
  /** Names of the subgraphs with an outbox. */
  feeds: readonly string[];
  /** Projectors: subgraphs with read models or replicated reference tables, and the outboxes that they consume. */
  readModels: readonly { name: string; sources: readonly string[] }[];
}

/** Metrics that Prometheus scrapes at `/metrics`. */
export interface Metrics {
  readonly contentType: string;
  isAllowed(request: IncomingMessage): boolean;
  /** Returns the text format of Prometheus; asks the subgraphs for the state of their outboxes and checkpoints. */
  text(): Promise<string>;
  /**
   * Records an answered operation.
   * @param outcome OK or an error code
   * @param since `performance.now()` at its arrival
   */
  observe(outcome: string, since: number): void;
}

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `passerelle_${name}`, help, labelNames, registers: [registry] });
  const up = gauge('subgraph_up', '1 when the subgraph answers, else 0.', ['subgraph']);
  const records = gauge('feed_records', 'Change events in the outbox of the subgraph (estimate).', [
    'subgraph',
  ]);
  const bytes = gauge('feed_bytes', 'Size of the outbox on disk, indexes included, in bytes.', ['subgraph']);
  const behindChanges = gauge(
    'read_model_behind_changes',
    'Replication lag: change events that the projector of the subgraph has not applied yet.',
    ['read_model', 'feed'],
  );
  const behindSeconds = gauge(
    'read_model_behind_seconds',
    'Replication lag: age of the oldest change event that is not applied yet; 0 when there is none.',
    ['read_model', 'feed'],
  );
  const durations = new Histogram({
    name: 'passerelle_operation_duration_seconds',
    help: 'Time from the arrival of an operation to its answer, by outcome: OK, or the code of its first error.',
    labelNames: ['outcome'],
    buckets: BUCKETS_S,
    registers: [registry],
  });
  registerLive(registry, options.live);
  const observe = (outcome: string, since: number) =>
    durations.observe({ outcome }, (performance.now() - since) / 1_000);
  return {
    contentType: registry.contentType,
    observe,
    isAllowed: ({ headers }) => isSame(headers.authorization ?? '', `Bearer ${options.token}`),
    async text() {
      const { answering, states, lags } = await readStates(options);
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

/** Registers the metrics of subscription connections. */
function registerLive(registry: Registry, live: LiveCounts): void {
  const registers = [registry];
  new Gauge({
    name: 'passerelle_live_connections',
    help: 'Open subscription connections: WebSockets, and streams of server-sent events.',
    labelNames: ['kind'],
    registers,
    collect() {
      this.set({ kind: 'socket' }, live.sockets);
      this.set({ kind: 'stream' }, live.streams);
    },
  });
  new Gauge({
    name: 'passerelle_live_subscriptions',
    help: 'Active subscriptions.',
    registers,
    collect() {
      this.set(live.subscriptions);
    },
  });
  new Counter({
    name: 'passerelle_live_events_total',
    help: 'Subscription events sent.',
    registers,
    collect() {
      this.reset();
      this.inc(live.events);
    },
  });
  new Counter({
    name: 'passerelle_live_ended_total',
    help: 'Subscription connections closed by the server, by reason, such as SLOW_CONSUMER for clients that do not read their events.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of live.ended) this.inc({ reason }, count);
    },
  });
}

/** Reads the states of outboxes and projectors; those that do not answer are left out. */
async function readStates({ clients, feeds, readModels }: MetricsOptions) {
  const answering = new Map<string, boolean>();
  /** Returns undefined for a subgraph that fails or does not answer in time: `subgraph_up` reports it as down. */
  async function tryRead<State>(
    subgraph: string,
    read: (client: SubgraphClient, signal: AbortSignal) => Promise<State>,
  ): Promise<State | undefined> {
    const signal = AbortSignal.timeout(UNAVAILABLE_GRACE_MS);
    const timeout = new Promise<never>((_, reject) => signal.addEventListener('abort', reject));
    const state = await Promise.race([read(clients.get(subgraph)!, signal), timeout]).catch(() => undefined);
    answering.set(subgraph, state !== undefined);
    return state;
  }
  const states = new Map<string, OutboxState>();
  const lags: { readModel: string; feed: string; state: OutboxState }[] = [];
  const positions = await Promise.all(
    readModels.map(async ({ name, sources }) => ({
      name,
      sources,
      at: await tryRead(name, readCheckpointsOf),
    })),
  );
  await Promise.all(
    feeds.map(async (feed) => {
      const state = await tryRead(feed, (client, signal) => outboxState(client, END_OF_OUTBOX, signal));
      if (state) states.set(feed, state);
      for (const { name, sources, at } of positions) {
        if (!state || !at || !sources.includes(feed)) continue;
        const lag = await tryRead(feed, (client, signal) =>
          outboxState(client, at.get(feed) ?? null, signal),
        );
        if (lag) lags.push({ readModel: name, feed, state: lag });
      }
    }),
  );
  return { answering, states, lags };
}

/** Compares in constant time, so that the token cannot be guessed character by character. */
function isSame(actual: string, expected: string): boolean {
  const [left, right] = [actual, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(left!, right!);
}
