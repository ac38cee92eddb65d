/** Exports that run at the same time; those that wait for their reader count, those that wait for their budget do not. */
const MAX_RUNNING = 64;
/** Exports of one client at the same time, also those that wait. */
const MAX_OF_CLIENT = 4;

/** Place of an export among those that run. */
export interface Slot {
  /** Waits without a place among all; the client's own place stays taken. */
  aside<Value>(wait: () => Promise<Value>): Promise<Value>;
  release(): void;
}

/** Places of exports: few for each client, so that none takes those of all others. */
export class Slots {
  #running = 0;
  readonly #ofClients = new Map<string, number>();

  /** @param client its account or its address @returns undefined where no place is free */
  take(client: string): Slot | undefined {
    const own = this.#ofClients.get(client) ?? 0;
    if (own >= MAX_OF_CLIENT || this.#running >= MAX_RUNNING) return undefined;
    this.#ofClients.set(client, own + 1);
    this.#running += 1;
    return {
      aside: async (wait) => {
        this.#running -= 1;
        try {
          return await wait();
        } finally {
          // The export goes on even where others have taken all places: what is begun is finished.
          this.#running += 1;
        }
      },
      release: () => {
        this.#running -= 1;
        const left = this.#ofClients.get(client)! - 1;
        if (left) this.#ofClients.set(client, left);
        else this.#ofClients.delete(client);
      },
    };
  }
}
