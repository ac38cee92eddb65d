import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountriesOfPartnerships1796400000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- The foreign partners of one partnership may be of several countries.
ALTER TABLE partnership ADD country_codes text[];
UPDATE partnership SET country_codes = ARRAY[country_code];
ALTER TABLE partnership ALTER country_codes SET NOT NULL;
-- Drops its index as well; holders of expertises that work in a country are found by their partnerships.
ALTER TABLE partnership DROP country_code;
CREATE INDEX partnership_country_codes ON partnership USING gin (country_codes);
`;
