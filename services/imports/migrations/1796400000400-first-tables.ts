import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of files. Nothing of them is for others, so their tables write no change events: the outbox stays empty. */
export class FirstTables1796400000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STATEMENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

const STATEMENTS = `
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

CREATE TABLE scheduled_run (
  job text PRIMARY KEY,
  span timestamptz NOT NULL,
  attempts int NOT NULL CHECK (attempts >= 0),
  begun_at timestamptz NOT NULL,
  retry_at timestamptz NOT NULL,
  finished_at timestamptz,
  failure text
);

CREATE TABLE file_import (
  id uuid PRIMARY KEY,
  file_name text NOT NULL,
  digest text,
  byte_length bigint NOT NULL DEFAULT 0,
  profile text,
  map text,
  sheet text,
  detected jsonb,
  source_key text NOT NULL,
  source_title text NOT NULL,
  source_url text,
  source_licence text NOT NULL,
  source_as_of text,
  state text NOT NULL,
  failed_in text,
  failure jsonb,
  attempts integer NOT NULL DEFAULT 0,
  authority_id uuid,
  actor_id text NOT NULL,
  worker jsonb NOT NULL,
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  undone_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT file_import_state_check CHECK (state IN ('UPLOADING', 'READING', 'READ', 'PREVIEWING', 'PREVIEWED', 'APPLYING', 'APPLIED',
    'UNDOING', 'UNDONE', 'FAILED')),
  CONSTRAINT file_import_layout_check CHECK (profile IS NULL OR map IS NULL)
);
CREATE INDEX file_import_actor_id ON file_import (actor_id, created_at);
CREATE INDEX file_import_source_key ON file_import (source_key);
-- What the job looks for, in the order in which it was asked for.
CREATE INDEX file_import_at_work ON file_import (updated_at) WHERE state IN ('READING', 'PREVIEWING', 'APPLYING', 'UNDOING');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON file_import FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON file_import FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Import', 'id', 'map', 'worker', 'detected');

CREATE TABLE import_part (
  import_id uuid NOT NULL,
  number integer NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (import_id, number),
  CONSTRAINT import_part_import_id_fkey FOREIGN KEY (import_id) REFERENCES file_import (id) ON DELETE CASCADE
);

CREATE TABLE import_row (
  id uuid PRIMARY KEY,
  import_id uuid NOT NULL,
  number integer NOT NULL,
  sheet text,
  row_number integer,
  external_id text,
  cells json NOT NULL,
  content jsonb,
  problems jsonb NOT NULL,
  fate text,
  match jsonb,
  decision jsonb,
  partnership_id uuid,
  is_undoing boolean NOT NULL DEFAULT false,
  applied_at timestamptz,
  CONSTRAINT import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES file_import (id) ON DELETE CASCADE,
  CONSTRAINT import_row_fate_check CHECK (fate IN ('CREATED', 'JOINED', 'UPDATED', 'UNCHANGED', 'AMBIGUOUS', 'REFUSED', 'SKIPPED',
    'MISSING_FROM_EDITION'))
);
CREATE UNIQUE INDEX import_row_number ON import_row (import_id, number);
CREATE INDEX import_row_external_id ON import_row (import_id, external_id);
-- Rows that the present work has not reached.
CREATE INDEX import_row_waiting ON import_row (import_id, number) WHERE applied_at IS NULL;
-- A decision is audited; what the job finds out is not.
CREATE TRIGGER record_audit AFTER UPDATE OF decision ON import_row FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('ImportRow', 'id', 'cells', 'content', 'problems', 'match');
`;
