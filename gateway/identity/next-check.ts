interface Check<Result> {
  running: Promise<unknown>;
  /** Starts when the running one has ended; all that come until then share it. */
  next: Promise<Result> | undefined;
}

/**
 * Checks of the same thing, one at a time: those that arrive while one runs share the next one. Each sees what was true
 * after it had arrived, as if it had been checked alone, and a flood of them costs one check after the other.
 */
export class NextCheck<Result> {
  readonly #checks = new Map<string, Check<Result>>();

  run(key: string, check: () => Promise<Result>): Promise<Result> {
    const state = this.#checks.get(key);
    if (state) return (state.next ??= state.running.then(() => this.#start(key, check)));
    return this.#start(key, check);
  }

  #start(key: string, check: () => Promise<Result>): Promise<Result> {
    const result = check();
    const state: Check<Result> = { running: Promise.resolve(), next: undefined };
    state.running = result
      .catch(() => {}) // whoever shares this check gets its error
      .then(() => {
        if (!state.next) this.#checks.delete(key);
      });
    this.#checks.set(key, state);
    return result;
  }
}
