/** Shutdown hooks, run in reverse order of registration; also when the start is interrupted halfway. */
export class ShutdownHooks {
  readonly #list: (() => Promise<void>)[] = [];
  #closing: Promise<void> | undefined;

  get closing(): boolean {
    return this.#closing !== undefined;
  }

  add(close: () => Promise<void>): void {
    this.#list.push(close);
  }

  /** Runs all hooks once, even when one fails. @throws AggregateError of the failures */
  close(): Promise<void> {
    return (this.#closing ??= this.#closeAll());
  }

  async #closeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let close = this.#list.pop(); close; close = this.#list.pop()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length)
      throw new AggregateError(errors, errors.map((error) => (error as Error).message).join('; '));
  }
}
