import { createHmac } from 'node:crypto';
import type { Actor, RateLimit } from '#kernel/auth';
import { LRUCache } from 'lru-cache';
import { httpError } from '../operation/errors.js';
import type { Account } from '../operation/account.js';
import { budgetText } from './texts.js';
import { Turns, type TurnLimits } from './turns.js';

/** A budget is for a minute, which begins with the first operation. */
export const WINDOW_MS = 60_000;
/** Clients whose minute is remembered; the one that was idle longest is forgotten first. */
const MAX_CLIENTS = 50_000;

export interface BudgetOptions extends TurnLimits {
  /** Cost per minute of an address that sends no credential; 0: no budget. */
  anonymousPerMinute: number;
  /** Cost per minute of a person, or of a key without a budget of its own; 0: no budget. */
  identifiedPerMinute: number;
  /** Key of the hashes by which gateways name their clients to each other. */
  secret: string;
  /** Whether what is charged here is reported to other gateways. */
  isShared: boolean;
  /** Milliseconds since 1970; the clock when absent. */
  now?: () => number;
}

/** What one client has spent in its minute, as all gateways count it. */
export interface SharedWindow {
  spent: number;
  endsInMs: number;
}

/** Minute of a client. */
interface Window {
  /** Milliseconds since 1970. */
  endsAt: number;
  /** Cost, as all gateways count it. */
  spent: number;
  /** What this gateway has charged and not yet reported; part of `spent`. */
  unreported: number;
}

/** Budgets of clients: of a partner, of a person, of an address. Clients are named by a hash: addresses are personal data. */
export class Budgets {
  readonly #windows = new LRUCache<string, Window>({ max: MAX_CLIENTS });
  readonly #turns: Turns;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Clients whose sums {@link takeUnreported} has not taken. */
  readonly #toReport = new Set<string>();

  constructor(private readonly options: BudgetOptions) {
    this.#turns = new Turns(options);
    this.now = options.now ?? Date.now;
  }

  /** Opens the account of one operation. @param address of the client, by which it counts when it is anonymous */
  accountOf(actor: Actor, address: string): Account {
    const key = actor.id ?? `at ${address}`;
    const client = createHmac('sha256', this.options.secret).update(key).digest('base64url');
    return new ClientAccount(this, client, this.#limitOf(actor));
  }

  #limitOf({ id, budgetPerMinute }: Actor): number {
    if (id === null) return this.options.anonymousPerMinute;
    return budgetPerMinute ?? this.options.identifiedPerMinute;
  }

  /** @see Account.turn */
  turn(client: string, signal: AbortSignal) {
    return this.#turns.take(client, signal);
  }

  /** Charges a client, unless that would exceed its limit. @returns whether it was charged */
  spend(client: string, limit: number, cost: number): boolean {
    const window = this.windowOf(client);
    if (window.spent + cost > limit) return false;
    window.spent += cost;
    if (this.options.isShared) {
      window.unreported += cost;
      this.#toReport.add(client);
    }
    return true;
  }

  /** Returns the minute of a client that is under way, or a new one. */
  windowOf(client: string): Window {
    const now = this.now();
    let window = this.#windows.get(client);
    if (!window || window.endsAt <= now)
      this.#windows.set(client, (window = { endsAt: now + WINDOW_MS, spent: 0, unreported: 0 }));
    return window;
  }

  /** Milliseconds until an instant, at least 1. */
  until(instant: number): number {
    return Math.max(1, instant - this.now());
  }

  /** Takes what has been charged since the last call, by client. */
  takeUnreported(): Map<string, number> {
    const sums = new Map<string, number>();
    for (const client of this.#toReport) {
      const window = this.#windows.peek(client);
      if (!window?.unreported) continue;
      sums.set(client, window.unreported);
      window.unreported = 0;
    }
    this.#toReport.clear();
    return sums;
  }

  /**
   * Takes over what all gateways together have charged.
   * @param sentAt when they were asked; an answer about a minute that has ended since is ignored
   */
  takeOver(shared: ReadonlyMap<string, SharedWindow>, sentAt = this.now()): void {
    for (const [client, { spent, endsInMs }] of shared) {
      const endsAt = sentAt + endsInMs;
      if (endsAt <= this.now()) continue;
      const { unreported } = this.windowOf(client);
      this.#windows.set(client, { spent: spent + unreported, unreported, endsAt });
    }
  }
}

/** Account of one operation of a client. */
class ClientAccount implements Account {
  #cost = 0;

  /** @param limit of the client per minute; 0: none */
  constructor(
    private readonly budgets: Budgets,
    private readonly client: string,
    private readonly limit: number,
  ) {}

  charge(cost: number): void {
    if (!this.limit) return;
    if (this.budgets.spend(this.client, this.limit, cost)) {
      this.#cost += cost;
      return;
    }
    const { limit, remaining, resetAt } = this.state!;
    const retryAfter = Math.ceil(this.budgets.until(resetAt.getTime()) / 1_000);
    const total = this.#cost + cost;
    const values = { limit, remaining, cost: total, seconds: retryAfter };
    throw httpError(429, 'RATE_LIMITED', budgetText('SPENT', values), {
      retryAfter,
      limit: 'budget',
      maximum: limit,
      remaining,
      cost: total,
    });
  }

  turn(signal: AbortSignal) {
    return this.budgets.turn(this.client, signal);
  }

  get state(): RateLimit | undefined {
    const { limit } = this;
    if (!limit) return undefined;
    const { spent, endsAt } = this.budgets.windowOf(this.client);
    return { limit, remaining: Math.max(0, limit - spent), resetAt: new Date(endsAt), cost: this.#cost };
  }
}
