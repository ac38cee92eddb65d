import { Gauge, type Registry } from 'prom-client';

/** What is read of a pool of connections to the database. */
interface PoolState {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options: { max: number };
}

/** A subgraph that is open in this process. */
interface WithPools {
  readonly name: string;
  readonly pools: readonly PoolState[];
}

/** Registers the metrics of the connection pools of the subgraphs in this process. */
export function registerPools(registry: Registry, subgraphs: readonly WithPools[]): void {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    each: (set: (labels: Record<Label, string>, value: number) => void, of: WithPools) => void,
  ) =>
    new Gauge({
      name: `passerelle_pool_${name}`,
      help,
      labelNames,
      registers: [registry],
      collect() {
        for (const subgraph of subgraphs) each((labels, value) => this.set(labels, value), subgraph);
      },
    });
  const sum = ({ pools }: WithPools, of: (pool: PoolState) => number) =>
    pools.reduce((total, pool) => total + of(pool), 0);
  gauge(
    'connections',
    'Open connections to the database, by subgraph and state: busy or idle.',
    ['subgraph', 'state'],
    (set, subgraph) => {
      const idle = sum(subgraph, ({ idleCount }) => idleCount);
      set({ subgraph: subgraph.name, state: 'idle' }, idle);
      set({ subgraph: subgraph.name, state: 'busy' }, sum(subgraph, ({ totalCount }) => totalCount) - idle);
    },
  );
  gauge('waiting', 'Statements that wait for a connection, by subgraph.', ['subgraph'], (set, subgraph) =>
    set(
      { subgraph: subgraph.name },
      sum(subgraph, ({ waitingCount }) => waitingCount),
    ),
  );
  gauge('limit', 'Most connections of the pools of a subgraph.', ['subgraph'], (set, subgraph) =>
    set(
      { subgraph: subgraph.name },
      sum(subgraph, ({ options }) => options.max),
    ),
  );
}
