import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Foreign authorities that people enter, one by one or from sources, and those that are merged into another. */
export class AuthoritiesThatPeopleEnter1796400000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMNS);
    await runner.query(RECORDS);
    await runner.query(CONTRACT);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const COLUMNS = `
-- Names by language that people entered, such as [{"language": "ar", "name": "فاس"}].
ALTER TABLE foreign_authority ADD stated_names jsonb NOT NULL DEFAULT '[]';
-- The entry that stands for this one since both were found to be one authority; never one that was merged itself.
ALTER TABLE foreign_authority ADD merged_into_id uuid;
ALTER TABLE foreign_authority ADD CONSTRAINT foreign_authority_merged_into_id_fkey
  FOREIGN KEY (merged_into_id) REFERENCES foreign_authority (id);
ALTER TABLE foreign_authority ADD CONSTRAINT foreign_authority_merged_into_id_check CHECK (merged_into_id <> id);
-- The French authority for which it was entered.
ALTER TABLE foreign_authority ADD entered_for_id uuid;
-- When the import that had entered it was taken back: lists leave it out, what refers to it still finds it.
ALTER TABLE foreign_authority ADD withdrawn_at timestamptz;
CREATE INDEX foreign_authority_merged_into_id ON foreign_authority (merged_into_id);

-- A load never fails because of what people entered: among loaded rows, and among edited ones, each is there once.
DROP INDEX foreign_authority_identity;
CREATE UNIQUE INDEX foreign_authority_identity ON foreign_authority (country_code, kind, name, latitude, longitude)
  NULLS NOT DISTINCT WHERE version = 0;
DROP INDEX foreign_authority_wikidata_id;
CREATE UNIQUE INDEX foreign_authority_wikidata_id ON foreign_authority (wikidata_id)
  WHERE wikidata_id IS NOT NULL AND version = 0;
CREATE UNIQUE INDEX foreign_authority_edited_wikidata_id ON foreign_authority (wikidata_id)
  WHERE wikidata_id IS NOT NULL AND version > 0 AND merged_into_id IS NULL AND withdrawn_at IS NULL;
`;

const RECORDS = `
-- What a source calls an authority, by the key of the source and its own id there: a source given again changes nothing.
CREATE TABLE foreign_authority_record (
  source_key text NOT NULL,
  external_id text NOT NULL,
  foreign_authority_id uuid NOT NULL REFERENCES foreign_authority (id),
  import_id uuid,
  entered_for_id uuid,
  entered_by text NOT NULL,
  made_version integer,
  source jsonb NOT NULL,
  stated jsonb NOT NULL,
  as_of text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source_key, external_id),
  CONSTRAINT foreign_authority_record_source_key_check CHECK (source_key ~ '^[a-z0-9][a-z0-9.-]{1,63}$')
);
CREATE INDEX foreign_authority_record_foreign_authority_id ON foreign_authority_record (foreign_authority_id);
CREATE INDEX foreign_authority_record_import_id ON foreign_authority_record (import_id);
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON foreign_authority_record FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('ForeignAuthority', 'foreign_authority_id');
CREATE TRIGGER record_insert_foreign_authority_id AFTER INSERT ON foreign_authority_record REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ForeignAuthority', 'foreign_authority_id', '', 'part');
CREATE TRIGGER record_update_foreign_authority_id AFTER UPDATE ON foreign_authority_record
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ForeignAuthority', 'foreign_authority_id', '', 'part');
CREATE TRIGGER record_delete_foreign_authority_id AFTER DELETE ON foreign_authority_record REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ForeignAuthority', 'foreign_authority_id', '', 'part');
`;

const CONTRACT = `
CREATE OR REPLACE VIEW contract_foreign_authority AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'name', t.name,
  'nameLanguage', t.name_language,
  'localName', t.local_name,
  'aliases', t.aliases,
  'translations', t.translations || t.stated_names,
  'kind', t.kind,
  'countryCode', t.country_code,
  'subdivisionCode', t.subdivision_code,
  'latitude', t.latitude,
  'longitude', t.longitude,
  'wikidataId', t.wikidata_id,
  'nationalAssociation', t.national_association,
  'mergedIntoId', t.merged_into_id,
  'withdrawnAt', t.withdrawn_at
) AS fields FROM foreign_authority t;
`;
