import type { ServerResponse } from 'node:http';

/** Slowest that a client may read an answer, in bytes per second. */
const LEAST_RATE = 16_384;

/**
 * Waits until the operating system has taken the bytes of a response that was ended. A client that leaves them unread for
 * `patienceMs`, and longer than its slowest rate allows, is cut off: its answers would stay in the memory of the gateway.
 * @returns at once for a response that waits for those before it on the same connection
 */
export function delivered(
  response: ServerResponse,
  bytes: number,
  patienceMs: number,
  leastRate = LEAST_RATE,
): Promise<void> {
  return new Promise((resolve) => {
    if (response.writableFinished || response.destroyed) return resolve();
    let timer: NodeJS.Timeout | undefined;
    const watch = () =>
      (timer ??= setTimeout(() => response.destroy(), patienceMs + (bytes / leastRate) * 1_000));
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    response.once('finish', done).once('close', done);
    if (response.socket) return void watch();
    // Pipelined: `socket` is emitted when those before it have left.
    response.once('socket', watch);
    resolve();
  });
}

/** Turn of an operation that lasts until its answer is delivered. */
export class HeldTurn {
  #end: (() => void) | undefined;
  #isOver = false;

  /** Takes over how the turn ends. An operation that was given up may hand it over late. */
  hold(end: () => void): void {
    if (this.#isOver) end();
    else this.#end = end;
  }

  end(): void {
    this.#isOver = true;
    this.#end?.();
  }
}
