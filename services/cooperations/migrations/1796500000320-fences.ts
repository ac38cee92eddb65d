import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fencing tokens of the jobs of other subgraphs that write here. */
export class Fences1796500000320 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- The highest number of each work, by which a mutation of a process that was suspended is refused.
CREATE TABLE fence (
  work uuid PRIMARY KEY,
  number integer NOT NULL,
  passed_at timestamptz NOT NULL DEFAULT now()
);
`;
