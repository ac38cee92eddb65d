import CircuitBreaker from 'opossum';

export interface CircuitOptions {
  /** Failed calls within {@link WINDOW_MS}, and more than half of all, after which the circuit opens. */
  failures: number;
  /** Milliseconds that it stays open before one call tries again. */
  retryMs: number;
}

/** Milliseconds over which calls are counted. */
const WINDOW_MS = 10_000;
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
  /** Closes the circuit, since something else has shown that the subgraph answers. */
  reset(): void;
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
    volumeThreshold: failures,
    errorThresholdPercentage: 50,
    rollingCountTimeout: WINDOW_MS,
    rollingPercentilesEnabled: false,
    resetTimeout: retryMs,
    // In a half-open circuit, only an answer closes it: a client that disconnects has shown nothing.
    errorFilter: (error: unknown, _run?: unknown, isFault?: unknown): boolean =>
      !breaker.halfOpen && !(isFault as Call[1])(error),
  });
  breaker.on('open', () => onChange('open'));
  breaker.on('close', () => onChange('close'));
  return {
    get isOpen() {
      return !breaker.closed && !breaker.pendingClose;
    },
    async run<Result>(
      call: () => Promise<Result>,
      isFault: (error: unknown) => boolean,
      refused: () => Error,
    ) {
      try {
        return (await breaker.fire(call, isFault)) as Result;
      } catch (error) {
        throw (error as { code?: string }).code === OPEN ? refused() : error;
      }
    },
    reset: () => breaker.close(),
    close: () => breaker.shutdown(),
  };
}
