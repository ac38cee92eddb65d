import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contributors1796400000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Contributors enter partnerships and foreign authorities from any source, without a limit to entities.
ALTER TABLE role_grant DROP CONSTRAINT role_grant_role_check;
ALTER TABLE role_grant ADD CONSTRAINT role_grant_role_check CHECK (role IN (
  'PARTNER', 'ANALYST', 'AUTHORITY_EDITOR', 'FOREIGN_AUTHORITY', 'GROUP_MANAGER', 'CONTRIBUTOR', 'REVIEWER', 'ADMINISTRATOR'));
`;
