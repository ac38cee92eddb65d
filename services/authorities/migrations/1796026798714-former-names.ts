import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FormerNames1796026798714 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Names, codes and SIRENs that an authority, or a body that it replaced or absorbed, had before.
CREATE TABLE former_name (
  id uuid PRIMARY KEY,
  authority_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  insee_code text,
  siren text,
  valid_from text,
  -- The last day.
  valid_to text,
  -- Years on whose 1 January the source has it first and last, where it does not know the day.
  first_seen text,
  last_seen text,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT former_name_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authority (id),
  CONSTRAINT former_name_kind_check CHECK (kind IN ('FORMER_NAME', 'PREDECESSOR')),
  CONSTRAINT former_name_siren_check CHECK (siren ~ '^[0-9]{9}$'),
  CONSTRAINT former_name_dates_ordered CHECK (valid_to >= valid_from AND last_seen >= first_seen),
  CONSTRAINT former_name_confidence_check CHECK (confidence IN (
    'CONFIRMED', 'CORROBORATED', 'STATED', 'TO_CONFIRM', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE'))
);
CREATE INDEX former_name_authority_id ON former_name (authority_id);
CREATE INDEX former_name_siren ON former_name (siren) WHERE siren IS NOT NULL;

CREATE TRIGGER record_insert_authority_id AFTER INSERT ON former_name REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_update_authority_id AFTER UPDATE ON former_name REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_delete_authority_id AFTER DELETE ON former_name REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON former_name FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Authority', 'authority_id');

ALTER TABLE authority ADD postal_codes text[] NOT NULL DEFAULT '{}';
CREATE INDEX authority_postal_codes ON authority USING gin (postal_codes);

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
  'website', t.website,
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
    FROM membership m WHERE m.member_id = t.id)
) AS fields FROM authority t;

-- Records a change event of every authority: those recorded before lack former names and postal codes, and search reads
-- events alone.
UPDATE authority SET id = id;
`;
