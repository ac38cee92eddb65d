import { SCHEDULED_RUN } from '../../../schema/migration-sql.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Writer } from '#kernel/database';
import type { JobDefinition } from '#kernel/scheduler';
import { defineSubgraph } from '#kernel/subgraph';
import { newId } from '#kernel/values';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// A subgraph with jobs only. The table `event` has, in one order, the changes of the row of a job
// (written by a trigger) and the steps of its runs (written by themselves).

class Chores implements MigrationInterface {
  name = 'Chores1764000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEDULED_RUN);
    await runner.query(`CREATE TABLE event (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      job text NOT NULL,
      what text NOT NULL,
      attempt int,
      run uuid
    )`);
    await runner.query(`CREATE FUNCTION record_event() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
    BEGIN
      INSERT INTO event (job, attempt, what) VALUES (NEW.job, NEW.attempts, CASE
        WHEN TG_OP = 'INSERT' THEN 'begun'
        WHEN NEW.span < OLD.span THEN 'next span'
        WHEN NEW.finished_at IS NOT NULL THEN 'finished'
        WHEN NEW.failure IS NOT NULL THEN 'failed'
        WHEN NEW.attempts < OLD.attempts AND NEW.span = OLD.span THEN 'given back'
        ELSE 'begun' END);
      RETURN NULL;
    END $body$`);
    await runner.query(`CREATE TRIGGER record_event AFTER INSERT OR UPDATE ON scheduled_run
      FOR EACH ROW EXECUTE FUNCTION record_event()`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE event, scheduled_run');
    await runner.query('DROP FUNCTION record_event()');
  }
}

export const chores = defineSubgraph({
  name: 'chores',
  entities: [],
  migrations: [Chores],
  stores: () => ({}),
});

/** Length of a span in seconds, so long that it ends only when a test ends it. */
export const ONE_LONG_SPAN = 2_000_000_000;

export const record = ({ rows }: Writer, job: string, what: string, run: string) =>
  rows(sql`INSERT INTO event (job, what, run) VALUES (${job}, ${what}, ${run}::uuid)`);

/**
 * A job of several steps that records its beginning and its end.
 * @param options.stepMs duration of a step in milliseconds
 * @param options.fails whether this run fails, called at its end
 */
export function sweeping(
  name: string,
  { steps, stepMs, fails = () => false }: { steps: number; stepMs: number; fails?: () => boolean },
): JobDefinition {
  return {
    name,
    everySeconds: ONE_LONG_SPAN,
    async run({ signal, inTransaction }) {
      const run = newId('Run');
      await inTransaction((reader) => record(reader, name, 'work begun', run));
      for (let step = 0; step < steps; step += 1) {
        signal.throwIfAborted();
        await sleep(stepMs);
      }
      if (fails()) throw new Error('The broom is broken');
      await inTransaction((reader) => record(reader, name, 'work done', run));
    },
  };
}
