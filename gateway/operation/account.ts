import type { RateLimit } from '#kernel/auth';

/** What one operation costs its client. */
export interface Account {
  /**
   * Charges the client.
   * @throws RATE_LIMITED when the budget of the minute does not suffice; nothing is charged then
   */
  charge(cost: number): void;
  /**
   * Takes a turn, at once when few operations of the client are under way.
   * @returns how to end it
   * @throws RATE_LIMITED when too many of its operations wait; the reason of `signal` when that aborts first
   */
  turn(signal: AbortSignal): (() => void) | Promise<() => void>;
  /** Undefined where the operator sets no budget. */
  readonly state: RateLimit | undefined;
}

/** Cost of a request, whatever it asks for; its door charges it before it reads the operation. */
export const COST_OF_REQUEST = 100;
/** Cost of each event of a subscription, beside the objects that it holds. */
export const COST_OF_EVENT = 10;
/** Cost of a full introspection, which reads no database. */
export const COST_OF_INTROSPECTION = 5_000;
/** Cost of each character of a text that was not seen before: it is parsed, validated and planned. */
export const COST_OF_NEW_CHARACTER = 5;
