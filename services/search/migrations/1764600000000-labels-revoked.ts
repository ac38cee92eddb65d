import type { MigrationInterface, QueryRunner } from 'typeorm';

const index = (included: string) =>
  `CREATE INDEX expertise_authority_id ON expertise (authority_id, theme_code, basis) INCLUDE (${included})`;

/** Labels can be revoked, and what an expertise rests on depends on its labels: facets read them in the index. */
export class LabelsRevoked1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE label ADD COLUMN revoked_on date');
    await runner.query('DROP INDEX expertise_authority_id');
    await runner.query(index('languages, country_codes, label_periods'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX expertise_authority_id');
    await runner.query(index('languages, country_codes'));
    await runner.query('ALTER TABLE label DROP COLUMN revoked_on');
  }
}
