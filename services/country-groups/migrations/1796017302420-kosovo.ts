import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Kosovo1796017302420 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Kosovo is not in ISO 3166-1: it has user-assigned letters, and no number.
ALTER TABLE country ALTER COLUMN numeric_code DROP NOT NULL;
`;
