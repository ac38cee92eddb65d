import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { CHANGE_CHANNEL } from './outbox.js';

const RETRY_MS = 500;

/** Wake-up signal for one waiter: a notification without a waiter is kept for the next wait. */
export class WakeUpSignal {
  #isNotified = false;
  #resume: (() => void) | undefined;

  notify(): void {
    this.#isNotified = true;
    this.#resume?.();
  }

  /** @returns true when it was notified since the last wait, or is within `ms` milliseconds */
  async wait(ms: number): Promise<boolean> {
    if (!this.#isNotified)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#resume = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#resume = undefined;
    const wasNotified = this.#isNotified;
    this.#isNotified = false;
    return wasNotified;
  }
}

/**
 * Listens for commits with changes until `signal` aborts. A broken connection is replaced after {@link RETRY_MS};
 * notifications in between are lost, so `onChange` is then called without a schema.
 * @param onChange receives the SQL schema of the outbox that has grown; undefined: any may have
 */
export async function listenForChanges(
  pool: Pool,
  signal: AbortSignal,
  onChange: (sqlSchema?: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await listenUntilLost(await pool.connect(), signal, onChange);
    } catch {
      // Not logged: the readers of the outboxes fail as well, and log it.
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
  }
}

async function listenUntilLost(
  client: PoolClient,
  signal: AbortSignal,
  onChange: (sqlSchema?: string) => void,
): Promise<void> {
  let end = () => {};
  const lost = new Promise<void>((resolve) => (end = resolve));
  signal.addEventListener('abort', end);
  client.on('error', end);
  try {
    if (signal.aborted) return;
    client.on('notification', ({ payload }) => onChange(payload));
    await Promise.race([client.query(`LISTEN ${CHANGE_CHANNEL}`), lost]);
    onChange();
    await lost;
  } finally {
    signal.removeEventListener('abort', end);
    client.release(true);
  }
}
