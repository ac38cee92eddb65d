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
 * While the access subgraph is away, the gateway counts for itself. What was not taken then is not reported later: it would
 * count in a minute that it was not spent in.
 */
export class SharedSpending {
  #timer: NodeJS.Timeout | undefined;
  #report: Promise<void> | undefined;
  #isAway = false;

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
    const sums = [...this.budgets.takeUnreported()];
    for (let at = 0; at < sums.length; at += MAX_CLIENTS) await this.#share(sums.slice(at, at + MAX_CLIENTS));
  }

  async #share(sums: readonly (readonly [string, number])[]): Promise<void> {
    const caller = { actor: ANONYMOUS, language: 'EN', requestId: 'budgets' } as const;
    const sentAt = this.budgets.now();
    try {
      const { data, errors } = await askSubgraph(this.access, {
        document: spend,
        variables: { sums: sums.map(([client, cost]) => ({ client, cost })) },
        caller,
      });
      const [error] = errors ?? [];
      if (error) throw error;
      const { _spend } = answerShape.parse(data);
      this.budgets.takeOver(new Map(_spend.map(({ client, ...window }) => [client, window])), sentAt);
      if (this.#isAway) this.log.info('budgets are shared again');
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway)
        this.log.warn({ err: error }, 'budgets are not shared: the access subgraph does not take them');
      this.#isAway = true;
    }
  }
}
