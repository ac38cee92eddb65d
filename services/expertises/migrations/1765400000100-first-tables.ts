import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Themes, expertises, and EXPE-CT: programmes, committee sessions, applications and labels.
 * Rules that look at several rows are triggers: each refuses like a broken constraint, by a name that mutations know. */
export class FirstTables1765400000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [
      LOAD,
      OUTBOX,
      WRITES,
      SCHEDULED_RUN,
      THEME,
      CODE_LISTS,
      DAYS,
      EXPERTISE,
      LABEL_PROGRAMME,
      COMMITTEE_SESSION,
      LABEL_APPLICATION,
      LABEL,
      APPLICATION_RULES,
      LABEL_RULES,
      SESSION_RULES,
      EXPERTISE_RULES,
      LOAD_RULES,
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

const THEME = `
CREATE TABLE theme (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  parent_code text REFERENCES theme (code) DEFERRABLE INITIALLY DEFERRED,
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
  name_fr text NOT NULL,
  name_en text NOT NULL,
  path_codes text[] NOT NULL,
  subtree_codes text[] NOT NULL,
  dac_codes text[] NOT NULL,
  goal_codes smallint[] NOT NULL,
  mapping_note text,
  search_text text NOT NULL,
  CONSTRAINT theme_path_codes_check CHECK (cardinality(path_codes) = level AND path_codes[level] = code),
  CONSTRAINT theme_parent_code_check CHECK ((level = 1) = (parent_code IS NULL)),
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX theme_parent_code ON theme (parent_code);

CREATE VIEW contract_theme AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'parentCode', t.parent_code,
  'level', t.level,
  'nameFr', t.name_fr,
  'nameEn', t.name_en,
  'pathCodes', t.path_codes,
  'subtreeCodes', t.subtree_codes,
  'dacCodes', t.dac_codes,
  'goalCodes', t.goal_codes
) AS fields FROM theme t;
CREATE TRIGGER record_insert_id AFTER INSERT ON theme REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Theme', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON theme REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Theme', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON theme REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Theme', 'id', '', '');
`;

/** Purpose codes of the DAC and the Sustainable Development Goals, to which themes are mapped. */
const CODE_LISTS = `
CREATE TABLE dac_sector (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[0-9]{5}$'),
  name_fr text,
  name_en text NOT NULL,
  status text NOT NULL CHECK (status IN ('ACTIVE', 'WITHDRAWN')),
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW contract_dac_sector AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'nameFr', t.name_fr,
  'nameEn', t.name_en,
  'status', t.status
) AS fields FROM dac_sector t;
CREATE TRIGGER record_insert_id AFTER INSERT ON dac_sector REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('DacSector', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON dac_sector REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('DacSector', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON dac_sector REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('DacSector', 'id', '', '');

CREATE TABLE sustainable_development_goal (
  id uuid PRIMARY KEY,
  code smallint NOT NULL UNIQUE CHECK (code BETWEEN 1 AND 17),
  name_fr text NOT NULL,
  name_en text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW contract_sustainable_development_goal AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'nameFr', t.name_fr,
  'nameEn', t.name_en
) AS fields FROM sustainable_development_goal t;
CREATE TRIGGER record_insert_id AFTER INSERT ON sustainable_development_goal REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('SustainableDevelopmentGoal', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON sustainable_development_goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('SustainableDevelopmentGoal', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON sustainable_development_goal REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('SustainableDevelopmentGoal', 'id', '', '');
`;

/** Days and periods in Paris, for the rules below. */
const DAYS = `
-- What arrives when the day begins in Paris, by its winter or its summer time, is late.
CREATE FUNCTION arrived_in_time(arrived timestamptz, submissions_before date) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN arrived < (submissions_before::timestamp AT TIME ZONE 'Europe/Paris');

-- The days on which a label is in force; none when it was revoked before the first of them.
CREATE FUNCTION label_period(valid_from date, valid_until date, revoked_on date) RETURNS daterange
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN revoked_on <= valid_from THEN 'empty'::daterange
    ELSE daterange(valid_from, least(valid_until + 1, revoked_on)) END;

CREATE FUNCTION day_in_paris() RETURNS date LANGUAGE sql VOLATILE
  RETURN (clock_timestamp() AT TIME ZONE 'Europe/Paris')::date;
`;

const EXPERTISE = `
-- Titles that differ only in case, in kinds and runs of spaces, or in soft hyphens and joiners are the same title.
CREATE FUNCTION compared_title(title text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(btrim(regexp_replace(translate(title, U&'\\00A0\\2007\\2009\\202F\\00AD\\200C\\200D', '    '), ' +', ' ', 'g')) COLLATE "und-x-icu");

CREATE TABLE expertise (
  id uuid PRIMARY KEY,
  authority_id uuid NOT NULL,
  theme_code text NOT NULL REFERENCES theme (code),
  title_fr text NOT NULL,
  title_en text,
  description_fr text,
  description_en text,
  basis text NOT NULL CHECK (basis IN ('LABELLED', 'DECLARED', 'EVIDENCED')),
  languages text[],
  mobilisation_modes text[] CHECK (mobilisation_modes <@ ARRAY['SHORT_MISSION', 'LONG_MISSION', 'REMOTE', 'HOSTING']),
  mobilisation_terms_fr text,
  mobilisation_terms_en text,
  country_codes text[] NOT NULL,
  authority_country_codes text[] NOT NULL,
  evidence_ids uuid[] NOT NULL,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE', 'DECLARED')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  withdrawn_on date,
  CONSTRAINT expertise_authority_country_codes_check CHECK (authority_country_codes @> country_codes),
  CONSTRAINT expertise_evidence_ids_check CHECK (basis <> 'EVIDENCED' OR cardinality(evidence_ids) > 0)
);
CREATE INDEX expertise_theme_code ON expertise (theme_code, id);
CREATE INDEX expertise_country_codes ON expertise USING gin (country_codes);
CREATE INDEX expertise_authority_country_codes ON expertise USING gin (authority_country_codes);
CREATE INDEX expertise_evidence_ids ON expertise USING gin (evidence_ids);
CREATE UNIQUE INDEX expertise_title ON expertise (authority_id, theme_code, compared_title(title_fr)) WHERE withdrawn_on IS NULL;

CREATE VIEW contract_expertise AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'authorityId', t.authority_id,
  'themeCode', t.theme_code,
  'titleFr', t.title_fr,
  'titleEn', t.title_en,
  'descriptionFr', t.description_fr,
  'descriptionEn', t.description_en,
  'basis', t.basis,
  'languages', t.languages,
  'mobilisationModes', t.mobilisation_modes,
  'countryCodes', t.country_codes,
  'authorityCountryCodes', t.authority_country_codes,
  'evidenceIds', t.evidence_ids,
  'withdrawnOn', t.withdrawn_on
) AS fields FROM expertise t;
CREATE TRIGGER record_insert_id AFTER INSERT ON expertise REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Expertise', 'id', 'withdrawn_on', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON expertise REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Expertise', 'id', 'withdrawn_on', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON expertise REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Expertise', 'id', 'withdrawn_on', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON expertise FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON expertise FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Expertise', 'id');
`;

const LABEL_PROGRAMME = `
CREATE TABLE label_programme (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name_fr text NOT NULL,
  name_en text NOT NULL,
  launched_on text NOT NULL,
  successor_code text REFERENCES label_programme (code) DEFERRABLE INITIALLY DEFERRED,
  description_fr text NOT NULL,
  description_en text NOT NULL,
  facts jsonb NOT NULL,
  note text,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW contract_label_programme AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'nameFr', t.name_fr,
  'nameEn', t.name_en,
  'launchedOn', t.launched_on
) AS fields FROM label_programme t;
CREATE TRIGGER record_insert_id AFTER INSERT ON label_programme REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('LabelProgramme', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON label_programme REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('LabelProgramme', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON label_programme REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('LabelProgramme', 'id', '', '');
`;

const COMMITTEE_SESSION = `
CREATE TABLE committee_session (
  id uuid PRIMARY KEY,
  programme_code text NOT NULL REFERENCES label_programme (code),
  announced_on date NOT NULL,
  submissions_before date NOT NULL,
  held_on date NOT NULL,
  note text,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT committee_session_dates_ordered CHECK (announced_on <= submissions_before AND submissions_before < held_on),
  CONSTRAINT committee_session_dates_bounded CHECK (announced_on >= '2000-01-01')
);

CREATE VIEW contract_committee_session AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'programmeCode', t.programme_code,
  'announcedOn', t.announced_on,
  'submissionsBefore', t.submissions_before,
  'heldOn', t.held_on
) AS fields FROM committee_session t;
CREATE TRIGGER record_insert_id AFTER INSERT ON committee_session REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CommitteeSession', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON committee_session REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CommitteeSession', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON committee_session REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CommitteeSession', 'id', '', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON committee_session FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON committee_session FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('CommitteeSession', 'id');
`;

/** Applications, which only the applicant and the committee see, and the steps that each has gone. */
const LABEL_APPLICATION = `
CREATE TABLE label_application (
  id uuid PRIMARY KEY,
  expertise_id uuid NOT NULL REFERENCES expertise (id),
  authority_id uuid NOT NULL,
  session_id uuid NOT NULL REFERENCES committee_session (id),
  status text NOT NULL CHECK (status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
  competences text,
  evidence text,
  mobilisation_terms text,
  moved_by text NOT NULL CHECK (moved_by IN ('AUTHORITY', 'COMMITTEE', 'ADMINISTRATOR')),
  reason text,
  submitted_at timestamptz,
  submissions_before date,
  decided_on date,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT label_application_in_time CHECK (status IN ('DRAFT', 'WITHDRAWN')
    OR coalesce(arrived_in_time(submitted_at, submissions_before), false)),
  CONSTRAINT label_application_complete CHECK (status IN ('DRAFT', 'WITHDRAWN') OR (coalesce(btrim(competences), '') <> ''
    AND coalesce(btrim(evidence), '') <> '' AND coalesce(btrim(mobilisation_terms), '') <> '')),
  CONSTRAINT label_application_refused_for_reasons CHECK (status <> 'REFUSED' OR coalesce(btrim(reason), '') <> ''),
  CONSTRAINT label_application_decided CHECK ((status IN ('ACCEPTED', 'REFUSED')) = (decided_on IS NOT NULL))
);
CREATE UNIQUE INDEX label_application_one_per_session ON label_application (expertise_id, session_id) WHERE status <> 'WITHDRAWN';
CREATE INDEX label_application_authority_id ON label_application (authority_id, created_at DESC, id);
CREATE INDEX label_application_session_id ON label_application (session_id, created_at DESC, id);

CREATE VIEW contract_label_application AS SELECT t.id AS id, NULL::jsonb AS fields FROM label_application t;
CREATE TRIGGER record_insert_id AFTER INSERT ON label_application REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('LabelApplication', 'id', '', '', 'private');
CREATE TRIGGER record_update_id AFTER UPDATE ON label_application REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('LabelApplication', 'id', '', '', 'private');
CREATE TRIGGER record_delete_id AFTER DELETE ON label_application REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('LabelApplication', 'id', '', '', 'private');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON label_application FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON label_application FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('LabelApplication', 'id');

CREATE TABLE label_application_transition (
  application_id uuid NOT NULL REFERENCES label_application (id) ON DELETE CASCADE,
  number integer NOT NULL,
  at timestamptz NOT NULL,
  from_status text,
  to_status text NOT NULL,
  moved_by text NOT NULL,
  actor text NOT NULL,
  reason text,
  PRIMARY KEY (application_id, number)
);
CREATE FUNCTION record_transition() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  INSERT INTO label_application_transition (application_id, number, at, from_status, to_status, moved_by, actor, reason)
    SELECT NEW.id, count(*) + 1, clock_timestamp(), CASE TG_OP WHEN 'UPDATE' THEN OLD.status END, NEW.status, NEW.moved_by,
      coalesce(current_setting('passerelle.actor', true), ''), NEW.reason
    FROM label_application_transition WHERE application_id = NEW.id;
  RETURN NULL;
END
$body$;
CREATE TRIGGER record_first_transition AFTER INSERT ON label_application FOR EACH ROW EXECUTE FUNCTION record_transition();
CREATE TRIGGER record_transition AFTER UPDATE ON label_application FOR EACH ROW
  WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION record_transition();
`;

/** Labels can be revoked, transferred to another authority and corrected, each by a decision with its reason. */
const LABEL = `
CREATE TABLE label (
  id uuid PRIMARY KEY,
  expertise_id uuid NOT NULL REFERENCES expertise (id),
  authority_id uuid NOT NULL,
  programme_code text NOT NULL REFERENCES label_programme (code),
  session_id uuid REFERENCES committee_session (id),
  awarded_on date NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  application_id uuid REFERENCES label_application (id) UNIQUE,
  revoked_on date,
  revocation_reason text,
  transferred_from_id uuid,
  transferred_on date,
  transfer_reason text,
  correction_reason text,
  CONSTRAINT label_validity_ordered CHECK (valid_until IS NULL OR valid_from <= valid_until),
  CONSTRAINT label_validity_bounded CHECK (valid_from BETWEEN awarded_on - interval '1 year' AND awarded_on + interval '1 year'
    AND valid_until <= valid_from + interval '20 years'),
  CONSTRAINT label_revoked_for_a_reason CHECK ((revoked_on IS NULL AND revocation_reason IS NULL)
    OR (revoked_on IS NOT NULL AND coalesce(btrim(revocation_reason), '') <> '')),
  CONSTRAINT label_transferred_for_a_reason CHECK (
    (transferred_from_id IS NULL AND transferred_on IS NULL AND transfer_reason IS NULL)
    OR (transferred_from_id IS NOT NULL AND transferred_from_id <> authority_id AND transferred_on IS NOT NULL
      AND coalesce(btrim(transfer_reason), '') <> '')),
  CONSTRAINT label_one_in_force EXCLUDE USING gist
    (authority_id WITH =, expertise_id WITH =, label_period(valid_from, valid_until, revoked_on) WITH &&)
);
CREATE INDEX label_expertise_id ON label (expertise_id);
CREATE INDEX label_authority_id ON label (authority_id);
CREATE INDEX label_programme_code ON label (programme_code);
CREATE INDEX label_session_id ON label (session_id);

CREATE VIEW contract_label AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'expertiseId', t.expertise_id,
  'authorityId', t.authority_id,
  'programmeCode', t.programme_code,
  'sessionId', t.session_id,
  'awardedOn', t.awarded_on,
  'validFrom', t.valid_from,
  'validUntil', t.valid_until,
  'revokedOn', t.revoked_on,
  'transferredFromId', t.transferred_from_id,
  'transferredOn', t.transferred_on
) AS fields FROM label t;
CREATE TRIGGER record_insert_id AFTER INSERT ON label REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Label', 'id', 'revoked_on', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON label REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Label', 'id', 'revoked_on', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON label REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Label', 'id', 'revoked_on', '');
-- What an expertise rests on changes with its labels.
CREATE TRIGGER record_insert_expertise_id AFTER INSERT ON label REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Expertise', 'expertise_id', '', 'part');
CREATE TRIGGER record_update_expertise_id AFTER UPDATE ON label REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Expertise', 'expertise_id', '', 'part');
CREATE TRIGGER record_delete_expertise_id AFTER DELETE ON label REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Expertise', 'expertise_id', '', 'part');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON label FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON label FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Label', 'id');
`;

/** Rules of applications. Whoever locks several rows locks them in this order: application, session, expertise. */
const APPLICATION_RULES = `
CREATE FUNCTION check_label_application() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  session committee_session;
  holder expertise;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'DRAFT' THEN
      RAISE EXCEPTION 'an application begins as a draft'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_application_transition', TABLE = TG_TABLE_NAME;
    END IF;
    SELECT * INTO holder FROM expertise WHERE id = NEW.expertise_id FOR SHARE;
    IF holder.withdrawn_on IS NOT NULL THEN
      RAISE EXCEPTION 'the expertise was withdrawn'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_application_expertise', TABLE = TG_TABLE_NAME;
    END IF;
    NEW.submitted_at := NULL;
    NEW.submissions_before := NULL;
    NEW.decided_on := NULL;
    RETURN NEW;
  END IF;
  IF NEW.status <> OLD.status AND NOT (CASE OLD.status
    WHEN 'DRAFT' THEN NEW.status IN ('SUBMITTED', 'WITHDRAWN')
    WHEN 'SUBMITTED' THEN NEW.status IN ('UNDER_REVIEW', 'WITHDRAWN')
    WHEN 'UNDER_REVIEW' THEN NEW.status IN ('ACCEPTED', 'REFUSED', 'WITHDRAWN')
    ELSE false END)
  THEN
    RAISE EXCEPTION 'an application does not go from % to %', OLD.status, NEW.status
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_application_transition', TABLE = TG_TABLE_NAME;
  END IF;
  IF OLD.expertise_id <> NEW.expertise_id OR (OLD.status <> 'DRAFT' AND
    (OLD.session_id, OLD.competences, OLD.evidence, OLD.mobilisation_terms) IS DISTINCT FROM
    (NEW.session_id, NEW.competences, NEW.evidence, NEW.mobilisation_terms))
  THEN
    RAISE EXCEPTION 'what was submitted stays as it is'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_application_as_submitted', TABLE = TG_TABLE_NAME;
  END IF;
  NEW.submitted_at := OLD.submitted_at;
  NEW.submissions_before := OLD.submissions_before;
  NEW.decided_on := OLD.decided_on;
  IF NEW.status = OLD.status OR NEW.status NOT IN ('SUBMITTED', 'ACCEPTED', 'REFUSED') THEN RETURN NEW; END IF;
  SELECT * INTO session FROM committee_session WHERE id = NEW.session_id FOR SHARE;
  IF NEW.status = 'SUBMITTED' THEN
    -- The clock, and not the start of the transaction, which can have waited over midnight.
    NEW.submitted_at := clock_timestamp();
    NEW.submissions_before := session.submissions_before;
    IF NOT arrived_in_time(NEW.submitted_at, NEW.submissions_before) THEN
      RAISE EXCEPTION 'files had to arrive before %', NEW.submissions_before
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_application_in_time', TABLE = TG_TABLE_NAME;
    END IF;
  ELSE
    NEW.decided_on := day_in_paris();
    IF NEW.decided_on < session.held_on THEN
      RAISE EXCEPTION 'the committee sits on %', session.held_on
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_application_session_held', TABLE = TG_TABLE_NAME;
    END IF;
  END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER check_label_application BEFORE INSERT OR UPDATE ON label_application FOR EACH ROW
  EXECUTE FUNCTION check_label_application();

CREATE FUNCTION require_label() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF NOT EXISTS (SELECT FROM label l WHERE l.application_id = NEW.id AND l.expertise_id = NEW.expertise_id AND l.session_id = NEW.session_id) THEN
    RAISE EXCEPTION 'an accepted application has its label'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_application_granted', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END
$body$;
CREATE CONSTRAINT TRIGGER require_label AFTER UPDATE ON label_application DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.status = 'ACCEPTED' AND OLD.status <> 'ACCEPTED') EXECUTE FUNCTION require_label();
`;

const LABEL_RULES = `
CREATE FUNCTION check_label() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  held date;
  withdrawn date;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.revoked_on IS NOT NULL AND NEW.revoked_on IS DISTINCT FROM OLD.revoked_on THEN
    RAISE EXCEPTION 'a label that was revoked stays so'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_stays_revoked', TABLE = TG_TABLE_NAME;
  END IF;
  SELECT held_on INTO held FROM committee_session WHERE id = NEW.session_id FOR SHARE;
  IF NEW.awarded_on < held THEN
    RAISE EXCEPTION 'the committee sits on %', held
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_awarded_after_session', TABLE = TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
  -- Writers of labels of one expertise wait for each other.
  SELECT withdrawn_on INTO withdrawn FROM expertise WHERE id = NEW.expertise_id FOR NO KEY UPDATE;
  IF withdrawn IS NOT NULL THEN
    RAISE EXCEPTION 'the expertise was withdrawn'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_expertise', TABLE = TG_TABLE_NAME;
  END IF;
  IF NEW.application_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM label_application a WHERE a.id = NEW.application_id AND a.status IN ('UNDER_REVIEW', 'ACCEPTED'))
  THEN
    RAISE EXCEPTION 'the application is not under review'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_application_transition', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER check_label BEFORE INSERT OR UPDATE ON label FOR EACH ROW EXECUTE FUNCTION check_label();

-- A label whose validity changes stands behind an expertise that holds.
CREATE FUNCTION check_label_validity() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  withdrawn date;
BEGIN
  SELECT withdrawn_on INTO withdrawn FROM expertise WHERE id = NEW.expertise_id FOR NO KEY UPDATE;
  IF withdrawn IS NOT NULL THEN
    RAISE EXCEPTION 'the expertise was withdrawn'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'label_expertise', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER check_label_validity BEFORE UPDATE ON label FOR EACH ROW
  WHEN ((NEW.valid_from, NEW.valid_until) IS DISTINCT FROM (OLD.valid_from, OLD.valid_until))
  EXECUTE FUNCTION check_label_validity();

-- A label, and an application when it is made, belong to the authority whose expertise it is. The names of the triggers
-- come after those of check_label and check_label_application, which lock the expertise: triggers fire in order of name.
-- Argument: the constraint that is broken.
CREATE FUNCTION check_holder() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF NOT EXISTS (SELECT FROM expertise e WHERE e.id = NEW.expertise_id AND e.authority_id = NEW.authority_id) THEN
    RAISE EXCEPTION 'the expertise is of another authority'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0], TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER check_label_holder BEFORE INSERT OR UPDATE OF expertise_id, authority_id ON label FOR EACH ROW
  EXECUTE FUNCTION check_holder('label_holder');
CREATE TRIGGER check_label_application_holder BEFORE INSERT ON label_application FOR EACH ROW
  EXECUTE FUNCTION check_holder('label_application_holder');
`;

/** What was decided at a session keeps its dates. */
const SESSION_RULES = `
CREATE FUNCTION check_committee_session() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF EXISTS (SELECT FROM label WHERE session_id = NEW.id AND awarded_on < NEW.held_on)
    OR EXISTS (SELECT FROM label_application WHERE session_id = NEW.id AND decided_on < NEW.held_on)
  THEN
    RAISE EXCEPTION 'the committee has decided before'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_session_before_decisions', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER check_committee_session BEFORE UPDATE ON committee_session FOR EACH ROW
  WHEN (NEW.held_on > OLD.held_on) EXECUTE FUNCTION check_committee_session();

CREATE FUNCTION check_session_dates() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF NEW.held_on > day_in_paris() + interval '10 years' THEN
    RAISE EXCEPTION 'at most ten years ahead'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_session_dates_bounded', TABLE = TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'UPDATE' AND (EXISTS (SELECT FROM label WHERE session_id = NEW.id)
    OR EXISTS (SELECT FROM label_application WHERE session_id = NEW.id AND decided_on IS NOT NULL))
  THEN
    RAISE EXCEPTION 'the committee has decided'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'committee_session_before_decisions', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER check_new_session_dates BEFORE INSERT ON committee_session FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_session_dates();
CREATE TRIGGER check_session_dates BEFORE UPDATE ON committee_session FOR EACH ROW
  WHEN ((NEW.announced_on, NEW.submissions_before, NEW.held_on) IS DISTINCT FROM (OLD.announced_on, OLD.submissions_before, OLD.held_on)
    AND coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION check_session_dates();
`;

const EXPERTISE_RULES = `
CREATE FUNCTION check_expertise() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF OLD.withdrawn_on IS NOT NULL THEN
    RAISE EXCEPTION 'an expertise that was withdrawn stays so'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'expertise_stays_withdrawn', TABLE = TG_TABLE_NAME;
  END IF;
  IF EXISTS (SELECT FROM label l WHERE l.expertise_id = NEW.id AND NOT isempty(label_period(l.valid_from, l.valid_until, l.revoked_on))
    AND coalesce(upper(label_period(l.valid_from, l.valid_until, l.revoked_on)), 'infinity') > day_in_paris())
  THEN
    RAISE EXCEPTION 'a label stands behind the expertise'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'expertise_label_stands', TABLE = TG_TABLE_NAME;
  END IF;
  IF EXISTS (SELECT FROM label_application a WHERE a.expertise_id = NEW.id AND a.status IN ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW')) THEN
    RAISE EXCEPTION 'a label application of the expertise is open'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'expertise_application_open', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER check_expertise BEFORE UPDATE ON expertise FOR EACH ROW
  WHEN (NEW.withdrawn_on IS DISTINCT FROM OLD.withdrawn_on) EXECUTE FUNCTION check_expertise();

-- Bounds for what an authority declares of itself. Those who declare for one authority wait for each other.
CREATE FUNCTION check_declaration() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF cardinality(NEW.country_codes) > 10 THEN
    RAISE EXCEPTION 'at most 10 countries'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'expertise_declared_countries', TABLE = TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('declared ' || NEW.authority_id, 0));
  IF (SELECT count(*) FROM expertise WHERE authority_id = NEW.authority_id AND basis = 'DECLARED' AND withdrawn_on IS NULL) >= 200 THEN
    RAISE EXCEPTION 'at most 200 declared expertises'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'expertise_declared_bound', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER check_new_declaration BEFORE INSERT ON expertise FOR EACH ROW
  WHEN (NEW.basis = 'DECLARED' AND coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_declaration();
CREATE TRIGGER check_declaration BEFORE UPDATE OF country_codes ON expertise FOR EACH ROW
  WHEN (NEW.basis = 'DECLARED' AND coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_declaration();
`;

/** A load must not fail over what people have done: what they declared comes first, and what they use stays. */
const LOAD_RULES = `
-- Leaves out what people have declared under the same title.
CREATE FUNCTION leave_to_people() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF EXISTS (SELECT FROM expertise o WHERE o.authority_id = NEW.authority_id AND o.theme_code = NEW.theme_code
    AND compared_title(o.title_fr) = compared_title(NEW.title_fr) AND o.withdrawn_on IS NULL AND o.version > 0 AND o.id <> NEW.id)
  THEN RETURN NULL; END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER leave_to_people BEFORE INSERT ON expertise FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') = '') EXECUTE FUNCTION leave_to_people();

-- Argument: the column by which labels and their applications refer to a row.
CREATE FUNCTION keep_what_is_used() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  used boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM label WHERE %1$I = $1) OR EXISTS (SELECT FROM label_application WHERE %1$I = $1)', TG_ARGV[0])
    INTO used USING OLD.id;
  IF used THEN RETURN NULL; END IF;
  RETURN OLD;
END
$body$;
CREATE TRIGGER keep_what_is_used BEFORE DELETE ON expertise FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') = '') EXECUTE FUNCTION keep_what_is_used('expertise_id');
CREATE TRIGGER keep_what_is_used BEFORE DELETE ON committee_session FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') = '') EXECUTE FUNCTION keep_what_is_used('session_id');
`;
