import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FormerNames1796200000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
ALTER TABLE authority ADD postal_codes text[] NOT NULL DEFAULT '{}';
ALTER TABLE authority ADD former_names text[] NOT NULL DEFAULT '{}';
-- SIRENs that it, or bodies that it replaced or absorbed, had before and, in the same order, the names that went with them.
ALTER TABLE authority ADD former_sirens text[] NOT NULL DEFAULT '{}';
ALTER TABLE authority ADD former_siren_names text[] NOT NULL DEFAULT '{}';
CREATE INDEX authority_postal_codes ON authority USING gin (postal_codes);
CREATE INDEX authority_former_sirens ON authority USING gin (former_sirens);
`;
