import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests for access by persons of authorities abroad, and copies of these authorities, of which some are merged. */
export class AccessRequests1796400000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FOREIGN_AUTHORITY);
    await runner.query(ACCESS_REQUEST);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const FOREIGN_AUTHORITY = `
CREATE TABLE foreign_authority (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  country_code text NOT NULL,
  merged_into_id uuid
);
-- A grant for a merged authority is one for the authority that stands for it.
CREATE CONSTRAINT TRIGGER move_revision_update AFTER UPDATE ON foreign_authority
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)
  EXECUTE FUNCTION move_revision();
CREATE CONSTRAINT TRIGGER move_revision_delete AFTER DELETE ON foreign_authority
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.merged_into_id IS NOT NULL) EXECUTE FUNCTION move_revision();
`;

const ACCESS_REQUEST = `
CREATE TABLE access_request (
  id uuid PRIMARY KEY,
  principal_id uuid NOT NULL REFERENCES principal (id),
  foreign_authority_id uuid,
  proposed_name text,
  proposed_key text,
  country_code text,
  kind text,
  office text NOT NULL,
  contact text NOT NULL,
  message text NOT NULL,
  status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'GRANTED', 'DECLINED', 'WITHDRAWN')),
  submitted_at timestamptz NOT NULL DEFAULT now(),
  answered_at timestamptz,
  answer text,
  role_grant_id uuid REFERENCES role_grant (id),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT access_request_kind_check CHECK (kind IN ('MUNICIPALITY', 'INTERMUNICIPAL_BODY', 'DISTRICT', 'DEPARTMENT',
    'PROVINCE', 'REGION', 'ASSOCIATION', 'OTHER_BODY', 'UNKNOWN')),
  CONSTRAINT access_request_subject_check CHECK (foreign_authority_id IS NOT NULL OR num_nulls(proposed_name, proposed_key, country_code, kind) = 0),
  CONSTRAINT access_request_answer_check CHECK ((status = 'OPEN') = (answered_at IS NULL)),
  CONSTRAINT access_request_grant_check CHECK ((status = 'GRANTED') = (role_grant_id IS NOT NULL))
);
CREATE INDEX access_request_principal_id ON access_request (principal_id, submitted_at);
CREATE INDEX access_request_submitted_at ON access_request (submitted_at, id);
CREATE UNIQUE INDEX access_request_of_authority ON access_request (principal_id, foreign_authority_id)
  WHERE status = 'OPEN' AND foreign_authority_id IS NOT NULL;
CREATE UNIQUE INDEX access_request_of_proposal ON access_request (principal_id, country_code, proposed_key)
  WHERE status = 'OPEN' AND foreign_authority_id IS NULL;
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON access_request FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON access_request FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('AccessRequest', 'id');
`;
