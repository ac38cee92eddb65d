import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Presence } from './session.js';

/** How long a close may take until the connection is cut. */
export const LAST_WORD_MS = 3_000;

/** One connection, with what waits to be taken from it. */
export class Line {
  presence: Presence | undefined;
  readonly leaving = new AbortController();
  readonly operations = new Set<string>();
  /** Operations whose answer, or first answer, is awaited. */
  asking = 0;
  giveBack: (() => void) | undefined;
  readonly #gone: Promise<void>;
  #waiting = 0;
  #since = 0;
  #isAlive = true;

  constructor(
    readonly socket: WebSocket,
    readonly request: IncomingMessage,
  ) {
    socket.on('pong', () => (this.#isAlive = true));
    this.#gone = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  /** For how many milliseconds the other end has taken nothing of what waits for it. */
  get stuckMs(): number {
    return this.#waiting ? performance.now() - this.#since : 0;
  }

  /** Resolves when the network has taken it, or the connection has ended: whoever tells more waits for that. */
  send(text: string): Promise<void> {
    if (this.socket.readyState !== this.socket.OPEN) return this.#gone;
    if (!this.#waiting) this.#since = performance.now();
    this.#waiting += 1;
    return new Promise((resolve) => {
      this.socket.send(text, () => {
        this.#waiting -= 1;
        this.#since = performance.now();
        resolve();
      });
    });
  }

  /** @returns false when it has not answered since the last time */
  ping(): boolean {
    const answered = this.#isAlive;
    this.#isAlive = false;
    this.socket.ping();
    return answered;
  }

  close(code: number, reason: string, lastWordMs = LAST_WORD_MS): void {
    this.socket.close(code, reason);
    setTimeout(() => this.socket.terminate(), lastWordMs).unref();
  }
}
