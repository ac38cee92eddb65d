import type { GraphQLError } from 'graphql';
import { httpError, operationText } from './errors.js';

/**
 * Runs something with a deadline. Its signal aborts at the deadline, and when the client disconnects.
 * @param milliseconds from now to the deadline
 * @param discard gets a value that came too late
 * @param failed gets an error that came too late
 * @param late returns the error of a deadline that has passed
 * @throws that of `late` after the deadline; the reason of the signal when the client disconnects
 */
export async function withDeadline<Value>(
  milliseconds: number,
  disconnected: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<Value>,
  discard: (value: Value) => void,
  failed: (error: unknown) => void = () => {},
  late: () => Error = () => timeoutError(milliseconds),
): Promise<Value> {
  disconnected?.throwIfAborted();
  const controller = new AbortController();
  let isLate = false;
  let stop: (reason: unknown) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => {
      isLate = true;
      reject(reason);
      controller.abort(reason);
    };
  });
  const timer = setTimeout(() => stop(late()), milliseconds);
  const disconnect = () => stop(disconnected?.reason);
  disconnected?.addEventListener('abort', disconnect, { once: true });
  const running = run(controller.signal);
  running.then(
    (value) => isLate && discard(value),
    (error: unknown) => isLate && failed(error), // one in time is reported by the race
  );
  try {
    return await Promise.race([running, stopped]);
  } finally {
    clearTimeout(timer);
    disconnected?.removeEventListener('abort', disconnect);
  }
}

const timeoutError = (milliseconds: number): GraphQLError =>
  httpError(503, 'TIMEOUT', operationText('TIMEOUT', { seconds: milliseconds / 1_000 }));
