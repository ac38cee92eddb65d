import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The agenda, news and resources. */
export class FirstTables1765400000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [
      LOAD,
      OUTBOX,
      WRITES,
      SCHEDULED_RUN,
      THEME_TREE,
      EVENT,
      EVENT_PARTICIPANT,
      NEWS_ITEM,
      RESOURCE,
    ];
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

/** Codes of the themes below each theme, for filters. */
const THEME_TREE = `
CREATE TABLE theme_tree (
  code text PRIMARY KEY,
  subtree_codes text[] NOT NULL
);
`;

const EVENT = `
CREATE TABLE event (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('COUNTRY_GROUP_MEETING', 'STEERING_COMMITTEE', 'STUDY_MISSION', 'MISSION', 'ASSISES',
    'BILATERAL_MEETINGS', 'CONFERENCE', 'WEBINAR', 'WORKSHOP', 'TALK', 'SELECTION_COMMITTEE', 'TRAINING', 'MEETING')),
  title_fr text NOT NULL,
  title_en text,
  start_date date NOT NULL,
  end_date date NOT NULL,
  start_time text CHECK (start_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  end_time text CHECK (end_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  time_zone text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('IN_PERSON', 'ONLINE', 'HYBRID', 'UNKNOWN')),
  place text,
  country_group_code text,
  country_codes text[] NOT NULL,
  registration_deadline date,
  status text NOT NULL CHECK (status IN ('SAVE_THE_DATE', 'SCHEDULED', 'HELD', 'POSTPONED', 'CANCELLED', 'UNKNOWN')),
  conflicts jsonb NOT NULL,
  note text,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  status_reason text,
  CONSTRAINT event_order_check CHECK (
    (end_date, coalesce(end_time, '24:00')) >= (start_date, coalesce(start_time, '00:00'))),
  CONSTRAINT event_registration_deadline_check CHECK (registration_deadline <= start_date),
  -- A time that clocks pass over when summer time begins does not exist.
  CONSTRAINT event_times_exist CHECK (
    start_date + start_time::time = (start_date + start_time::time) AT TIME ZONE time_zone AT TIME ZONE time_zone
    AND end_date + end_time::time = (end_date + end_time::time) AT TIME ZONE time_zone AT TIME ZONE time_zone)
);
CREATE INDEX event_start_date ON event (start_date, id);
CREATE INDEX event_country_group_code ON event (country_group_code, start_date);
CREATE INDEX event_country_codes ON event USING gin (country_codes);

-- What people may make of an event: the order of its states, that it has begun when it was held, and where it takes place.
CREATE FUNCTION check_event() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  broken text;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.status <> OLD.status AND NOT (CASE OLD.status
    WHEN 'SAVE_THE_DATE' THEN NEW.status IN ('SCHEDULED', 'HELD', 'POSTPONED', 'CANCELLED')
    WHEN 'SCHEDULED' THEN NEW.status IN ('HELD', 'POSTPONED', 'CANCELLED')
    WHEN 'POSTPONED' THEN NEW.status IN ('SAVE_THE_DATE', 'SCHEDULED', 'CANCELLED')
    WHEN 'UNKNOWN' THEN true
    ELSE false END)
  THEN broken := 'event_transition';
  ELSIF NEW.status = 'HELD' AND NEW.start_date > (now() AT TIME ZONE 'Europe/Paris')::date
  THEN broken := 'event_held_later';
  ELSIF NEW.status = 'SCHEDULED' AND NEW.mode IN ('IN_PERSON', 'HYBRID') AND NEW.place IS NULL
    AND (TG_OP = 'INSERT' OR (NEW.status, NEW.mode, NEW.place) IS DISTINCT FROM (OLD.status, OLD.mode, OLD.place))
  THEN broken := 'event_place_needed';
  END IF;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION '% (%)', broken, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER check_event BEFORE INSERT OR UPDATE ON event FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION check_event();
`;

const EVENT_PARTICIPANT = `
CREATE TABLE event_participant (
  event_id uuid NOT NULL REFERENCES event (id),
  authority_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('PRESIDENT', 'CHAIR')),
  country_group_code text,
  PRIMARY KEY (event_id, authority_id, role),
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX event_participant_authority_id ON event_participant (authority_id);

CREATE VIEW contract_event AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'kind', t.kind,
  'titleFr', t.title_fr,
  'titleEn', t.title_en,
  'startDate', t.start_date,
  'endDate', t.end_date,
  'startTime', t.start_time,
  'endTime', t.end_time,
  'timeZone', t.time_zone,
  'mode', t.mode,
  'place', t.place,
  'countryGroupCode', t.country_group_code,
  'countryCodes', t.country_codes,
  'registrationDeadline', t.registration_deadline,
  'status', t.status,
  'participants', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('authorityId', e.authority_id, 'role', e.role) ORDER BY e.authority_id, e.role), '[]')
    FROM event_participant e WHERE e.event_id = t.id)
) AS fields FROM event t;
CREATE TRIGGER record_insert_id AFTER INSERT ON event REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Event', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON event REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Event', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON event REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Event', 'id', '', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON event FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON event FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Event', 'id');
CREATE TRIGGER record_insert_event_id AFTER INSERT ON event_participant REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Event', 'event_id', '', 'part');
CREATE TRIGGER record_update_event_id AFTER UPDATE ON event_participant REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Event', 'event_id', '', 'part');
CREATE TRIGGER record_delete_event_id AFTER DELETE ON event_participant REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Event', 'event_id', '', 'part');
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON event_participant FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Event', 'event_id');
`;

const NEWS_ITEM = `
CREATE TABLE news_item (
  id uuid PRIMARY KEY,
  title_fr text NOT NULL,
  title_en text,
  published_on text,
  body_fr text,
  body_en text,
  url text NOT NULL,
  theme_codes text[] NOT NULL,
  country_codes text[] NOT NULL,
  documents jsonb NOT NULL,
  note text,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  country_group_code text,
  withdrawn_at timestamptz
);
CREATE INDEX news_item_theme_codes ON news_item USING gin (theme_codes);
CREATE INDEX news_item_country_codes ON news_item USING gin (country_codes);
CREATE INDEX news_item_country_group_code ON news_item (country_group_code);

CREATE VIEW contract_news_item AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'titleFr', t.title_fr,
  'titleEn', t.title_en,
  'publishedOn', t.published_on,
  'url', t.url,
  'themeCodes', t.theme_codes,
  'countryCodes', t.country_codes,
  'countryGroupCode', t.country_group_code,
  'withdrawnAt', t.withdrawn_at
) AS fields FROM news_item t;
CREATE TRIGGER record_insert_id AFTER INSERT ON news_item REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('NewsItem', 'id', 'withdrawn_at', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON news_item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('NewsItem', 'id', 'withdrawn_at', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON news_item REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('NewsItem', 'id', 'withdrawn_at', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON news_item FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON news_item FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('NewsItem', 'id');
`;

const RESOURCE = `
CREATE TABLE resource (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('TEXT', 'PHOTO', 'AUDIO', 'VIDEO')),
  title_fr text NOT NULL,
  title_en text,
  language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
  date text,
  url text NOT NULL,
  licence text,
  theme_codes text[] NOT NULL,
  country_codes text[] NOT NULL,
  note text,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  country_group_code text,
  withdrawn_at timestamptz
);
CREATE INDEX resource_theme_codes ON resource USING gin (theme_codes);
CREATE INDEX resource_country_codes ON resource USING gin (country_codes);
CREATE INDEX resource_country_group_code ON resource (country_group_code);

CREATE VIEW contract_resource AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'kind', t.kind,
  'titleFr', t.title_fr,
  'titleEn', t.title_en,
  'language', t.language,
  'date', t.date,
  'url', t.url,
  'licence', t.licence,
  'themeCodes', t.theme_codes,
  'countryCodes', t.country_codes,
  'countryGroupCode', t.country_group_code,
  'withdrawnAt', t.withdrawn_at
) AS fields FROM resource t;
CREATE TRIGGER record_insert_id AFTER INSERT ON resource REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Resource', 'id', 'withdrawn_at', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON resource REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Resource', 'id', 'withdrawn_at', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON resource REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Resource', 'id', 'withdrawn_at', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON resource FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON resource FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Resource', 'id');
`;
