import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '#kernel/database';
import { KEEP_CHANGES_DAYS, compactChanges } from '#kernel/outbox';
import { startScheduler } from '#kernel/scheduler';
import { maintenance } from '#kernel/server';
import { newId } from '#kernel/values';
import { expertises } from '#subgraphs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { addressOf } from '../../support/program.js';
import { Workplace, eventually } from '../../support/workplace.js';

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET! };
const pool = openPool(expertises, { ...database, poolSize: 3 });
const workplace = new Workplace();
let id: string;

beforeEach(() => {
  id = newId('Theme');
});
afterEach(() => pool.query('DELETE FROM theme WHERE id = $1', [id]));
afterAll(async () => {
  await pool.end();
  await workplace.clear();
});

/** Writes a theme whose changes happened this many days ago; the first is its creation, the oldest event of the outbox. */
async function changed(...daysAgo: number[]): Promise<void> {
  await pool.query(
    `INSERT INTO theme (id, code, level, name_fr, name_en, path_codes, subtree_codes, dac_codes, goal_codes, search_text, sources, confidence)
     VALUES ($1, $2, 1, '0', 'test', ARRAY[$2], ARRAY[$2], '{}', '{}', '', '[{"title":"test"}]', 'ILLUSTRATIVE')`,
    [id, `TEST-${id}`],
  );
  for (const at of daysAgo.keys())
    if (at > 0) await pool.query('UPDATE theme SET name_fr = $2 WHERE id = $1', [id, String(at)]);
  await pool.query(
    `UPDATE change SET transaction = (10 + (fields->>'nameFr')::int)::text::xid8,
       changed_at = now() - make_interval(days => ($2::int[])[1 + (fields->>'nameFr')::int])
     WHERE entity_id = $1`,
    [id, daysAgo],
  );
}

/** Returns the change events of a theme that still exist. */
async function kept(): Promise<string> {
  const { rows } = await pool.query<{ kept: string }>(
    `SELECT coalesce(string_agg(fields->>'nameFr', ' ' ORDER BY transaction, number), '') AS kept FROM change WHERE entity_id = $1`,
    [id],
  );
  return rows[0]!.kept;
}

/** Resets the run of the job, as if its day were over. */
const nextDay = () =>
  pool.query(`UPDATE scheduled_run SET span = span - interval '1 day' WHERE job = 'maintenance'`);

const old = KEEP_CHANGES_DAYS + 1;

describe('superseded change events', () => {
  it('are deleted when a later one of the same entity exists, in batches of any size', async () => {
    await changed(old + 9, old + 8, old + 7, old, KEEP_CHANGES_DAYS - 1, 0);
    expect(await compactChanges(pool, undefined, 7)).toBe(4);
    expect(await kept()).toBe('4 5');
    expect(await compactChanges(pool)).toBe(0);
  });

  it('stay when they are the latest of their entity', async () => {
    await changed(old + 400, old + 300);
    await compactChanges(pool);
    expect(await kept()).toBe('1');
  });

  it('are left to a compaction that already runs', async () => {
    await changed(old + 1, old);
    const other = await pool.connect();
    await other.query(
      `SELECT pg_advisory_lock(hashtextextended('scheduled job ' || current_schema() || ' maintenance', 0))`,
    );
    await nextDay();
    const scheduler = await startScheduler(
      { subgraph: expertises, pool },
      [maintenance],
      database,
      pino({ level: 'silent' }),
    );
    try {
      await sleep(6_000); // it has looked twice, and so has the graph of all tests
      expect(await kept()).toBe('0 1');
      other.release(true);
      await eventually('1', kept);
    } finally {
      await scheduler.close();
    }
  });

  it('are deleted once a day, by any replica', async () => {
    await changed(old + 1, old, 3);
    await nextDay();
    await addressOf(workplace.start({ PORT: '0', DATABASE_URL: database.url, SECRET: database.secret }));
    await eventually('2', kept);
    await pool.query('DELETE FROM theme WHERE id = $1', [id]);
    id = newId('Theme');
    await changed(old + 1, old);
    await sleep(6_000); // each graph has looked
    expect(await kept()).toBe('0 1');
  });

  it('are deleted together with expired receipts of mutations', async () => {
    await pool.query(
      `INSERT INTO mutation_receipt (actor, client_mutation_id, operation, fingerprint, created_at)
       SELECT 'compaction', days::text, 'test', '', now() - make_interval(days => days) FROM generate_series(6, 9) AS days`,
    );
    const receipts = async () => {
      const { rows } = await pool.query<{ kept: string[] }>(
        `SELECT array_agg(client_mutation_id) AS kept FROM mutation_receipt WHERE actor = 'compaction'`,
      );
      return rows[0]!.kept;
    };
    expect(await receipts()).toHaveLength(4);
    await nextDay();
    await eventually(['6'], receipts);
    await pool.query(`DELETE FROM mutation_receipt WHERE actor = 'compaction'`);
  });
});
