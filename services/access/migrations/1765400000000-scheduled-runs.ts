import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row for each job of the scheduler: its latest span and what became of it. */
export class ScheduledRuns1765400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE scheduled_run (
      job text PRIMARY KEY,
      span timestamptz NOT NULL,
      attempts int NOT NULL CHECK (attempts >= 0),
      begun_at timestamptz NOT NULL,
      retry_at timestamptz NOT NULL,
      finished_at timestamptz,
      failure text
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scheduled_run');
  }
}
