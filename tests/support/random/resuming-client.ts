import { setTimeout as sleep } from 'node:timers/promises';
import { Listener, type SubscriptionResult } from '../subscription-clients.js';
import type { Random } from './random.js';

/**
 * A subscription client that keeps the cursor of its last event and, whenever its connection ends, reconnects and resumes
 * after it.
 */
export class ResumingClient {
  /** Cursors of the events, in order of arrival. */
  readonly received: string[] = [];
  /** Events without the data of an unavailable subgraph. */
  incomplete = 0;
  connections = 0;
  /** Number of connections by the way they ended. */
  readonly ends = new Map<string, number>();
  #hasLeft = false;
  #refused: NonNullable<SubscriptionResult['errors']>[number] | undefined;
  #listener: Listener | undefined;
  readonly #running: Promise<void>;

  constructor(
    private readonly graph: string,
    private readonly query: string,
    private readonly open: typeof Listener.socket,
    private readonly start: string,
    private readonly random: Random,
  ) {
    this.#running = this.#run();
  }

  async leave(): Promise<void> {
    this.#hasLeft = true;
    await this.#listener?.leave();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#hasLeft) {
      this.connections += 1;
      const listener = this.open(this.graph, this.query, { after: this.received.at(-1) ?? this.start });
      this.#listener = listener;
      while (!listener.end && !this.#hasLeft) {
        for (const result of listener.results.splice(0)) this.#take(result);
        await listener.changed();
      }
      for (const result of listener.results.splice(0)) this.#take(result);
      const { code, reason, errors } = listener.end ?? {};
      const error = errors?.[0] ?? this.#refused;
      const how = String(error?.message ?? code ?? reason ?? 'complete');
      this.#refused = undefined;
      this.ends.set(how, (this.ends.get(how) ?? 0) + 1);
      await listener.leave();
      if (!this.#hasLeft) await sleep(50 + this.random.below(250));
    }
  }

  #take({ data, errors }: SubscriptionResult): void {
    const change = data?.cooperationRequestChanged;
    if (!change) return void (this.#refused = errors?.[0]);
    this.received.push(change.cursor);
    if (errors) this.incomplete += 1;
  }
}
