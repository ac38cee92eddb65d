/** A table whose rows people change. */
export interface WrittenTable {
  table: string;
  /** GraphQL type of the thing that a row is, or is a part of. */
  type: string;
  /** Column that holds the thing's id. */
  id?: string;
  /** The rows are parts of the thing: they have no version of their own. */
  part?: boolean;
  /** Columns that the audit must not hold. */
  secret?: readonly string[];
}

// Arguments: type, id column, columns that are left out.
const RECORD_AUDIT = `FUNCTION record_audit() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
  DECLARE
    was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - TG_ARGV[2:] END;
    is_now jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - TG_ARGV[2:] END;
  BEGIN
    INSERT INTO audit (actor, operation, type, entity_id, before, after)
      VALUES (current_setting('passerelle.actor'), coalesce(current_setting('passerelle.operation', true), ''), TG_ARGV[0],
        (coalesce(is_now, was)->>TG_ARGV[1])::uuid, was, is_now);
    RETURN NULL;
  END $body$`;

/** What {@link writtenTablesDdl} needs, once for each subgraph. */
export const WRITES_DDL = [
  // Who sent what before, so that a request that is sent again is not done again.
  `CREATE TABLE mutation_receipt (
    actor text NOT NULL,
    client_mutation_id text NOT NULL,
    operation text NOT NULL,
    fingerprint text NOT NULL,
    answer jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor, client_mutation_id)
  )`,
  `CREATE INDEX mutation_receipt_created_at ON mutation_receipt (created_at)`,
  `CREATE TABLE audit (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    operation text NOT NULL,
    type text NOT NULL,
    entity_id uuid NOT NULL,
    before jsonb,
    after jsonb
  )`,
  `CREATE INDEX audit_entity ON audit (entity_id, number)`,
  `CREATE INDEX audit_actor ON audit (actor, number)`,
  `CREATE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    NEW.version := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE OLD.version + 1 END;
    NEW.updated_at := now();
    -- What a demonstration writes says that it is one, whoever writes it.
    IF current_setting('passerelle.illustrative', true) = 'on' AND to_jsonb(NEW) ? 'confidence' THEN
      NEW := jsonb_populate_record(NEW, '{"confidence": "ILLUSTRATIVE"}');
    END IF;
    RETURN NEW;
  END $body$`,
  `CREATE ${RECORD_AUDIT}`,
];

/** What is written in somebody's name, and not by a load. */
const BY_SOMEBODY = `WHEN (coalesce(current_setting('passerelle.actor', true), '') <> '')`;

/**
 * DDL for tables whose rows people change: a version that counts the changes of people (0: as loaded, and a load leaves
 * the others alone), and an audit of who changed what from what to what. Triggers do it, so that no writer can forget.
 */
export function writtenTablesDdl(tables: readonly WrittenTable[]): string[] {
  return tables.flatMap(({ table, type, id = 'id', part = false, secret = [] }) => [
    ...(part
      ? []
      : [
          `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS version integer NOT NULL DEFAULT 0`,
          `CREATE TRIGGER keep_version BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW ${BY_SOMEBODY} EXECUTE FUNCTION keep_version()`,
        ]),
    auditTrigger({ table, type, id, secret }),
  ]);
}

function auditTrigger({ table, type, id, secret }: Required<Omit<WrittenTable, 'part'>>): string {
  const given = [type, id, ...secret].map((text) => `'${text}'`).join(', ');
  return `CREATE TRIGGER record_audit AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW ${BY_SOMEBODY} EXECUTE FUNCTION record_audit(${given})`;
}

/** DDL by which the audit of a table ceases to hold some columns, and forgets what it held of them. */
export function forgetSecretsDdl(table: Required<Pick<WrittenTable, 'table' | 'type' | 'secret'>>): string[] {
  const columns = table.secret.map((column) => `'${column}'`).join(', ');
  return [
    `CREATE OR REPLACE ${RECORD_AUDIT}`,
    `DROP TRIGGER record_audit ON ${table.table}`,
    auditTrigger({ id: 'id', ...table }),
    `UPDATE audit SET before = before - ARRAY[${columns}], after = after - ARRAY[${columns}] WHERE type = '${table.type}'`,
  ];
}

/** Undoes {@link writtenTablesDdl}; versions are lost. */
export function dropWrittenTablesDdl(tables: readonly WrittenTable[]): string[] {
  return tables.flatMap(({ table, part = false }) => [
    `DROP TRIGGER record_audit ON ${table}`,
    ...(part ? [] : [`DROP TRIGGER keep_version ON ${table}`, `ALTER TABLE ${table} DROP COLUMN version`]),
  ]);
}

/** Undoes {@link WRITES_DDL}; the audit is lost. */
export const DROP_WRITES_DDL = [
  'DROP FUNCTION record_audit()',
  'DROP FUNCTION keep_version()',
  'DROP TABLE audit',
  'DROP TABLE mutation_receipt',
];
