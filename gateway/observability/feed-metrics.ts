import type { SubgraphClient } from '#kernel/auth';
import { END_OF_OUTBOX, outboxState, type OutboxState } from '#kernel/outbox';
import { readCheckpointsOf } from '#kernel/projections';
import { Gauge, type Registry } from 'prom-client';

/** Time in which a subgraph must answer; later it counts as down. */
const UNAVAILABLE_GRACE_MS = 3_000;

export interface FeedSources {
  clients: ReadonlyMap<string, SubgraphClient>;
  /** Names of the subgraphs with an outbox. */
  feeds: readonly string[];
  /** Projectors: subgraphs with read models or replicated reference tables, and the outboxes that they consume. */
  readModels: readonly { name: string; sources: readonly string[] }[];
}

/**
 * Registers the metrics of subgraphs, their outboxes and the projectors that read these.
 * @returns how to ask the subgraphs for them, before each scrape
 */
export function registerFeeds(registry: Registry, sources: FeedSources): () => Promise<void> {
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
  return async () => {
    const { answering, states, lags } = await readStates(sources);
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
  };
}

/** Reads the states of outboxes and projectors; those that do not answer are left out. */
async function readStates({ clients, feeds, readModels }: FeedSources) {
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
