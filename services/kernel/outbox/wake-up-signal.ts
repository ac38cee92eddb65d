import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { CHANGE_CHANNEL } from './outbox.js';

const RETRY_MS = 500;

/** Wakes one who waits, now or when it next does. */
export class WakeUpSignal {
  #rung = false;
  #answer: (() => void) | undefined;

  buffer(): void {
    this.#rung = true;
    this.#answer?.();
  }

  /** @returns whether it rang since the last time, or does so within `ms` */
  async wait(ms: number): Promise<boolean> {
    if (!this.#rung)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#answer = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#answer = undefined;
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}

/**
 * Calls `heard` after each commit with changes, with the SQL schema, for as long as `signal` lets it. A connection that
 * breaks is opened anew; what was told meanwhile is lost, so `heard` is then called without a schema.
 */
export async function listenForChanges(
  pool: Pool,
  signal: AbortSignal,
  heard: (sqlSchema?: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await hearUntilLost(await pool.connect(), signal, heard);
    } catch {
      // Whoever reads the feeds finds out as well, and says so.
    }
    await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
  }
}

async function hearUntilLost(
  client: PoolClient,
  signal: AbortSignal,
  heard: (sqlSchema?: string) => void,
): Promise<void> {
  let end = () => {};
  const lost = new Promise<void>((resolve) => (end = resolve));
  signal.addEventListener('abort', end);
  client.on('error', end);
  try {
    if (signal.aborted) return;
    client.on('notification', ({ payload }) => heard(payload));
    await Promise.race([client.query(`LISTEN ${CHANGE_CHANNEL}`), lost]);
    heard();
    await lost;
  } finally {
    signal.removeEventListener('abort', end);
    client.release(true);
  }
}
