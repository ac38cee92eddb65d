import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ForeignAuthorities1796018400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Authorities abroad, which suggestions name with their country.
CREATE TABLE foreign_authority (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL,
  country_code text NOT NULL
);
`;
