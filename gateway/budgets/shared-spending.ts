import { ANONYMOUS, type SubgraphClient } from '#kernel/auth';
import { parse } from 'graphql';
import type { Logger } from 'pino';
import { z } from 'zod';
import { askSubgraph } from '../operation/subgraph-calls.js';
import type { Budgets } from './budgets.js';

/** Time between two reports. */
const INTERVAL_MS = 250;
/** Most clients of one report. */
const MAX_CLIENTS = 1_000;

const spend = parse('query Spend($sums: [_Sum!]!) { _spend(sums: $sums) }');
const answerShape = z.object({
  _spend: z.array(z.object({ client: z.string(), spent: z.number(), endsInMs: z.number() })),
});

/**
 * Adds what this gateway has charged to what others have, four times a second; requests never wait for it.
 * While the access subgraph is away, the gateway counts for itself, and what it has charged is reported later.
 */
export class SharedSpending {
  #timer: NodeJS.Timeout | undefined;
  #report: Promise<void> | undefined;
  #isAway = false;
  /** Sums that the access subgraph has not taken. */
  #pending = new Map<string, number>();

  constructor(
    private readonly budgets: Budgets,
    private readonly access: SubgraphClient,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#report ??= this.#send().finally(() => (this.#report = undefined));
    }, INTERVAL_MS);
    this.#timer.unref();
  }

  /** Reports what was charged last. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#report;
    await this.#send();
  }

  async #send(): Promise<void> {
    for (const [client, cost] of this.budgets.takeUnreported())
      this.#pending.set(client, (this.#pending.get(client) ?? 0) + cost);
    if (!this.#pending.size) return;
    const sums = [...this.#pending].slice(0, MAX_CLIENTS);
    const caller = { actor: ANONYMOUS, language: 'EN', requestId: 'budgets' } as const;
    try {
      const { data, errors } = await askSubgraph(this.access, {
        document: spend,
        variables: { sums: sums.map(([client, cost]) => ({ client, cost })) },
        caller,
      });
      const [error] = errors ?? [];
      if (error) throw error;
      const { _spend } = answerShape.parse(data);
      for (const [client] of sums) this.#pending.delete(client);
      this.budgets.takeOver(new Map(_spend.map(({ client, ...window }) => [client, window])));
      if (this.#isAway) this.log.info('budgets are shared again');
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway)
        this.log.warn({ err: error }, 'budgets are not shared: the access subgraph does not take them');
      this.#isAway = true;
    }
  }
}
