import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { LiveResult, LiveResults } from '../auth/subgraph-client.js';
import { errorText, publicError } from '../errors/errors.js';
import { HEARTBEAT_MS, readFrames, type Frame } from './event-stream.js';

/** Response of a subgraph to a subscription: frames, or a result with errors. */
export type Opened = { frames: AsyncIterable<Uint8Array> } | { result: ExecutionResult };

/** Milliseconds of silence after which a stream counts as broken. */
export const SILENCE_MS = 4 * HEARTBEAT_MS;
/** Milliseconds for which a subgraph may be unavailable before its subscriptions end with an error. */
const UNAVAILABLE_GRACE_MS = 60_000;
const RETRY_MS = [50, 100, 250, 500, 1_000];

/**
 * Subscribes at a subgraph in another process. When the connection breaks, as when the subgraph is killed, it reconnects
 * and resumes after the last cursor, unnoticed by the subscriber.
 * @param connect sends the subscription; throws when the subgraph cannot be reached
 */
export async function subscribeOverHttp(
  connect: (resumeAfter: string | undefined, signal: AbortSignal) => Promise<Opened>,
  resumeAfter: string | undefined,
): Promise<LiveResults | ExecutionResult> {
  const live = new RemoteResults(connect, resumeAfter);
  return (await live.open()) ?? live;
}

class RemoteResults implements LiveResults {
  readonly #cancellation = new AbortController();
  #frames: AsyncGenerator<Frame> | undefined;
  #cursor: string | undefined;

  constructor(
    private readonly connect: (resumeAfter: string | undefined, signal: AbortSignal) => Promise<Opened>,
    resumeAfter: string | undefined,
  ) {
    this.#cursor = resumeAfter;
  }

  get cursor(): string {
    return this.#cursor!;
  }

  /** @returns a result with errors instead of frames; undefined when it is open */
  async open(): Promise<ExecutionResult | undefined> {
    const opened = await this.connect(this.#cursor, this.#cancellation.signal);
    if ('result' in opened) return opened.result;
    this.#frames = readFrames(opened.frames);
    const first = await this.#nextFrame();
    if (!first?.id) throw publicError('SUBGRAPH_UNAVAILABLE', errorText('SUBSCRIPTION_NOT_STARTED'));
    this.#cursor = first.id;
    return undefined;
  }

  async next(): Promise<IteratorResult<LiveResult, undefined>> {
    while (!this.#cancellation.signal.aborted) {
      const frame = await this.#nextFrame();
      if (this.#cancellation.signal.aborted) break;
      if (!frame) {
        const failed = await this.#reopen();
        if (failed) return this.#endWith(failed);
        continue;
      }
      if (frame.id) this.#cursor = frame.id;
      if (frame.event === 'error') return this.#endWith(JSON.parse(frame.data) as ExecutionResult);
      if (frame.event !== 'next') continue;
      const result = withErrors(JSON.parse(frame.data) as ExecutionResult);
      return { done: false, value: { ...result, extensions: { cursor: this.cursor } } };
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<LiveResult, undefined>> {
    this.#cancellation.abort();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** @returns undefined when the connection has broken */
  async #nextFrame(): Promise<Frame | undefined> {
    try {
      return (await this.#frames?.next())?.value;
    } catch {
      return undefined;
    }
  }

  /** Reconnects. @returns a result with errors when that fails; undefined when it succeeds */
  async #reopen(): Promise<ExecutionResult | undefined> {
    const { signal } = this.#cancellation;
    const until = Date.now() + UNAVAILABLE_GRACE_MS;
    for (let attempt = 0; ; attempt += 1) {
      let failed: ExecutionResult | undefined;
      try {
        failed = await this.open();
      } catch (error) {
        failed = { errors: [error as GraphQLError] };
      }
      // The subgraph also reports this code when its database is unavailable.
      const isUnavailable = failed?.errors?.some(
        ({ extensions }) => extensions?.code === 'SUBGRAPH_UNAVAILABLE',
      );
      if (signal.aborted || !failed || !isUnavailable || Date.now() > until) return failed;
      await sleep(RETRY_MS[attempt] ?? RETRY_MS.at(-1), undefined, { signal }).catch(() => {});
    }
  }

  #endWith(result: ExecutionResult): IteratorResult<LiveResult, undefined> {
    this.#cancellation.abort();
    return { done: false, value: { errors: withErrors(result).errors ?? [] } };
  }
}

/** Result whose errors are GraphQLErrors, as from a subgraph in process. */
export function withErrors<Result extends ExecutionResult>(result: Result): Result {
  if (!result.errors) return result;
  return {
    ...result,
    errors: result.errors.map(
      ({ message, path, extensions }) => new GraphQLError(message, { ...(path ? { path } : {}), extensions }),
    ),
  };
}
