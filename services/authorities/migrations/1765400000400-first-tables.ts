import type { MigrationInterface, QueryRunner } from 'typeorm';

/** French and foreign authorities, their codes and names, and what they are members of. */
export class FirstTables1765400000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [
      LOAD,
      OUTBOX,
      WRITES,
      SCHEDULED_RUN,
      AUTHORITY,
      PARTS_OF_AUTHORITIES,
      AUTHORITY_CHANGES,
      TERRITORIES,
      FOREIGN_AUTHORITY,
      NAME_AMBIGUITY,
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

const AUTHORITY = `
CREATE TABLE authority (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('COMMUNE', 'COMMUNITY_OF_COMMUNES', 'AGGLOMERATION_COMMUNITY', 'URBAN_COMMUNITY',
    'METROPOLIS', 'METROPOLIS_LYON', 'TERRITORIAL_PUBLIC_ESTABLISHMENT', 'DEPARTMENT', 'REGION', 'SPECIAL_COLLECTIVITY',
    'JOINT_SYNDICATE', 'ASSOCIATION', 'OTHER_BODY')),
  name text NOT NULL,
  short_name text,
  insee_code text,
  siren text CHECK (siren ~ '^[0-9]{9}$'),
  department_code text,
  department_codes text[] NOT NULL,
  region_code text,
  population integer CHECK (population >= 0),
  population_year smallint,
  valid_from text,
  valid_to text,
  successor_id uuid REFERENCES authority (id) DEFERRABLE INITIALLY DEFERRED,
  website text,
  email text,
  note text,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT authority_population_year_check CHECK (population_year IS NULL OR population IS NOT NULL),
  CONSTRAINT authority_successor_check CHECK (successor_id IS NULL OR (valid_to IS NOT NULL AND successor_id <> id)),
  CONSTRAINT authority_dates_ordered CHECK (
    left(valid_to, length(valid_from)) COLLATE "C" >= left(valid_from, length(valid_to)))
);
-- Unique among the authorities that exist. A région has the code of some département, and is left out.
CREATE UNIQUE INDEX authority_siren_live ON authority (siren) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX authority_insee_code_live ON authority (insee_code) WHERE valid_to IS NULL AND key NOT LIKE 'REG-%';
CREATE INDEX authority_siren ON authority (siren);
CREATE INDEX authority_insee_code ON authority (insee_code);
-- Orders.
CREATE INDEX authority_name ON authority (name COLLATE "fr-FR-x-icu", id);
CREATE INDEX authority_population ON authority ((coalesce(population, -1)) DESC, id);
CREATE INDEX authority_insee_order ON authority ((coalesce(insee_code, '~') COLLATE "C"), id);
CREATE INDEX authority_population_upwards ON authority ((coalesce(population, 2147483647)), id);
CREATE INDEX authority_insee_order_downwards ON authority ((coalesce(insee_code, '') COLLATE "C") DESC, id);
CREATE INDEX authority_kind ON authority (kind, id);
-- Filters, each in the default order.
CREATE INDEX authority_population_value ON authority (population, id);
CREATE INDEX authority_closed_name ON authority (name COLLATE "fr-FR-x-icu", id) WHERE valid_to IS NOT NULL;
CREATE INDEX authority_kind_name ON authority (kind, name COLLATE "fr-FR-x-icu", id);
CREATE INDEX authority_department_codes ON authority USING gin (department_codes);
CREATE INDEX authority_region_name ON authority (region_code, name COLLATE "fr-FR-x-icu", id);
CREATE INDEX authority_successor_id ON authority (successor_id) WHERE successor_id IS NOT NULL;
CREATE INDEX authority_search_text ON authority USING gin (search_text gin_trgm_ops);

-- Whoever closes an authority closes one that exists, and names a successor that exists: so chains of successors end,
-- whatever others do at the same time.
CREATE FUNCTION check_merger() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF OLD.valid_to IS NOT NULL THEN
    RAISE EXCEPTION 'it was closed before' USING ERRCODE = 'check_violation', CONSTRAINT = 'authority_closed_once';
  END IF;
  IF NEW.successor_id IS NOT NULL THEN
    PERFORM FROM authority WHERE id = NEW.successor_id AND valid_to IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'its successor is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'authority_successor_live';
    END IF;
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER check_merger BEFORE UPDATE OF valid_to, successor_id ON authority FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION check_merger();
`;

/** Names beside the current one, codes of what became part of an authority, and memberships in intercommunal bodies. */
const PARTS_OF_AUTHORITIES = `
CREATE TABLE authority_alias (
  authority_id uuid NOT NULL REFERENCES authority (id),
  kind text NOT NULL CHECK (kind IN ('PREDECESSOR', 'FORMER_NAME', 'SHORT_NAME', 'SPELLING', 'OTHER_NAME')),
  name text NOT NULL,
  PRIMARY KEY (authority_id, name),
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE authority_code (
  code text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('FORMER_COMMUNE', 'DELEGATED_COMMUNE', 'ASSOCIATED_COMMUNE', 'MUNICIPAL_DISTRICT',
    'DEPARTMENT')),
  name text,
  authority_id uuid NOT NULL REFERENCES authority (id),
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX authority_code_authority_id ON authority_code (authority_id, code);

CREATE TABLE membership (
  member_id uuid NOT NULL REFERENCES authority (id),
  group_id uuid NOT NULL REFERENCES authority (id),
  PRIMARY KEY (member_id, group_id)
);
CREATE INDEX membership_group_id ON membership (group_id, member_id);

-- A load may still have members in a body that people have closed: they go to its successor, and from there, by the same
-- trigger, to the end of the chain.
CREATE FUNCTION membership_follows() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN
  IF EXISTS (SELECT FROM new_rows n JOIN authority closed ON closed.id = n.group_id WHERE closed.successor_id IS NOT NULL) THEN
    INSERT INTO membership (member_id, group_id)
      SELECT DISTINCT n.member_id, closed.successor_id FROM new_rows n JOIN authority closed ON closed.id = n.group_id
      WHERE closed.successor_id <> n.member_id
      ON CONFLICT DO NOTHING;
    DELETE FROM membership m USING new_rows n, authority closed
      WHERE m.member_id = n.member_id AND m.group_id = n.group_id AND closed.id = n.group_id AND closed.successor_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $body$;
CREATE TRIGGER membership_follows AFTER INSERT ON membership REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION membership_follows();
`;

/** Change events and the audit of an authority with its parts. A membership belongs to both of its ends. */
const AUTHORITY_CHANGES = `
CREATE VIEW contract_authority AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'kind', t.kind,
  'name', t.name,
  'shortName', t.short_name,
  'inseeCode', t.insee_code,
  'siren', t.siren,
  'departmentCode', t.department_code,
  'departmentCodes', t.department_codes,
  'regionCode', t.region_code,
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
  'groupIds', (
    SELECT coalesce(jsonb_agg(m.group_id ORDER BY m.group_id), '[]')
    FROM membership m WHERE m.member_id = t.id)
) AS fields FROM authority t;
CREATE TRIGGER record_insert_id AFTER INSERT ON authority REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'id', 'valid_to', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON authority REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'id', 'valid_to', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON authority REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'id', 'valid_to', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON authority FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON authority FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Authority', 'id');
CREATE TRIGGER record_insert_authority_id AFTER INSERT ON authority_alias REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_update_authority_id AFTER UPDATE ON authority_alias REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_delete_authority_id AFTER DELETE ON authority_alias REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON authority_alias FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Authority', 'authority_id');
CREATE TRIGGER record_insert_authority_id AFTER INSERT ON authority_code REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_update_authority_id AFTER UPDATE ON authority_code REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_delete_authority_id AFTER DELETE ON authority_code REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'authority_id', '', 'part');
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON authority_code FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Authority', 'authority_id');
CREATE TRIGGER record_insert_member_id AFTER INSERT ON membership REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'member_id', '', 'part');
CREATE TRIGGER record_update_member_id AFTER UPDATE ON membership REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'member_id', '', 'part');
CREATE TRIGGER record_delete_member_id AFTER DELETE ON membership REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'member_id', '', 'part');
CREATE TRIGGER record_insert_group_id AFTER INSERT ON membership REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'group_id', '', 'part');
CREATE TRIGGER record_update_group_id AFTER UPDATE ON membership REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'group_id', '', 'part');
CREATE TRIGGER record_delete_group_id AFTER DELETE ON membership REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Authority', 'group_id', '', 'part');
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON membership FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('Authority', 'member_id');
`;

/** Régions and départements as territories; their councils are authorities. */
const TERRITORIES = `
CREATE TABLE region (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  authority_id uuid REFERENCES authority (id),
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW contract_region AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'name', t.name,
  'authorityId', t.authority_id
) AS fields FROM region t;
CREATE TRIGGER record_insert_id AFTER INSERT ON region REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Region', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON region REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Region', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON region REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Region', 'id', '', '');

CREATE TABLE department (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  region_code text NOT NULL REFERENCES region (code),
  authority_id uuid REFERENCES authority (id),
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX department_region_code ON department (region_code);

CREATE VIEW contract_department AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'code', t.code,
  'name', t.name,
  'regionCode', t.region_code,
  'authorityId', t.authority_id
) AS fields FROM department t;
CREATE TRIGGER record_insert_id AFTER INSERT ON department REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Department', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON department REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Department', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON department REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('Department', 'id', '', '');
`;

const FOREIGN_AUTHORITY = `
CREATE TABLE foreign_authority (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  local_name text,
  aliases text[] NOT NULL,
  kind text NOT NULL CHECK (kind IN ('MUNICIPALITY', 'INTERMUNICIPAL_BODY', 'DISTRICT', 'DEPARTMENT', 'PROVINCE', 'REGION',
    'ASSOCIATION', 'OTHER_BODY')),
  country_code text NOT NULL,
  subdivision_code text,
  national_association text,
  note text,
  search_text text NOT NULL,
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT foreign_authority_country_code_check CHECK (country_code ~ '^[A-Z]{2}$' AND country_code <> 'FR'),
  CONSTRAINT foreign_authority_subdivision_code_check CHECK (starts_with(subdivision_code, country_code || '-')),
  CONSTRAINT foreign_authority_country_kind_name UNIQUE (country_code, kind, name)
);
CREATE INDEX foreign_authority_name ON foreign_authority (name COLLATE "fr-FR-x-icu", id);
CREATE INDEX foreign_authority_country_name ON foreign_authority (country_code, name COLLATE "fr-FR-x-icu", id);

CREATE VIEW contract_foreign_authority AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'name', t.name,
  'localName', t.local_name,
  'aliases', t.aliases,
  'kind', t.kind,
  'countryCode', t.country_code,
  'subdivisionCode', t.subdivision_code,
  'nationalAssociation', t.national_association
) AS fields FROM foreign_authority t;
CREATE TRIGGER record_insert_id AFTER INSERT ON foreign_authority REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ForeignAuthority', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON foreign_authority REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ForeignAuthority', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON foreign_authority REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('ForeignAuthority', 'id', '', '');
CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON foreign_authority FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION keep_version();
CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON foreign_authority FOR EACH ROW
  WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')
  EXECUTE FUNCTION record_audit('ForeignAuthority', 'id');
`;

/** Names in sources that fit several authorities, and which of them was chosen for which reason. */
const NAME_AMBIGUITY = `
CREATE TABLE name_ambiguity (
  id uuid PRIMARY KEY,
  mention text NOT NULL,
  candidate_ids uuid[] NOT NULL CHECK (cardinality(candidate_ids) > 1),
  chosen_id uuid REFERENCES authority (id),
  why text NOT NULL,
  CONSTRAINT name_ambiguity_chosen_id_check CHECK (chosen_id = ANY (candidate_ids)),
  sources jsonb NOT NULL,
  as_of text,
  confidence text NOT NULL CHECK (confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW contract_name_ambiguity AS SELECT t.id, jsonb_build_object(
  'id', t.id,
  'mention', t.mention,
  'candidateIds', t.candidate_ids,
  'chosenId', t.chosen_id,
  'why', t.why
) AS fields FROM name_ambiguity t;
CREATE TRIGGER record_insert_id AFTER INSERT ON name_ambiguity REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('NameAmbiguity', 'id', '', '');
CREATE TRIGGER record_update_id AFTER UPDATE ON name_ambiguity REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('NameAmbiguity', 'id', '', '');
CREATE TRIGGER record_delete_id AFTER DELETE ON name_ambiguity REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes('NameAmbiguity', 'id', '', '');
`;
