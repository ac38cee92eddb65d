import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '#kernel/database';
import { CursorCodec } from '#kernel/lists';
import { encodeOutboxCursor } from '#kernel/outbox';
import type { Subgraph } from '#kernel/subgraph';
import { readFrames } from '#kernel/subscriptions';
import { newId } from '#kernel/values';
import { createClient, type Client } from 'graphql-ws';
import type { Pool, PoolClient } from 'pg';
import WebSocket from 'ws';
import { FACT } from './random-writes/write-context.js';

// Clients of subscriptions, and writers of what they subscribe to.

/** One result of a subscription. */
export interface SubscriptionResult {
  // The shape is that of the operation; tests read it freely.
  data?: any;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

/** A subscription with its results and its end. */
export class Listener {
  readonly results: SubscriptionResult[] = [];
  /** How it ended; undefined while it is active. */
  end: { errors?: SubscriptionResult['errors']; code?: number; reason?: string } | undefined;
  #client: Client | undefined;
  #wake = () => {};
  #leave = () => {};

  /** Subscribes over a WebSocket of its own. */
  static socket(
    graph: string,
    query: string,
    variables: Record<string, unknown> = {},
    connectionParams: Record<string, unknown> = {},
  ): Listener {
    const listener = new Listener();
    const client = createClient({
      url: `${graph.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams,
    });
    listener.#client = client;
    listener.#leave = client.subscribe<SubscriptionResult['data']>(
      { query, variables },
      {
        next: (result) => listener.#receive(result as SubscriptionResult),
        error: (error) => {
          if (Array.isArray(error)) listener.#finish({ errors: error as never });
          else if (error instanceof Error) listener.#finish({ reason: error.message });
          else listener.#finish(endOf(error as CloseEvent | ErrorEvent));
        },
        complete: () => listener.#finish({}),
      },
    );
    return listener;
  }

  /** Subscribes by server-sent events. */
  static events(
    graph: string,
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Listener {
    const listener = new Listener();
    const leaving = new AbortController();
    listener.#leave = () => leaving.abort();
    (async () => {
      const response = await fetch(`${graph}/graphql`, {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
        signal: leaving.signal,
      });
      if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
        return listener.#finish({ code: response.status, ...((await response.json()) as object) });
      for await (const { event, data } of readFrames(response.body!)) {
        if (event === 'next') listener.#receive(JSON.parse(data) as SubscriptionResult);
        else if (event === 'complete') return listener.#finish({});
      }
      listener.#finish({ reason: 'ended without completing' });
    })().catch((error: Error) => listener.#finish({ reason: error.message }));
    return listener;
  }

  /** Waits for this many results and removes them from the list, the oldest first. */
  async take(count: number, withinMs = 60_000): Promise<SubscriptionResult[]> {
    for (const until = Date.now() + withinMs; this.results.length < count;) {
      const left = until - Date.now();
      if (left <= 0 || this.end)
        throw new Error(
          `${this.results.length} of ${count} events came: ${JSON.stringify({ results: this.results, end: this.end })}`,
        );
      await Promise.race([
        new Promise<void>((resolve) => (this.#wake = resolve)),
        sleep(left, undefined, { ref: false }),
      ]);
    }
    return this.results.splice(0, count);
  }

  /** Resolves when there is a result, or when the subscription has ended. */
  async changed(): Promise<void> {
    if (!this.results.length && !this.end) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async ended(withinMs = 60_000): Promise<NonNullable<Listener['end']>> {
    for (const until = Date.now() + withinMs; !this.end; await sleep(10))
      if (Date.now() > until) throw new Error('the subscription has not ended');
    return this.end;
  }

  async leave(): Promise<void> {
    this.#leave();
    await this.#client?.dispose();
  }

  #receive(result: SubscriptionResult): void {
    this.results.push(result);
    this.#wake();
  }

  #finish(end: NonNullable<Listener['end']>): void {
    this.end ??= end;
    this.#wake();
  }
}

const endOf = (event: CloseEvent | ErrorEvent) =>
  'code' in event ? { code: event.code, reason: event.reason } : { reason: event.message };

/** A WebSocket whose messages a test writes itself. */
export class RawSocket {
  readonly received: Record<string, any>[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.received.push(JSON.parse(String(data)) as Record<string, unknown>));
    socket.on('error', () => {});
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );
  }

  static async open(graph: string, protocols: string[] = ['graphql-transport-ws']): Promise<RawSocket> {
    const raw = new RawSocket(new WebSocket(`${graph.replace('http', 'ws')}/graphql`, protocols));
    await once(raw.socket, 'open');
    return raw;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  async receives(
    is: (message: Record<string, any>) => boolean,
    withinMs = 60_000,
  ): Promise<Record<string, any>> {
    for (const until = Date.now() + withinMs; Date.now() < until; await sleep(10)) {
      const found = this.received.find(is);
      if (found) return found;
    }
    throw new Error(`not received: ${JSON.stringify(this.received)}`);
  }

  /** Sends connection_init and waits for connection_ack. */
  async begin(payload: object = {}): Promise<void> {
    this.send({ type: 'connection_init', payload });
    await this.receives(({ type }) => type === 'connection_ack');
  }
}

/** Writes requests for cooperation into the table, with change events. */
export class RequestWriter {
  readonly pool: Pool;
  readonly #cursors: CursorCodec;
  readonly #created: string[] = [];

  constructor(
    private readonly cooperations: Subgraph,
    url: string,
    secret: string,
  ) {
    this.pool = openPool(cooperations, { url, secret, poolSize: 4 });
    this.#cursors = new CursorCodec(secret);
  }

  async transaction(work: (client: PoolClient) => Promise<unknown>, ending = 'COMMIT'): Promise<void> {
    const client = await this.pool.connect();
    const ignore = () => {};
    client.on('error', ignore);
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('passerelle.actor', 'test', true)`);
      await work(client);
      await client.query(ending);
      client.off('error', ignore);
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** @returns its id */
  async create(values: { country?: string; themes?: string[]; need?: string } = {}): Promise<string> {
    const id = newId('CooperationRequest');
    await this.transaction((client) => insertRequest(client, id, values));
    this.#created.push(id);
    return id;
  }

  async change(id: string, note: string): Promise<void> {
    await this.transaction((client) =>
      client.query('UPDATE cooperation_request SET note = $2 WHERE id = $1', [id, note]),
    );
  }

  async remove(id: string): Promise<void> {
    await this.transaction((client) => client.query('DELETE FROM cooperation_request WHERE id = $1', [id]));
  }

  /** Cursor of the end of the outbox, once no older transaction is open: a subscription after it misses nothing. */
  async now(): Promise<string> {
    for (;;) {
      const { rows } = await this.pool.query<{ transaction: string; number: string; settled: boolean }>(
        `SELECT transaction::text, number::text, transaction < pg_snapshot_xmin(pg_current_snapshot()) AS settled
         FROM change ORDER BY change.transaction DESC, change.number DESC LIMIT 1`,
      );
      if (rows[0]!.settled) return this.cursor(rows[0]!);
      await sleep(5);
    }
  }

  cursor({ transaction, number }: { transaction: string; number: string }): string {
    return encodeOutboxCursor(this.#cursors, new Map([[this.cooperations.name, { transaction, number }]]));
  }

  async clear(): Promise<void> {
    await this.pool.query('DELETE FROM cooperation_request WHERE id = ANY($1)', [this.#created]);
    await this.pool.end();
  }
}

export function insertRequest(
  client: Pick<PoolClient, 'query'>,
  id: string,
  { country = 'BJ', themes = ['ENV-WATER'], need = 'de l’eau' } = {},
) {
  return client.query(
    `INSERT INTO cooperation_request (id, foreign_authority_text, country_code, theme_codes, need_fr, languages, opened_on, status, answered_by_ids, search_text, sources, confidence)
     VALUES ($1, 'une ville', $2, $3, $4, '{fr}', '2026-01-01', 'OPEN', '{}', '', ${FACT})`,
    [id, country, themes, need],
  );
}
