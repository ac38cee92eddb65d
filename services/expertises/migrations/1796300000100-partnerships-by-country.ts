import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PartnershipsByCountry1796300000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Holders of expertises that work in a country are found by their partnerships.
CREATE INDEX partnership_country_code ON partnership (country_code);
-- Nothing asks for these codes any more: they are for those who read change events.
DROP INDEX expertise_authority_country_codes;
`;
