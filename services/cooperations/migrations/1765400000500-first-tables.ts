import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partnerships, calls for projects and laureates, requests and the replies to them, and figures. */
export class FirstTables1765400000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [
      LOAD,
      OUTBOX,
      WRITES,
      SCHEDULED_RUN,
      REFERENCE_TABLES,
      PARTNERSHIP,
      CALL_FOR_PROJECTS,
      CAMPAIGN,
      LAUREATE,
      COOPERATION_REQUEST,
      EXPRESSION_OF_INTEREST,
      FIGURE,
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

/** Facts of other subgraphs: the theme tree from a file, authorities projected from the outbox of the authorities. */
const REFERENCE_TABLES = `
CREATE TABLE theme_tree (
  code text PRIMARY KEY,
  subtree_codes text[] NOT NULL
);

CREATE TABLE checkpoint (
  subgraph text PRIMARY KEY,
  transaction xid8 NOT NULL,
  number bigint NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE french_authority (
  authority_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('COMMUNE', 'COMMUNITY_OF_COMMUNES', 'AGGLOMERATION_COMMUNITY', 'URBAN_COMMUNITY',
    'METROPOLIS', 'METROPOLIS_LYON', 'TERRITORIAL_PUBLIC_ESTABLISHMENT', 'DEPARTMENT', 'REGION', 'SPECIAL_COLLECTIVITY',
    'JOINT_SYNDICATE', 'ASSOCIATION', 'OTHER_BODY')),
  insee_code text,
  siren text,
  department_code text,
  region_code text,
  population integer,
  name text
);

CREATE TABLE foreign_authority (
  id uuid PRIMARY KEY,
  country_code text NOT NULL,
  names text[] NOT NULL CHECK (cardinality(names) > 0),
  kind text
);
`;

const PARTNERSHIP = `
CREATE TABLE partnership (
  id uuid PRIMARY KEY,
  title_fr text,
  title_en text,
  kind text NOT NULL CHECK (kind IN ('TWINNING', 'COOPERATION', 'FRIENDSHIP', 'PROJECT', 'CONTACT')),
  country_code text NOT NULL CHECK (country_code ~ '^[A-Z]{2}$' AND country_code <> 'FR'),
  theme_codes text[] NOT NULL,
  historical_french_name text,
  historical_french_name_until integer,
  start_year integer,
  start_year_confidence text CHECK (start_year_confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  signed_on date,
  end_date date,
  status_in_source text NOT NULL CHECK (status_in_source IN ('ONGOING', 'ENDED', 'SUSPENDED', 'UNKNOWN')),
  conflicts jsonb NOT NULL,
  note text,
  search_text text NOT NULL,
  CONSTRAINT partnership_start_year_known CHECK ((start_year IS NULL) = (start_year_confidence IS NULL)),
  CONSTRAINT partnership_historical_french_name_until_check CHECK (
    historical_french_name_until IS NULL OR historical_french_name IS NOT NULL),
  CONSTRAINT partnership_dates_ordered CHECK (signed_on <= end_date AND start_year <= extract(year FROM end_date)),
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0
);
CREATE INDEX partnership_country_code ON partnership (country_code, id);
CREATE INDEX partnership_theme_codes ON partnership USING gin (theme_codes);

-- People may name any authority, so there is no foreign key: whether the projection has it is another question.
CREATE TABLE partnership_french_authority (
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  authority_id uuid NOT NULL,
  position smallint NOT NULL,
  PRIMARY KEY (partnership_id, authority_id)
);
CREATE INDEX partnership_french_authority_authority_id ON partnership_french_authority (authority_id);

CREATE TABLE partnership_foreign_authority (
  partnership_id uuid NOT NULL REFERENCES partnership (id),
  foreign_authority_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('MUNICIPALITY', 'INTERMUNICIPAL_BODY', 'DISTRICT', 'DEPARTMENT', 'PROVINCE', 'REGION',
    'ASSOCIATION', 'OTHER_BODY')),
  position smallint NOT NULL,
  PRIMARY KEY (partnership_id, foreign_authority_id)
);
CREATE INDEX partnership_foreign_authority_foreign_authority_id ON partnership_foreign_authority (foreign_authority_id);

-- A partnership has partners on either side, when all of a transaction is done. Argument: the column of the partnership.
CREATE FUNCTION check_partners() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  partnership_of uuid := (coalesce(to_jsonb(NEW), to_jsonb(OLD))->>TG_ARGV[0])::uuid;
  broken text := CASE
    WHEN NOT EXISTS (SELECT FROM partnership_french_authority WHERE partnership_id = partnership_of) THEN 'partnership_french_partners'
    WHEN NOT EXISTS (SELECT FROM partnership_foreign_authority WHERE partnership_id = partnership_of) THEN 'partnership_foreign_partners' END;
BEGIN
  IF broken IS NOT NULL AND EXISTS (SELECT FROM partnership WHERE id = partnership_of) THEN
    RAISE EXCEPTION 'a partnership without partners on one side' USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NULL;
END $body$;
CREATE CONSTRAINT TRIGGER check_partners AFTER INSERT ON partnership DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_partners('id');
CREATE CONSTRAINT TRIGGER check_partners AFTER DELETE ON partnership_french_authority DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_partners('partnership_id');
CREATE CONSTRAINT TRIGGER check_partners AFTER DELETE ON partnership_foreign_authority DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_partners('partnership_id');

CREATE VIEW contract_partnership AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'titleFr', t.title_fr,
  'titleEn', t.title_en,
  'kind', t.kind,
  'countryCode', t.country_code,
  'themeCodes', t.theme_codes,
  'startYear', t.start_year,
  'signedOn', t.signed_on,
  'endDate', t.end_date,
  'statusInSource', t.status_in_source,
  'frenchAuthorityIds', (
    SELECT coalesce(jsonb_agg(a.authority_id ORDER BY a.position, a.authority_id), '[]')
    FROM partnership_french_authority a WHERE a.partnership_id = t.id),
  'foreignAuthorityIds', (
    SELECT coalesce(jsonb_agg(a.foreign_authority_id ORDER BY a.position, a.foreign_authority_id), '[]')
    FROM partnership_foreign_authority a WHERE a.partnership_id = t.id)
) AS fields FROM partnership t;
CREATE TRIGGER record_insert_id AFTER INSERT ON partnership REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON partnership REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON partnership REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'id', '', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON partnership FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON partnership FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Partnership', 'id');
CREATE TRIGGER record_insert_partnership_id AFTER INSERT ON partnership_french_authority REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'partnership_id', '', 'part');
CREATE TRIGGER record_update_partnership_id AFTER UPDATE ON partnership_french_authority REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'partnership_id', '', 'part');
CREATE TRIGGER record_delete_partnership_id AFTER DELETE ON partnership_french_authority REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'partnership_id', '', 'part');
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON partnership_french_authority FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Partnership', 'partnership_id');
CREATE TRIGGER record_insert_partnership_id AFTER INSERT ON partnership_foreign_authority REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'partnership_id', '', 'part');
CREATE TRIGGER record_update_partnership_id AFTER UPDATE ON partnership_foreign_authority REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'partnership_id', '', 'part');
CREATE TRIGGER record_delete_partnership_id AFTER DELETE ON partnership_foreign_authority REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Partnership', 'partnership_id', '', 'part');
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON partnership_foreign_authority FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Partnership', 'partnership_id');
`;

const CALL_FOR_PROJECTS = `
CREATE TABLE call_for_projects (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name_fr text NOT NULL,
  name_en text,
  kind text NOT NULL CHECK (kind IN ('GENERAL', 'TURNKEY', 'THEMATIC', 'JOINT_GEOGRAPHIC', 'LABEL_SESSION')),
  country_codes text[] NOT NULL,
  theme_codes text[] NOT NULL,
  opens_on date,
  closes_on date,
  results_on date,
  max_cofinancing_least_developed_percent smallint,
  max_cofinancing_other_percent smallint,
  minimum_french_authorities smallint,
  minimum_months smallint,
  maximum_months smallint,
  applicants text,
  applications integer,
  laureates_count integer,
  grant_eur integer,
  total_budget_eur integer,
  conflicts jsonb NOT NULL,
  note text,
  search_text text NOT NULL,
  CONSTRAINT call_for_projects_dates_ordered CHECK (opens_on <= closes_on AND closes_on <= results_on AND opens_on <= results_on),
  CONSTRAINT call_for_projects_laureates_count_check CHECK (laureates_count <= applications),
  CONSTRAINT call_for_projects_months_ordered CHECK (minimum_months <= maximum_months),
  CONSTRAINT call_for_projects_amounts_check CHECK (
    max_cofinancing_least_developed_percent BETWEEN 0 AND 100 AND max_cofinancing_other_percent BETWEEN 0 AND 100
    AND minimum_french_authorities >= 0 AND minimum_months >= 0 AND applications >= 0 AND laureates_count >= 0
    AND grant_eur >= 0 AND total_budget_eur >= 0),
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0
);
CREATE INDEX call_for_projects_country_codes ON call_for_projects USING gin (country_codes);
CREATE INDEX call_for_projects_theme_codes ON call_for_projects USING gin (theme_codes);

CREATE VIEW contract_call_for_projects AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'nameFr', t.name_fr,
  'nameEn', t.name_en,
  'kind', t.kind,
  'countryCodes', t.country_codes,
  'themeCodes', t.theme_codes,
  'opensOn', t.opens_on,
  'closesOn', t.closes_on,
  'resultsOn', t.results_on
) AS fields FROM call_for_projects t;
CREATE TRIGGER record_insert_id AFTER INSERT ON call_for_projects REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CallForProjects', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON call_for_projects REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CallForProjects', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON call_for_projects REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CallForProjects', 'id', '', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON call_for_projects FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON call_for_projects FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('CallForProjects', 'id');
`;

const CAMPAIGN = `
CREATE TABLE campaign (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  year integer NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED,
  name_fr text NOT NULL,
  name_en text,
  calls_count integer,
  applications integer,
  laureates_count integer,
  decision_on date,
  conflicts jsonb NOT NULL,
  note text,
  CONSTRAINT campaign_laureates_count_check CHECK (laureates_count <= applications),
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW contract_campaign AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'year', t.year,
  'nameFr', t.name_fr,
  'nameEn', t.name_en,
  'applications', t.applications,
  'laureatesCount', t.laureates_count,
  'decisionOn', t.decision_on
) AS fields FROM campaign t;
CREATE TRIGGER record_insert_id AFTER INSERT ON campaign REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Campaign', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON campaign REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Campaign', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON campaign REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Campaign', 'id', '', '');
`;

const LAUREATE = `
CREATE TABLE laureate (
  id uuid PRIMARY KEY,
  call_code text REFERENCES call_for_projects (code),
  call_name text,
  campaign_code text REFERENCES campaign (code),
  year integer NOT NULL,
  title_fr text,
  title_en text,
  french_authority_ids uuid[] NOT NULL CHECK (cardinality(french_authority_ids) > 0),
  foreign_authority_ids uuid[] NOT NULL CHECK (cardinality(foreign_authority_ids) > 0),
  country_code text NOT NULL CHECK (country_code ~ '^[A-Z]{2}$' AND country_code <> 'FR'),
  partnership_id uuid REFERENCES partnership (id),
  amount_eur integer CHECK (amount_eur >= 0),
  note text,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  withdrawn_at timestamptz
);
CREATE INDEX laureate_call_code ON laureate (call_code);
CREATE INDEX laureate_campaign_code ON laureate (campaign_code);
CREATE INDEX laureate_partnership_id ON laureate (partnership_id);
CREATE INDEX laureate_french_authority_ids ON laureate USING gin (french_authority_ids);
CREATE INDEX laureate_foreign_authority_ids ON laureate USING gin (foreign_authority_ids);

-- Writers of laureates of one call or campaign wait for each other, and count what the others have left.
CREATE FUNCTION check_laureates() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  possible integer;
BEGIN
  SELECT applications INTO possible FROM campaign WHERE code = NEW.campaign_code FOR NO KEY UPDATE;
  IF possible <= (SELECT count(*) FROM laureate WHERE campaign_code = NEW.campaign_code AND withdrawn_at IS NULL AND id <> NEW.id) THEN
    RAISE EXCEPTION 'more laureates than applications' USING ERRCODE = 'check_violation', CONSTRAINT = 'laureate_campaign_applications';
  END IF;
  SELECT applications INTO possible FROM call_for_projects WHERE code = NEW.call_code FOR NO KEY UPDATE;
  IF possible <= (SELECT count(*) FROM laureate WHERE call_code = NEW.call_code AND withdrawn_at IS NULL AND id <> NEW.id) THEN
    RAISE EXCEPTION 'more laureates than applications' USING ERRCODE = 'check_violation', CONSTRAINT = 'laureate_call_applications';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER check_laureates BEFORE INSERT OR UPDATE ON laureate FOR EACH ROW
  WHEN (NEW.withdrawn_at IS NULL AND coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_laureates();

-- Applications are no fewer than the laureates that are known by name.
CREATE FUNCTION check_applications() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF NEW.applications < (SELECT count(*) FROM laureate WHERE call_code = NEW.code AND withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'fewer applications than laureates' USING ERRCODE = 'check_violation', CONSTRAINT = 'laureate_call_applications';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER check_applications BEFORE UPDATE OF applications ON call_for_projects FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '') EXECUTE FUNCTION check_applications();

CREATE VIEW contract_laureate AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'callCode', t.call_code,
  'campaignCode', t.campaign_code,
  'year', t.year,
  'titleFr', t.title_fr,
  'titleEn', t.title_en,
  'frenchAuthorityIds', t.french_authority_ids,
  'foreignAuthorityIds', t.foreign_authority_ids,
  'countryCode', t.country_code,
  'partnershipId', t.partnership_id,
  'amountEur', t.amount_eur,
  'withdrawnAt', t.withdrawn_at
) AS fields FROM laureate t;
CREATE TRIGGER record_insert_id AFTER INSERT ON laureate REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Laureate', 'id', 'withdrawn_at', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON laureate REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Laureate', 'id', 'withdrawn_at', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON laureate REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Laureate', 'id', 'withdrawn_at', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON laureate FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON laureate FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Laureate', 'id');
`;

const COOPERATION_REQUEST = `
CREATE TABLE cooperation_request (
  id uuid PRIMARY KEY,
  foreign_authority_id uuid,
  foreign_authority_text text NOT NULL,
  country_code text NOT NULL CHECK (country_code ~ '^[A-Z]{2}$' AND country_code <> 'FR'),
  theme_codes text[] NOT NULL,
  need_fr text,
  need_en text,
  languages text[] NOT NULL,
  urgency text,
  opened_on text NOT NULL,
  expires_on date,
  status text NOT NULL CHECK (status IN ('OPEN', 'MATCHED', 'CLOSED', 'EXPIRED')),
  answered_by_ids uuid[] NOT NULL,
  partnership_id uuid REFERENCES partnership (id),
  note text,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  urgency_level text CHECK (urgency_level IN ('IMMEDIATE', 'SOON', 'PLANNED')),
  population integer CHECK (population > 0),
  contact text,
  status_since timestamptz,
  closing_reason text CHECK (closing_reason IN ('COOPERATION_BEGUN', 'PARTNER_FOUND_ELSEWHERE', 'NO_LONGER_NEEDED')),
  expiry_told_at timestamptz,
  accepted_interest_id uuid,
  CONSTRAINT cooperation_request_need_check CHECK (need_fr IS NOT NULL OR need_en IS NOT NULL),
  CONSTRAINT cooperation_request_dates_ordered CHECK (opened_on < to_char(expires_on, 'YYYY-MM-DD')),
  -- Whoever publishes a request here leaves a contact; requests from sources may say less.
  CONSTRAINT cooperation_request_published CHECK (contact IS NULL OR (foreign_authority_id IS NOT NULL
    AND cardinality(theme_codes) > 0 AND cardinality(languages) > 0 AND expires_on IS NOT NULL)),
  CONSTRAINT cooperation_request_matched CHECK (contact IS NULL OR status <> 'MATCHED' OR accepted_interest_id IS NOT NULL),
  CONSTRAINT cooperation_request_closed CHECK (closing_reason IS NULL OR status = 'CLOSED')
);
CREATE INDEX cooperation_request_foreign_authority_id ON cooperation_request (foreign_authority_id);
CREATE INDEX cooperation_request_country_code ON cooperation_request (country_code);
CREATE INDEX cooperation_request_theme_codes ON cooperation_request USING gin (theme_codes);
CREATE INDEX cooperation_request_answered_by_ids ON cooperation_request USING gin (answered_by_ids);
CREATE INDEX cooperation_request_partnership_id ON cooperation_request (partnership_id);
CREATE INDEX cooperation_request_open ON cooperation_request (expires_on) WHERE status = 'OPEN';

-- How a request that people have written, or write to, may go on; loads may correct what their sources said.
CREATE FUNCTION check_request_transition() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.status <> OLD.status AND (OLD.version > 0 OR coalesce(current_setting('passerelle.actor', true), '') <> '')
    AND NOT (OLD.status = 'OPEN' OR OLD.status = 'MATCHED' AND NEW.status = 'CLOSED')
  THEN
    RAISE EXCEPTION 'a request that is % does not become %', OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'cooperation_request_transition';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER check_request_transition BEFORE UPDATE OF status ON cooperation_request FOR EACH ROW
  EXECUTE FUNCTION check_request_transition();

CREATE VIEW contract_cooperation_request AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'foreignAuthorityId', t.foreign_authority_id,
  'countryCode', t.country_code,
  'themeCodes', t.theme_codes,
  'needFr', t.need_fr,
  'needEn', t.need_en,
  'languages', t.languages,
  'urgency', t.urgency,
  'openedOn', t.opened_on,
  'expiresOn', t.expires_on,
  'status', t.status,
  'urgencyLevel', t.urgency_level,
  'population', t.population,
  'answeredByIds', t.answered_by_ids,
  'expiresSoon', t.status = 'OPEN' AND t.expiry_told_at IS NOT NULL
) AS fields FROM cooperation_request t;
CREATE TRIGGER record_insert_id AFTER INSERT ON cooperation_request REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CooperationRequest', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON cooperation_request REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CooperationRequest', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON cooperation_request REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('CooperationRequest', 'id', '', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON cooperation_request FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON cooperation_request FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('CooperationRequest', 'id');
`;

/** Replies to requests, which the two sides alone see. */
const EXPRESSION_OF_INTEREST = `
CREATE TABLE expression_of_interest (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES cooperation_request (id),
  authority_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'LAPSED')),
  message text NOT NULL,
  contact text NOT NULL,
  expressed_at timestamptz NOT NULL DEFAULT now(),
  answered_at timestamptz,
  answer text,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT expression_of_interest_answered CHECK ((status = 'PENDING') = (answered_at IS NULL)),
  CONSTRAINT expression_of_interest_id_request_id_key UNIQUE (id, request_id)
);
CREATE UNIQUE INDEX expression_of_interest_one_live ON expression_of_interest (request_id, authority_id)
  WHERE status IN ('PENDING', 'ACCEPTED');
CREATE UNIQUE INDEX expression_of_interest_one_accepted ON expression_of_interest (request_id) WHERE status = 'ACCEPTED';
CREATE INDEX expression_of_interest_authority_id ON expression_of_interest (authority_id);
-- The reply that a request accepted is one of its own.
ALTER TABLE cooperation_request ADD CONSTRAINT cooperation_request_accepted_interest_id_fkey
  FOREIGN KEY (accepted_interest_id, id) REFERENCES expression_of_interest (id, request_id);

-- A reply comes to a request that is open, today in Paris, and leaves PENDING once. An authority that was declined may
-- reply again, three times in all. Whoever replies waits for others who write to the request, and has one reply pending,
-- so that the count misses none.
CREATE FUNCTION check_reply() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  request cooperation_request;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO request FROM cooperation_request WHERE id = NEW.request_id FOR SHARE;
    IF request.status <> 'OPEN' OR request.expires_on < (now() AT TIME ZONE 'Europe/Paris')::date OR NEW.status <> 'PENDING' THEN
      RAISE EXCEPTION 'a reply to a request that is not open'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'expression_of_interest_request_open';
    END IF;
    IF (SELECT count(*) FROM expression_of_interest WHERE request_id = NEW.request_id AND authority_id = NEW.authority_id) >= 3 THEN
      RAISE EXCEPTION 'a reply too many'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'expression_of_interest_most';
    END IF;
  ELSIF NEW.status <> OLD.status AND OLD.status <> 'PENDING' OR (NEW.request_id, NEW.authority_id) <> (OLD.request_id, OLD.authority_id) THEN
    RAISE EXCEPTION 'a reply that is % does not become %', OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'expression_of_interest_transition';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER check_reply BEFORE INSERT OR UPDATE ON expression_of_interest FOR EACH ROW EXECUTE FUNCTION check_reply();

CREATE VIEW contract_expression_of_interest AS SELECT t.id AS id, NULL::jsonb AS fields FROM expression_of_interest t;
CREATE TRIGGER record_insert_id AFTER INSERT ON expression_of_interest REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ExpressionOfInterest', 'id', '', '', 'private');
CREATE TRIGGER record_update_id AFTER UPDATE ON expression_of_interest REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ExpressionOfInterest', 'id', '', '', 'private');
CREATE TRIGGER record_delete_id AFTER DELETE ON expression_of_interest REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ExpressionOfInterest', 'id', '', '', 'private');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON expression_of_interest FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON expression_of_interest FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('ExpressionOfInterest', 'id');
`;

const FIGURE = `
CREATE TABLE figure (
  id uuid PRIMARY KEY,
  name_fr text NOT NULL,
  name_en text NOT NULL,
  values jsonb NOT NULL,
  note text,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW contract_figure AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'nameFr', t.name_fr,
  'nameEn', t.name_en
) AS fields FROM figure t;
CREATE TRIGGER record_insert_id AFTER INSERT ON figure REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Figure', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON figure REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Figure', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON figure REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Figure', 'id', '', '');
`;
