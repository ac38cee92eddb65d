import type { SubgraphClient } from '#kernel/auth';
import type { Logger } from 'pino';

export interface ReadinessReport {
  status: 'ready' | 'degraded' | 'not ready' | 'stopping';
  subgraphs: { name: string; ready: boolean }[];
}

/**
 * Whether a balancer may send requests here. A gateway becomes ready when all subgraphs answer, and stays so while any of
 * them does: without it, one dark subgraph would take every gateway away, and with them what the others answer.
 */
export class Readiness {
  #wasReady = false;
  #isStopping = false;

  constructor(
    private readonly clients: ReadonlyMap<string, SubgraphClient>,
    private readonly log: Logger,
    /** Name of the gateway's own subgraph, which answers whatever is away. */
    private readonly own?: string,
  ) {}

  /** From now on, no request should come here. */
  stop(): void {
    this.#isStopping = true;
  }

  async report(): Promise<ReadinessReport> {
    const subgraphs = await Promise.all([...this.clients.values()].map((client) => this.#ask(client)));
    const all = subgraphs.every(({ ready }) => ready);
    this.#wasReady ||= all;
    const some = this.#wasReady && subgraphs.some(({ name, ready }) => ready && name !== this.own);
    const status = this.#isStopping ? 'stopping' : all ? 'ready' : some ? 'degraded' : 'not ready';
    return { status, subgraphs };
  }

  async #ask(client: SubgraphClient): Promise<{ name: string; ready: boolean }> {
    try {
      await client.ready();
      return { name: client.name, ready: true };
    } catch (error) {
      this.log.warn({ err: error, subgraph: client.name }, 'subgraph not ready');
      return { name: client.name, ready: false };
    }
  }
}

/** Whether requests may come. */
export const takesRequests = ({ status }: ReadinessReport): boolean =>
  status === 'ready' || status === 'degraded';
