import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Websites1796400000520 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Managers state the website of their group; no source has any.
ALTER TABLE country_group ADD website text;
`;
