import type { Pool } from 'pg';
import { refuseBeyond } from './restored-outbox.js';
import { empty, sql, type Reader } from '../database/sql.js';

/** Position in an outbox: after this change event. */
export interface OutboxPosition {
  transaction: string;
  number: string;
}

/** Position after everything that an outbox can hold: a reader there has no lag. */
export const END_OF_OUTBOX: OutboxPosition = { transaction: String(2n ** 64n - 1n), number: '0' };

export interface ChangeEvent extends OutboxPosition {
  type: string;
  entityId: string;
  operation: 'CREATED' | 'UPDATED' | 'CLOSED' | 'DELETED';
  actor: string;
  changedAt: Date;
  /** Public contract of the entity after the change; null when it was deleted, absent unless requested. */
  fields?: Record<string, unknown> | null;
}

/** NOTIFY channel of commits with changes; the payload is the SQL schema. A hint: readers poll as well. */
export const CHANGE_CHANNEL = 'passerelle_change';

/**
 * Reads the next public change events of an outbox. Transactions commit in another order than they begin, so the reader
 * stops below the oldest open one: no event can appear below a position that it has passed.
 * @param after null for the start
 * @param since instant (RFC 3339) of the earliest event
 * @throws BAD_USER_INPUT when `after` is a position of another server
 */
export async function readChanges(
  reader: Reader,
  after: OutboxPosition | null,
  types: readonly string[] | null,
  since: string | null,
  first: number,
  withFields = false,
): Promise<ChangeEvent[]> {
  const from = after ?? { transaction: '0', number: '0' };
  // ORDER BY qualifies its columns, since the selected columns of the same names are text.
  const changes = await reader.named('outbox.changes')
    .rows<ChangeEvent>(sql`SELECT transaction::text AS transaction, number::text AS number, type, entity_id AS "entityId", operation, actor, changed_at AS "changedAt"${withFields ? sql`, fields` : empty}
    FROM change
    WHERE (transaction, number) > (${from.transaction}::xid8, ${from.number}::bigint)
      AND transaction < pg_snapshot_xmin(pg_current_snapshot()) AND NOT private
      ${types ? sql`AND type = ANY(${types}::text[])` : empty}
      ${since ? sql`AND changed_at >= ${since}::timestamptz` : empty}
    ORDER BY change.transaction, change.number LIMIT ${first}`);
  if (after && !changes.length) await refuseBeyond(reader, [after], 'after');
  return changes;
}

/**
 * Reads the last public change events of an outbox up to a position, in the order of {@link readChanges}.
 * @param upTo the last event that may be read
 * @throws BAD_USER_INPUT when `upTo` is a position of another server
 */
export async function readChangesUpTo(
  reader: Reader,
  upTo: OutboxPosition,
  types: readonly string[] | null,
  since: string | null,
  last: number,
): Promise<ChangeEvent[]> {
  await refuseBeyond(reader, [upTo], 'before');
  const changes = await reader.named('outbox.changesUpTo')
    .rows<ChangeEvent>(sql`SELECT transaction::text AS transaction, number::text AS number, type, entity_id AS "entityId", operation, actor, changed_at AS "changedAt"
    FROM change
    WHERE (transaction, number) <= (${upTo.transaction}::xid8, ${upTo.number}::bigint)
      AND transaction < pg_snapshot_xmin(pg_current_snapshot()) AND NOT private
      ${types ? sql`AND type = ANY(${types}::text[])` : empty}
      ${since ? sql`AND changed_at >= ${since}::timestamptz` : empty}
    ORDER BY change.transaction DESC, change.number DESC LIMIT ${last}`);
  return changes.reverse();
}

/** Change event for live readers, public or private. */
export interface TailedEvent extends ChangeEvent {
  fields: Record<string, unknown> | null;
  /** True when not everybody may see the entity. */
  private: boolean;
}

const TAIL_COLUMNS = `transaction::text AS transaction, number::text AS number, type, entity_id AS "entityId", operation, actor,
  changed_at AS "changedAt", fields, private`;

/**
 * Reads the next change events of an outbox, private ones included: the caller checks who may see each.
 * @param types null for all
 */
export async function readTail(
  pool: Pool,
  { transaction, number }: OutboxPosition,
  types: readonly string[] | null,
  first: number,
): Promise<TailedEvent[]> {
  const { rows } = await pool.query<TailedEvent>({
    name: `tail ${types ? 'of types' : 'of all'}`,
    text: `SELECT /* outbox.tail */ ${TAIL_COLUMNS} FROM change WHERE (transaction, number) > ($1::xid8, $2::bigint)
        AND transaction < pg_snapshot_xmin(pg_current_snapshot())${types ? ' AND type = ANY($4::text[])' : ''}
      ORDER BY change.transaction, change.number LIMIT $3`,
    values: types ? [transaction, number, first, types] : [transaction, number, first],
  });
  return rows;
}

/** Reads the last change events of an outbox, in the order of {@link readTail}. */
export async function readLast(pool: Pool, count: number): Promise<TailedEvent[]> {
  const { rows } = await pool.query<TailedEvent>(
    `SELECT /* outbox.last */ ${TAIL_COLUMNS} FROM change WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY change.transaction DESC, change.number DESC LIMIT $1`,
    [count],
  );
  return rows.reverse();
}

/** Size of an outbox, and the replication lag of a reader. */
export interface OutboxState {
  /** Estimated number of change events, from the statistics of PostgreSQL. */
  records: number;
  /** Size on disk, indexes included. */
  bytes: number;
  /** Last event that readers can see; null when there is none. */
  end: OutboxPosition | null;
  /** Number of visible events that the reader has not read. */
  behind: number;
  /** Age in seconds of the oldest of these; 0 when there is none. */
  behindSeconds: number;
}

/** @param after position of the reader; null for the start */
export async function readOutboxState(reader: Reader, after: OutboxPosition | null): Promise<OutboxState> {
  const from = after ?? { transaction: '0', number: '0' };
  const [state] = await reader.named('outbox.state')
    .rows<OutboxState>(sql`SELECT greatest(c.reltuples, 0)::float8 AS records,
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
