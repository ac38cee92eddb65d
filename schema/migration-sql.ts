import { propertyName } from '#kernel/database';

// SQL from which migrations are drafted. The text is copied into the file of the migration: later changes here do not
// affect existing migrations.

/** A table whose rows are entities, or parts of one. */
export interface NewTable {
  table: string;
  /** GraphQL type of the entity. */
  type: string;
  /** Column that holds the entity's id; `id` when absent. */
  id?: string;
  /** Column that is set when the entity is closed instead of deleted. */
  closed?: string;
  /** The rows are parts of the entity, such as its aliases: every change of them updates it, and they have no version. */
  part?: boolean;
  /** Whether its changes concern some people only: their events carry no fields, and neither partners nor projections get them. */
  private?: boolean;
  /** Columns that the audit must not hold, such as hashes of keys. */
  secret?: readonly string[];
}

/** Public contract of an entity, the content of its change events: never drafts or personal data. */
export interface Contract {
  type: string;
  table: string;
  /** Columns under their property names (`name_fr` as `nameFr`). */
  columns: readonly string[];
  /** Further fields: SQL over a row `t` of the table. */
  more?: Readonly<Record<string, string>>;
}

/** Table of the data loads of a subgraph. */
export const DATA_LOAD = `CREATE TABLE data_load (
  fingerprint text PRIMARY KEY,
  loaded_at timestamptz NOT NULL DEFAULT now(),
  report jsonb NOT NULL
);`;

/** Checkpoints of a projector: its position in the outbox of each subgraph that it reads. */
export const CHECKPOINT = `CREATE TABLE checkpoint (
  subgraph text PRIMARY KEY,
  transaction xid8 NOT NULL,
  number bigint NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);`;

/** Runs of the scheduler: one row for each job, with its latest span and the outcome. */
export const SCHEDULED_RUN = `CREATE TABLE scheduled_run (
  job text PRIMARY KEY,
  span timestamptz NOT NULL,
  attempts int NOT NULL CHECK (attempts >= 0),
  begun_at timestamptz NOT NULL,
  retry_at timestamptz NOT NULL,
  finished_at timestamptz,
  failure text
);`;

/** The transactional outbox: its table, and the trigger function by which other tables fill it. */
export const OUTBOX = `CREATE TABLE change (
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
END $body$;`;

/** Tables and trigger functions for what people write: receipts of mutations, and the audit. */
export const WRITES = `-- Who sent what, so that a mutation that is sent again is not done again.
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
END $body$;`;

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

/** Returns the triggers by which a table fills the outbox. */
export function outboxTriggers({ table, type, id = 'id', closed = '', part, ...is }: NewTable): string {
  const triggerArguments = quoted([type, id, closed, part ? 'part' : '', ...(is.private ? ['private'] : [])]);
  const rows = {
    INSERT: 'NEW TABLE AS new_rows',
    UPDATE: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
    DELETE: 'OLD TABLE AS old_rows',
  };
  return Object.entries(rows)
    .map(
      ([event, transition]) =>
        `CREATE TRIGGER record_${event.toLowerCase()}_${id} AFTER ${event} ON ${table} REFERENCING ${transition}
  FOR EACH STATEMENT EXECUTE FUNCTION record_changes(${triggerArguments});`,
    )
    .join('\n');
}

/** Condition of triggers that ignore data loads, which have no actor. */
const WITH_ACTOR = `WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')`;

/** Returns the triggers of a table that people write; unless its rows are parts, it needs `version integer NOT NULL DEFAULT 0`. */
export function writeTriggers({ table, type, id = 'id', part = false, secret = [] }: NewTable): string {
  const version = `CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW
  ${WITH_ACTOR}
  EXECUTE FUNCTION keep_version();
`;
  return `${part ? '' : version}CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW
  ${WITH_ACTOR}
  EXECUTE FUNCTION record_audit(${quoted([type, id, ...secret])});`;
}

const viewOf = (type: string) => `contract_${type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()}`;

/** Returns the view from which change events take the fields of an entity. */
export function contractView({ type, table, columns, more = {} }: Contract): string {
  const fields = [
    ...columns.map((column) => `'${propertyName(column)}', t.${column}`),
    ...Object.entries(more).map(([property, expression]) => `'${property}', ${expression}`),
  ];
  return `CREATE VIEW ${viewOf(type)} AS SELECT t.id, jsonb_build_object(
  ${fields.join(',\n  ')}
) AS fields FROM ${table} t;`;
}

/** Returns the view of an entity whose change events carry no fields. */
export function emptyContractView({ type, table, id = 'id' }: NewTable): string {
  return `CREATE VIEW ${viewOf(type)} AS SELECT t.${id} AS id, NULL::jsonb AS fields FROM ${table} t;`;
}
