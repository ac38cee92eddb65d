/** Calls in progress, for a shutdown that must not take away what they use. */
export class RunningCalls {
  #running = 0;
  #isClosing = false;
  #whenIdle: () => void = () => {};

  /** True as soon as {@link close} was called: no further call may begin. */
  get isClosing(): boolean {
    return this.#isClosing;
  }

  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    this.#running += 1;
    try {
      return await call();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#whenIdle();
    }
  }

  /** Resolves when no call runs any longer, or after this many milliseconds. @returns the number of calls that still run */
  async close(graceMs: number): Promise<number> {
    this.#isClosing = true;
    if (this.#running > 0) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve;
        timer = setTimeout(resolve, graceMs);
      });
      clearTimeout(timer);
    }
    return this.#running;
  }
}
