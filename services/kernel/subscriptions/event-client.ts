import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { LiveResult, LiveResults } from '../graphql/subgraph-client.js';
import { HEARTBEAT_MS, readFrames, type Frame } from './event-stream.js';

/** What a subgraph answered to a subscription: frames, or a result with errors. */
export type Opened = { frames: AsyncIterable<Uint8Array> } | { result: ExecutionResult };

/** Silence after which a stream counts as broken. */
export const SILENCE_MS = 4 * HEARTBEAT_MS;
/** How long a subgraph may be away before its subscriptions break off. */
const UNAVAILABLE_GRACE_MS = 60_000;
const RETRY_MS = [50, 100, 250, 500, 1_000];

/**
 * A subscription at a subgraph that runs elsewhere. When the connection breaks, as when the subgraph is killed, it goes
 * on with the next one after the last cursor; nobody who follows sees it.
 * @param connect asks the subgraph; throws when it cannot be reached
 */
export async function subscribeOverHttp(
  connect: (resumeAfter: string | undefined, leaving: AbortSignal) => Promise<Opened>,
  resumeAfter: string | undefined,
): Promise<LiveResults | ExecutionResult> {
  const live = new RemoteResults(connect, resumeAfter);
  return (await live.open()) ?? live;
}

class RemoteResults implements LiveResults {
  readonly #leaving = new AbortController();
  #frames: AsyncGenerator<Frame> | undefined;
  #cursor: string | undefined;

  constructor(
    private readonly connect: (resumeAfter: string | undefined, leaving: AbortSignal) => Promise<Opened>,
    resumeAfter: string | undefined,
  ) {
    this.#cursor = resumeAfter;
  }

  get cursor(): string {
    return this.#cursor!;
  }

  /** @returns a result with errors instead of frames; undefined when it is open */
  async open(): Promise<ExecutionResult | undefined> {
    const opened = await this.connect(this.#cursor, this.#leaving.signal);
    if ('result' in opened) return opened.result;
    this.#frames = readFrames(opened.frames);
    const first = await this.#frame();
    if (!first?.id)
      throw new GraphQLError('The subgraph broke off.', { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    this.#cursor = first.id;
    return undefined;
  }

  async next(): Promise<IteratorResult<LiveResult, undefined>> {
    while (!this.#leaving.signal.aborted) {
      const frame = await this.#frame();
      if (this.#leaving.signal.aborted) break;
      if (!frame) {
        const failed = await this.#reopen();
        if (failed) return this.#last(failed);
        continue;
      }
      if (frame.id) this.#cursor = frame.id;
      if (frame.event === 'error') return this.#last(JSON.parse(frame.data) as ExecutionResult);
      if (frame.event !== 'next') continue;
      const result = withErrors(JSON.parse(frame.data) as ExecutionResult);
      return { done: false, value: { ...result, extensions: { cursor: this.cursor } } };
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<LiveResult, undefined>> {
    this.#leaving.abort();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Undefined when the connection has broken. */
  async #frame(): Promise<Frame | undefined> {
    try {
      return (await this.#frames?.next())?.value;
    } catch {
      return undefined;
    }
  }

  /** @returns why it does not go on; undefined when it does */
  async #reopen(): Promise<ExecutionResult | undefined> {
    const { signal } = this.#leaving;
    const until = Date.now() + UNAVAILABLE_GRACE_MS;
    for (let attempt = 0; ; attempt += 1) {
      let failed: ExecutionResult | undefined;
      try {
        failed = await this.open();
      } catch (error) {
        failed = { errors: [error as GraphQLError] };
      }
      // Its database may be away.
      const isAway = failed?.errors?.some(({ extensions }) => extensions?.code === 'SUBGRAPH_UNAVAILABLE');
      if (signal.aborted || !failed || !isAway || Date.now() > until) return failed;
      await sleep(RETRY_MS[attempt] ?? RETRY_MS.at(-1), undefined, { signal }).catch(() => {});
    }
  }

  #last(result: ExecutionResult): IteratorResult<LiveResult, undefined> {
    this.#leaving.abort();
    return { done: false, value: { errors: withErrors(result).errors ?? [] } };
  }
}

/** Errors as a subgraph in this process would give them. */
export function withErrors<Result extends ExecutionResult>(result: Result): Result {
  if (!result.errors) return result;
  return {
    ...result,
    errors: result.errors.map(
      ({ message, path, extensions }) => new GraphQLError(message, { ...(path ? { path } : {}), extensions }),
    ),
  };
}
