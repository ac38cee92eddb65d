import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Places1796015155237 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Where an authority lies, and its item of Wikidata.
ALTER TABLE authority ADD latitude double precision;
ALTER TABLE authority ADD longitude double precision;
ALTER TABLE authority ADD wikidata_id text;
ALTER TABLE authority ADD CONSTRAINT authority_place_check CHECK (
  (latitude IS NULL) = (longitude IS NULL) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);
ALTER TABLE authority ADD CONSTRAINT authority_wikidata_id_check CHECK (wikidata_id ~ '^Q[1-9][0-9]*$');

ALTER TABLE foreign_authority ADD name_language text NOT NULL DEFAULT 'fr';
ALTER TABLE foreign_authority ADD CONSTRAINT foreign_authority_name_language_check CHECK (name_language ~ '^[a-z]{2}$');
ALTER TABLE foreign_authority ADD latitude double precision;
ALTER TABLE foreign_authority ADD longitude double precision;
ALTER TABLE foreign_authority ADD wikidata_id text;
ALTER TABLE foreign_authority ADD CONSTRAINT foreign_authority_place_check CHECK (
  (latitude IS NULL) = (longitude IS NULL) AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180);
ALTER TABLE foreign_authority ADD CONSTRAINT foreign_authority_wikidata_id_check CHECK (wikidata_id ~ '^Q[1-9][0-9]*$');

-- Towns of one country may share their name: their places tell them apart.
ALTER TABLE foreign_authority DROP CONSTRAINT foreign_authority_country_kind_name;
CREATE UNIQUE INDEX foreign_authority_identity ON foreign_authority (country_code, kind, name, latitude, longitude) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX foreign_authority_wikidata_id ON foreign_authority (wikidata_id) WHERE wikidata_id IS NOT NULL;

ALTER TABLE foreign_authority DROP CONSTRAINT foreign_authority_kind_check;
ALTER TABLE foreign_authority ADD CONSTRAINT foreign_authority_kind_check CHECK (kind IN (
  'MUNICIPALITY', 'INTERMUNICIPAL_BODY', 'DISTRICT', 'DEPARTMENT', 'PROVINCE', 'REGION',
  'ASSOCIATION', 'OTHER_BODY', 'UNKNOWN'));
ALTER TABLE foreign_authority DROP CONSTRAINT foreign_authority_confidence_check;
ALTER TABLE foreign_authority ADD CONSTRAINT foreign_authority_confidence_check CHECK (confidence IN (
  'CONFIRMED', 'CORROBORATED', 'STATED', 'TO_CONFIRM', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE'));

CREATE OR REPLACE VIEW contract_foreign_authority AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'name', t.name,
  'nameLanguage', t.name_language,
  'localName', t.local_name,
  'aliases', t.aliases,
  'kind', t.kind,
  'countryCode', t.country_code,
  'subdivisionCode', t.subdivision_code,
  'latitude', t.latitude,
  'longitude', t.longitude,
  'wikidataId', t.wikidata_id,
  'nationalAssociation', t.national_association
) AS fields FROM foreign_authority t;
`;
