import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountriesOfPartnerships1796400000220 implements MigrationInterface {
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
ALTER TABLE partnership DROP country_code;
CREATE INDEX partnership_country_codes ON partnership USING gin (country_codes);

ALTER TABLE partnership_authority ADD country_codes text[];
UPDATE partnership_authority SET country_codes = ARRAY[country_code];
ALTER TABLE partnership_authority ALTER country_codes SET NOT NULL;
ALTER TABLE partnership_authority DROP country_code;
CREATE INDEX partnership_authority_authority_id ON partnership_authority (authority_id);
`;
