import CircuitBreaker from 'opossum';

export interface CircuitOptions {
  /** Failed calls within {@link WINDOW_MS} that open the circuit when they are more than half of all calls. */
  failures: number;
  /** Milliseconds that it stays open before one call tries again. */
  retryMs: number;
}

/** Milliseconds over which calls are counted. */
const WINDOW_MS = 10_000;
/** Share of the calls that may fail. */
const MOST_FAILED = 0.5;
const OPEN = 'EOPENBREAKER';

/** Circuit breaker of one subgraph: while it is open, calls are refused at once instead of waiting for their failure. */
export interface Circuit {
  readonly isOpen: boolean;
  /**
   * Runs a call.
   * @param isFault whether its error shows that the subgraph cannot answer; any other is passed on and not counted
   * @throws the error of the call, or that of `refused` while the circuit is open
   */
  run<Result>(
    call: () => Promise<Result>,
    isFault: (error: unknown) => boolean,
    refused: () => Error,
  ): Promise<Result>;
  close(): void;
}

/** @param onChange called with the state whenever it changes */
export function createCircuit(
  { failures, retryMs }: CircuitOptions,
  onChange: (state: 'open' | 'close') => void,
): Circuit {
  type Call = [run: () => Promise<unknown>, isFault: (error: unknown) => boolean];
  const breaker: CircuitBreaker<Call, unknown> = new CircuitBreaker<Call, unknown>((run) => run(), {
    timeout: false, // each call has its own
    // It counts all calls, and we count those that failed: below, on `failure`.
    volumeThreshold: Number.MAX_SAFE_INTEGER,
    rollingCountTimeout: WINDOW_MS,
    rollingPercentilesEnabled: false,
    resetTimeout: retryMs,
    // In a half-open circuit, only an answer closes it: a client that disconnects has shown nothing.
    errorFilter: (error: unknown, _run?: unknown, isFault?: unknown): boolean =>
      !breaker.halfOpen && !(isFault as Call[1])(error),
  });
  breaker.on('failure', () => {
    const { stats } = breaker;
    if (breaker.closed && stats.failures >= failures && stats.failures > stats.fires * MOST_FAILED)
      breaker.open();
  });
  breaker.on('open', () => onChange('open'));
  breaker.on('close', () => onChange('close'));
  return {
    get isOpen() {
      return !breaker.closed && !breaker.pendingClose;
    },
    run<Result>(call: () => Promise<Result>, isFault: (error: unknown) => boolean, refused: () => Error) {
      return new Promise<Result>((resolve, reject) => {
        const counted = async () => {
          const isAttempt = breaker.halfOpen;
          const running = call();
          await running.catch(() => {});
          if (!breaker.halfOpen || isAttempt) return running;
          // It began before the circuit opened, and says nothing of now: opossum never hears of its end.
          running.then(resolve, reject);
          return new Promise<never>(() => {});
        };
        breaker
          .fire(counted, isFault)
          .then(resolve as (result: unknown) => void, (error: Error & { code?: string }) =>
            reject(error.code === OPEN ? refused() : error),
          );
      });
    },
    close: () => breaker.shutdown(),
  };
}
