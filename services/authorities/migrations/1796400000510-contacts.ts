import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contacts1796400000510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- How to reach an authority. Rows of their own: an edit of the authority's row would keep loads from updating it.
CREATE TABLE authority_contact (
  authority_id uuid PRIMARY KEY,
  website text,
  mailboxes jsonb NOT NULL,
  languages text[] NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT authority_contact_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authority (id),
  CONSTRAINT authority_contact_confidence_check CHECK (confidence IN ('CONFIRMED', 'DECLARED', 'ILLUSTRATIVE'))
);
CREATE TRIGGER record_insert_authority_id AFTER INSERT ON authority_contact REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_update_authority_id AFTER UPDATE ON authority_contact REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_delete_authority_id AFTER DELETE ON authority_contact REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON authority_contact FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON authority_contact FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Authority', 'authority_id');

CREATE TABLE foreign_authority_contact (
  foreign_authority_id uuid PRIMARY KEY,
  website text,
  mailboxes jsonb NOT NULL,
  languages text[] NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT foreign_authority_contact_foreign_authority_id_fkey FOREIGN KEY (foreign_authority_id) REFERENCES foreign_authority (id),
  CONSTRAINT foreign_authority_contact_confidence_check CHECK (confidence IN ('CONFIRMED', 'DECLARED', 'ILLUSTRATIVE'))
);
CREATE TRIGGER record_insert_foreign_authority_id AFTER INSERT ON foreign_authority_contact REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ForeignAuthority', 'foreign_authority_id', '', 'part');
CREATE TRIGGER record_update_foreign_authority_id AFTER UPDATE ON foreign_authority_contact REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ForeignAuthority', 'foreign_authority_id', '', 'part');
CREATE TRIGGER record_delete_foreign_authority_id AFTER DELETE ON foreign_authority_contact REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ForeignAuthority', 'foreign_authority_id', '', 'part');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON foreign_authority_contact FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON foreign_authority_contact FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('ForeignAuthority', 'foreign_authority_id');

CREATE OR REPLACE VIEW contract_authority AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'kind', t.kind,
  'name', t.name,
  'shortName', t.short_name,
  'inseeCode', t.insee_code,
  'siren', t.siren,
  'departmentCode', t.department_code,
  'departmentCodes', t.department_codes,
  'regionCode', t.region_code,
  'postalCodes', t.postal_codes,
  'population', t.population,
  'populationYear', t.population_year,
  'validFrom', t.valid_from,
  'validTo', t.valid_to,
  'successorId', t.successor_id,
  'website', coalesce((SELECT k.website FROM authority_contact k WHERE k.authority_id = t.id), t.website),
  'aliases', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'kind', l.kind) ORDER BY l.name), '[]')
    FROM authority_alias l WHERE l.authority_id = t.id),
  'formerCodes', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'kind', c.kind, 'name', c.name) ORDER BY c.code), '[]')
    FROM authority_code c WHERE c.authority_id = t.id),
  'formerNames', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'kind', f.kind, 'inseeCode', f.insee_code, 'siren', f.siren)
      ORDER BY f.id), '[]')
    FROM former_name f WHERE f.authority_id = t.id),
  'groupIds', (
    SELECT coalesce(jsonb_agg(m.group_id ORDER BY m.group_id), '[]')
    FROM membership m WHERE m.member_id = t.id),
  'memberIds', (
    SELECT coalesce(jsonb_agg(b.member_id ORDER BY b.member_id), '[]')
    FROM body_member b WHERE b.body_id = t.id)
) AS fields FROM authority t;
`;
