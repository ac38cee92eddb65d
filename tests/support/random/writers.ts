import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#kernel/values';
import type { Pool, PoolClient } from 'pg';
import { Random } from './random.js';
import { writes } from '../random-writes/index.js';
import type { WriteContext, Write } from '../random-writes/write-context.js';

export interface WritersOptions {
  /** By subgraph, each with the role of its own. */
  pools: ReadonlyMap<string, Pool>;
  /** Ids of the things that may be written, by type; grows and shrinks with what is committed. */
  things: Map<string, string[]>;
  seed: number;
  writers: number;
  /** How many writes are committed before they stop. */
  total: number;
}

export interface WritersReport {
  /** Statements that wrote something, and were committed. */
  writes: number;
  committed: number;
  /** Transactions taken back on purpose, and statements within others. */
  takenBack: number;
  /** Statements that a constraint refused. */
  refused: number;
  deadlocks: number;
  /** Transactions that the database broke off. */
  broken: number;
}

/** Writers in concurrent transactions of random size and duration; the report grows while they write. */
export function writeAtRandom(options: WritersOptions): { report: WritersReport; done: Promise<void> } {
  const report: WritersReport = {
    writes: 0,
    committed: 0,
    takenBack: 0,
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
        else if (isBrokenOff(error)) report.broken += 1;
        else if (isRefused(error)) report.refused += 1;
        else throw error;
        await sleep(20);
      });
    }
  });
  return { report, done: Promise.all(writers).then(() => {}) };
}

/** A constraint that the random write did not keep, at once or at the commit. */
const isRefused = (error: unknown) => ((error as { code?: string }).code ?? '').startsWith('23');

const isBrokenOff = (error: unknown) => {
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
  const desk = new Desk(client, things, random);
  try {
    await client.query('BEGIN');
    for (let left = 1 + random.below(random.chance(0.2) ? 40 : 10); left > 0; left -= 1) {
      await client.query('SAVEPOINT write');
      const before = desk.mark();
      try {
        await random.pick(kinds)(desk);
        if (random.chance(0.05)) throw new TakenBack();
      } catch (error) {
        if (!isRefused(error) && !(error instanceof TakenBack)) throw error;
        await client.query('ROLLBACK TO write');
        desk.backTo(before);
        report[error instanceof TakenBack ? 'takenBack' : 'refused'] += 1;
      }
      if (random.chance(0.1)) await sleep(random.below(random.chance(0.1) ? 250 : 30));
    }
    if (random.chance(0.08)) {
      await client.query('ROLLBACK');
      report.takenBack += 1;
    } else {
      await client.query('COMMIT');
      desk.publish();
      report.committed += 1;
      report.writes += desk.written;
    }
    client.off('error', ignore);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

class TakenBack extends Error {}

/** What one transaction writes, and what others learn of it when it commits. */
class Desk implements WriteContext {
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
