import type { EngineResult } from '../../engine/index.js';
import type { KeptAnswer } from './kept-answer.js';

interface Outcome {
  result: EngineResult;
  kept: KeptAnswer | undefined;
}

/** One execution for all who ask the same while it runs. It is aborted when nobody waits for it any more. */
export class SharedExecution {
  readonly #aborting = new AbortController();
  readonly #outcome: Promise<Outcome>;
  #waiting = 0;
  /** Resolves when it has ended, also by a failure. */
  readonly over: Promise<void>;

  /** @param moment of the feeds at its beginning */
  constructor(
    readonly moment: number,
    execute: (signal: AbortSignal) => Promise<Outcome>,
  ) {
    this.#outcome = execute(this.#aborting.signal);
    const end = () => {};
    this.over = this.#outcome.then(end, end);
  }

  /** False when it was aborted. */
  get isJoinable(): boolean {
    return !this.#aborting.signal.aborted;
  }

  /** @param signal aborts when the one who joins waits no longer; the promise is then that of the others */
  async join(signal: AbortSignal): Promise<Outcome> {
    this.#waiting += 1;
    const leave = () => {
      this.#waiting -= 1;
      if (!this.#waiting) this.#aborting.abort(signal.reason);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    try {
      return await this.#outcome;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }
}
