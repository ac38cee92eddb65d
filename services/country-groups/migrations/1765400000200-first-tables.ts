import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Countries, country groups, and who presides over them when. */
export class FirstTables1765400000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [LOAD, OUTBOX, WRITES, SCHEDULED_RUN, COUNTRY, COUNTRY_GROUP, COUNTRY_GROUP_TERM];
    for (const statements of parts) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not undone: restore a backup.');
  }
}

/** The last data load, so that an unchanged one is skipped. */
const LOAD = `
CREATE TABLE data_load (
  fingerprint text PRIMARY KEY,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  report jsonb NOT NULL
);
`;

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

const COUNTRY = `
CREATE TABLE country (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2}$'),
  alpha3 text NOT NULL UNIQUE CHECK (alpha3 ~ '^[A-Z]{3}$'),
  numeric_code text NOT NULL UNIQUE CHECK (numeric_code ~ '^[0-9]{3}$'),
  name_fr text NOT NULL,
  name_en text NOT NULL,
  aliases text[] NOT NULL,
  region text,
  sub_region text,
  least_developed boolean NOT NULL,
  least_developed_as_of date NOT NULL,
  search_names text[] NOT NULL,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX country_search_names ON country USING gin (search_names);

CREATE VIEW contract_country AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'alpha3', t.alpha3,
  'numericCode', t.numeric_code,
  'nameFr', t.name_fr,
  'nameEn', t.name_en,
  'aliases', t.aliases,
  'region', t.region,
  'subRegion', t.sub_region,
  'leastDeveloped', t.least_developed
) AS fields FROM country t;
CREATE TRIGGER record_insert_id AFTER INSERT ON country REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Country', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON country REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Country', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON country REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Country', 'id', '', '');
`;

const COUNTRY_GROUP = `
CREATE TABLE country_group (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name_fr text NOT NULL,
  name_en text NOT NULL,
  country_codes text[] NOT NULL CHECK (cardinality(country_codes) > 0),
  created_on text,
  last_activity_on date,
  status text NOT NULL CHECK (status IN ('ACTIVE_EVIDENCE', 'LISTED')),
  contact text,
  note text,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  closed_on date
);
CREATE INDEX country_group_country_codes ON country_group USING gin (country_codes);

CREATE VIEW contract_country_group AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'nameFr', t.name_fr,
  'nameEn', t.name_en,
  'countryCodes', t.country_codes,
  'createdOn', t.created_on,
  'lastActivityOn', t.last_activity_on,
  'status', t.status,
  'closedOn', t.closed_on
) AS fields FROM country_group t;
CREATE TRIGGER record_insert_id AFTER INSERT ON country_group REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CountryGroup', 'id', 'closed_on', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON country_group REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CountryGroup', 'id', 'closed_on', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON country_group REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CountryGroup', 'id', 'closed_on', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON country_group FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON country_group FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('CountryGroup', 'id');
`;

const COUNTRY_GROUP_TERM = `
-- The days on which a term is known to have lasted. A term that a source saw, and of which neither end is known, lasted on
-- the day on which it was seen (of a year or a month: the first day). One whose first day is known lasts until its last
-- day, and for ever while that is not known.
CREATE FUNCTION held_days(starts_on date, ends_on date, seen_on text) RETURNS daterange LANGUAGE sql IMMUTABLE AS $body$
  SELECT CASE WHEN starts_on IS NOT NULL THEN daterange(starts_on, ends_on, '[]')
    WHEN seen_on IS NOT NULL THEN daterange(seen.first_day, coalesce(ends_on, seen.first_day), '[]') END
  FROM (SELECT make_date(left(seen_on, 4)::int, coalesce(nullif(substr(seen_on, 6, 2), ''), '1')::int,
    coalesce(nullif(substr(seen_on, 9, 2), ''), '1')::int) AS first_day) seen
$body$;

CREATE TABLE country_group_term (
  id uuid PRIMARY KEY,
  group_code text NOT NULL REFERENCES country_group (code),
  person text NOT NULL,
  role text NOT NULL CHECK (role IN ('PRESIDENT', 'FORMER_PRESIDENT', 'CHAIR', 'REFERENT')),
  role_text text,
  authority_id uuid,
  seen_on text,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  starts_on date,
  ends_on date,
  CONSTRAINT country_group_term_dates_ordered CHECK (starts_on <= ends_on),
  CONSTRAINT country_group_term_seen_within CHECK (left(starts_on::text, length(seen_on)) COLLATE "C" <= seen_on
    AND left(ends_on::text, length(seen_on)) COLLATE "C" >= seen_on),
  -- A term without a date says nothing of any date.
  CONSTRAINT country_group_term_one_presidency EXCLUDE USING gist
    (group_code WITH =, held_days(starts_on, ends_on, seen_on) WITH &&) WHERE (role = 'PRESIDENT')
);
CREATE INDEX country_group_term_group_code ON country_group_term (group_code);
CREATE INDEX country_group_term_authority_id ON country_group_term (authority_id);

-- A load leaves presidencies that people have written alone, whatever its source says.
CREATE FUNCTION yield_to_written_presidency() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF EXISTS (SELECT FROM country_group_term t WHERE t.group_code = NEW.group_code AND t.role = 'PRESIDENT' AND t.version > 0
    AND t.id <> NEW.id AND held_days(t.starts_on, t.ends_on, t.seen_on) && held_days(NEW.starts_on, NEW.ends_on, NEW.seen_on))
  THEN RETURN NULL;
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER yield_to_written_presidency BEFORE INSERT OR UPDATE ON country_group_term FOR EACH ROW
  WHEN (NEW.role = 'PRESIDENT' AND coalesce(current_setting('passerelle.actor', true), '') = '')
  EXECUTE FUNCTION yield_to_written_presidency();

CREATE VIEW contract_country_group_term AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'groupCode', t.group_code,
  'role', t.role,
  'authorityId', t.authority_id,
  'seenOn', t.seen_on,
  'startsOn', t.starts_on,
  'endsOn', t.ends_on
) AS fields FROM country_group_term t;
CREATE TRIGGER record_insert_id AFTER INSERT ON country_group_term REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CountryGroupTerm', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON country_group_term REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CountryGroupTerm', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON country_group_term REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CountryGroupTerm', 'id', '', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON country_group_term FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON country_group_term FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('CountryGroupTerm', 'id');
`;
