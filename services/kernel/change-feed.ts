import type { Pool } from 'pg';
import { propertyName } from './naming.js';
import { refuseBeyond } from './restored-feed.js';
import { empty, sql, type Reader } from './sql.js';

/** Where a reader of a feed stands: after this change. */
export interface FeedPosition {
  transaction: string;
  number: string;
}

/** After everything that a feed can hold: who stands there is not behind. */
export const END_OF_FEED: FeedPosition = { transaction: String(2n ** 64n - 1n), number: '0' };

export interface ChangeRow extends FeedPosition {
  type: string;
  entityId: string;
  operation: 'CREATED' | 'UPDATED' | 'CLOSED' | 'DELETED';
  actor: string;
  changedAt: Date;
  /** The public contract of the entity after the change; null when it is gone, absent unless asked for. */
  fields?: Record<string, unknown> | null;
}

/** A table whose rows are entities, or parts of one. */
export interface RecordedTable {
  table: string;
  /** GraphQL type of the entity. */
  type: string;
  /** Column that holds the entity's id. */
  id?: string;
  /** Column that is filled when the entity is closed instead of deleted. */
  closed?: string;
  /** The rows are parts of the entity, such as its aliases: whatever happens to them updates it. */
  part?: boolean;
  /** What happens to it is told to nobody but those whom it concerns: neither to partners nor to other subgraphs. */
  private?: boolean;
}

/** Channel on which a commit with changes is told; what it carries is the SQL schema. A hint: readers poll as well. */
export const CHANGE_CHANNEL = 'passerelle_change';

/**
 * DDL of a subgraph's change feed (transactional outbox). Triggers write it, in the transaction that changes a row, so
 * that no writer can forget it: one record for each entity and transaction. Rows that are there already get one each.
 */
export function changeFeedDdl(tables: readonly RecordedTable[]): string[] {
  return [
    `CREATE TABLE change (
      transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
      number bigint GENERATED ALWAYS AS IDENTITY,
      type text NOT NULL,
      entity_id uuid NOT NULL,
      operation text NOT NULL CHECK (operation IN ('CREATED', 'UPDATED', 'CLOSED', 'DELETED')),
      actor text NOT NULL DEFAULT coalesce(nullif(current_setting('passerelle.actor', true), ''), 'load'),
      changed_at timestamptz NOT NULL DEFAULT now(),
      private boolean NOT NULL DEFAULT false,
      PRIMARY KEY (transaction, number),
      UNIQUE (transaction, type, entity_id)
    )`,
    `CREATE INDEX change_entity ON change (type, entity_id, transaction, number)`,
    // Arguments: type, id column, closing column or '', 'part' or ''.
    `CREATE FUNCTION record_changes() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
      id_column text := TG_ARGV[1];
      closing text := nullif(TG_ARGV[2], '');
      part boolean := TG_ARGV[3] = 'part';
    BEGIN
      IF TG_OP = 'INSERT' THEN
        INSERT INTO change (type, entity_id, operation)
          SELECT DISTINCT TG_ARGV[0], (n.new_row->>id_column)::uuid,
            CASE WHEN part THEN 'UPDATED' WHEN closing IS NOT NULL AND n.new_row->>closing IS NOT NULL THEN 'CLOSED' ELSE 'CREATED' END
          FROM (SELECT to_jsonb(new_rows) AS new_row FROM new_rows) n
          ON CONFLICT (transaction, type, entity_id) DO NOTHING;
      ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO change (type, entity_id, operation)
          SELECT DISTINCT TG_ARGV[0], (n.new_row->>id_column)::uuid,
            CASE WHEN NOT part AND closing IS NOT NULL AND n.new_row->>closing IS NOT NULL AND o.old_row->>closing IS NULL THEN 'CLOSED' ELSE 'UPDATED' END
          FROM (SELECT to_jsonb(new_rows) AS new_row FROM new_rows) n
          JOIN (SELECT DISTINCT ON (old_row->>id_column) old_row FROM (SELECT to_jsonb(old_rows) AS old_row FROM old_rows) x) o
            ON o.old_row->>id_column = n.new_row->>id_column
          ON CONFLICT (transaction, type, entity_id) DO UPDATE SET operation = excluded.operation WHERE excluded.operation = 'CLOSED';
      ELSE
        INSERT INTO change (type, entity_id, operation)
          SELECT DISTINCT TG_ARGV[0], (o.old_row->>id_column)::uuid, CASE WHEN part THEN 'UPDATED' ELSE 'DELETED' END
          FROM (SELECT to_jsonb(old_rows) AS old_row FROM old_rows) o
          ON CONFLICT (transaction, type, entity_id) DO UPDATE SET operation = excluded.operation WHERE excluded.operation = 'DELETED';
      END IF;
      PERFORM pg_notify('${CHANGE_CHANNEL}', TG_TABLE_SCHEMA);
      RETURN NULL;
    END $body$`,
    ...tables.flatMap(recordingTriggers),
    ...tables
      .filter(({ part }) => !part)
      .map(
        ({ table, type, id = 'id', closed }) =>
          `INSERT INTO change (type, entity_id, operation)
           SELECT '${type}', ${id}, ${closed ? `CASE WHEN ${closed} IS NULL THEN 'CREATED' ELSE 'CLOSED' END` : `'CREATED'`} FROM ${table}`,
      ),
  ];
}

function recordingTriggers({ table, type, id = 'id', closed = '', ...is }: RecordedTable): string[] {
  const given = [type, id, closed, is.part ? 'part' : '', ...(is.private ? ['private'] : [])];
  const rows = {
    INSERT: 'NEW TABLE AS new_rows',
    UPDATE: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
    DELETE: 'OLD TABLE AS old_rows',
  };
  return Object.entries(rows).map(
    ([event, transition]) =>
      `CREATE TRIGGER record_${event.toLowerCase()}_${id} AFTER ${event} ON ${table} REFERENCING ${transition}
         FOR EACH STATEMENT EXECUTE FUNCTION record_changes(${given.map((argument) => `'${argument}'`).join(', ')})`,
  );
}

/**
 * DDL for more tables in a feed that has {@link PRIVATE_CHANGES_DDL}: new ones, without rows.
 * @param contracts what is told of them; of private ones nothing but that something happened
 */
export function recordedTablesDdl(
  tables: readonly RecordedTable[],
  contracts: readonly Contract[] = [],
): string[] {
  const told = new Set(contracts.map(({ type }) => type));
  return [
    ...contracts.map(contractView),
    ...tables
      .filter(({ type, part }) => !part && !told.has(type))
      .map(
        ({ table, type, id = 'id' }) =>
          `CREATE VIEW ${viewOf(type)} AS SELECT t.${id} AS id, NULL::jsonb AS fields FROM ${table} t`,
      ),
    ...tables.flatMap(recordingTriggers),
  ];
}

/** DDL that tells other fields of a type than before; records that are there keep what they say. */
export function changedContractDdl(contract: Contract): string {
  return contractView(contract).replace('CREATE VIEW', 'CREATE OR REPLACE VIEW');
}

/** DDL by which a table that is recorded already tells something else, such as that its things can be closed. */
export function changedRecordingDdl(table: RecordedTable): string[] {
  return recordingTriggers(table).map((trigger) =>
    trigger.replace('CREATE TRIGGER', 'CREATE OR REPLACE TRIGGER'),
  );
}

/** What a change record says of an entity: fields of its public contract, never drafts or personal data. */
export interface Contract {
  /** GraphQL type of the entity. */
  type: string;
  /** Its table, with an `id`. */
  table: string;
  /** Columns told as they are, under their property names (`name_fr` as `nameFr`). */
  columns: readonly string[];
  /** More fields: SQL over a row `t` of the table. */
  more?: Readonly<Record<string, string>>;
}

const viewOf = (type: string) => `contract_${type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()}`;

function contractView({ type, table, columns, more = {} }: Contract): string {
  const fields = [
    ...columns.map((column) => `'${propertyName(column)}', t.${column}`),
    ...Object.entries(more).map(([property, expression]) => `'${property}', ${expression}`),
  ];
  return `CREATE VIEW ${viewOf(type)} AS SELECT t.id, jsonb_build_object(${fields.join(', ')}) AS fields FROM ${table} t`;
}

/**
 * DDL that gives the records of {@link changeFeedDdl} the fields of the entities. What a transaction leaves of an
 * entity is what its record says, however often and in whatever order its row and its parts were written.
 */
export function changeFieldsDdl(contracts: readonly Contract[]): string[] {
  return [
    'ALTER TABLE change ADD COLUMN fields jsonb',
    ...contracts.map(contractView),
    ...PRIVATE_CHANGES_DDL,
    ...contracts.map(
      ({ type }) =>
        `UPDATE change SET fields = c.fields FROM ${viewOf(type)} c WHERE change.type = '${type}' AND change.entity_id = c.id`,
    ),
  ];
}

/**
 * Arguments as before. The rows of a statement are told at once; ids of both sides, since a part can move to another entity.
 * Writers of one entity come one after the other: those of its row by PostgreSQL, those of its parts by the lock below,
 * so that each sees what the others left. What is written last must also be read last, and a transaction that began
 * first can write last: its change goes into the record of the later one, which no reader can have seen meanwhile,
 * since readers stop below the oldest transaction that is open.
 */
const RECORD_CHANGES = `CREATE OR REPLACE FUNCTION record_changes() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
DECLARE
  id_column text := TG_ARGV[1];
  closing text := nullif(TG_ARGV[2], '');
  part boolean := TG_ARGV[3] = 'part';
  closed text := CASE WHEN closing IS NULL THEN 'false' ELSE format('%I IS NOT NULL', closing) END;
  contract text := 'contract_' || lower(regexp_replace(TG_ARGV[0], '([a-z])([A-Z])', '\\1_\\2', 'g'));
  rows text;
  private boolean := coalesce(TG_ARGV[4], '') = 'private';
  told bigint;
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
  GET DIAGNOSTICS told = ROW_COUNT;
  IF told > 0 THEN PERFORM pg_notify('${CHANGE_CHANNEL}', TG_TABLE_SCHEMA); END IF;
  RETURN NULL;
END $body$`;

/** DDL that lets a feed hold changes which are not for everybody. Feeds have it from their start, but for the first ones. */
export const PRIVATE_CHANGES_DDL = [
  'ALTER TABLE change ADD COLUMN IF NOT EXISTS private boolean NOT NULL DEFAULT false',
  RECORD_CHANGES,
];

/** What undoes {@link changeFieldsDdl}, but for the function, which is replaced or dropped with the feed. */
export function dropChangeFieldsDdl(contracts: readonly Contract[]): string[] {
  return [
    ...contracts.map(({ type }) => `DROP VIEW ${viewOf(type)}`),
    'ALTER TABLE change DROP COLUMN fields',
  ];
}

/**
 * The next changes of a feed. Transactions commit in another order than that in which they begin, so the reader stops
 * below the oldest one that is still open: what it has passed can never grow.
 * @param after null for the start
 * @param since an instant (RFC 3339) before which nothing is wanted
 * @throws BAD_USER_INPUT when `after` is a position of another server
 */
export async function readChanges(
  reader: Reader,
  after: FeedPosition | null,
  types: readonly string[] | null,
  since: string | null,
  first: number,
  withFields = false,
): Promise<ChangeRow[]> {
  const from = after ?? { transaction: '0', number: '0' };
  // ORDER BY qualifies its columns: the selected ones of the same names are text.
  const changes = await reader.named('outbox.changes')
    .rows<ChangeRow>(sql`SELECT transaction::text AS transaction, number::text AS number, type, entity_id AS "entityId", operation, actor, changed_at AS "changedAt"${withFields ? sql`, fields` : empty}
    FROM change
    WHERE (transaction, number) > (${from.transaction}::xid8, ${from.number}::bigint)
      AND transaction < pg_snapshot_xmin(pg_current_snapshot()) AND NOT private
      ${types ? sql`AND type = ANY(${types}::text[])` : empty}
      ${since ? sql`AND changed_at >= ${since}::timestamptz` : empty}
    ORDER BY change.transaction, change.number LIMIT ${first}`);
  if (after && !changes.length) await refuseBeyond(reader, [after], 'after');
  return changes;
}

/** A change as those who follow a feed live are given it, be it for everybody or not. */
export interface TailChange extends ChangeRow {
  fields: Record<string, unknown> | null;
  /** Not for everybody. */
  private: boolean;
}

const TAIL_COLUMNS = `transaction::text AS transaction, number::text AS number, type, entity_id AS "entityId", operation, actor,
  changed_at AS "changedAt", fields, private`;

/**
 * The next changes of a feed, private ones included, for who looks at each whether it may be told.
 * @param types null for all
 */
export async function readTail(
  pool: Pool,
  { transaction, number }: FeedPosition,
  types: readonly string[] | null,
  first: number,
): Promise<TailChange[]> {
  const { rows } = await pool.query<TailChange>({
    name: `tail ${types ? 'of types' : 'of all'}`,
    text: `SELECT /* outbox.tail */ ${TAIL_COLUMNS} FROM change WHERE (transaction, number) > ($1::xid8, $2::bigint)
        AND transaction < pg_snapshot_xmin(pg_current_snapshot())${types ? ' AND type = ANY($4::text[])' : ''}
      ORDER BY change.transaction, change.number LIMIT $3`,
    values: types ? [transaction, number, first, types] : [transaction, number, first],
  });
  return rows;
}

/** The last changes of a feed, as {@link readTail} gives them. */
export async function readLast(pool: Pool, count: number): Promise<TailChange[]> {
  const { rows } = await pool.query<TailChange>(
    `SELECT /* outbox.last */ ${TAIL_COLUMNS} FROM change WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY change.transaction DESC, change.number DESC LIMIT $1`,
    [count],
  );
  return rows.reverse();
}

/** How far a feed goes, and how far behind it a reader is. */
export interface FeedState {
  /** Change records, roughly: what PostgreSQL knew when it last looked. */
  records: number;
  /** Size on disk, indexes included. */
  bytes: number;
  /** The last record that readers can have; null when there is none. */
  end: FeedPosition | null;
  /** Records that readers can have and this one has not. */
  behind: number;
  /** Seconds since the oldest of these was written; 0 when there is none. */
  behindSeconds: number;
}

/** @param after where the reader stands; null for the start */
export async function readFeedState(reader: Reader, after: FeedPosition | null): Promise<FeedState> {
  const from = after ?? { transaction: '0', number: '0' };
  const [state] = await reader.named('outbox.state')
    .rows<FeedState>(sql`SELECT greatest(c.reltuples, 0)::float8 AS records,
      pg_total_relation_size(c.oid)::float8 AS bytes,
      (SELECT json_build_object('transaction', transaction::text, 'number', number::text) FROM change
        WHERE transaction < pg_snapshot_xmin(pg_current_snapshot()) AND NOT private ORDER BY transaction DESC, number DESC LIMIT 1) AS "end",
      b.behind, coalesce(b.seconds, 0) AS "behindSeconds"
    FROM pg_class c, (SELECT count(*)::int AS behind, extract(epoch FROM clock_timestamp() - min(changed_at))::float8 AS seconds
      FROM change WHERE (transaction, number) > (${from.transaction}::xid8, ${from.number}::bigint)
        AND transaction < pg_snapshot_xmin(pg_current_snapshot()) AND NOT private) b
    WHERE c.oid = 'change'::regclass`);
  return state!;
}
