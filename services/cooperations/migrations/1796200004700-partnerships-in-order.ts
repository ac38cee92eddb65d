import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PartnershipsInOrder1796200004700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- The default order of partnerships: a page is read from the index, where all partnerships of a country were sorted for it.
CREATE INDEX partnership_country ON partnership (country_code, ((start_year IS NULL)::integer), coalesce(start_year, 0), id);
-- Reads by country use the index above.
DROP INDEX partnership_country_code;
`;
