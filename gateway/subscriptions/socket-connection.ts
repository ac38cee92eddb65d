import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Session } from './session.js';

/** Time for the client to answer a close frame, in milliseconds; then the connection is cut. */
export const CLOSE_TIMEOUT_MS = 3_000;

/** One WebSocket connection and its state: session, operations, backpressure and liveness. */
export class SocketConnection {
  /** Undefined until `connection_init` was accepted. */
  session: Session | undefined;
  /** Aborts when the connection has closed. */
  readonly disconnected = new AbortController();
  readonly operations = new Set<string>();
  /** Operations whose first result is awaited. */
  pending = 0;
  /** Releases the slot that the connection holds. */
  release: (() => void) | undefined;
  readonly #closed: Promise<void>;
  #unsent = 0;
  #since = 0;
  #isAlive = true;

  constructor(
    readonly socket: WebSocket,
    readonly request: IncomingMessage,
  ) {
    socket.on('pong', () => (this.#isAlive = true));
    this.#closed = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  /** Milliseconds for which the client has read nothing of the messages that wait for it. */
  get backpressureMs(): number {
    return this.#unsent ? performance.now() - this.#since : 0;
  }

  /** Sends a message. Resolves when the network has taken it or the connection has closed; send the next one after that. */
  send(text: string): Promise<void> {
    if (this.socket.readyState !== this.socket.OPEN) return this.#closed;
    if (!this.#unsent) this.#since = performance.now();
    this.#unsent += 1;
    return new Promise((resolve) => {
      this.socket.send(text, () => {
        this.#unsent -= 1;
        this.#since = performance.now();
        resolve();
      });
    });
  }

  /** Sends a ping. @returns false when the client has not answered the one before */
  ping(): boolean {
    const answered = this.#isAlive;
    this.#isAlive = false;
    this.socket.ping();
    return answered;
  }

  /** Closes the connection, and cuts it when the client has not answered after `timeoutMs`. */
  close(code: number, reason: string, timeoutMs = CLOSE_TIMEOUT_MS): void {
    this.socket.close(code, reason);
    setTimeout(() => this.socket.terminate(), timeoutMs).unref();
  }
}
