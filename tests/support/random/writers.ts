import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#kernel/values';
import type { Pool, PoolClient } from 'pg';
import { Random } from './random.js';
import { writes } from '../random-writes/index.js';
import type { WriteContext, Write } from '../random-writes/write-context.js';

export interface WritersOptions {
  /** Pools by subgraph, each with its own role. */
  pools: ReadonlyMap<string, Pool>;
  /** Ids of the entities to write, by type; changes with each commit. */
  things: Map<string, string[]>;
  seed: number;
  writers: number;
  /** Number of committed writes after which they stop. */
  total: number;
}

export interface WritersReport {
  /** Committed statements that changed rows. */
  writes: number;
  committed: number;
  /** Transactions and savepoints rolled back on purpose. */
  rolledBack: number;
  /** Statements that a constraint refused. */
  refused: number;
  deadlocks: number;
  /** Transactions that the database aborted. */
  broken: number;
}

/** Starts writers in concurrent transactions of random size and duration; the report grows while they write. */
export function writeAtRandom(options: WritersOptions): { report: WritersReport; done: Promise<void> } {
  const report: WritersReport = {
    writes: 0,
    committed: 0,
    rolledBack: 0,
    refused: 0,
    deadlocks: 0,
    broken: 0,
  };
  const subgraphs = [...options.pools.keys()].filter((name) => name in writes);
  const writers = Array.from({ length: options.writers }, async (_, writer) => {
    const random = new Random(options.seed + writer);
    while (report.writes < options.total) {
      const subgraph = random.pick(subgraphs);
      const pool = options.pools.get(subgraph)!;
      await transaction(pool, writes[subgraph]!, options.things, random, report).catch(async (error) => {
        if ((error as { code?: string }).code === '40P01') report.deadlocks += 1;
        else if (isAborted(error)) report.broken += 1;
        else if (isRefused(error)) report.refused += 1;
        else throw error;
        await sleep(20);
      });
    }
  });
  return { report, done: Promise.all(writers).then(() => {}) };
}

/** A constraint refused the random write, immediately or at the commit. */
const isRefused = (error: unknown) => ((error as { code?: string }).code ?? '').startsWith('23');

const isAborted = (error: unknown) => {
  const { code = '', message } = error as { code?: string; message: string };
  return /^(08|57P|53300|ECONN|EPIPE)/.test(code) || /terminated|timeout|not queryable/.test(message);
};

async function transaction(
  pool: Pool,
  kinds: readonly Write[],
  things: Map<string, string[]>,
  random: Random,
  report: WritersReport,
): Promise<void> {
  const client = await pool.connect();
  const ignore = () => {};
  client.on('error', ignore);
  const transactionWrites = new TransactionWrites(client, things, random);
  try {
    await client.query('BEGIN');
    for (let left = 1 + random.below(random.chance(0.2) ? 40 : 10); left > 0; left -= 1) {
      await client.query('SAVEPOINT write');
      const before = transactionWrites.mark();
      try {
        await random.pick(kinds)(transactionWrites);
        if (random.chance(0.05)) throw new RolledBack();
      } catch (error) {
        if (!isRefused(error) && !(error instanceof RolledBack)) throw error;
        await client.query('ROLLBACK TO write');
        transactionWrites.backTo(before);
        report[error instanceof RolledBack ? 'rolledBack' : 'refused'] += 1;
      }
      if (random.chance(0.1)) await sleep(random.below(random.chance(0.1) ? 250 : 30));
    }
    if (random.chance(0.08)) {
      await client.query('ROLLBACK');
      report.rolledBack += 1;
    } else {
      await client.query('COMMIT');
      transactionWrites.publish();
      report.committed += 1;
      report.writes += transactionWrites.written;
    }
    client.off('error', ignore);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

class RolledBack extends Error {}

/** Writes of one transaction, which others see after its commit. */
class TransactionWrites implements WriteContext {
  written = 0;
  readonly #born: [type: string, id: string][] = [];
  readonly #gone: [type: string, id: string][] = [];

  constructor(
    private readonly client: PoolClient,
    private readonly things: Map<string, string[]>,
    readonly random: Random,
  ) {}

  readonly any = (type: string): string => {
    const own = this.#born.filter(([born]) => born === type);
    if (own.length && this.random.chance(0.3)) return this.random.pick(own)[1];
    const all = this.things.get(type) ?? [];
    return all[Math.floor(this.random.next() ** 2 * all.length)] ?? newId(type);
  };

  readonly born = (type: string): string => {
    const id = newId(type);
    this.#born.push([type, id]);
    return id;
  };

  readonly gone = (type: string, id: string): void => {
    this.#gone.push([type, id]);
  };

  readonly run = async (text: string, values: readonly unknown[] = []): Promise<number> => {
    const { rowCount } = await this.client.query(text, [...values]);
    if (rowCount) this.written += 1;
    return rowCount ?? 0;
  };

  mark(): [number, number, number] {
    return [this.#born.length, this.#gone.length, this.written];
  }

  backTo([born, gone, written]: readonly [number, number, number]): void {
    this.#born.length = born;
    this.#gone.length = gone;
    this.written = written;
  }

  publish(): void {
    for (const [type, id] of this.#born) this.things.set(type, [...(this.things.get(type) ?? []), id]);
    for (const [type, id] of this.#gone)
      this.things.set(type, this.things.get(type)?.filter((other) => other !== id) ?? []);
  }
}
