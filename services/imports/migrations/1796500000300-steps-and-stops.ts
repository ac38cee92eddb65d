import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Steps of imports that one process takes at a time, where they have got to, and requests to stop. */
export class StepsAndStops1796500000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
ALTER TABLE file_import
  -- Number of the latest step: writes of an earlier one change nothing.
  ADD COLUMN fence integer NOT NULL DEFAULT 0,
  -- Number of the last row that the present work has done.
  ADD COLUMN reached integer NOT NULL DEFAULT 0,
  ADD COLUMN is_stopping boolean NOT NULL DEFAULT false;
-- Rows to take back; the work on the other rows follows import_row_number from the last row that it has done.
CREATE INDEX import_row_undoing ON import_row (import_id, number) WHERE is_undoing;
DROP INDEX import_row_waiting;
`;
