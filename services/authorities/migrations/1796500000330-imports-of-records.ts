import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each import that states a foreign authority can be taken back by itself; French authorities are found by their item of Wikidata. */
export class ImportsOfRecords1796500000330 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Imports that state the same of an authority under one key of one source: the statement goes with the last of them.
CREATE TABLE foreign_authority_record_import (
  source_key text NOT NULL,
  external_id text NOT NULL,
  import_id uuid NOT NULL,
  entered_for_id uuid,
  entered_by text NOT NULL,
  CONSTRAINT foreign_authority_record_import_pkey PRIMARY KEY (source_key, external_id, import_id),
  CONSTRAINT foreign_authority_record_import_record_fkey FOREIGN KEY (source_key, external_id)
    REFERENCES foreign_authority_record (source_key, external_id) ON DELETE CASCADE
);
CREATE INDEX foreign_authority_record_import_import_id ON foreign_authority_record_import (import_id);
INSERT INTO foreign_authority_record_import (source_key, external_id, import_id, entered_for_id, entered_by)
  SELECT source_key, external_id, import_id, entered_for_id, entered_by FROM foreign_authority_record WHERE import_id IS NOT NULL;

-- A statement that somebody entered outside of any import stays when all imports are taken back.
ALTER TABLE foreign_authority_record ADD COLUMN is_without_import boolean NOT NULL DEFAULT false;
-- Of one statement alone the audit would say nothing: this fills a column in.
UPDATE foreign_authority_record SET is_without_import = true WHERE import_id IS NULL;
DROP INDEX foreign_authority_record_import_id;
ALTER TABLE foreign_authority_record DROP COLUMN import_id;

CREATE INDEX authority_wikidata_id ON authority (wikidata_id) WHERE wikidata_id IS NOT NULL;
`;
