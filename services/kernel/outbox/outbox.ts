import type { Pool } from 'pg';
import { refuseBeyond } from './restored-feed.js';
import { empty, sql, type Reader } from '../database/sql.js';

/** Where a reader of a feed stands: after this change. */
export interface OutboxPosition {
  transaction: string;
  number: string;
}

/** After everything that a feed can hold: who stands there is not behind. */
export const END_OF_OUTBOX: OutboxPosition = { transaction: String(2n ** 64n - 1n), number: '0' };

export interface ChangeEvent extends OutboxPosition {
  type: string;
  entityId: string;
  operation: 'CREATED' | 'UPDATED' | 'CLOSED' | 'DELETED';
  actor: string;
  changedAt: Date;
  /** The public contract of the entity after the change; null when it is gone, absent unless asked for. */
  fields?: Record<string, unknown> | null;
}

/** Channel on which a commit with changes is told; what it carries is the SQL schema. A hint: readers poll as well. */
export const CHANGE_CHANNEL = 'passerelle_change';

/**
 * The next changes of a feed. Transactions commit in another order than that in which they begin, so the reader stops
 * below the oldest one that is still open: what it has passed can never grow.
 * @param after null for the start
 * @param since an instant (RFC 3339) before which nothing is wanted
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
  // ORDER BY qualifies its columns: the selected ones of the same names are text.
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

/** A change as those who follow a feed live are given it, be it for everybody or not. */
export interface TailedEvent extends ChangeEvent {
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

/** The last changes of a feed, as {@link readTail} gives them. */
export async function readLast(pool: Pool, count: number): Promise<TailedEvent[]> {
  const { rows } = await pool.query<TailedEvent>(
    `SELECT /* outbox.last */ ${TAIL_COLUMNS} FROM change WHERE transaction < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY change.transaction DESC, change.number DESC LIMIT $1`,
    [count],
  );
  return rows.reverse();
}

/** How far a feed goes, and how far behind it a reader is. */
export interface OutboxState {
  /** Change records, roughly: what PostgreSQL knew when it last looked. */
  records: number;
  /** Size on disk, indexes included. */
  bytes: number;
  /** The last record that readers can have; null when there is none. */
  end: OutboxPosition | null;
  /** Records that readers can have and this one has not. */
  behind: number;
  /** Seconds since the oldest of these was written; 0 when there is none. */
  behindSeconds: number;
}

/** @param after where the reader stands; null for the start */
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
