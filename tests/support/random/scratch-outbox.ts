import type { SubgraphClient } from '#kernel/auth';
import type { ChangeEvent } from '#kernel/outbox';
import { Projector } from '#kernel/projections';
import { newId } from '#kernel/values';
import type { ExecutionResult } from 'graphql';
import pg from 'pg';
import { pino } from 'pino';
import { CHECKPOINT } from '../../../schema/migration-sql.js';

/** An outbox in memory, behind a client that can be made to fail. */
export class ScratchOutbox implements SubgraphClient {
  readonly changes: ChangeEvent[] = [];
  reads = 0;
  /** Called before a reader gets its page. */
  trouble: () => Promise<void> | void = () => {};

  constructor(readonly name: string) {}

  add(count = 1): ChangeEvent[] {
    const added = Array.from({ length: count }, (_, at): ChangeEvent => {
      const id = newId('Theme');
      const number = String(this.changes.length + at + 1);
      const changedAt = new Date();
      return {
        transaction: '1000',
        number,
        type: 'Theme',
        entityId: id,
        operation: 'CREATED',
        actor: 'test',
        changedAt,
        fields: { id },
      };
    });
    this.changes.push(...added);
    return added;
  }

  async execute({ variables, signal }: Parameters<SubgraphClient['execute']>[0]): Promise<ExecutionResult> {
    const { after, first } = variables as { after: { number: string } | null; first?: number };
    this.reads += 1;
    await Promise.race([
      this.trouble(),
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    ]);
    const rest = this.changes.filter(({ number }) => Number(number) > Number(after?.number ?? 0));
    if (first === undefined)
      return { data: { _feed: { records: 0, bytes: 0, behind: rest.length, behindSeconds: 0 } } };
    return { data: { _changes: rest.slice(0, first) } };
  }

  async subscribe(): Promise<ExecutionResult> {
    throw new Error('a projector does not subscribe');
  }

  async ready(): Promise<void> {}
  async close(): Promise<void> {}
}

/** A read model with a row for each applied change, in a schema of its own. */
export class ScratchModel {
  readonly admin: pg.Pool;
  readonly logged: { level: number; feed: string; msg: string; err?: { message: string } }[] = [];
  /** Called before the changes are written. */
  before: (changes: readonly ChangeEvent[]) => Promise<void> | void = () => {};
  readonly #projectors: Projector[] = [];

  constructor(
    private readonly url: string,
    readonly schema: string,
  ) {
    this.admin = this.#pool();
  }

  async create(): Promise<void> {
    await this.admin.query(`DROP SCHEMA IF EXISTS ${this.schema} CASCADE`);
    await this.admin.query(`CREATE SCHEMA ${this.schema}`);
    await this.admin.query(CHECKPOINT);
    await this.admin.query('CREATE TABLE applied (feed text NOT NULL, number bigint NOT NULL)');
  }

  projector(...feeds: ScratchOutbox[]): Projector {
    const byEntity = (change: ChangeEvent) =>
      feeds.find(({ changes }) => changes.some(({ entityId }) => entityId === change.entityId))!.name;
    const projector = new Projector({
      readModel: {
        sources: feeds.map(({ name }) => name),
        version: 1,
        apply: async (changes, client) => {
          await this.before(changes);
          await client.query('INSERT INTO applied (feed, number) SELECT $1, unnest($2::bigint[])', [
            byEntity(changes[0]!),
            changes.map(({ number }) => number),
          ]);
        },
      },
      schema: this.schema,
      pool: this.#pool(),
      clients: new Map(feeds.map((feed) => [feed.name, feed])),
      log: pino({ base: null }, { write: (line: string) => void this.logged.push(JSON.parse(line)) }),
    });
    this.#projectors.push(projector);
    return projector;
  }

  /** Numbers of the changes that were applied, in order. */
  async applied(feed: ScratchOutbox): Promise<number[]> {
    const { rows } = await this.admin.query<{ numbers: number[] | null }>(
      'SELECT array_agg(number::int ORDER BY number) AS numbers FROM applied WHERE feed = $1',
      [feed.name],
    );
    return rows[0]!.numbers ?? [];
  }

  async drop(): Promise<void> {
    await Promise.all(this.#projectors.map((projector) => projector.close().catch(() => {})));
    await this.admin.query(`DROP SCHEMA ${this.schema} CASCADE`);
    await this.admin.end();
  }

  #pool(): pg.Pool {
    const pool = new pg.Pool({
      connectionString: this.url,
      max: 3,
      options: `-c search_path=${this.schema}`,
      application_name: this.schema,
    });
    pool.on('error', () => {});
    return pool;
  }
}
