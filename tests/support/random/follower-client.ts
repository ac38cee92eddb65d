import { setTimeout as sleep } from 'node:timers/promises';
import { Listener, type Told } from '../live.js';
import type { Random } from './random.js';

/**
 * A client as it should be: it keeps the cursor of the last event, and whatever happens to its connection, comes back
 * and goes on after it.
 */
export class ProjectorClient {
  /** Cursors of what it was told, in order. */
  readonly heard: string[] = [];
  /** Events in which another subgraph was missing. */
  incomplete = 0;
  connections = 0;
  /** How its connections ended. */
  readonly ends = new Map<string, number>();
  #over = false;
  #refused: NonNullable<Told['errors']>[number] | undefined;
  #listener: Listener | undefined;
  readonly #running: Promise<void>;

  constructor(
    private readonly graph: string,
    private readonly query: string,
    private readonly open: typeof Listener.socket,
    private readonly start: string,
    private readonly random: Random,
  ) {
    this.#running = this.#follow();
  }

  async leave(): Promise<void> {
    this.#over = true;
    await this.#listener?.leave();
    await this.#running;
  }

  async #follow(): Promise<void> {
    while (!this.#over) {
      this.connections += 1;
      const listener = this.open(this.graph, this.query, { after: this.heard.at(-1) ?? this.start });
      this.#listener = listener;
      while (!listener.end && !this.#over) {
        for (const told of listener.told.splice(0)) this.#take(told);
        await listener.moved();
      }
      for (const told of listener.told.splice(0)) this.#take(told);
      const { code, reason, errors } = listener.end ?? {};
      const error = errors?.[0] ?? this.#refused;
      const how = String(error?.message ?? code ?? reason ?? 'complete');
      this.#refused = undefined;
      this.ends.set(how, (this.ends.get(how) ?? 0) + 1);
      await listener.leave();
      if (!this.#over) await sleep(50 + this.random.below(250));
    }
  }

  #take({ data, errors }: Told): void {
    const change = data?.cooperationRequestChanged;
    if (!change) return void (this.#refused = errors?.[0]);
    this.heard.push(change.cursor);
    if (errors) this.incomplete += 1;
  }
}
