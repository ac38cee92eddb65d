import type { SubgraphClient } from '#kernel/auth';
import type { Logger } from 'pino';

export interface ReadinessReport {
  status: 'ready' | 'degraded' | 'not ready' | 'stopping';
  subgraphs: { name: string; ready: boolean }[];
}

/** Milliseconds for which an answer is kept: less than the interval of a balancer. */
const KEPT_MS = 1_000;

/**
 * Whether a balancer may send requests here. A gateway becomes ready when all subgraphs answer, and stays so while any of
 * them does: without it, one dark subgraph would take every gateway away, and with them what the others answer.
 */
export class Readiness {
  #wasReady = false;
  #isStopping = false;
  readonly #away = new Set<string>();
  #latest: { asked: Promise<ReadinessReport['subgraphs']>; until: number } | undefined;

  constructor(
    private readonly clients: ReadonlyMap<string, SubgraphClient>,
    private readonly log: Logger,
    /** Name of the gateway's own subgraph, which answers whatever is away. */
    private readonly own?: string,
    /** Milliseconds for which an answer of the subgraphs serves everyone who asks. */
    private readonly keptMs = KEPT_MS,
  ) {}

  /** From now on, no request should come here. */
  stop(): void {
    this.#isStopping = true;
  }

  async report(): Promise<ReadinessReport> {
    const subgraphs = await this.#subgraphs();
    const all = subgraphs.every(({ ready }) => ready);
    this.#wasReady ||= all;
    const some = this.#wasReady && subgraphs.some(({ name, ready }) => ready && name !== this.own);
    const status = this.#isStopping ? 'stopping' : all ? 'ready' : some ? 'degraded' : 'not ready';
    return { status, subgraphs };
  }

  /** Asks the subgraphs once at a time, however many requests want to know. */
  #subgraphs(): Promise<ReadinessReport['subgraphs']> {
    if (this.#latest && performance.now() < this.#latest.until) return this.#latest.asked;
    const latest = {
      asked: Promise.all([...this.clients.values()].map((client) => this.#ask(client))),
      until: Infinity,
    };
    this.#latest = latest;
    void latest.asked.then(() => (latest.until = performance.now() + this.keptMs));
    return latest.asked;
  }

  /** Logs changes alone: balancers ask every few seconds. */
  async #ask(client: SubgraphClient): Promise<{ name: string; ready: boolean }> {
    const { name } = client;
    try {
      await client.ready();
      if (this.#away.delete(name)) this.log.info({ subgraph: name }, 'subgraph ready again');
      return { name, ready: true };
    } catch (error) {
      if (!this.#away.has(name)) this.log.warn({ err: error, subgraph: name }, 'subgraph not ready');
      this.#away.add(name);
      return { name, ready: false };
    }
  }
}

/** Whether requests may come. */
export const takesRequests = ({ status }: ReadinessReport): boolean =>
  status === 'ready' || status === 'degraded';
