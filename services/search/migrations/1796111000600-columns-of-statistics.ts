import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ColumnsOfStatistics1796111000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
ALTER TABLE partnership ADD source_titles text[] NOT NULL DEFAULT '{}';
ALTER TABLE cooperation_request ADD foreign_authority_id uuid;
`;
