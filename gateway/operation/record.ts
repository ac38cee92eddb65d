import type { Caller } from '#kernel/auth';
import type { DocumentNode, GraphQLError } from 'graphql';

/** The door by which an operation came: a request, or an open connection. */
export type DoorName = 'HTTP' | 'CONNECTION';

/** Whether an answer was a kept one; NONE for those that are never kept. */
export type CacheUse = 'HIT' | 'MISS' | 'NONE';

/** What becomes known of an operation on its way through the gateway, for logs, metrics and traces; no values of a client. */
export class OperationRecord {
  /** `performance.now()` at its arrival. */
  readonly arrived = performance.now();
  /** Text of its document, as soon as that is known. */
  text: string | undefined;
  document: DocumentNode | undefined;
  name: string | undefined;
  type: string | undefined;
  cost = 0;
  cache: CacheUse = 'NONE';

  constructor(
    readonly caller: Caller,
    readonly door: DoorName,
  ) {}

  get milliseconds(): number {
    return performance.now() - this.arrived;
  }
}

/** Whoever wants to know of operations that were answered. */
export interface OperationObserver {
  /**
   * Called once for each operation whose answer is ready; a subscription is answered when it begins.
   * @param codes of its errors, each once; none for an answer without errors
   */
  observe(record: OperationRecord, codes: readonly string[]): void;
}

/** Codes of errors, each once, in the order in which they occur. */
export const codesOf = (errors: readonly GraphQLError[] | undefined): string[] => [
  ...new Set((errors ?? []).map(({ extensions }) => String(extensions.code ?? 'UNKNOWN'))),
];

/** One observer that tells several. */
export const allOf = (observers: readonly OperationObserver[]): OperationObserver => ({
  observe(record, codes) {
    for (const observer of observers) observer.observe(record, codes);
  },
});
