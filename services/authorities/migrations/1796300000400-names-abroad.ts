import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NamesAbroad1796300000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Names by language, such as [{"language": "pt", "name": "Praga"}], from a data set of names of cities.
ALTER TABLE foreign_authority ADD translations jsonb NOT NULL DEFAULT '[]';

CREATE OR REPLACE VIEW contract_foreign_authority AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'name', t.name,
  'nameLanguage', t.name_language,
  'localName', t.local_name,
  'aliases', t.aliases,
  'translations', t.translations,
  'kind', t.kind,
  'countryCode', t.country_code,
  'subdivisionCode', t.subdivision_code,
  'latitude', t.latitude,
  'longitude', t.longitude,
  'wikidataId', t.wikidata_id,
  'nationalAssociation', t.national_association
) AS fields FROM foreign_authority t;
`;
