import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is who and may do what. Its outbox stays empty: nothing of this is for others. */
export class FirstTables1765400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [
      OUTBOX,
      WRITES,
      SCHEDULED_RUN,
      PARTNER,
      PRINCIPAL,
      API_KEY,
      ROLE_GRANT,
      CLOSED_AUTHORITY,
      REVISION,
    ];
    for (const statements of parts) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

/**
 * The transactional outbox: triggers write change events in the transaction that changes a row, so that no writer can
 * forget it, loads and repairs by hand included.
 */
const OUTBOX = `
CREATE TABLE change (
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  number bigint GENERATED ALWAYS AS IDENTITY,
  type text NOT NULL,
  entity_id uuid NOT NULL,
  operation text NOT NULL CHECK (operation IN ('CREATED', 'UPDATED', 'CLOSED', 'DELETED')),
  actor text NOT NULL DEFAULT coalesce(nullif(current_setting('passerelle.actor', true), ''), 'load'),
  changed_at timestamptz NOT NULL DEFAULT now(),
  -- Concerns some people only: neither partners nor projections get it.
  private boolean NOT NULL DEFAULT false,
  -- The public contract of the entity after the transaction; null when it is gone.
  fields jsonb,
  PRIMARY KEY (transaction, number),
  UNIQUE (transaction, type, entity_id)
);
CREATE INDEX change_entity ON change (type, entity_id, transaction, number);

-- Writes one change event for each entity and transaction; the last statement decides what it says. Arguments of the
-- triggers: type, id column, closing column or '', 'part' or '', and 'private' where it is.
-- An update of a part concerns the entities of its old and its new row, since a part can move to another entity.
-- Writers of one entity wait for each other: PostgreSQL makes those of its row wait, FOR NO KEY UPDATE those of its
-- parts, so that each reads what the one before it left. A transaction that began first can write last: its change goes
-- into the event of the later transaction (greatest), which no reader has seen, since readers stop below the oldest open
-- transaction.
CREATE FUNCTION record_changes() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  id_column text := TG_ARGV[1];
  closing text := nullif(TG_ARGV[2], '');
  part boolean := TG_ARGV[3] = 'part';
  closed text := CASE WHEN closing IS NULL THEN 'false' ELSE format('%I IS NOT NULL', closing) END;
  contract text := 'contract_' || lower(regexp_replace(TG_ARGV[0], '([a-z])([A-Z])', '\\1_\\2', 'g'));
  rows text;
  private boolean := coalesce(TG_ARGV[4], '') = 'private';
  recorded bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    rows := format('SELECT %I AS id, CASE WHEN %L THEN ''UPDATED'' WHEN %s THEN ''CLOSED'' ELSE ''CREATED'' END AS operation FROM new_rows', id_column, part, closed);
  ELSIF TG_OP = 'DELETE' THEN
    rows := format('SELECT %I AS id, CASE WHEN %L THEN ''UPDATED'' ELSE ''DELETED'' END AS operation FROM old_rows', id_column, part);
  ELSIF part THEN
    rows := format('SELECT %1$I AS id, ''UPDATED'' AS operation FROM new_rows UNION SELECT %1$I, ''UPDATED'' FROM old_rows', id_column);
  ELSE
    rows := format('SELECT n.%1$I AS id, CASE WHEN %2$s AND NOT EXISTS (SELECT FROM old_rows o WHERE o.%1$I = n.%1$I AND %2$s) THEN ''CLOSED'' ELSE ''UPDATED'' END AS operation FROM new_rows n', id_column, closed);
  END IF;
  IF part THEN
    EXECUTE format('SELECT count(*) FROM (SELECT FROM %I WHERE id IN (SELECT id FROM (%s) r) ORDER BY id FOR NO KEY UPDATE) locked', contract, rows);
  END IF;
  EXECUTE format(
    'INSERT INTO change (transaction, type, entity_id, operation, fields, private)
       SELECT greatest(pg_current_xact_id(), latest.transaction), %1$L, x.id, x.operation, c.fields, %4$L
       FROM (SELECT DISTINCT ON (id) id, operation FROM (%2$s) r WHERE id IS NOT NULL ORDER BY id) x
       LEFT JOIN %3$I c ON c.id = x.id
       LEFT JOIN LATERAL (SELECT l.transaction FROM change l WHERE l.type = %1$L AND l.entity_id = x.id ORDER BY l.transaction DESC LIMIT 1) latest ON true
     ON CONFLICT (transaction, type, entity_id) DO UPDATE SET fields = excluded.fields, actor = excluded.actor,
       changed_at = greatest(change.changed_at, excluded.changed_at), operation = CASE
         WHEN excluded.operation IN (''CLOSED'', ''DELETED'') THEN excluded.operation
         WHEN change.operation = ''DELETED'' AND excluded.operation = ''CREATED'' THEN ''UPDATED''
         ELSE change.operation END', TG_ARGV[0], rows, contract, private);
  GET DIAGNOSTICS recorded = ROW_COUNT;
  -- Wakes readers up; a slow poll covers a lost notification.
  IF recorded > 0 THEN PERFORM pg_notify('passerelle_change', TG_TABLE_SCHEMA); END IF;
  RETURN NULL;
END $body$;
`;

/** Receipts, versions and the audit of what people write. Triggers do it, so that no writer can forget it. */
const WRITES = `
-- Who sent what, so that a mutation that is sent again is not done again.
CREATE TABLE mutation_receipt (
  actor text NOT NULL,
  client_mutation_id text NOT NULL,
  operation text NOT NULL,
  fingerprint text NOT NULL,
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, client_mutation_id)
);
CREATE INDEX mutation_receipt_created_at ON mutation_receipt (created_at);

CREATE TABLE audit (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  operation text NOT NULL,
  type text NOT NULL,
  entity_id uuid NOT NULL,
  before jsonb,
  after jsonb
);
CREATE INDEX audit_entity ON audit (entity_id, number);
CREATE INDEX audit_actor ON audit (actor, number);

-- Counts the changes of people. Version 0 is a row as loaded; a load changes no other.
CREATE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  NEW.version := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE OLD.version + 1 END;
  NEW.updated_at := now();
  -- A demonstration marks everything that it writes, whoever writes it.
  IF current_setting('passerelle.illustrative', true) = 'on' AND to_jsonb(NEW) ? 'confidence' THEN
    NEW := jsonb_populate_record(NEW, '{"confidence": "ILLUSTRATIVE"}');
  END IF;
  RETURN NEW;
END $body$;

-- Writes who changed a row from what to what. Arguments: type, id column, columns that the audit must not hold.
CREATE FUNCTION record_audit() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - TG_ARGV[2:] END;
  is_now jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - TG_ARGV[2:] END;
BEGIN
  INSERT INTO audit (actor, operation, type, entity_id, before, after)
    VALUES (current_setting('passerelle.actor'), coalesce(current_setting('passerelle.operation', true), ''), TG_ARGV[0],
      (coalesce(is_now, was)->>TG_ARGV[1])::uuid, was, is_now);
  RETURN NULL;
END $body$;
`;

/** Runs of the scheduler: one row for each job, its latest span and what became of it. */
const SCHEDULED_RUN = `
CREATE TABLE scheduled_run (
  job text PRIMARY KEY,
  span timestamptz NOT NULL,
  attempts int NOT NULL CHECK (attempts >= 0),
  begun_at timestamptz NOT NULL,
  retry_at timestamptz NOT NULL,
  finished_at timestamptz,
  failure text
);
`;

/** Organisations that call the graph by API keys. */
const PARTNER = `
CREATE TABLE partner (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT partner_name_key UNIQUE (name)
);
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON partner FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON partner FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Partner', 'id');
`;

/** People and programs that identify themselves by tokens. */
const PRINCIPAL = `
CREATE TABLE principal (
  id uuid PRIMARY KEY,
  issuer text NOT NULL,
  subject text NOT NULL,
  name text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT principal_issuer_subject_key UNIQUE (issuer, subject)
);
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON principal FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON principal FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Principal', 'id');
`;

/** API keys of partners, as hashes, which the audit does not hold. */
const API_KEY = `
CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES partner (id),
  name text NOT NULL,
  prefix text NOT NULL,
  hash text NOT NULL,
  scopes text[],
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT api_key_hash_key UNIQUE (hash),
  CONSTRAINT api_key_order_check CHECK (expires_at > created_at AND revoked_at >= created_at)
);
CREATE INDEX api_key_partner_id ON api_key (partner_id, created_at);
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON api_key FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON api_key FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('ApiKey', 'id', 'hash');
`;

/** Roles of partners and principals, confined to ids (of_ids) where the role asks for it. */
const ROLE_GRANT = `
CREATE TABLE role_grant (
  id uuid PRIMARY KEY,
  partner_id uuid REFERENCES partner (id),
  principal_id uuid REFERENCES principal (id),
  role text NOT NULL CHECK (role IN ('PARTNER', 'ANALYST', 'AUTHORITY_EDITOR', 'FOREIGN_AUTHORITY', 'GROUP_MANAGER',
    'REVIEWER', 'ADMINISTRATOR')),
  of_ids uuid[] NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT role_grant_holder_check CHECK (num_nonnulls(partner_id, principal_id) = 1),
  CONSTRAINT role_grant_of_check CHECK (
    (role IN ('AUTHORITY_EDITOR', 'FOREIGN_AUTHORITY', 'GROUP_MANAGER')) = (cardinality(of_ids) > 0)),
  CONSTRAINT role_grant_order_check CHECK (revoked_at >= granted_at)
);
CREATE UNIQUE INDEX role_grant_of_partner ON role_grant (partner_id, role, of_ids) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX role_grant_of_principal ON role_grant (principal_id, role, of_ids) WHERE revoked_at IS NULL;
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON role_grant FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON role_grant FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('RoleGrant', 'id');
`;

/** Authorities that were closed, projected from the outbox of the authorities: a grant reaches their successors, too. */
const CLOSED_AUTHORITY = `
CREATE TABLE checkpoint (
  subgraph text PRIMARY KEY,
  transaction xid8 NOT NULL,
  number bigint NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE closed_authority (
  id uuid PRIMARY KEY,
  valid_to text NOT NULL,
  successor_id uuid
);
CREATE INDEX closed_authority_successor_id ON closed_authority (successor_id);
`;

/**
 * One row that names the transaction which last took a permission away: whoever remembers it need not look at each grant.
 * It is written as the last thing of a transaction, so that writers who take permissions away wait for each other shortly.
 */
const REVISION = `
CREATE TABLE revision (transaction xid8 NOT NULL);
INSERT INTO revision VALUES (pg_current_xact_id());

CREATE FUNCTION move_revision() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  UPDATE revision SET transaction = pg_current_xact_id() WHERE transaction <> pg_current_xact_id();
  RETURN NULL;
END $body$;
CREATE CONSTRAINT TRIGGER move_revision AFTER UPDATE OR DELETE ON role_grant
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION move_revision();
-- When a key was last used takes nothing from anybody.
CREATE CONSTRAINT TRIGGER move_revision AFTER UPDATE OF scopes, expires_at, revoked_at OR DELETE ON api_key
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION move_revision();
CREATE CONSTRAINT TRIGGER move_revision AFTER INSERT OR UPDATE OR DELETE ON closed_authority
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION move_revision();
`;
