import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Bodies1796400000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
-- Members of joint syndicates and associations, which people enter. Loads own the table membership, and leave this one alone.
CREATE TABLE body_member (
  member_id uuid NOT NULL,
  body_id uuid NOT NULL,
  PRIMARY KEY (member_id, body_id),
  CONSTRAINT body_member_member_id_fkey FOREIGN KEY (member_id) REFERENCES authority (id),
  CONSTRAINT body_member_body_id_fkey FOREIGN KEY (body_id) REFERENCES authority (id) ON DELETE CASCADE,
  CONSTRAINT body_member_differs CHECK (member_id <> body_id)
);
CREATE INDEX body_member_body_id ON body_member (body_id, member_id);

CREATE TRIGGER record_insert_body_id AFTER INSERT ON body_member REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'body_id', '', 'part');
CREATE TRIGGER record_update_body_id AFTER UPDATE ON body_member REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'body_id', '', 'part');
CREATE TRIGGER record_delete_body_id AFTER DELETE ON body_member REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'body_id', '', 'part');
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON body_member FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Authority', 'body_id');

-- Bodies are compared by name when another one is created.
CREATE INDEX authority_body ON authority (id) WHERE kind IN ('JOINT_SYNDICATE', 'ASSOCIATION') AND valid_to IS NULL;

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
    FROM membership m WHERE m.member_id = t.id),
  'memberIds', (
    SELECT coalesce(jsonb_agg(b.member_id ORDER BY b.member_id), '[]')
    FROM body_member b WHERE b.body_id = t.id)
) AS fields FROM authority t;
`;
